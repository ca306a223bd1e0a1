import { expect, test } from 'vitest'
import { type ExportedBib, writeJsonLines, writeMarc21, writeTsv } from '#catalogue/records/write-records.ts'
import { showBib } from '#catalogue/show-bib.ts'
import { addCopy } from '#cataloguing/add-copy.ts'
import { exportRecords } from '#exchange/export-records.ts'
import { importRecords } from '#exchange/import-records.ts'
import { addToBasket } from '#holds/basket/add-to-basket.ts'
import { myBasket } from '#holds/basket/my-basket.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { placeHoldsAtCounter } from '#holds/ordering/place-holds-at-counter.ts'
import { pullList } from '#holds/pulls/pull-list.ts'
import { type BibId, BranchId, ItemId } from '#ids.ts'
import { givenBib, givenIndex } from '../../test/given.ts'
import {
  applied,
  asahi,
  barcodeOf,
  chuo,
  givenReader,
  itemStatus,
  lastEventOf,
  lent,
  nightPasses,
  order,
  scanned,
  staff,
  stateOf,
  waiting,
} from '../../test/given-holds.ts'
import type { TestLibrary } from '../../test/library.ts'
import { openTown } from '../../test/town.ts'
import { markItem } from './desk/mark-item.ts'
import { undoCheckIn } from './scans/undo-check-in.ts'

/** A title whose only copy is on order, as somebody at a desk has added it. */
async function givenOnOrder(library: TestLibrary, coming: 'onOrder' | 'inProcess' = 'onOrder') {
  const { id } = await givenBib(library, { items: 0 })
  const copy = { branchId: BranchId('chuo'), shelf: null, callNumber: null, category: 'normal', coming }
  const added = await addCopy(library, { login: 'hanako' }, id, { ...copy, barcode: `72000000${id % 10}` })
  if (!added.ok) throw new Error(added.refusal.whys.join())
  const item = await library.db.selectFrom('item').selectAll().where('bib_id', '=', id).executeTakeFirstOrThrow()
  return { id, itemId: ItemId(item.id) }
}

const shown = async (library: TestLibrary, id: BibId) => {
  const bib = await showBib(library, id)
  if (bib.is !== 'shown') throw new Error(bib.is)
  return bib
}
const joinedOn = async (library: TestLibrary, itemId: ItemId) =>
  String(
    (await library.db.selectFrom('item').select('joined_on').where('id', '=', itemId).executeTakeFirst())?.joined_on,
  )

test('what is on order is reserved on the web, waits without a date, and serves the queue with its first scan', async () => {
  const library = await openTown()
  const { id, itemId } = await givenOnOrder(library)
  await givenIndex(library)
  const { availability, items } = await shown(library, id)
  expect([items[0]!.state, availability.holdability, availability.isComing]).toEqual(['onOrder', 'holdable', true])
  expect(library.index.newArrivals('2026-01-01', 10)).not.toContain(id)

  const [first, second] = [await givenReader(library), await givenReader(library)]
  await addToBasket(library, first, id)
  expect((await myBasket(library, first)).lines).toMatchObject([
    { unholdable: null, waitDays: null, coming: 1, lendable: 0 },
  ])
  const [one] = await applied(library, first, [id], { pickup: asahi })
  library.clock.set('2026-11-25T03:00:00')
  await nightPasses(library)
  library.clock.set('2026-11-25T10:00:00')
  const [two] = await waiting(library, second, [id], { pickup: chuo })
  expect(await myHolds(library, first)).toMatchObject([
    { status: 'waiting', place: 1, estimatedDays: null, isComing: true, stuck: null },
  ])
  expect(await pullList(library, BranchId('chuo'))).toEqual([])

  library.clock.set('2026-12-03T10:00:00')
  expect(await scanned(library, itemId)).toMatchObject({ do: 'send', to: 'asahi', holdId: one })
  expect(await joinedOn(library, itemId)).toBe('2026-12-03')
  await givenIndex(library)
  expect(library.index.newArrivals('2026-12-01', 10)).toContain(id)
  expect(await scanned(library, itemId, BranchId('asahi'))).toMatchObject({ do: 'holdShelf', holdId: one })
  expect(await myHolds(library, second)).toMatchObject([{ place: 1, isComing: false }])
  expect((await lent(library, first, itemId, BranchId('asahi'))).ok).toBe(true)
  expect(await stateOf(library, two!)).toBe('waiting')
})

test('nobody waits: the first scan puts it on its shelf; taken back it is on order again', async () => {
  const library = await openTown()
  const { itemId } = await givenOnOrder(library)
  const before = await joinedOn(library, itemId)
  library.clock.set('2026-12-03T10:00:00')
  expect(await scanned(library, itemId)).toMatchObject({ do: 'shelve' })
  expect([await itemStatus(library, itemId), await joinedOn(library, itemId)]).toEqual(['shelf', '2026-12-03'])
  const barcode = await barcodeOf(library, itemId)
  const scan = { actor: staff, branchId: BranchId('chuo'), barcode, eventId: await lastEventOf(library, itemId) }
  expect((await undoCheckIn(library, scan)).ok).toBe(true)
  expect([await itemStatus(library, itemId), await joinedOn(library, itemId)]).toEqual(['onOrder', before])
})

