import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { hideBib, hideCopy } from '#cataloguing/hide.ts'
import { checkOut } from '#circulation/desk/check-out.ts'
import { markItem } from '#circulation/desk/mark-item.ts'
import { moveItemToBib } from '#circulation/desk/move-item-to-bib.ts'
import { notFoundAtPull } from '#circulation/desk/not-found-at-pull.ts'
import { renew } from '#circulation/desk/renew.ts'
import { myLoans } from '#circulation/loans/my-loans.ts'
import { BibId, BranchId, type HoldId, type ItemId, OrderId, PatronId } from '#ids.ts'
import { givenBib } from '../../test/given.ts'
import {
  applied,
  asahi,
  barcodeOf,
  chuo,
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
import { cancelHold } from './changing/cancel-hold.ts'
import { changePickup } from './changing/change-pickup.ts'
import { convertToOrdinary } from './changing/convert-to-ordinary.ts'
import { convertToSeries } from './changing/convert-to-series.ts'
import { moveHold } from './changing/move-hold.ts'
import { moveToTitle } from './changing/move-to-title.ts'
import { setNotNeededAfter } from './changing/set-not-needed-after.ts'
import { suspendHold } from './changing/suspend-hold.ts'
import { holdsOfBib } from './lists/holds-of-bib.ts'
import { myHolds } from './lists/my-holds.ts'
import { placeHoldsAtCounter } from './ordering/place-holds-at-counter.ts'
import { claimPull } from './pulls/claim-pull.ts'
import { pullList } from './pulls/pull-list.ts'
import { bookmobileLoadingList } from './shelf/bookmobile-loading-list.ts'
import { errandsAt } from './shelf/errands.ts'
import { holdShelf } from './shelf/hold-shelf.ts'
import { transitsTo } from './shelf/transits-to.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const other = { is: 'staff', login: 'taro' } as const

test('M42 a hold placed at the counter during the day stands before those the night takes in', async () => {
  const library = await openTown()
  const bib = await givenBib(library)
  const [web, counter] = [await givenReader(library), await givenReader(library)]
  const [early] = await applied(library, web, [bib.id])
  const [late] = await waiting(library, counter, [bib.id])
  library.clock.set('2026-11-25T03:00:00')
  await nightPasses(library)
  expect((await holdsOfBib(library, bib.id)).map(hold => hold.id)).toEqual([late, early])
})

test('staff set a limit aside with a reason, which stands in the story', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const bibs: BibId[] = []
  for (let n = 0; n < 11; n++) bibs.push((await givenBib(library)).id)
  await waiting(library, patron, bibs.slice(0, 10))
  const eleventh = order([bibs[10]!])
  expect(await placeHoldsAtCounter(library, staff, patron, eleventh)).toMatchObject({ refusal: { why: 'tooMany' } })
  expect(await placeHoldsAtCounter(library, staff, patron, eleventh, '課題図書')).toMatchObject({ ok: true })
  const event = await library.db
    .selectFrom('hold_event')
    .where('beyond_limit', '=', true)
    .selectAll()
    .executeTakeFirst()
  expect(event).toMatchObject({ actor: 'staff:hanako', why: 'place', reason: '課題図書' })
})

test('a hold for one very copy takes that copy and no other', async () => {
  const library = await openTown()
  const bib = await givenBib(library, { items: 2 })
  const [first, second] = [await givenReader(library), await givenReader(library)]
  const [picky] = await waiting(library, first, [bib.id], { onlyItemId: bib.itemIds[1]! })
  const [any] = await waiting(library, second, [bib.id])
  expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ holdId: any })
  expect(await scanned(library, bib.itemIds[1]!)).toMatchObject({ holdId: picky })
})

