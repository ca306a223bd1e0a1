import { expect, test } from 'vitest'
import { saveBibs } from '#catalogue/exchange/import-store.ts'
import type { BibRecord } from '#catalogue/rules/bib.ts'
import { transact } from '#database/database.ts'
import { BibId } from '#ids.ts'
import { mountProtocols } from '#protocols/mount.ts'
import { serveWeb } from '#web/serve.ts'
import { openLibrary } from '../library.ts'
import { generatedRecords } from './generated.ts'
import { harvestWhileChanging } from './harvest.ts'

const bibs = (records: readonly BibRecord[]) => records.map(bib => ({ bib, raw: null }))

test('a catalogue is copied completely and in order while it changes, deletions included', async () => {
  const library = await openLibrary({ connections: 6 })
  const records = generatedRecords(1_500)
  await transact(library.db, tx => saveBibs(tx, bibs(records), library.clock.now()))
  const web = await serveWeb(library, { port: 0, host: '127.0.0.1', machines: mountProtocols })
  const oai = `http://127.0.0.1:${web.port}/oai`
  const changesWhile = () => {
    library.clock.forward({ seconds: 1 })
    return 12
  }
  const harvested = await harvestWhileChanging(library, oai, records, changesWhile)
  await web.close()
  expect(harvested.wrong).toEqual([])
  expect(harvested.told).toBeGreaterThanOrEqual(1_500)
  expect(harvested.pages).toBeGreaterThanOrEqual(15)
  expect(harvested.changes).toBeGreaterThan(180)
})

test('the comparison finds a record that was never told of, and one that was told wrongly', async () => {
  const library = await openLibrary({ connections: 6 })
  const records = generatedRecords(120)
  await transact(library.db, tx => saveBibs(tx, bibs(records), library.clock.now()))
  const web = await serveWeb(library, { port: 0, host: '127.0.0.1', machines: mountProtocols })
  const oai = `http://127.0.0.1:${web.port}/oai`
  // Behind the back of the list: a stamp in the future of every list, and a title without a new stamp.
  await harvestWhileChanging(library, oai, records, () => 0)
  await library.db
    .updateTable('bib_stamp')
    .set({ stamped_at: library.clock.now().subtract({ hours: 1 }) })
    .execute()
  await library.db.deleteFrom('bib_stamp').where('bib_id', '=', BibId(7)).execute()
  const { wrong } = await harvestWhileChanging(library, oai, records, () => 0)
  await web.close()
  expect(wrong).toEqual([expect.stringMatching(/bib\/7 was never told of/)])
})
