import { expect, test } from 'vitest'
import { deskOf } from '#acting.ts'
import { showBib } from '#catalogue/show-bib.ts'
import { checkOut } from '#circulation/desk/check-out.ts'
import { BibId, BranchId, StopId } from '#ids.ts'
import { loadHandNotices } from '#notices/hand-store.ts'
import { givenBib } from '../../test/given.ts'
import {
  applied,
  asahi,
  barcodeOf,
  givenReader,
  holdRow,
  itemStatus,
  lent,
  nightPasses,
  notices,
  order,
  scanned,
  staff,
  stateOf,
  waiting,
  yoshiura,
} from '../../test/given-holds.ts'
import { openTown } from '../../test/town.ts'
import { addToBasket } from './basket/add-to-basket.ts'
import { myBasket } from './basket/my-basket.ts'
import { applyCancellation } from './changing/apply-cancellation.ts'
import { cancelHold } from './changing/cancel-hold.ts'
import { holdStory } from './lists/hold-story.ts'
import { myHolds } from './lists/my-holds.ts'
import { placeHolds } from './ordering/place-holds.ts'
import { showOrder } from './ordering/show-order.ts'
import { pullList } from './pulls/pull-list.ts'

test('a hold lives from the basket to the loan, and every step stands in its story', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const { id: bib, itemIds } = await givenBib(library, { title: 'こころ' })

  expect(await addToBasket(library, patron, bib)).toEqual({ ok: true, value: { count: 1 } })
  const wanted = order([bib], { pickup: asahi, contact: 'mail', confirmByMail: true })
  const placed = await placeHolds(library, patron, wanted)
  expect(placed).toMatchObject({ ok: true, value: { orderId: wanted.id } })
  expect((await myBasket(library, patron)).count).toBe(0)
  expect(await showOrder(library, patron, wanted.id)).toMatchObject({ lines: [{ bibId: bib, title: 'こころ' }] })
  const [holdId] = placed.ok ? placed.value.holdIds : []
  expect(await myHolds(library, patron)).toMatchObject([{ status: 'applied', place: null, mayCancel: true }])

  library.clock.set('2026-11-25T03:00:00')
  await nightPasses(library)
  expect(await myHolds(library, patron)).toMatchObject([{ status: 'waiting', place: 1 }])
  expect(await pullList(library, BranchId('chuo'))).toMatchObject([{ holdId, itemId: itemIds[0], pickupName: '朝日' }])
  expect(await pullList(library, BranchId('asahi'))).toEqual([])

  library.clock.set('2026-11-25T09:40:00')
  expect(await scanned(library, itemIds[0]!, BranchId('chuo'))).toMatchObject({ do: 'send', to: 'asahi', holdId })
  expect(await myHolds(library, patron)).toMatchObject([{ status: 'inTransit', transitFrom: '中央図書館' }])
  expect(await pullList(library, BranchId('chuo'))).toEqual([])

  library.clock.set('2026-11-26T09:40:00')
  expect(await scanned(library, itemIds[0]!, BranchId('asahi'))).toMatchObject({
    do: 'holdShelf',
    holdId,
    waitsForSet: false,
  })
  // Not told yet: the date of a patron who is never reached, 14 days on.
  expect(await myHolds(library, patron)).toMatchObject([{ status: 'ready', mayCancel: false }])
  expect((await holdRow(library, holdId!)).pick_up_by?.toString()).toBe('2026-12-10')
  expect((await notices(library)).map(notice => notice.kind)).toEqual(['orderPlaced', 'ready'])

  const out = await lent(library, patron, itemIds[0]!, BranchId('asahi'))
  expect(out).toMatchObject({ ok: true, value: { fulfilledHoldId: holdId } })
  expect(await myHolds(library, patron)).toMatchObject([{ status: 'fulfilled' }])
  expect((await holdStory(library, patron, holdId!))?.map(line => line.what)).toEqual([
    'apply',
    'takeIn',
    'capture',
    'arrive',
    'checkOut',
  ])
  expect(await holdStory(library, await givenReader(library), holdId!)).toBeNull()
})