test('nobody new is given a hidden copy or moved to what is hidden; who waits for its title may take any copy of it', async () => {
  const library = await openTown()
  const [bib, other, hidden] = [
    await givenBib(library, { items: 2 }),
    await givenBib(library),
    await givenBib(library, { title: '非公開の本' }),
  ]
  const [seen, unseen] = bib.itemIds
  await hideCopy(library, staff, unseen!, '破損の確認中')
  await hideBib(library, staff, hidden.id, '確認中')
  const reader = await givenReader(library)
  const only = (onlyItemId: ItemId) =>
    placeHoldsAtCounter(library, staff, reader, order([bib.id], { onlyItemId }), '司書の判断')
  expect(await only(unseen!)).toMatchObject({ refusal: { why: 'copyCannotServe', because: 'hidden' } })

  const [hold] = await waiting(library, reader, [other.id])
  const to = async (itemId: ItemId, only = false) =>
    moveToTitle(library, staff, hold!, { barcode: await barcodeOf(library, itemId), only }, '別の版')
  const refusal = { why: 'hidden' }
  expect(await to(hidden.itemIds[0]!)).toMatchObject({ refusal })
  expect(await to(unseen!, true)).toMatchObject({ refusal })
  // The code of a hidden copy names its title, of which another copy is in sight.
  expect((await to(unseen!)).ok).toBe(true)
  expect((await to(seen!, true)).ok).toBe(true)
  await hideCopy(library, staff, seen!, '破損の確認中')
  expect((await to(unseen!)).ok).toBe(true)
  expect(await scanned(library, unseen!)).toMatchObject({ holdId: hold })
})

describe('the pull list', () => {
  test('a line is claimed by one, and what is not found makes the list offer the next copy', async () => {
    const library = await openTown()
    const bib = await givenBib(library, { items: [{ branch: 'chuo' }, { branch: 'asahi' }] })
    const [hold] = await waiting(library, await givenReader(library), [bib.id])
    const [line] = await pullList(library, BranchId('chuo'))
    expect(line).toMatchObject({ holdId: hold, itemId: bib.itemIds[0], claimedBy: null })
    const pull = { holdId: hold!, barcode: line!.barcode, branchId: BranchId('chuo') }
    expect(await claimPull(library, staff, pull)).toMatchObject({ ok: true })
    expect(await claimPull(library, staff, pull)).toMatchObject({ ok: true })
    expect(await claimPull(library, other, pull)).toEqual({ ok: false, refusal: { why: 'claimed' } })
    expect((await pullList(library, BranchId('chuo')))[0]!.claimedBy).toBe('staff:hanako')
    expect(await notFoundAtPull(library, staff, line!.barcode)).toMatchObject({ ok: true })
    expect(await pullList(library, BranchId('chuo'))).toEqual([])
    const [next] = await pullList(library, BranchId('asahi'))
    expect(next).toMatchObject({ holdId: hold, itemId: bib.itemIds[1], claimedBy: null })
    expect(
      await claimPull(library, other, { holdId: hold!, barcode: next!.barcode, branchId: BranchId('asahi') }),
    ).toMatchObject({ ok: true })
  })

  test('blocked, suspended and unreleased holds are not on it; the next one is', async () => {
    const library = await openTown()
    const bib = await givenBib(library)
    const [blocked, resting, fits] = [
      await givenReader(library, { expiresOn: '2026-11-25' }),
      await givenReader(library),
      await givenReader(library),
    ]
    await waiting(library, blocked, [bib.id])
    const [suspended] = await waiting(library, resting, [bib.id])
    const [third] = await waiting(library, fits, [bib.id])
    await suspendHold(library, staff, suspended!, day('2026-11-30'))
    library.clock.set('2026-11-26T10:00:00')
    expect((await pullList(library, BranchId('chuo'))).map(line => line.holdId)).toEqual([third])
    expect((await myHolds(library, fits))[0]!.place).toBe(1)
    library.clock.set('2026-12-01T10:00:00')
    expect((await pullList(library, BranchId('chuo'))).map(line => line.holdId)).toEqual([suspended])
  })
})

