import { createWriteStream, existsSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { movingHidden } from '#catalogue/hidden-bib-store.ts'
import { writeJsonLines, writeMarc21 } from '#catalogue/records/write-records.ts'
import { transact } from '#database/database.ts'
import { movingHolds } from '#holds/moving-store.ts'
import { movingLoans, movingTransits } from '#items/moving-loans-store.ts'
import { movingItems } from '#items/moving-store.ts'
import type { Library } from '#library.ts'
import { movingCards, movingNotes, movingPasswords, movingPatrons } from '#patrons/moving-store.ts'
import { movingRequests } from '#requests/moving-store.ts'
import { movingSavedSearches } from '#saved-searches/moving-store.ts'
import { currentDescription } from '#settings/change-description.ts'
import { writeLibraryFile } from '#settings/file/library-file.ts'
import { makeFolder } from '#std/make-folder.ts'
import { movingWishes } from '#wish-lists/moving-store.ts'
import { exportAuthorities, exportRecords } from '../export-records.ts'
import { writeCsvRow } from '../rules/csv.ts'
import { type Form, forms, type TableName } from '../rules/forms.ts'
import { inPages, readOneMoment } from './moment-store.ts'

const rowsOf = {
  items: movingItems,
  hidden: movingHidden,
  patrons: movingPatrons,
  cards: movingCards,
  notes: movingNotes,
  passwords: movingPasswords,
  loans: movingLoans,
  holds: movingHolds,
  transits: movingTransits,
  'saved-searches': movingSavedSearches,
  wishes: movingWishes,
  requests: movingRequests,
} satisfies Record<TableName, unknown>

/**
 * 引っ越し (out): writes the library into a folder, in the forms that `moveIn` reads; docs/moving-in.md names them and
 * what stays out. The catalogue is written as MARC 21 besides, for others. Files hold personal data and are for their
 * owner's eyes.
 * @returns how many rows each file has
 * @throws Error when the folder holds something already
 */
export async function exportAll(library: Library, folder: string): Promise<Record<string, number>> {
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new Error(`${folder} is not empty. Name a new folder, so that old and new files are not mixed.`)
  makeFolder(folder, 0o700)
  const counted: Record<string, number> = {}
  const { description } = await currentDescription(library)
  await writeFile(join(folder, 'settings.yaml'), writeLibraryFile(description), { mode: 0o600 })
  const to = (name: string) => createWriteStream(join(folder, name), { mode: 0o600 })
  async function* withoutCopies() {
    for await (const record of exportRecords(library)) {
      counted.catalogue = (counted.catalogue ?? 0) + 1
      yield { ...record, items: [] }
    }
  }
  await pipeline(writeJsonLines(exportAuthorities(library)), to('authorities.jsonl'))
  await pipeline(writeJsonLines(withoutCopies()), to('catalogue.jsonl'))
  await pipeline(writeMarc21(exportRecords(library)), to('catalogue.mrc'))
  // One moment for all that hangs together.
  await transact(library.db, async tx => {
    await readOneMoment(tx)
    for (const [name, query] of Object.entries(rowsOf) as [TableName, (typeof rowsOf)[TableName]][]) {
      const columns = Object.entries<Form[string]>(forms[name]).flatMap(([column, { readOnly }]) =>
        readOnly ? [] : [column],
      )
      counted[name] = 0
      async function* lines() {
        yield writeCsvRow(columns)
        for await (const rows of inPages(tx, query)) {
          counted[name]! += rows.length
          yield rows.map(row => writeCsvRow(columns.map(column => cell(row[column])))).join('')
        }
      }
      await pipeline(lines(), to(`${name}.csv`))
    }
  })
  return counted
}

const cell = (value: unknown): string =>
  value === null || value === undefined ? '' : value === true ? 'yes' : value === false ? 'no' : String(value)
