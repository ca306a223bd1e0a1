import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showPlaces } from '#branches/show-places.ts'
import { transact } from '#database/database.ts'
import { noDatabase } from '#database/no-database.ts'
import { DatabaseAway } from '#database/watch.ts'
import { BibId } from '#ids.ts'
import { savePolicy } from '#policy-store.ts'
import { Kept } from '#std/kept.ts'
import { givenBib, givenBranches, givenIndex } from '../../../test/given.ts'
import { chuo, givenReader, lent, waiting } from '../../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { showBib } from '../show-bib.ts'
import { showRecords } from '../show-records.ts'
import { type KeptCopy, keepCopy } from './keep-copy.ts'
import type { RecordCopy } from './record-copy.ts'

let library: TestLibrary
const dataDir = mkdtempSync(join(tmpdir(), 'kago-copy-'))
let following: KeptCopy
/** What a process keeps of the places. */
let kept: Kept
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  kept = new Kept()
  await showPlaces({ ...library, kept })
})
afterAll(async () => {
  await following.close()
  rmSync(dataDir, { recursive: true })
})

async function open(): Promise<void> {
  await following?.close()
  following = keepCopy(library, { dataDir, pollMs: 20 })
  await following.whole
}
/** Asks until the copy says the same as the database. */
async function saysTheSame(id: BibId): Promise<void> {
  await expect
    .poll(async () => plain(await showBib(without(following.copy!), id)), { timeout: 5_000 })
    .toEqual(plain(await showBib(library, id)))
}
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const without = (copy: RecordCopy) => ({ ...library, db: noDatabase, readDb: noDatabase, kept, copy })

test('a record page is the same from the copy, and follows what changes', async () => {
  const first = await givenBib(library, { title: '雪国' })
  await open()
  await saysTheSame(first.id)

  await lent(library, await givenReader(library), first.itemIds[0]!)
  await saysTheSame(first.id)
  await library.db
    .updateTable('loan')
    .set({ due_on: Temporal.PlainDate.from('2026-12-31') })
    .execute()
  await saysTheSame(first.id)
  await library.db.updateTable('item').set({ shelf: '書庫', call_number: '913.6/カ' }).execute()
  await saysTheSame(first.id)
  await waiting(library, await givenReader(library), [first.id], { pickup: chuo })
  await saysTheSame(first.id)
  expect(plain(await showRecords(without(following.copy!), [first.id]))).toEqual(
    plain(await showRecords(library, [first.id])),
  )
})

test('the newest number of a magazine is in the house for the page, the copy and the search, until the next one comes', async () => {
  const number = (joinedOn: string, status: 'shelf' | 'onOrder' = 'shelf') =>
    givenBib(library, { title: '月刊あけぼの', kind: 'magazine', items: [{ joinedOn, status }] })
  const october = await number('2026-10-01')
  const november = await number('2026-11-01')
  await open()
  const borrowable = async () => {
    await givenIndex(library)
    const found = library.index.search({ text: '月刊あけぼの', filters: { availableNow: true }, sort: 'added' })
    return found.ok ? found.value.hits.map(({ id }) => id) : found
  }
  const states = async () => {
    for (const { id } of [october, november]) await saysTheSame(id)
    return [october, november].map(({ id }) => following.copy!.itemsOf(id).items[0]!.state)
  }
  expect([await states(), await borrowable()]).toEqual([
    ['available', 'available'],
    [november.id, october.id],
  ])

  const before = library.policy
  const itemCategories = before.itemCategories.map(one => ({ ...one, newestStays: one.code === 'normal' }))
  const stays = { ...before, itemCategories }
  await transact(library.db, tx => savePolicy(tx, stays, { at: library.clock.now(), by: 'system' }))
  Object.assign(library, { policy: stays })
  expect([await states(), await borrowable()]).toEqual([['available', 'inHouse'], [october.id]])
  // What the catalogue gives to others is the rule of the copy, not that of the day.
  expect(following.copy!.exported([november.id])[0]!.items[0]!.loanRule).toBe('normal')

  const december = await number('2026-12-01', 'onOrder')
  expect([await states(), await borrowable()]).toEqual([['available', 'inHouse'], [october.id]])
  await library.db.updateTable('item').set({ status: 'shelf' }).where('bib_id', '=', december.id).execute()
  expect([await states(), await borrowable()]).toEqual([
    ['available', 'available'],
    [november.id, october.id],
  ])
  await library.db.updateTable('bib').set({ title: '月刊ゆうぐれ' }).where('id', '=', december.id).execute()
  expect([await states(), await borrowable()]).toEqual([['available', 'inHouse'], [october.id]])
  await transact(library.db, tx => savePolicy(tx, before, { at: library.clock.now(), by: 'system' }))
  Object.assign(library, { policy: before })
  expect(await states()).toEqual(['available', 'available'])
})

test('a copy that is on order is so in an export from the copy', async () => {
  const { id } = await givenBib(library, { title: '来月の本', items: [{ status: 'onOrder' }] })
  await open()
  await saysTheSame(id)
  expect(plain(await showRecords(without(following.copy!), [id]))).toEqual(plain(await showRecords(library, [id])))
})