test('an order with the same id is the same order; of another patron it is not there', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const { id: bib } = await givenBib(library)
  const wanted = order([bib])
  const first = await placeHolds(library, patron, wanted)
  expect(await placeHolds(library, patron, wanted)).toEqual(first)
  const other = await givenReader(library)
  expect(await placeHolds(library, other, wanted)).toEqual({ ok: false, refusal: { why: 'notFound' } })
  expect(await showOrder(library, other, wanted.id)).toBeNull()
})

test('M14 nothing is reserved from 03:00:00 to 03:59:59, and the basket is kept', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const { id: bib } = await givenBib(library)
  await addToBasket(library, patron, bib)
  for (const [time, open] of [
    ['02:59:59', true],
    ['03:00:00', false],
    ['03:59:59', false],
    ['04:00:00', true],
  ] as const) {
    library.clock.set(`2026-11-25T${time}`)
    const review = await placeHolds(library, patron, order([bib, BibId(999_999)]))
    expect(review, time).toMatchObject({ ok: false, refusal: { why: open ? 'unknownBib' : 'intakeWindow' } })
    const other = await addToBasket(library, patron, BibId(999_999))
    expect(other, time).toMatchObject({ ok: false, refusal: { why: open ? 'unknownBib' : 'intakeWindow' } })
  }
  expect((await myBasket(library, patron)).count).toBe(1)
})

test('M27 M28 the volumes of a series are served one after the other, the later ones passed by', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const later = await givenReader(library)
  const one = await givenBib(library, { items: 1 })
  const two = await givenBib(library, { items: 1 })
  const [first, second] = await waiting(library, patron, [one.id, two.id], { kind: 'series' })
  const [other] = await waiting(library, later, [two.id])
  expect((await myHolds(library, patron)).map(hold => hold.status)).toEqual(['waiting', 'preparing'])
  expect((await myHolds(library, later))[0]?.place).toBe(1)
  expect((await pullList(library, BranchId('chuo'))).map(pull => pull.holdId).sort()).toEqual([first, other].sort())

  expect(await scanned(library, two.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: other })
  expect(await scanned(library, one.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: first })
  expect((await myHolds(library, patron)).find(hold => hold.id === second)?.status).toBe('waiting')
  await lent(library, later, two.itemIds[0]!)
  expect(await scanned(library, two.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: second })
})

test('M29 a set is ready when its last member has come, with one notice', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const bibs = [await givenBib(library), await givenBib(library, { items: [{ branch: 'asahi' }] })]
  const holds = await waiting(
    library,
    patron,
    bibs.map(bib => bib.id),
    { kind: 'set', contact: 'phone' },
  )
  expect(await scanned(library, bibs[0]!.itemIds[0]!)).toMatchObject({
    do: 'holdShelf',
    waitsForSet: true,
    pickUpBy: null,
  })
  expect((await myHolds(library, patron)).map(hold => hold.status).sort()).toEqual(['preparing', 'waiting'])
  expect(await scanned(library, bibs[1]!.itemIds[0]!, BranchId('asahi'))).toMatchObject({ do: 'send', to: 'chuo' })
  expect(await stateOf(library, holds[1]!)).toBe('captured')
  expect(await scanned(library, bibs[1]!.itemIds[0]!)).toMatchObject({ do: 'holdShelf', waitsForSet: false })
  expect(await Promise.all(holds.map(hold => stateOf(library, hold)))).toEqual(['ready', 'ready'])
  expect(await notices(library, 'ready')).toHaveLength(1)
})

test('M29 whoever fetches one of a set before the call is called for the rest, and the night forgets only that one', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const bibs = [await givenBib(library), await givenBib(library, { title: 'うしろの本' })]
  const [fetched, rest] = await waiting(
    library,
    patron,
    bibs.map(bib => bib.id),
    { kind: 'set', contact: 'phone' },
  )
  for (const bib of bibs) await scanned(library, bib.itemIds[0]!)
  await lent(library, patron, bibs[0]!.itemIds[0]!)
  await scanned(library, bibs[0]!.itemIds[0]!)
  const calls = () => loadHandNotices(library.db, 'phone', BranchId('chuo'), deskOf(library, staff), 10)
  const before = await calls()
  library.clock.set('2026-11-25T03:00:00')
  await nightPasses(library)
  expect(await holdRow(library, fetched!)).toMatchObject({ patron_id: null })
  const due = await library.db
    .selectFrom('notice')
    .where('state', '=', 'due')
    .select(['kind', 'hold_id', 'dedupe_key', 'facts'])
    .execute()
  expect(due).toMatchObject([{ kind: 'ready', hold_id: rest }])
  expect(JSON.stringify(due)).not.toContain(`hold:${fetched}:`)
  library.clock.set('2026-11-25T10:00:00')
  const after = await calls()
  expect(after.map(call => call.noticeId)).toEqual(before.map(call => call.noticeId))
  expect(after.map(call => call.facts.titles)).toEqual([['うしろの本']])
})

