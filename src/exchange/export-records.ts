import { loadAuthorityExportPage } from '#catalogue/authority-store.ts'
import { type ExportPage, loadExportPage } from '#catalogue/exchange/export-store.ts'
import type { ExportedAuthority, ExportedBib } from '#catalogue/records/write-records.ts'
import type { Database } from '#database/database.ts'
import type { Library } from '#library.ts'

/**
 * The whole catalogue, record by record, for `writeMarc21`, `writeMarcXml`, `writeJsonLines` or `writeTsv`. A page of
 * 500 is one query: a bib that changes meanwhile is exported as it is when its page is read.
 */
export const exportRecords = (library: Library): AsyncGenerator<ExportedBib> => pageByPage(library, loadExportPage)

/** The same of all 典拠. */
export const exportAuthorities = (library: Library): AsyncGenerator<ExportedAuthority> =>
  pageByPage(library, loadAuthorityExportPage)

async function* pageByPage<T>(
  { db }: Library,
  load: (db: Database, afterId: number, limit: number) => Promise<ExportPage<T>>,
): AsyncGenerator<T> {
  let after = 0
  for (;;) {
    const { records, lastId } = await load(db, after, 500)
    yield* records
    if (lastId === null) return
    after = lastId
  }
}
