import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import type { IndexedBib, SearchRequest } from '#catalogue/index/catalogue-index.ts'
import { foldWritten, written } from '#catalogue/rules/writing/fold.ts'
import { surfaceTexts } from './surface-texts.ts'

/** Groonga as Debian has it, over the same folded text: first page, total and four drilldowns. */
export class Groonga {
  private readonly process: ChildProcessWithoutNullStreams
  private readonly lines: AsyncIterator<string>
  private readonly reader: Interface

  private constructor(database: string) {
    this.process = spawn('groonga', [database])
    this.reader = createInterface({ input: this.process.stdout })
    this.lines = this.reader[Symbol.asyncIterator]()
  }

  get pid(): number {
    return this.process.pid!
  }

  static installed = (): boolean => spawnSync('groonga', ['--version']).status === 0

  static async build(folder: string, bibs: Iterable<IndexedBib>): Promise<Groonga> {
    mkdirSync(folder, { recursive: true })
    const script = join(folder, 'load.grn')
    const out = createWriteStream(script)
    out.write(schema)
    out.write('load --table Bibs\n[\n')
    for (const bib of bibs) if (!out.write(`${JSON.stringify(rowOf(bib))},\n`)) await once(out, 'drain')
    out.end(']\n')
    await once(out, 'close')
    const loaded = spawnSync('groonga', ['--file', script, '-n', join(folder, 'db')], { maxBuffer: 1 << 28 })
    if (loaded.status !== 0) throw new Error(`groonga could not load: ${loaded.stderr}`)
    const groonga = new Groonga(join(folder, 'db'))
    // It would answer a repeated query from its cache.
    await groonga.ask('cache_limit 0')
    return groonga
  }

  async search({ text = '', sort, filters, limit = 20 }: SearchRequest): Promise<{ total: number; ids: number[] }> {
    const query = written(text)
      .split(' ')
      .map(foldWritten)
      .filter(word => word !== '')
      .map(word => `"${word.replaceAll('"', '')}"`)
      .join(' ')
    const conditions = [
      ...(filters?.kinds?.length ? [`in_values(kind, ${filters.kinds.map(kind => `"${kind}"`).join(', ')})`] : []),
      ...(filters?.years?.[0]?.from ? [`year >= ${filters.years[0].from}`] : []),
      ...(filters?.branches?.length
        ? [`in_values(branches, ${filters.branches.map(branch => `"${branch}"`).join(', ')})`]
        : []),
      ...(filters?.availableNow ? ['available > 0'] : []),
    ]
    const command = [
      'select Bibs --match_columns text',
      `--query ${quoted(query)}`,
      conditions.length > 0 ? `--filter ${quoted(conditions.join(' && '))}` : '',
      `--limit ${limit} --output_columns _key --sort_keys ${sort === 'title' ? 'title' : '-popularity'}`,
      '--drilldowns[kind].keys kind --drilldowns[year].keys year --drilldowns[class].keys class --drilldowns[branches].keys branches',
      '--drilldowns[kind].limit 20 --drilldowns[year].limit 200 --drilldowns[class].limit 20 --drilldowns[branches].limit 20',
    ].join(' ')
    const answer = (await this.ask(command)) as [unknown, { records?: never } & [[[number], unknown, ...[number][]]]]
    const [[total], , ...rows] = answer[1][0]
    return { total, ids: rows.map(([id]) => id) }
  }

  private async ask(command: string): Promise<unknown> {
    this.process.stdin.write(`${command}\n`)
    const { value } = await this.lines.next()
    return JSON.parse(value as string)
  }

  async close(): Promise<void> {
    this.process.stdin.end('quit\n')
    await once(this.process, 'close')
    this.reader.close()
  }
}

export const folderMegabytes = (folder: string): number =>
  readdirSync(folder)
    .filter(name => name.startsWith('db'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1e6

const schema = `table_create Kinds TABLE_HASH_KEY ShortText
table_create Branches TABLE_HASH_KEY ShortText
table_create Bibs TABLE_HASH_KEY UInt32
column_create Bibs text COLUMN_SCALAR Text
column_create Bibs title COLUMN_SCALAR ShortText
column_create Bibs kind COLUMN_SCALAR Kinds
column_create Bibs branches COLUMN_VECTOR Branches
column_create Bibs year COLUMN_SCALAR UInt16
column_create Bibs class COLUMN_SCALAR UInt8
column_create Bibs popularity COLUMN_SCALAR UInt32
column_create Bibs available COLUMN_SCALAR UInt16
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram
column_create Terms bibs_text COLUMN_INDEX|WITH_POSITION Bibs text
`

const rowOf = (bib: IndexedBib) => ({
  _key: bib.id,
  // A sign between the fields, so that no word crosses them.
  text: surfaceTexts(bib).join(' | '),
  title: bib.titleReading ?? bib.title,
  kind: bib.kind,
  branches: bib.branches.map(({ branch }) => branch),
  year: bib.year ?? 0,
  class: Number((bib.ndc[0] ?? '').replace(/\D/g, '')[0] ?? 10),
  popularity: bib.popularity,
  available: bib.available,
})

const quoted = (text: string): string => `'${text.replaceAll('\\', '').replaceAll("'", '')}'`