test('M36 M39 M40 a cancellation is applied for, taken in at night, and refused once the hold is ready', async () => {
  const library = await openTown()
  const [patron, next] = [await givenReader(library), await givenReader(library)]
  const bib = await givenBib(library, { items: [{ branch: 'asahi' }] })
  const [mine] = await waiting(library, patron, [bib.id])
  const [theirs] = await waiting(library, next, [bib.id])
  await scanned(library, bib.itemIds[0]!, BranchId('asahi'))
  expect(await applyCancellation(library, next, mine!)).toEqual({ ok: false, refusal: { why: 'notFound' } })
  expect(await applyCancellation(library, patron, mine!)).toEqual({ ok: true, value: { holdId: mine } })
  expect(await applyCancellation(library, patron, mine!)).toEqual({ ok: true, value: { holdId: mine } })
  library.clock.set('2026-11-25T03:00:00')
  expect(await nightPasses(library)).toMatchObject({ takeInCancellations: 1 })
  expect(await holdRow(library, mine!)).toMatchObject({ state: 'closed', closed_why: 'cancelled', item_id: null })
  expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: theirs })
  expect(await applyCancellation(library, next, theirs!)).toEqual({ ok: false, refusal: { why: 'ready' } })
  expect(await cancelHold(library, staff, theirs!, 'call')).toMatchObject({ ok: true })
  // Nobody has it in hand: it stands where it stood, to be sent home.
  expect(await itemStatus(library, bib.itemIds[0]!)).toBe('holdShelf')
})

test('a copy whose hold was cancelled on the way goes to the next hold where it arrives', async () => {
  const library = await openTown()
  const [patron, next] = [await givenReader(library), await givenReader(library)]
  const bib = await givenBib(library, { items: [{ branch: 'asahi' }] })
  const [mine] = await waiting(library, patron, [bib.id])
  const [theirs] = await waiting(library, next, [bib.id], { pickup: asahi })
  await scanned(library, bib.itemIds[0]!, BranchId('asahi'))
  await applyCancellation(library, patron, mine!)
  expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ do: 'send', to: 'asahi', holdId: theirs })
  expect(await holdRow(library, mine!)).toMatchObject({ state: 'cancelApplied', item_id: null })
})

test('M37 the day after its last day a ready hold ends, and its copy goes to the next', async () => {
  const library = await openTown()
  const [patron, next] = [await givenReader(library), await givenReader(library)]
  const bib = await givenBib(library)
  const [mine] = await waiting(library, patron, [bib.id])
  const [theirs] = await waiting(library, next, [bib.id], { contact: 'mail' })
  await scanned(library, bib.itemIds[0]!)
  expect((await holdRow(library, mine!)).pick_up_by?.toString()).toBe('2026-12-01')
  library.clock.set('2026-12-01T03:00:00')
  expect(await nightPasses(library)).toMatchObject({ expireShelf: 0 })
  library.clock.set('2026-12-02T03:00:00')
  expect(await nightPasses(library)).toMatchObject({ expireShelf: 1 })
  expect(await holdRow(library, mine!)).toMatchObject({ state: 'closed', closed_why: 'expired' })
  expect(await stateOf(library, theirs!)).toBe('ready')
  expect(await notices(library, 'ready')).toHaveLength(1)
})

test('M20 a hold for a stop is ready when it is loaded, and stays until a visit after that', async () => {
  const library = await openTown('2026-12-03T09:00:00')
  const patron = await givenReader(library)
  const bib = await givenBib(library)
  const [hold] = await waiting(library, patron, [bib.id], { pickup: yoshiura })
  expect(await scanned(library, bib.itemIds[0]!, BranchId('chuo'))).toMatchObject({ do: 'send', to: 'bm' })
  expect(await scanned(library, bib.itemIds[0]!, BranchId('bm'))).toMatchObject({ do: 'holdShelf' })
  expect((await holdRow(library, hold!)).pick_up_by?.toString()).toBe('2026-12-17')
  const out = await lent(library, patron, bib.itemIds[0]!, BranchId('bm'), StopId('yoshiura'))
  expect(out).toMatchObject({ ok: true, value: { dueOn: Temporal.PlainDate.from('2026-12-17') } })
})