test.each(['missing', 'repair', 'withdrawn'] as const)(
  'what was marked %s before it was ever here joins on the day on which it is, once',
  async mark => {
    const library = await openTown()
    const { itemId } = await givenOnOrder(library)
    const barcode = await barcodeOf(library, itemId)
    const marked = (what: 'missing' | 'repair' | 'withdrawn') => markItem(library, staff, barcode, what, '確認')
    expect((await marked(mark)).ok).toBe(true)
    for (const [day, joined] of [
      ['2026-12-03', '2026-12-03'],
      ['2026-12-10', '2026-12-03'],
    ]) {
      library.clock.set(`${day}T10:00:00`)
      await markItem(library, staff, barcode, 'found', '出てきた')
      expect([await itemStatus(library, itemId), await joinedOn(library, itemId)]).toEqual(['shelf', joined])
      expect((await marked('missing')).ok).toBe(true)
    }
  },
)

test('beside copies that are here the wait is guessed from those alone, and one very copy on order is not promised', async () => {
  const library = await openTown()
  const bib = await givenBib(library, { items: [{}, { status: 'inProcess' }] })
  const reader = await givenReader(library)
  expect((await lent(library, reader, bib.itemIds[0]!)).ok).toBe(true)
  const { availability } = await shown(library, bib.id)
  expect([availability.lendable, availability.isComing]).toEqual([1, false])
  const other = await givenReader(library)
  const wish = order([bib.id], { onlyItemId: bib.itemIds[1]! })
  expect(await placeHoldsAtCounter(library, staff, other, wish)).toMatchObject({
    refusal: { why: 'copyCannotServe', because: 'notHereYet' },
  })
})

test('届いた: what is on order is made ready by a mark, and nothing else is', async () => {
  const library = await openTown()
  const { itemId } = await givenOnOrder(library)
  const ordinary = (await givenBib(library)).itemIds[0]!
  const mark = async (which: ItemId) => markItem(library, staff, await barcodeOf(library, which), 'inProcess', '納品')
  expect(await mark(ordinary)).toMatchObject({ refusal: { why: 'notOnOrder' } })
  expect((await mark(itemId)).ok).toBe(true)
  expect((await mark(itemId)).ok).toBe(true)
  expect(await itemStatus(library, itemId)).toBe('inProcess')
  expect(await scanned(library, itemId)).toMatchObject({ do: 'shelve' })
  expect(await mark(itemId)).toMatchObject({ refusal: { why: 'notOnOrder' } })
})

test('the newest number of a magazine stays in the house until the next one is here, not while that is on order', async () => {
  const library = await openTown()
  const itemCategories = library.policy.itemCategories.map(one => ({ ...one, newestStays: one.code === 'normal' }))
  Object.assign(library, { policy: { ...library.policy, itemCategories } })
  const number = { title: '月刊むらかみ', kind: 'magazine' } as const
  const newest = await givenBib(library, { ...number, items: [{ joinedOn: '2026-11-01' }] })
  const next = await givenBib(library, { ...number, items: [{ joinedOn: '2026-11-20', status: 'onOrder' }] })
  const reader = await givenReader(library)
  expect(await placeHoldsAtCounter(library, staff, reader, order([newest.id]))).toMatchObject({
    refusal: { why: 'mayNotHold' },
  })
  await scanned(library, next.itemIds[0]!)
  expect((await placeHoldsAtCounter(library, staff, reader, order([newest.id]))).ok).toBe(true)
})

test('an import says what is on order; what has come since stays as the counter says', async () => {
  const library = await openTown()
  const table = (state: string) => [
    Buffer.from(`書誌番号\tタイトル\t資料コード\t館\t資料状態\n12\tこころ\t730000001\t中央\t${state}\n`),
  ]
  const statusNow = async () =>
    (await library.db.selectFrom('item').selectAll().where('barcode', '=', '730000001').executeTakeFirstOrThrow())
      .status
  await importRecords(library, table('発注中'))
  expect(await statusNow()).toBe('onOrder')
  const { id } = await library.db.selectFrom('item').select('id').executeTakeFirstOrThrow()
  await scanned(library, ItemId(id))
  await importRecords(library, table('発注中'))
  expect(await statusNow()).toBe('shelf')
})

test.each([
  ['JSON lines', writeJsonLines],
  ['a table', (records: AsyncIterable<ExportedBib>) => writeTsv(records, 'bibs')],
  ['MARC', writeMarc21],
] as const)('an export as %s says it, and is read again', async (_, write) => {
  const library = await openTown()
  const { itemId } = await givenOnOrder(library)
  const file = (await Array.fromAsync<string | Uint8Array>(write(exportRecords(library)))).map(part =>
    Buffer.from(part),
  )
  await library.db.deleteFrom('item').where('id', '=', itemId).execute()
  await importRecords(library, file)
  const { status } = await library.db.selectFrom('item').select('status').executeTakeFirstOrThrow()
  expect(status).toBe('onOrder')
})
