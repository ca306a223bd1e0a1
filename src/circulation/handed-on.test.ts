import { describe, expect, test } from 'vitest'
import { applyCancellation } from '#holds/changing/apply-cancellation.ts'
import { cancelHold } from '#holds/changing/cancel-hold.ts'
import { changePickup } from '#holds/changing/change-pickup.ts'
import { moveHold } from '#holds/changing/move-hold.ts'
import { moveToTitle } from '#holds/changing/move-to-title.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { stuckHolds } from '#holds/lists/stuck-holds.ts'
import { pullList } from '#holds/pulls/pull-list.ts'
import { errandsAt } from '#holds/shelf/errands.ts'
import { lateTransitsFrom, transitsTo } from '#holds/shelf/transits-to.ts'
import { BranchId, type ItemId, StopId } from '#ids.ts'
import { givenBib } from '../../test/given.ts'
import {
  asahi,
  barcodeOf,
  chuo,
  givenReader,
  holdRow,
  itemStatus,
  lastEventOf,
  lent,
  nightPasses,
  notices,
  scanned,
  staff,
  stateOf,
  waiting,
  yoshiura,
} from '../../test/given-holds.ts'
import type { TestLibrary } from '../../test/library.ts'
import { openTown } from '../../test/town.ts'
import { markItem } from './desk/mark-item.ts'
import { moveItemToBib } from './desk/move-item-to-bib.ts'
import { renew } from './desk/renew.ts'
import { statistics } from './lists/statistics.ts'
import { myLoans } from './loans/my-loans.ts'
import { undoCheckIn } from './scans/undo-check-in.ts'
import { undoCheckOut } from './scans/undo-check-out.ts'

const mark = async (library: TestLibrary, itemId: ItemId, as: Parameters<typeof markItem>[3], branchId?: BranchId) =>
  markItem(library, staff, await barcodeOf(library, itemId), as, 'seen so', branchId)
const night = async (library: TestLibrary, day: string) => {
  library.clock.set(`${day}T03:00:00`)
  await nightPasses(library)
  library.clock.set(`${day}T10:00:00`)
}
/** A ready at 中央, B waits behind; the copy is of 中央. */
async function givenReadyBeforeWaiting(library: TestLibrary, pickup = asahi, contact: 'self' | 'mail' = 'self') {
  const bib = await givenBib(library)
  const [ready] = await waiting(library, await givenReader(library), [bib.id])
  const [next] = await waiting(library, await givenReader(library), [bib.id], { pickup, contact })
  const itemId = bib.itemIds[0]!
  await scanned(library, itemId)
  return { bib, itemId, ready: ready!, next: next! }
}