test('staff move a hold; the queue is that order from then on', async () => {
  const library = await openTown()
  const bib = await givenBib(library)
  const holds: HoldId[] = []
  for (let n = 0; n < 4; n++) holds.push(...(await waiting(library, await givenReader(library), [bib.id])))
  const [a, b, c, d] = holds as [HoldId, HoldId, HoldId, HoldId]
  const queue = async () => (await holdsOfBib(library, bib.id)).map(hold => hold.id)
  await moveHold(library, staff, d, b, '急ぎ')
  expect(await queue()).toEqual([a, d, b, c])
  for (let n = 0; n < 40; n++) await moveHold(library, staff, n % 2 ? d : c, b, '細かく')
  expect(await queue()).toEqual([a, c, d, b])
  await moveHold(library, staff, a, 'last', '後で')
  expect(await queue()).toEqual([c, d, b, a])
  const elsewhere = await givenBib(library)
  const [foreign] = await waiting(library, await givenReader(library), [elsewhere.id])
  expect(await moveHold(library, staff, a, foreign!, '')).toEqual({ ok: false, refusal: { why: 'notFound' } })
})

describe('another pickup location', () => {
  test('of a waiting hold, by its patron; not somebody else’s, not a closed place, not by mail without an address', async () => {
    const library = await openTown()
    const patron = await givenReader(library, { mail: null })
    const bib = await givenBib(library)
    const [hold] = await waiting(library, patron, [bib.id])
    const as = { is: 'patron', patronId: patron } as const
    expect(await changePickup(library, as, hold!, asahi, 'phone')).toMatchObject({ ok: true })
    expect(await changePickup(library, as, hold!, asahi, 'mail')).toMatchObject({
      refusal: { why: 'contactNotRegistered' },
    })
    const nowhere = { branchId: BranchId('nowhere'), stopId: null }
    expect(await changePickup(library, as, hold!, nowhere, 'self')).toMatchObject({ refusal: { why: 'pickupUnknown' } })
    const bare = { branchId: BranchId('bm'), stopId: null }
    expect(await changePickup(library, as, hold!, bare, 'self')).toMatchObject({ refusal: { why: 'pickupBookmobile' } })
    const stranger = { is: 'patron', patronId: await givenReader(library) } as const
    expect(await changePickup(library, stranger, hold!, chuo, 'self')).toMatchObject({ refusal: { why: 'notFound' } })
    expect(await holdRow(library, hold!)).toMatchObject({ pickup_branch_id: 'asahi', contact: 'phone' })
  })

  test('of one on its way: it is sent on from where it arrives; of one on the shelf: by staff only, and it is to be sent', async () => {
    const library = await openTown()
    const patron = await givenReader(library)
    const bib = await givenBib(library)
    const [hold] = await waiting(library, patron, [bib.id], { pickup: asahi })
    const as = { is: 'patron', patronId: patron } as const
    await scanned(library, bib.itemIds[0]!)
    expect(await changePickup(library, as, hold!, yoshiura, 'self')).toMatchObject({ ok: true })
    // It is on the road to 朝日 all the same; from there it is sent on.
    expect(await transitsTo(library, BranchId('asahi'))).toMatchObject([{ holdId: hold, from: 'chuo' }])
    expect(await transitsTo(library, BranchId('bm'))).toEqual([])
    expect(await scanned(library, bib.itemIds[0]!, BranchId('asahi'))).toMatchObject({ do: 'send', to: 'bm' })
    expect(await transitsTo(library, BranchId('bm'))).toMatchObject([{ holdId: hold, from: 'asahi' }])
    expect(await scanned(library, bib.itemIds[0]!, BranchId('bm'))).toMatchObject({ do: 'holdShelf' })
    expect(await bookmobileLoadingList(library, day('2026-12-03'))).toMatchObject([
      { stopName: 'BM/吉浦', lines: [{ holdId: hold }] },
    ])
    expect(await changePickup(library, as, hold!, chuo, 'self')).toEqual({ ok: false, refusal: { why: 'ready' } })
    expect(await changePickup(library, staff, hold!, chuo, 'self')).toMatchObject({ ok: true })
    expect(await stateOf(library, hold!)).toBe('inTransit')
    expect(await itemStatus(library, bib.itemIds[0]!)).toBe('holdShelf')
    expect(await errandsAt(library, BranchId('bm'))).toMatchObject([{ what: 'send', to: 'chuo', holdId: hold }])
    expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: hold })
    expect(await errandsAt(library, BranchId('bm'))).toEqual([])
  })

  test('of a series, for all of it', async () => {
    const library = await openTown()
    const patron = await givenReader(library)
    const bibs = [await givenBib(library), await givenBib(library)]
    const holds = await waiting(
      library,
      patron,
      bibs.map(bib => bib.id),
      { kind: 'series' },
    )
    await changePickup(library, { is: 'patron', patronId: patron }, holds[1]!, asahi, 'mail')
    for (const hold of holds)
      expect(await holdRow(library, hold)).toMatchObject({ pickup_branch_id: 'asahi', contact: 'mail' })
  })
})

