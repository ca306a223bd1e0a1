import type { Library } from '#library.ts'
import { loadExportPage } from './export-store.ts'
import type { ExportedRecord } from './records/write-records.ts'

/**
 * The whole catalogue, record by record, for `writeMarc21`, `writeMarcXml`, `writeJsonLines` or `writeTsv`. A page of 500 is one query:
 * a bib that changes meanwhile is exported as it is when its page is read.
 */
export async function* exportRecords(library: Library): AsyncGenerator<ExportedRecord> {
  let after = 0
  for (;;) {
    const { records, lastId } = await loadExportPage(library.db, after, 500)
    yield* records
    if (lastId === null) return
    after = lastId
  }
}