describe('what nobody has in hand stays where it stands, and is on the list there', () => {
  test('expired in the night, the next one elsewhere: to be sent, and no journey before the scan', async () => {
    const library = await openTown()
    const { itemId, next } = await givenReadyBeforeWaiting(library)
    await night(library, '2026-12-02')
    expect(await errandsAt(library, BranchId('chuo'))).toMatchObject([
      { itemId, what: 'send', to: 'asahi', holdId: next },
    ])
    expect(await transitsTo(library, BranchId('asahi'))).toEqual([])
    expect(await stateOf(library, next)).toBe('inTransit')
    expect(await scanned(library, itemId)).toMatchObject({ do: 'send', to: 'asahi', holdId: next })
    expect(await errandsAt(library, BranchId('chuo'))).toEqual([])
    expect(await transitsTo(library, BranchId('asahi'))).toMatchObject([{ holdId: next, from: 'chuo' }])
  })

  test('the next one at the same place: ready at once, and a new slip is asked for until it is scanned', async () => {
    const library = await openTown()
    const { itemId, ready, next } = await givenReadyBeforeWaiting(library, chuo)
    await cancelHold(library, staff, ready, 'call')
    expect(await stateOf(library, next)).toBe('ready')
    expect(await errandsAt(library, BranchId('chuo'))).toMatchObject([{ itemId, what: 'slip', holdId: next }])
    expect(await scanned(library, itemId)).toMatchObject({ do: 'holdShelf', holdId: next })
    expect(await errandsAt(library, BranchId('chuo'))).toEqual([])
  })

  test('nobody next, and at home: it goes back to its place; who reserves it meanwhile gets it from the hold shelf', async () => {
    const library = await openTown()
    const bib = await givenBib(library)
    const [hold] = await waiting(library, await givenReader(library), [bib.id])
    await scanned(library, bib.itemIds[0]!)
    await cancelHold(library, staff, hold!, 'call')
    expect(await errandsAt(library, BranchId('chuo'))).toMatchObject([{ what: 'shelve', to: 'chuo', holdId: null }])
    const [later] = await waiting(library, await givenReader(library), [bib.id])
    expect(await pullList(library, BranchId('chuo'))).toMatchObject([{ holdId: later, onHoldShelf: true }])
    expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: later })
  })

  test('nobody next, and at home elsewhere: it is sent home, and with the scan it is on no list here any more', async () => {
    const library = await openTown()
    const bib = await givenBib(library, { items: [{ branch: 'asahi' }] })
    const [hold] = await waiting(library, await givenReader(library), [bib.id])
    const itemId = bib.itemIds[0]!
    await scanned(library, itemId, BranchId('asahi'))
    await scanned(library, itemId)
    await cancelHold(library, staff, hold!, 'call')
    expect(await errandsAt(library, BranchId('chuo'))).toMatchObject([{ itemId, what: 'send', to: 'asahi' }])
    expect(await scanned(library, itemId)).toMatchObject({ do: 'send', to: 'asahi', holdId: null })
    expect(await errandsAt(library, BranchId('chuo'))).toEqual([])
    expect(await transitsTo(library, BranchId('asahi'))).toMatchObject([{ itemId, from: 'chuo', holdId: null }])
    expect(await scanned(library, itemId, BranchId('asahi'))).toMatchObject({ do: 'shelve' })
    expect(await errandsAt(library, BranchId('asahi'))).toEqual([])
  })

  test('the patron borrows another copy: theirs is to be taken down', async () => {
    const library = await openTown()
    const bib = await givenBib(library, { items: 2 })
    const reader = await givenReader(library)
    await waiting(library, reader, [bib.id])
    await scanned(library, bib.itemIds[0]!)
    await lent(library, reader, bib.itemIds[1]!)
    expect(await errandsAt(library, BranchId('chuo'))).toMatchObject([{ itemId: bib.itemIds[0], what: 'shelve' }])
  })

  test('staff move the pickup and move it back before anybody sent it: it is ready where it stands', async () => {
    const library = await openTown()
    const bib = await givenBib(library)
    const [hold] = await waiting(library, await givenReader(library), [bib.id], { contact: 'mail' })
    await scanned(library, bib.itemIds[0]!)
    await changePickup(library, staff, hold!, asahi, 'mail')
    expect(await errandsAt(library, BranchId('chuo'))).toMatchObject([{ what: 'send', to: 'asahi' }])
    // What was not told yet is not told: it is not there.
    expect((await notices(library, 'ready')).map(notice => notice.state)).toEqual(['cancelled'])
    library.clock.forward({ minutes: 1 })
    await changePickup(library, staff, hold!, chuo, 'mail')
    expect(await stateOf(library, hold!)).toBe('ready')
    const moves = await library.db
      .selectFrom('hold_event')
      .where('why', '=', 'changePickup')
      .selectAll()
      .orderBy('id')
      .execute()
    expect(moves.map(row => [row.from_branch_id, row.to_branch_id])).toEqual([
      ['chuo', 'asahi'],
      ['asahi', 'chuo'],
    ])
  })

  test('a card is issued anew while the book stands ready: the slip is another one', async () => {
    const library = await openTown()
    const bib = await givenBib(library)
    const reader = await givenReader(library)
    const [hold] = await waiting(library, reader, [bib.id])
    await scanned(library, bib.itemIds[0]!)
    const today = Temporal.PlainDate.from('2026-11-24')
    await library.db.updateTable('card').set({ retired_on: today }).where('patron_id', '=', reader).execute()
    await library.db.insertInto('card').values({ number: '00009999', patron_id: reader, issued_on: today }).execute()
    expect(await errandsAt(library, BranchId('chuo'))).toMatchObject([{ what: 'slip', holdId: hold }])
    expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ cardLast4: '9999' })
    expect(await errandsAt(library, BranchId('chuo'))).toEqual([])
  })
})

test('the last scan decides: a ready copy that is scanned elsewhere is on its way back, and ready anew when it comes', async () => {
  const library = await openTown()
  const bib = await givenBib(library)
  const reader = await givenReader(library)
  const [hold] = await waiting(library, reader, [bib.id])
  await scanned(library, bib.itemIds[0]!)
  library.clock.set('2026-11-28T10:00:00')
  expect(await scanned(library, bib.itemIds[0]!, BranchId('asahi'))).toMatchObject({
    do: 'send',
    to: 'chuo',
    holdId: hold,
  })
  expect((await myHolds(library, reader))[0]).toMatchObject({
    status: 'inTransit',
    transitFrom: '朝日図書館',
    pickUpBy: null,
  })
  // Its last day would have been 12-01; it does not end on the road.
  await night(library, '2026-12-03')
  expect(await stateOf(library, hold!)).toBe('inTransit')
  expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: hold })
  expect((await holdRow(library, hold!)).pick_up_by!.toString()).toBe('2026-12-10')
})