test('ordinary holds become a series in the order given, and leave it again with their places', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const bibs = [await givenBib(library), await givenBib(library)]
  const [first, second] = await waiting(
    library,
    patron,
    bibs.map(bib => bib.id),
  )
  const as = { is: 'patron', patronId: patron } as const
  const series = { orderId: OrderId(randomUUID()), holdIds: [second!, first!] }
  expect(await convertToSeries(library, as, { ...series, holdIds: [first!] })).toMatchObject({
    refusal: { why: 'tooFewForSeries' },
  })
  expect(await convertToSeries(library, { is: 'patron', patronId: PatronId(999) }, series)).toMatchObject({
    refusal: { why: 'notFound' },
  })
  expect(await convertToSeries(library, as, series)).toMatchObject({ ok: true })
  expect(await convertToSeries(library, as, series)).toMatchObject({ ok: true })
  expect((await myHolds(library, patron)).map(hold => [hold.id, hold.status, hold.series?.position])).toEqual([
    [second, 'waiting', 1],
    [first, 'preparing', 2],
  ])
  await convertToOrdinary(library, as, first!)
  expect((await myHolds(library, patron)).map(hold => hold.status)).toEqual(['waiting', 'waiting'])
  await convertToOrdinary(library, as, second!)
  // The form is still open in another tab, with the id of the series that was.
  expect(await convertToSeries(library, as, series)).toMatchObject({ ok: true })
})

test('a predecessor that ends in any way releases the next of its series', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const bibs = [await givenBib(library), await givenBib(library)]
  const [first, second] = await waiting(
    library,
    patron,
    bibs.map(bib => bib.id),
    { kind: 'series' },
  )
  await cancelHold(library, staff, first!, 'call')
  expect((await myHolds(library, patron)).find(hold => hold.id === second)!.status).toBe('waiting')
})

test.each([
  ['captured', 'waiting'],
  ['checkedOut', 'preparing'],
  ['returned', 'preparing'],
] as const)(
  'a series released when %s: the next one is %s while the first stands on the shelf',
  async (setting, status) => {
    const library = await openTown()
    library.policy = { ...library.policy, holds: { ...library.policy.holds, seriesReleasedWhen: setting } }
    const patron = await givenReader(library)
    const bibs = [await givenBib(library), await givenBib(library)]
    const [, second] = await waiting(
      library,
      patron,
      bibs.map(bib => bib.id),
      { kind: 'series' },
    )
    const shown = async () => (await myHolds(library, patron)).find(hold => hold.id === second)!.status
    await scanned(library, bibs[0]!.itemIds[0]!)
    expect(await shown()).toBe(status)
    await lent(library, patron, bibs[0]!.itemIds[0]!)
    expect(await shown()).toBe(setting === 'returned' ? 'preparing' : 'waiting')
    await scanned(library, bibs[0]!.itemIds[0]!)
    expect(await shown()).toBe('waiting')
  },
)

test('a copy that is lost sends its hold back to its old place', async () => {
  const library = await openTown()
  const bib = await givenBib(library, { items: 2 })
  const [first] = await waiting(library, await givenReader(library), [bib.id])
  const [second] = await waiting(library, await givenReader(library), [bib.id])
  await scanned(library, bib.itemIds[0]!)
  await markItem(library, staff, await barcodeOf(library, bib.itemIds[0]!), 'missing', '棚にない')
  expect(await stateOf(library, first!)).toBe('waiting')
  library.clock.forward({ minutes: 1 })
  expect(await scanned(library, bib.itemIds[1]!)).toMatchObject({ do: 'holdShelf', holdId: first })
  await markItem(library, staff, await barcodeOf(library, bib.itemIds[0]!), 'found', 'あった')
  expect(await stateOf(library, second!)).toBe('ready')
})

