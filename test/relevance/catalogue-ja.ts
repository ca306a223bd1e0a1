import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { IndexedBib } from '#catalogue/index/catalogue-index.ts'
import type { Audience, BibKind } from '#catalogue/rules/bib.ts'
import { BibId } from '#ids.ts'
import { sharedData } from '../real-data.ts'

const catalogueFile = join(sharedData, 'catalogue-ja/catalogue_ja.jsonl.gz')
const queriesFile = join(sharedData, 'search-queries-ja/queries_derived.tsv')
export const haveCatalogue = existsSync(catalogueFile) && existsSync(queriesFile)

export type CatalogueRow = { key: string; bib: IndexedBib }

/** The real records, as bibs numbered from 1 in the order of the file, each with the key its source knows it by. */
export function readCatalogue(): CatalogueRow[] {
  const lines = gunzipSync(readFileSync(catalogueFile)).toString('utf8').trimEnd().split('\n')
  return lines.map((line, i) => {
    const row = JSON.parse(line) as Row
    return { key: row.id, bib: bibFrom(row, i + 1) }
  })
}

export type WeightedQuery = { query: string; field: string; form: string; weight: number; expected: string[] }

export function readQueries(): WeightedQuery[] {
  const [, ...lines] = readFileSync(queriesFile, 'utf8').trimEnd().split('\n')
  return lines.map(line => {
    const [query, field, form, weight, expected] = line.split('\t')
    return { query: query!, field: field!, form: form!, weight: Number(weight), expected: keysOf(expected!) }
  })
}

type Row = {
  id: string
  kind: string
  title: string
  title_yomi?: string
  subtitle?: string
  volume?: string
  original_title?: string
  series?: string
  responsibility?: string
  creators?: { name: string; yomi?: string; role?: string }[]
  publisher?: string
  place?: string
  date?: string
  year?: number
  isbn13?: string
  issn?: string
  ndc?: string[]
  subjects?: string[]
  extent?: string
  contents?: string | string[]
  note?: string
  audience?: string
  language?: string
  url?: string
  loans_2014?: number
}

function bibFrom(row: Row, id: number): IndexedBib {
  return {
    id: BibId(id),
    sourceKey: row.id,
    kind: kinds[row.kind] ?? 'book',
    title: row.title,
    titleReading: row.title_yomi ?? null,
    subtitle: row.subtitle ?? null,
    otherTitles: row.original_title ? [row.original_title] : [],
    otherTitleReadings: [],
    volume: row.volume ?? null,
    series: row.series ?? null,
    seriesReading: null,
    responsibility: row.responsibility ?? null,
    creators: (row.creators ?? []).map(({ name, yomi, role }) => ({ name, reading: yomi ?? null, role: role ?? null })),
    publisher: row.publisher ?? null,
    place: row.place ?? null,
    published: row.date ?? null,
    year: row.year ?? null,
    isbns: row.isbn13 ? [row.isbn13] : [],
    issn: row.issn ?? null,
    ndc: row.ndc ?? [],
    subjects: row.subjects ?? [],
    subjectReadings: [],
    extent: row.extent ?? null,
    contents: Array.isArray(row.contents) ? row.contents.join(' ; ') : (row.contents ?? null),
    note: row.note ?? null,
    audience: audiences[row.audience ?? ''] ?? 'general',
    language: row.language ?? null,
    url: row.url ?? null,
    addedOn: null,
    popularity: row.loans_2014 ?? 0,
    loans: row.loans_2014 ?? 0,
    branches: [],
    lendable: 0,
    available: 0,
    holds: 0,
  }
}

const kinds: Record<string, BibKind> = {
  book: 'book',
  ebook: 'electronic',
  'comic-serial': 'comic',
  comic: 'comic',
  video: 'audiovisual',
  serial: 'magazine',
  'serial-issue': 'magazine',
  'rare-book': 'oldBook',
}
const audiences: Record<string, Audience> = { child: 'child', children: 'child', ya: 'youngAdult' }

/** 'aozora-work:45245;aozora-work:691', 'aozora-work:4725,43400' */
const keysOf = (text: string): string[] => {
  const keys = text.split(/[;,]/)
  const source = keys[0]!.slice(0, keys[0]!.indexOf(':') + 1)
  return keys.map(key => (key.includes(':') ? key : source + key))
}