test('what is lost on its way is recorded at the house that sent it, which sees that it is late', async () => {
  const library = await openTown()
  const bib = await givenBib(library)
  const [hold] = await waiting(library, await givenReader(library), [bib.id], { pickup: asahi })
  await scanned(library, bib.itemIds[0]!)
  library.clock.set('2026-12-02T10:00:00')
  expect(await lateTransitsFrom(library, BranchId('chuo'))).toMatchObject([{ itemId: bib.itemIds[0], to: 'asahi' }])
  await mark(library, bib.itemIds[0]!, 'missing')
  const event = await library.db
    .selectFrom('item_event')
    .where('why', '=', 'missing')
    .selectAll()
    .executeTakeFirstOrThrow()
  expect(event.branch_id).toBe('chuo')
  expect(await lateTransitsFrom(library, BranchId('chuo'))).toEqual([])
  expect(await stateOf(library, hold!)).toBe('waiting')
})

test('sent, its patron applies for the cancellation, the desk takes the scan back: the application stays', async () => {
  const library = await openTown()
  const bib = await givenBib(library)
  const reader = await givenReader(library)
  const [hold] = await waiting(library, reader, [bib.id], { pickup: asahi })
  await scanned(library, bib.itemIds[0]!)
  await applyCancellation(library, reader, hold!)
  const scan = { actor: staff, branchId: BranchId('chuo'), barcode: await barcodeOf(library, bib.itemIds[0]!) }
  const eventId = await lastEventOf(library, bib.itemIds[0]!)
  expect(await undoCheckIn(library, { ...scan, eventId })).toMatchObject({ ok: true })
  expect(await holdRow(library, hold!)).toMatchObject({ state: 'cancelApplied', item_id: null })
  expect(await itemStatus(library, bib.itemIds[0]!)).toBe('shelf')
})

test('M29 staff who move one ready member of a set move all of it', async () => {
  const library = await openTown()
  const bibs = [await givenBib(library), await givenBib(library)]
  const bibIds = bibs.map(bib => bib.id)
  const holds = await waiting(library, await givenReader(library), bibIds, { kind: 'set', contact: 'mail' })
  for (const bib of bibs) await scanned(library, bib.itemIds[0]!)
  expect(await changePickup(library, staff, holds[0]!, asahi, 'mail')).toMatchObject({ value: { holdIds: holds } })
  expect(await Promise.all(holds.map(hold => stateOf(library, hold)))).toEqual(['captured', 'captured'])
  expect(await errandsAt(library, BranchId('chuo'))).toHaveLength(2)
  for (const bib of bibs) await scanned(library, bib.itemIds[0]!)
  library.clock.forward({ hours: 20 })
  for (const bib of bibs) await scanned(library, bib.itemIds[0]!, BranchId('asahi'))
  expect(await Promise.all(holds.map(hold => stateOf(library, hold)))).toEqual(['ready', 'ready'])
})

describe('a loan that its patron has lost', () => {
  test('stays theirs until it is settled, is no return, and is not renewed', async () => {
    const library = await openTown()
    const reader = await givenReader(library)
    const itemId = (await givenBib(library)).itemIds[0]!
    await lent(library, reader, itemId)
    expect(await mark(library, itemId, 'settled')).toMatchObject({ refusal: { why: 'notLost' } })
    expect(await mark(library, itemId, 'lost')).toMatchObject({ ok: true })
    expect(await mark(library, itemId, 'lost')).toMatchObject({ ok: true })
    expect(await itemStatus(library, itemId)).toBe('missing')
    await night(library, '2026-12-23')
    const [loan] = await myLoans(library, reader)
    expect(loan).toMatchObject({ lost: true, notRenewable: expect.arrayContaining([{ why: 'lost' }]) })
    expect(await renew(library, staff, loan!.id)).toMatchObject({ refusal: { why: 'lost' } })
    expect(await lent(library, reader, (await givenBib(library)).itemIds[0]!)).toMatchObject({
      refusal: { why: 'overdue' },
    })
    await mark(library, itemId, 'settled')
    expect(await myLoans(library, reader)).toEqual([])
    const months = [Temporal.PlainYearMonth.from('2026-11'), Temporal.PlainYearMonth.from('2026-12')] as const
    expect((await statistics(library, ...months)).map(({ loans, returns }) => [loans, returns])).toEqual([[1, 0]])
  })

  test('comes back after all: a return like any other', async () => {
    const library = await openTown()
    const reader = await givenReader(library)
    const itemId = (await givenBib(library)).itemIds[0]!
    await lent(library, reader, itemId)
    await mark(library, itemId, 'lost')
    library.clock.forward({ hours: 1 })
    expect(await scanned(library, itemId)).toMatchObject({ do: 'shelve' })
    expect(await myLoans(library, reader)).toEqual([])
  })
})