test('what leaves the hold shelf for nobody is on the list of where it stands until it is scanned', async () => {
  const library = await openTown()
  const bib = await givenBib(library, { items: [{ branch: 'asahi' }] })
  const [hold] = await waiting(library, await givenReader(library), [bib.id])
  await scanned(library, bib.itemIds[0]!, BranchId('asahi'))
  await scanned(library, bib.itemIds[0]!)
  expect(await holdShelf(library, BranchId('chuo'))).toMatchObject([{ holdId: hold, expired: false }])
  await cancelHold(library, staff, hold!, 'call')
  expect(await holdShelf(library, BranchId('chuo'))).toEqual([])
  expect(await errandsAt(library, BranchId('chuo'))).toMatchObject([
    { itemId: bib.itemIds[0], what: 'send', to: 'asahi' },
  ])
  await scanned(library, bib.itemIds[0]!, BranchId('asahi'))
  expect(await errandsAt(library, BranchId('chuo'))).toEqual([])
})

describe('loans', () => {
  test('each refusal of a loan, and the override of staff', async () => {
    const library = await openTown()
    const patron = await givenReader(library)
    const bib = await givenBib(library, {
      items: [{}, { loanRule: 'reference' }, { status: 'withdrawn' }, { status: 'repair' }, {}, {}, {}, {}, {}],
    })
    const out = async (item: number, more: object = {}) => {
      const barcode = await barcodeOf(library, bib.itemIds[item]!)
      const outcome = await checkOut(library, {
        actor: staff,
        branchId: BranchId('chuo'),
        patronId: patron,
        barcode,
        ...more,
      })
      return outcome.ok ? 'lent' : outcome.refusal.why
    }
    expect(await out(0, { patronId: 999 })).toBe('unknownPatron')
    expect(await out(0, { barcode: '000' })).toBe('unknownItem')
    expect(await out(1)).toBe('notForLoan')
    expect(await out(2)).toBe('withdrawn')
    expect(await out(3)).toBe('inRepair')
    expect(await out(0)).toBe('lent')
    expect(await out(0)).toBe('onLoan')
    for (const item of [4, 5, 6, 7]) expect(await out(item)).toBe('lent')
    expect(await out(8)).toBe('tooManyLoans')
    expect(await out(8, { override: '学級文庫' })).toBe('lent')
    library.clock.set('2026-12-22T10:00:00')
    expect(await out(1)).toBe('notForLoan')
    await scanned(library, bib.itemIds[8]!)
    expect(await out(8)).toBe('overdue')
  })

  test('a renewal: once, not while others wait, not when it is overdue, not somebody else’s', async () => {
    const library = await openTown()
    const [patron, next] = [await givenReader(library), await givenReader(library)]
    const bib = await givenBib(library)
    await lent(library, patron, bib.itemIds[0]!)
    const loan = (await myLoans(library, patron))[0]!
    expect(loan.dueOn.toString()).toBe('2026-12-08')
    const as = { is: 'patron', patronId: patron } as const
    const why = async (actor: typeof as | typeof staff = as) => {
      const outcome = await renew(library, actor, loan.id)
      return outcome.ok ? outcome.value.dueOn.toString() : outcome.refusal.why
    }
    expect(await why({ is: 'patron', patronId: next })).toBe('notFound')
    expect(await why()).toBe('tooEarly')
    library.clock.set('2026-12-01T10:00:00')
    const [hold] = await waiting(library, next, [bib.id])
    expect(await why()).toBe('othersWait')
    expect((await myLoans(library, patron))[0]).toMatchObject({
      othersWait: true,
      notRenewable: [{ why: 'othersWait' }],
    })
    await cancelHold(library, staff, hold!, 'call')
    expect(await why()).toBe('2026-12-15')
    library.clock.set('2026-12-05T10:00:00')
    expect(await why()).toBe('noRenewalsLeft')
    library.clock.set('2026-12-16T10:00:00')
    expect(await why()).toBe('alreadyOverdue')
  })

  test('a copy that hangs on another record from now on leaves the queue of the old one', async () => {
    const library = await openTown()
    const [wrong, right] = [await givenBib(library), await givenBib(library)]
    const [hold] = await waiting(library, await givenReader(library), [wrong.id], { pickup: asahi })
    await scanned(library, wrong.itemIds[0]!)
    const barcode = await barcodeOf(library, wrong.itemIds[0]!)
    expect(await moveItemToBib(library, staff, barcode, BibId(999_999))).toMatchObject({
      refusal: { why: 'unknownBib' },
    })
    expect(await moveItemToBib(library, staff, barcode, right.id)).toMatchObject({ ok: true })
    expect(await stateOf(library, hold!)).toBe('waiting')
    expect(await scanned(library, wrong.itemIds[0]!, BranchId('asahi'))).toMatchObject({ do: 'send', to: 'chuo' })
  })
})