test('a copy is found by its number and its place, one that was renumbered only by the new one', async () => {
  const { id, itemIds } = await givenBib(library, { title: '古都' })
  await library.db
    .updateTable('item')
    .set({ barcode: '30099', call_number: '913/コ' })
    .where('id', '=', itemIds[0]!)
    .execute()
  await expect.poll(() => following.copy!.byCode('913/コ', 5)).toEqual([id])
  await library.db.updateTable('item').set({ barcode: '30098' }).where('id', '=', itemIds[0]!).execute()
  await expect.poll(() => following.copy!.byCode('30098', 5)).toEqual([id])
  expect(following.copy!.byCode('30099', 5)).toEqual([])
})

test('what was merged or taken out is so in the copy, after a pause too; what may be newer is not denied', async () => {
  const from = await givenBib(library, { title: '千羽鶴' })
  const gone = await givenBib(library, { title: '山の音' })
  await following.close()
  await library.db
    .updateTable('bib')
    .set({ merged_into: BibId(gone.id - 2) })
    .where('id', '=', from.id)
    .execute()
  await library.db.updateTable('bib').set({ deleted_at: library.clock.now() }).where('id', '=', gone.id).execute()
  await open()
  await saysTheSame(from.id)
  await saysTheSame(gone.id)
  expect(await showBib(without(following.copy!), from.id)).toEqual({ is: 'merged', into: gone.id - 2 })
  await expect(showBib(without(following.copy!), BibId(gone.id + 100))).rejects.toThrow('newer')
})

test('a file that is broken, or behind a feed that was pruned, is written anew', async () => {
  const { id } = await givenBib(library, { title: '眠れる美女' })
  await following.close()
  for (const end of ['-wal', '-shm']) rmSync(join(dataDir, `catalogue.copy${end}`), { force: true })
  writeFileSync(join(dataDir, 'catalogue.copy'), 'no database at all, and longer than a header would be'.repeat(50))
  await open()
  await saysTheSame(id)

  await following.close()
  const later = await givenBib(library, { title: 'みずうみ' })
  await library.db.deleteFrom('bib_change').execute()
  await open()
  await saysTheSame(later.id)
})

test('a file that is damaged in its middle is written anew, and until then nothing is said of what lies there', async () => {
  const { id } = await givenBib(library, { title: '掌の小説' })
  await open()
  await saysTheSame(id)
  await following.close()
  const path = join(dataDir, 'catalogue.copy')
  const file = openSync(path, 'r+')
  // All but the first page, which names the tables.
  const pages = Buffer.alloc(statSync(path).size - 4096, 0xff)
  writeSync(file, pages, 0, pages.length, 4096)
  closeSync(file)
  await open()
  await saysTheSame(id)
})

test('who leads no longer in the middle of its work leaves the file to the next', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'kago-copy-'))
  let asked = 0
  const lost = keepCopy(library, { dataDir: fresh, pollMs: 10, writes: () => asked++ === 0 })
  await expect.poll(() => asked, { timeout: 5_000 }).toBeGreaterThan(8)
  expect(lost.copy).toBeNull()
  await lost.close()
  rmSync(fresh, { recursive: true })
})

test('who only reads the file says how old it is, and takes up one that is written anew', async () => {
  await open()
  const reading = keepCopy(library, { dataDir, pollMs: 20, writes: () => false })
  await reading.whole
  const before = reading.copy!
  expect(reading.lag()).toBeLessThan(10)
  await following.close()
  library.clock.forward({ minutes: 30 })
  await expect.poll(() => reading.lag()).toBeGreaterThanOrEqual(1_790)

  for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `catalogue.copy${end}`), { force: true })
  const { id } = await givenBib(library, { title: '舞姫' })
  await open()
  await expect
    .poll(async () => plain(reading.copy && (await showBib(without(reading.copy), id).catch(() => null))), {
      timeout: 5_000,
    })
    .toEqual(plain(await showBib(library, id)))
  expect(reading.lag()).toBeLessThan(10)
  expect(() => before.bib(id), 'a page that began with the one before').toThrow(DatabaseAway)
  await reading.close()
})

test('who reads a copy that another process is just making waits for it, and complains of nothing', async () => {
  const own = mkdtempSync(join(tmpdir(), 'kago-copy-'))
  // As it lies there for a moment, before anything is laid into it.
  new DatabaseSync(join(own, 'catalogue.copy')).exec('pragma journal_mode = wal')
  const told: string[] = []
  const log = { ...library.log, warn: (event: string) => told.push(event) }
  let rounds = 0
  const writes = () => {
    rounds++
    return false
  }
  const reading = keepCopy({ ...library, log }, { dataDir: own, pollMs: 5, writes })
  await expect.poll(() => rounds, { timeout: 5_000 }).toBeGreaterThan(5)
  const making = keepCopy(library, { dataDir: own, pollMs: 5 })
  await Promise.all([making.whole, reading.whole])
  expect(told).toEqual([])
  await Promise.all([reading.close(), making.close()])
  rmSync(own, { recursive: true })
})