test('a repaired copy is in hand where it is marked: it goes to the next hold, or home', async () => {
  const library = await openTown()
  const itemId = (await givenBib(library)).itemIds[0]!
  await mark(library, itemId, 'repair')
  expect(await scanned(library, itemId, BranchId('asahi'))).toMatchObject({ do: 'stop', why: 'inRepair' })
  expect(await mark(library, itemId, 'found', BranchId('asahi'))).toMatchObject({
    value: { verdict: { do: 'send', to: 'chuo' } },
  })
  expect(await transitsTo(library, BranchId('chuo'))).toMatchObject([{ itemId, from: 'asahi' }])
})

describe('stuck holds', () => {
  test('a stop that is abolished: not ready on the bus; the patron reads why and chooses another place', async () => {
    const library = await openTown()
    const bib = await givenBib(library, { items: [{ branch: 'asahi' }] })
    const reader = await givenReader(library)
    const [hold] = await waiting(library, reader, [bib.id], { pickup: yoshiura, contact: 'mail' })
    await scanned(library, bib.itemIds[0]!, BranchId('asahi'))
    await library.db
      .updateTable('stop')
      .set({ abolished_from: Temporal.PlainDate.from('2026-11-24') })
      .where('id', '=', StopId('yoshiura'))
      .execute()
    expect(await stuckHolds(library)).toMatchObject([{ id: hold, stuck: 'placeEnded' }])
    expect(await scanned(library, bib.itemIds[0]!, BranchId('bm'))).toMatchObject({
      do: 'send',
      to: 'asahi',
      holdId: null,
    })
    expect((await myHolds(library, reader))[0]).toMatchObject({
      status: 'waiting',
      stuck: 'placeEnded',
      place: null,
      mayChangePickup: true,
    })
    expect(await notices(library, 'ready')).toEqual([])
    await changePickup(library, { is: 'patron', patronId: reader }, hold!, asahi, 'mail')
    expect(await stuckHolds(library)).toEqual([])
    expect(await scanned(library, bib.itemIds[0]!, BranchId('asahi'))).toMatchObject({ do: 'holdShelf', holdId: hold })
  })

  test('a branch that is closed for good: on the list, its patron reads why, nothing is sent there', async () => {
    const library = await openTown()
    const bib = await givenBib(library, { items: [{ branch: 'chuo' }] })
    const reader = await givenReader(library)
    const [hold] = await waiting(library, reader, [bib.id], { pickup: asahi })
    await library.db
      .updateTable('branch')
      .set({ closed_for_good_from: Temporal.PlainDate.from('2026-11-24') })
      .where('id', '=', BranchId('asahi'))
      .execute()
    expect(await stuckHolds(library)).toMatchObject([{ id: hold, stuck: 'placeEnded' }])
    expect((await myHolds(library, reader))[0]).toMatchObject({
      stuck: 'placeEnded',
      place: null,
      mayChangePickup: true,
    })
    expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ do: 'shelve' })
    expect(
      await changePickup(library, { is: 'patron', patronId: reader }, hold!, asahi, 'self'),
      'nor chosen again',
    ).toMatchObject({ refusal: { why: 'pickupClosed' } })
    await changePickup(library, { is: 'patron', patronId: reader }, hold!, chuo, 'self')
    expect(await stuckHolds(library)).toEqual([])
    expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: hold })
  })

  test('the one copy, all copies, the partner of a set: on the list, and each has an end', async () => {
    const library = await openTown()
    const [one, old, edition, kept] = [
      await givenBib(library, { items: 2 }),
      await givenBib(library),
      await givenBib(library),
      await givenBib(library),
    ]
    const [picky] = await waiting(library, await givenReader(library), [one.id], { onlyItemId: one.itemIds[0]! })
    const [gone, partner] = await waiting(library, await givenReader(library), [old.id, kept.id], { kind: 'set' })
    await mark(library, one.itemIds[0]!, 'withdrawn')
    await mark(library, old.itemIds[0]!, 'missing')
    const reasons = async () => (await stuckHolds(library)).map(hold => [hold.id, hold.stuck])
    expect(await reasons()).toEqual([
      [picky, 'copyGone'],
      [gone, 'noCopies'],
      [partner, 'partnerGone'],
    ])
    const to = async (itemId: ItemId) => ({ barcode: await barcodeOf(library, itemId), only: false })
    expect(await moveToTitle(library, staff, gone!, await to(kept.itemIds[0]!), 'x')).toMatchObject({
      refusal: { why: 'alreadyOnHold' },
    })
    expect(await moveToTitle(library, staff, gone!, await to(old.itemIds[0]!), 'x')).toMatchObject({
      refusal: { why: 'notHeld' },
    })
    expect(await moveToTitle(library, staff, gone!, { barcode: '?', only: false }, 'x')).toMatchObject({
      refusal: { why: 'unknownItem' },
    })
    expect(await moveToTitle(library, staff, picky!, await to(one.itemIds[1]!), 'どれでも')).toMatchObject({ ok: true })
    expect(await moveToTitle(library, staff, gone!, await to(edition.itemIds[0]!), '別の版')).toMatchObject({
      ok: true,
    })
    expect(await reasons()).toEqual([])
    expect(await scanned(library, one.itemIds[1]!)).toMatchObject({ holdId: picky })
    const event = await library.db
      .selectFrom('hold_event')
      .where('why', '=', 'moveToTitle')
      .where('hold_id', '=', gone!)
      .selectAll()
      .executeTakeFirst()
    expect(event).toMatchObject({ from_bib_id: old.id, reason: '別の版' })
  })
})