test('a hold that is needed no longer ends by itself, also on the hold shelf, where its last day says so', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const bibs = [await givenBib(library), await givenBib(library)]
  const [waits, ready] = await waiting(
    library,
    patron,
    bibs.map(bib => bib.id),
  )
  for (const hold of [waits!, ready!]) await setNotNeededAfter(library, staff, hold, day('2026-11-25'))
  await scanned(library, bibs[1]!.itemIds[0]!)
  expect(`${(await holdRow(library, ready!)).pick_up_by}`).toBe('2026-11-25')
  library.clock.set('2026-11-26T03:00:00')
  await nightPasses(library)
  expect(await holdRow(library, waits!)).toMatchObject({ closed_why: 'cancelled', closed_detail: 'notNeeded' })
  expect(await holdRow(library, ready!)).toMatchObject({ closed_why: 'expired', closed_detail: 'notNeeded' })
  // Nobody has it in hand: it stands where it stood until it is scanned.
  expect(await itemStatus(library, bibs[1]!.itemIds[0]!)).toBe('holdShelf')
})

test('M41 an application to be told by mail is taken in when the address has gone since, and told by what is left', async () => {
  const library = await openTown()
  const [called, written] = [await givenReader(library), await givenReader(library)]
  const [first, second] = [await givenBib(library), await givenBib(library)]
  const [one] = await applied(library, called, [first.id], { contact: 'mail' })
  const [two] = await applied(library, written, [second.id], { contact: 'mail' })
  await library.db.updateTable('patron').set({ mail: null }).execute()
  await library.db.updateTable('patron').set({ phone: null }).where('id', '=', written).execute()
  library.clock.set('2026-11-25T03:00:00')
  await nightPasses(library)
  expect([await stateOf(library, one!), await stateOf(library, two!)]).toEqual(['waiting', 'waiting'])
  library.clock.set('2026-11-25T10:00:00')
  for (const { itemIds } of [first, second]) await scanned(library, itemIds[0]!)
  const told = (await notices(library, 'ready')).map(notice => [notice.hold_id, notice.channel])
  expect(told).toEqual([
    [one, 'phone'],
    [two, 'letter'],
  ])
})

test('M41 what cannot be reserved any more at intake is refused, and its patron is told why', async () => {
  const library = await openTown()
  const [stopped, borrower, fine] = [await givenReader(library), await givenReader(library), await givenReader(library)]
  const bib = await givenBib(library, { items: 3 })
  const [one] = await applied(library, stopped, [bib.id], { contact: 'mail' })
  const [two] = await applied(library, borrower, [bib.id])
  const [three] = await applied(library, fine, [bib.id])
  await lent(library, borrower, bib.itemIds[0]!)
  await library.db.updateTable('patron').set({ stopped_because: '紛失' }).where('id', '=', stopped).execute()
  library.clock.set('2026-11-25T03:00:00')
  await nightPasses(library)
  expect(await holdRow(library, one!)).toMatchObject({ closed_why: 'refused', closed_detail: 'cardStopped' })
  expect(await holdRow(library, two!)).toMatchObject({ closed_why: 'refused', closed_detail: 'alreadyOnLoan' })
  expect(await stateOf(library, three!)).toBe('waiting')
  expect((await notices(library, 'closed')).map(notice => notice.hold_id)).toEqual([one])
})