test('a captured copy is lent to the patron of its hold only', async () => {
  const library = await openTown()
  const [patron, other] = [await givenReader(library), await givenReader(library)]
  const bib = await givenBib(library)
  const [hold] = await waiting(library, patron, [bib.id])
  await scanned(library, bib.itemIds[0]!)
  const barcode = await barcodeOf(library, bib.itemIds[0]!)
  const asked = { actor: staff, branchId: BranchId('chuo'), patronId: other, barcode }
  expect(await checkOut(library, asked)).toEqual({
    ok: false,
    refusal: { why: 'heldForAnother', holdId: hold, besides: [] },
  })
})

test('whoever takes another copy has their hold fulfilled, and the captured one goes on', async () => {
  const library = await openTown()
  const [patron, next] = [await givenReader(library), await givenReader(library)]
  const bib = await givenBib(library, { items: 2 })
  const [mine] = await waiting(library, patron, [bib.id])
  const [theirs] = await waiting(library, next, [bib.id])
  await scanned(library, bib.itemIds[0]!)
  expect(await lent(library, patron, bib.itemIds[1]!)).toMatchObject({ ok: true, value: { fulfilledHoldId: mine } })
  expect(await holdRow(library, theirs!)).toMatchObject({ state: 'ready', item_id: bib.itemIds[0] })
})

test('M19 the wait that the basket names, and the record page with it, comes from how long loans of the book really last', async () => {
  const library = await openTown()
  const [patron, borrower] = [await givenReader(library), await givenReader(library)]
  const [short, unknown] = [await givenBib(library), await givenBib(library)]
  await lent(library, borrower, short.itemIds[0]!)
  library.clock.forward({ days: 4 })
  await scanned(library, short.itemIds[0]!)
  for (const bib of [short, unknown]) {
    await lent(library, borrower, bib.itemIds[0]!)
    await waiting(library, await givenReader(library), [bib.id])
    expect(await addToBasket(library, patron, bib.id)).toMatchObject({ ok: true })
  }
  const { lines } = await myBasket(library, patron)
  // One ahead and half a round: 1.5 × (4 days and 3 of handling), and with the 14 days of the rule where nothing is
  // known.
  expect(lines.map(line => line.waitDays)).toEqual([11, 26])
  expect(await showBib(library, short.id)).toMatchObject({ meanLoanDays: 4 })
  expect(await showBib(library, unknown.id)).toMatchObject({ meanLoanDays: null })
})

test('the night forgets who had a returned book, and keeps what it was asked to keep', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const keeper = await givenReader(library, { keepsHistory: true })
  const [one, two, open] = [await givenBib(library), await givenBib(library), await givenBib(library)]
  await applied(library, patron, [one.id, open.id])
  library.clock.set('2026-11-25T03:00:00')
  await nightPasses(library)
  library.clock.set('2026-11-25T10:00:00')
  await lent(library, patron, one.itemIds[0]!)
  await lent(library, keeper, two.itemIds[0]!)
  await scanned(library, one.itemIds[0]!)
  await scanned(library, two.itemIds[0]!)
  library.clock.set('2026-11-26T03:00:00')
  expect(await nightPasses(library)).toMatchObject({ forgetReturnedLoans: 2 })
  const loans = await library.db.selectFrom('loan').select(['bib_id', 'patron_id']).orderBy('id').execute()
  expect(loans).toEqual([
    { bib_id: one.id, patron_id: null },
    { bib_id: two.id, patron_id: keeper },
  ])
  const linked = await library.db
    .selectFrom('hold')
    .leftJoin('hold_order', 'hold_order.id', 'hold.order_id')
    .where('bib_id', '=', one.id)
    .select(['hold.patron_id', 'hold_order.patron_id as by_order'])
    .execute()
  expect(linked).toEqual([{ patron_id: null, by_order: null }])
  expect((await myHolds(library, patron)).map(hold => hold.bibId)).toEqual([open.id])
})