describe('the checker judges by the facts of then', () => {
  test('a ready mail hold is lent and that is taken back', async () => {
    const library = await openTown()
    const bib = await givenBib(library)
    const reader = await givenReader(library)
    const [hold] = await waiting(library, reader, [bib.id], { contact: 'mail' })
    await scanned(library, bib.itemIds[0]!)
    library.clock.forward({ minutes: 5 })
    await lent(library, reader, bib.itemIds[0]!)
    const scan = {
      actor: staff,
      branchId: BranchId('chuo'),
      barcode: await barcodeOf(library, bib.itemIds[0]!),
      patronId: reader,
    }
    expect(
      await undoCheckOut(library, { ...scan, eventId: await lastEventOf(library, bib.itemIds[0]!) }),
    ).toMatchObject({ ok: true })
    expect(await stateOf(library, hold!)).toBe('ready')
  })

  test('a hold is told by mail when it has become ready by 自主確認 and was lost', async () => {
    const library = await openTown()
    const bib = await givenBib(library, { items: 2 })
    const [hold] = await waiting(library, await givenReader(library), [bib.id])
    await scanned(library, bib.itemIds[0]!)
    await mark(library, bib.itemIds[0]!, 'missing')
    await changePickup(library, staff, hold!, chuo, 'mail')
    library.clock.forward({ minutes: 1 })
    await scanned(library, bib.itemIds[1]!)
    expect(await notices(library, 'ready')).toHaveLength(1)
  })

  test('a lent copy is moved to another record', async () => {
    const library = await openTown()
    const [wrong, right] = [await givenBib(library), await givenBib(library)]
    const reader = await givenReader(library)
    await waiting(library, reader, [wrong.id])
    await lent(library, reader, wrong.itemIds[0]!)
    await moveItemToBib(library, staff, await barcodeOf(library, wrong.itemIds[0]!), right.id)
    await library.db
      .insertInto('nightly_run')
      .values({
        day: Temporal.PlainDate.from('2026-11-25'),
        started_at: Temporal.Instant.from('2026-11-25T03:00:00+09:00'),
        finished_at: Temporal.Instant.from('2026-11-25T03:01:00+09:00'),
      })
      .execute()
    await night(library, '2026-11-25')
    expect(await myLoans(library, reader)).toHaveLength(1)
  })

  test('a hold is moved: from which place to which', async () => {
    const library = await openTown()
    const bib = await givenBib(library)
    const [first] = await waiting(library, await givenReader(library), [bib.id])
    const [second] = await waiting(library, await givenReader(library), [bib.id])
    await moveHold(library, staff, second!, first!, '急ぎ')
    const moved = await library.db
      .selectFrom('hold_event')
      .where('why', '=', 'move')
      .selectAll()
      .executeTakeFirstOrThrow()
    expect(Number(moved.from_place)).toBeGreaterThan(Number(moved.to_place))
    expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ holdId: second })
  })
})
