import { saveBibs } from '#catalogue/exchange/import-store.ts'
import { deleteBib } from '#catalogue/exchange/removal-store.ts'
import type { BibRecord } from '#catalogue/rules/bib.ts'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { xml } from '#std/xml.ts'

/** What a harvester has of a record, by its identifier: the title, or that it was deleted. */
type Kept = Map<string, { title: string | null; datestamp: string }>

type Seen = { identifier: string; datestamp: string; title: string | null }
type ListPage = { records: Seen[]; token: string | null; responseDate: string }

export type Harvested = {
  /** Records told of in the first list, and pages of it. */
  told: number
  pages: number
  /** Changes that were made while lists were read. */
  changes: number
  /** Sentences about whatever is not as it must be. */
  wrong: string[]
  slowestMs: number
}

/**
 * Copies a catalogue as a harvester does, from the first page to the last and then again from the time of the first
 * answer, while the catalogue changes; then compares the copy with the catalogue.
 * @param changesWhile how many changes are made while a page is read, by the number of the page
 */
export async function harvestWhileChanging(
  library: Library,
  oai: string,
  records: readonly BibRecord[],
  changesWhile: (page: number) => number,
): Promise<Harvested> {
  const catalogue = changing(library, records)
  const kept: Kept = new Map()
  const wrong: string[] = []
  let [told, pages, changes, slowestMs] = [0, 0, 0, 0]

  /** One list to its end; the time of its first answer. */
  const readList = async (query: string, changesOn: (page: number) => number): Promise<string> => {
    let since: string | null = null
    let last = ''
    const inList = new Set<string>()
    for (let next: string | null = query; next !== null; ) {
      const count = changesOn(pages)
      const begun = performance.now()
      const reading: Promise<ListPage> = readPage(`${oai}?${next}`).then(page => {
        slowestMs = Math.max(slowestMs, performance.now() - begun)
        return page
      })
      const [page]: [ListPage, unknown] = await Promise.all([reading, catalogue.change(count)])
      changes += count
      pages++
      since ??= page.responseDate
      for (const { identifier, datestamp, title } of page.records) {
        if (datestamp < last) wrong.push(`${identifier} of ${datestamp} comes after one of ${last}`)
        last = datestamp
        // A change while the list is read comes with a later stamp, at its end.
        const revision = `${identifier} of ${datestamp}`
        if (inList.has(revision)) wrong.push(`${revision} is told twice in one list`)
        inList.add(revision)
        kept.set(identifier, { title, datestamp })
      }
      told += page.records.length
      next = page.token === null ? null : `verb=ListRecords&resumptionToken=${encodeURIComponent(page.token)}`
    }
    return since!
  }

  const first = 'verb=ListRecords&metadataPrefix=oai_dc'
  const begun = await readList(first, changesWhile)
  const inFirst = { told, pages }
  // Again from the time of the first answer, while the changes go on; and once more when they have ended.
  const second = await readList(`${first}&from=${begun}`, changesWhile)
  await readList(`${first}&from=${second}`, () => 0)
  for (const [identifier, title] of await catalogue.now()) {
    const copy = kept.get(identifier)
    if (!copy) wrong.push(`${identifier} was never told of`)
    else if (copy.title !== title) wrong.push(`${identifier} is ${title ?? 'deleted'} and was told as ${copy.title}`)
  }
  return { ...inFirst, changes, wrong, slowestMs }
}

/** A list without the change of some library: by its text alone, which is much faster than a document. */
async function readPage(address: string): Promise<ListPage> {
  const answer = await fetch(address)
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${answer.status} ${text.slice(0, 300)}`)
  const error = /<error code="(\w+)"/.exec(text)?.[1]
  if (error !== undefined && error !== 'noRecordsMatch') throw new Error(text.slice(0, 500))
  const records = [...text.matchAll(/<record><header(?: status="(deleted)")?>(.*?)<\/record>/gs)].map(
    ([, deleted, rest]): Seen => ({
      identifier: /<identifier>([^<]+)</.exec(rest!)![1]!,
      datestamp: /<datestamp>([^<]+)</.exec(rest!)![1]!,
      title: deleted ? null : (/<dc:title>([^<]*)</.exec(rest!)?.[1] ?? ''),
    }),
  )
  const token = /<resumptionToken[^>]*>([^<]+)</.exec(text)?.[1] ?? null
  return { records, token, responseDate: /<responseDate>([^<]+)</.exec(text)![1]! }
}

/** The catalogue while it changes: titles get a number, records are deleted and come back, by the real actions. */
function changing(library: Library, records: readonly BibRecord[]) {
  let made = 0
  /** Spread over the catalogue, the same every time. */
  const nextRecord = () => records[(++made * 7919) % records.length]!
  const changeOne = (): Promise<unknown> => {
    const record = nextRecord()
    const now = library.clock.now()
    if (made % 5 === 0) return transact(library.db, tx => deleteBib(tx, record.sourceKey, now))
    // One that was deleted before comes back by this.
    const bib = { ...record, title: `${made}回目の題名`, subtitle: null, volume: null }
    return transact(library.db, tx => saveBibs(tx, [{ bib, raw: null }], now))
  }
  return {
    async change(count: number): Promise<void> {
      for (let done = 0; done < count; done++) await changeOne()
    },
    async now(): Promise<[identifier: string, title: string | null][]> {
      const rows = await library.db
        .selectFrom('bib')
        .select(['id', 'title', 'subtitle', 'volume', 'deleted_at'])
        .execute()
      return rows.map(row => {
        const named = [row.title, row.subtitle].filter(Boolean).join(' : ') + (row.volume ? ` ${row.volume}` : '')
        return [`oai:example.jp:bib/${row.id}`, row.deleted_at === null ? xml(named) : null]
      })
    },
  }
}
