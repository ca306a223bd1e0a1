import { describe, expect, test } from 'vitest'
import { markItem } from '#circulation/desk/mark-item.ts'
import { renew } from '#circulation/desk/renew.ts'
import { myLoans } from '#circulation/loans/my-loans.ts'
import { phoneList } from '#delivery/hand-list.ts'
import { markCalled } from '#delivery/mark-called.ts'
import { takeCallBack } from '#delivery/take-call-back.ts'
import { type BibId, BranchId, ItemId, type PatronId } from '#ids.ts'
import { itemStatuses } from '#items/rules/item.ts'
import { issueCard } from '#patrons/desk/issue-card.ts'
import { mailWords } from '#text/mail.ts'
import { givenBib } from '../../test/given.ts'
import {
  applied,
  barcodeOf,
  chuo,
  givenReader,
  holdRow,
  lent,
  nightPasses,
  notices,
  order,
  scanned,
  staff,
  stateOf,
  violations,
  waiting,
} from '../../test/given-holds.ts'
import { openTown } from '../../test/town.ts'
import { applyCancellation } from './changing/apply-cancellation.ts'
import { applyCancellationOfRest } from './changing/apply-cancellation-of-rest.ts'
import { cancelHold } from './changing/cancel-hold.ts'
import { keepHold } from './changing/keep-hold.ts'
import { myHolds } from './lists/my-holds.ts'
import { placeHolds } from './ordering/place-holds.ts'
import { placeHoldsAtCounter } from './ordering/place-holds-at-counter.ts'
import { pullList } from './pulls/pull-list.ts'
import { canServe, type ServingCopy } from './rules/serve.ts'
import { holdShelf } from './shelf/hold-shelf.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

const reasons = (outcome: { ok: boolean; refusal?: { why: string; all?: readonly { why: string }[] } }) =>
  outcome.ok ? [] : (outcome.refusal!.all?.map(one => one.why) ?? [outcome.refusal!.why])

describe('what could serve is asked everywhere', () => {
  const copies: ServingCopy[] = itemStatuses.flatMap(status =>
    (['normal', 'audiovisual', 'reference'] as const).map(loanRule => ({
      id: ItemId(1),
      status,
      loanRule,
      mayBeHeld: true,
      isLeftBehind: false,
    })),
  )
  test.each(copies)('a copy that is $status, of the rule $loanRule', copy => {
    const lendable = copy.loanRule !== 'reference'
    const there = !['repair', 'missing', 'withdrawn', 'onOrder', 'inProcess'].includes(copy.status)
    expect(canServe(copy, { onlyItemId: null })).toBe(lendable && there)
    expect(canServe(copy, { onlyItemId: null }, 'inHand')).toBe(lendable)
    expect(canServe(copy, { onlyItemId: ItemId(1) })).toBe(lendable && there)
    expect(canServe(copy, { onlyItemId: ItemId(2) })).toBe(false)
    expect(canServe({ ...copy, mayBeHeld: false }, { onlyItemId: null }, 'inHand')).toBe(false)
    expect(canServe({ ...copy, isLeftBehind: true }, { onlyItemId: null })).toBe(
      lendable && there && copy.status !== 'shelf',
    )
  })

  test('a hold on copy 1 only does not stand in the way of renewing copy 2', async () => {
    const library = await openTown()
    const [first, second, waits] = [await givenReader(library), await givenReader(library), await givenReader(library)]
    const bib = await givenBib(library, { items: 2 })
    await lent(library, first, bib.itemIds[0]!)
    await lent(library, second, bib.itemIds[1]!)
    await waiting(library, waits, [bib.id], { onlyItemId: bib.itemIds[0]! })
    library.clock.set('2026-11-26T10:00:00')
    const loanOf = async (patron: PatronId) => (await myLoans(library, patron))[0]!
    expect(reasons(await renew(library, staff, (await loanOf(first)).id))).toEqual(['othersWait'])
    expect(await loanOf(second)).toMatchObject({ othersWait: false, notRenewable: [] })
    expect(await renew(library, staff, (await loanOf(second)).id)).toMatchObject({ ok: true })
  })

  test('a title hold does not stand in the way of a copy that became 禁帯出', async () => {
    const library = await openTown()
    const [borrower, waits] = [await givenReader(library), await givenReader(library)]
    const bib = await givenBib(library, { items: 2 })
    await lent(library, borrower, bib.itemIds[0]!)
    await waiting(library, waits, [bib.id])
    await library.db.updateTable('item').set({ loan_rule: 'reference' }).where('id', '=', bib.itemIds[0]!).execute()
    library.clock.set('2026-11-26T10:00:00')
    expect(await renew(library, staff, (await myLoans(library, borrower))[0]!.id)).toMatchObject({ ok: true })
  })

  test.each([
    ['repair', 'inRepair'],
    ['withdrawn', 'withdrawn'],
    ['missing', 'missing'],
  ] as const)('this very copy is refused when it is in %s', async (mark, because) => {
    const library = await openTown()
    const bib = await givenBib(library, { items: 2 })
    await markItem(library, staff, await barcodeOf(library, bib.itemIds[0]!), mark, '')
    const wish = order([bib.id], { onlyItemId: bib.itemIds[0]! })
    const placed = await placeHoldsAtCounter(library, staff, await givenReader(library), wish)
    expect(placed).toMatchObject({ ok: false, refusal: { why: 'copyCannotServe', because } })
  })

  test('the pull list marks a hold on one very copy, and asks no branch that is closed for long when another has one', async () => {
    const library = await openTown()
    const bib = await givenBib(library, { items: [{ branch: 'asahi' }, { branch: 'arakawa' }] })
    const only = await givenBib(library)
    const reader = await givenReader(library)
    await waiting(library, reader, [bib.id])
    await waiting(library, reader, [only.id], { onlyItemId: only.itemIds[0]! })
    expect((await pullList(library, BranchId('chuo'))).map(line => line.isOnlyThis)).toEqual([true])
    const where = async () =>
      (await Promise.all(['asahi', 'arakawa'].map(id => pullList(library, BranchId(id))))).map(one => one.length)
    expect(await where()).toEqual([1, 0])
    const closed = { opens: null, closes: null, reason: '工事' }
    await library.db
      .updateTable('calendar_day')
      .set(closed)
      .where('branch_id', '=', BranchId('asahi'))
      .where('day', '>=', day('2026-11-24'))
      .where('day', '<=', day('2026-12-20'))
      .execute()
    expect(await where()).toEqual([0, 1])
    await markItem(library, staff, await barcodeOf(library, bib.itemIds[1]!), 'missing', '')
    expect(await where()).toEqual([1, 0])
  })

  test('nothing is fetched from a branch that is closed for good while another has a copy', async () => {
    const library = await openTown()
    const bib = await givenBib(library, { items: [{ branch: 'asahi' }, { branch: 'arakawa' }] })
    await waiting(library, await givenReader(library), [bib.id])
    const where = async () =>
      (await Promise.all(['asahi', 'arakawa'].map(id => pullList(library, BranchId(id))))).map(one => one.length)
    expect(await where()).toEqual([1, 0])
    const closed = { closed_for_good_from: day('2026-11-24') }
    await library.db.updateTable('branch').set(closed).where('id', '=', BranchId('asahi')).execute()
    expect(await where()).toEqual([0, 1])
  })
})

describe('all reasons at once', () => {
  test('an order with five faults is told all five', async () => {
    const library = await openTown()
    const patron = await givenReader(library, { mail: null, expiresOn: '2026-03-31' })
    const none = await givenBib(library, { items: 0 })
    const inHouse = await givenBib(library, { items: [{ loanRule: 'reference' }] })
    const wish = order([none.id, inHouse.id], { contact: 'mail', pickup: { branchId: BranchId('bm'), stopId: null } })
    const asked = await placeHolds(library, patron, wish)
    expect(reasons(asked)).toEqual(['notHeld', 'notForLoan', 'contactNotRegistered', 'pickupBookmobile', 'cardExpired'])
    const nowhere = order([none.id], { pickup: { branchId: BranchId('atlantis'), stopId: null } })
    expect(reasons(await placeHolds(library, patron, nowhere))).toContain('pickupUnknown')
    const unchosen = order([none.id], { pickup: { branchId: BranchId(''), stopId: null } })
    expect(reasons(await placeHolds(library, patron, unchosen))).toContain('pickupMissing')
  })

  test('a renewal is refused with every reason', async () => {
    const library = await openTown()
    const [borrower, waits] = [await givenReader(library), await givenReader(library)]
    const bib = await givenBib(library)
    await lent(library, borrower, bib.itemIds[0]!)
    await waiting(library, waits, [bib.id])
    await library.db
      .updateTable('loan')
      .set({ due_on: day('2026-11-20'), renewals: 1 })
      .execute()
    await library.db.updateTable('patron').set({ stopped_because: '紛失' }).where('id', '=', borrower).execute()
    const loan = await library.db.selectFrom('loan').select('id').executeTakeFirstOrThrow()
    expect(reasons(await renew(library, staff, loan.id))).toEqual([
      'alreadyOverdue',
      'noRenewalsLeft',
      'cardStopped',
      'othersWait',
    ])
  })
})

describe('small promises', () => {
  test('a cancellation can be taken back before the night: the hold is as it was, at its place', async () => {
    const library = await openTown()
    const [first, second] = [await givenReader(library), await givenReader(library)]
    const bib = await givenBib(library)
    const [mine] = await waiting(library, first, [bib.id])
    await waiting(library, second, [bib.id])
    await applyCancellation(library, first, mine!)
    expect(reasons(await placeHolds(library, first, order([bib.id])))).toEqual(['cancelApplied'])
    expect(await keepHold(library, second, mine!)).toMatchObject({ refusal: { why: 'notFound' } })
    expect(await keepHold(library, first, mine!)).toMatchObject({ ok: true })
    expect(await keepHold(library, first, mine!)).toMatchObject({ ok: true })
    expect((await myHolds(library, first))[0]).toMatchObject({ status: 'waiting', place: 1 })
    library.clock.set('2026-11-25T03:00:00')
    await nightPasses(library)
    expect(await stateOf(library, mine!)).toBe('waiting')
  })

  test('an application that was cancelled and kept is an application again; in the window nothing is kept', async () => {
    const library = await openTown()
    const patron = await givenReader(library)
    const [hold] = await applied(library, patron, [(await givenBib(library)).id])
    await applyCancellation(library, patron, hold!)
    expect(await keepHold(library, patron, hold!)).toMatchObject({ ok: true })
    expect(await stateOf(library, hold!)).toBe('applied')
    await applyCancellation(library, patron, hold!)
    library.clock.set('2026-11-25T03:30:00')
    expect(await keepHold(library, patron, hold!)).toMatchObject({ refusal: { why: 'intakeWindow' } })
    await nightPasses(library)
    expect(await keepHold(library, patron, hold!)).toMatchObject({ refusal: { why: 'ended' } })
  })

  test('what is to be cancelled does not count in the limit; kept, it does', async () => {
    const library = await openTown()
    const patron = await givenReader(library)
    const bibs: BibId[] = []
    for (let n = 0; n < 11; n++) bibs.push((await givenBib(library)).id)
    const holds = await waiting(library, patron, bibs.slice(0, 10))
    await applyCancellation(library, patron, holds[0]!)
    await applied(library, patron, [bibs[10]!])
    expect(await keepHold(library, patron, holds[0]!)).toMatchObject({ refusal: { why: 'tooMany', open: 10 } })
  })

  test('the rest of a series is cancelled with one press; what came before stays', async () => {
    const library = await openTown()
    const patron = await givenReader(library)
    const bibs = [await givenBib(library), await givenBib(library), await givenBib(library)].map(bib => bib.id)
    const holds = await waiting(library, patron, bibs, { kind: 'series' })
    expect(await applyCancellationOfRest(library, patron, holds[1]!)).toMatchObject({
      value: { holdIds: holds.slice(1) },
    })
    expect(await applyCancellationOfRest(library, patron, holds[1]!)).toMatchObject({ value: { holdIds: [] } })
    expect(await Promise.all(holds.map(id => stateOf(library, id)))).toEqual([
      'waiting',
      'cancelApplied',
      'cancelApplied',
    ])
    const [other] = await waiting(library, patron, [(await givenBib(library)).id])
    expect(await applyCancellationOfRest(library, patron, other!)).toMatchObject({ refusal: { why: 'noSeries' } })
  })

  test('連絡済み pressed by mistake: the call is on the list again, and the clock stands still; on the day only', async () => {
    const library = await openTown()
    const bib = await givenBib(library)
    const [hold] = await waiting(library, await givenReader(library), [bib.id], { contact: 'phone' })
    await scanned(library, bib.itemIds[0]!)
    const call = (await phoneList(library, BranchId('chuo')))[0]!.notices[0]!.noticeId
    await markCalled(library, staff, call)
    expect(await phoneList(library, BranchId('chuo'))).toEqual([])
    expect(await takeCallBack(library, staff, call)).toMatchObject({ ok: true })
    expect(await holdRow(library, hold!)).toMatchObject({
      notified_at: null,
      told_until: null,
      pick_up_by: day('2026-12-08'),
    })
    expect((await phoneList(library, BranchId('chuo')))[0]!.notices).toHaveLength(1)
    await markCalled(library, staff, call)
    library.clock.set('2026-11-25T10:00:00')
    expect(await takeCallBack(library, staff, call)).toMatchObject({ refusal: { why: 'callTooOld' } })
  })

  test('連絡済み pressed by mistake, and the book was fetched meanwhile: there is nobody to call any more', async () => {
    const library = await openTown()
    const bib = await givenBib(library)
    const reader = await givenReader(library)
    await waiting(library, reader, [bib.id], { contact: 'phone' })
    await scanned(library, bib.itemIds[0]!)
    const call = (await phoneList(library, BranchId('chuo')))[0]!.notices[0]!.noticeId
    await markCalled(library, staff, call)
    await lent(library, reader, bib.itemIds[0]!)
    expect(await takeCallBack(library, staff, call)).toMatchObject({ ok: true })
    expect(await phoneList(library, BranchId('chuo'))).toEqual([])
    expect(await violations(library)).toEqual([])
  })

  test('a card that is issued anew while a copy stands ready: the shelf shows both ends', async () => {
    const library = await openTown()
    const bib = await givenBib(library)
    const patron = await givenReader(library)
    await waiting(library, patron, [bib.id])
    await scanned(library, bib.itemIds[0]!)
    const [before] = await holdShelf(library, BranchId('chuo'))
    library.clock.set('2026-11-25T10:00:00')
    await issueCard(library, staff, patron, '00099999')
    expect((await holdShelf(library, BranchId('chuo')))[0]).toMatchObject({
      cardLast4: '9999',
      formerLast4: before!.cardLast4,
    })
  })

  test('borrowed and returned since the application: told, not taken in; already on loan makes no call', async () => {
    const library = await openTown()
    const [had, has] = [await givenReader(library, { mail: null }), await givenReader(library, { mail: null })]
    const bib = await givenBib(library, { items: 2 })
    const [first] = await applied(library, had, [bib.id], { contact: 'phone' })
    await applied(library, has, [bib.id], { contact: 'phone' })
    library.clock.set('2026-11-24T11:00:00')
    await lent(library, had, bib.itemIds[0]!)
    await lent(library, has, bib.itemIds[1]!)
    await scanned(library, bib.itemIds[0]!)
    library.clock.set('2026-11-25T03:00:00')
    await nightPasses(library)
    expect(await holdRow(library, first!)).toMatchObject({ closed_why: 'refused', closed_detail: 'borrowedMeanwhile' })
    expect((await notices(library, 'closed')).map(notice => notice.hold_id)).toEqual([first])
  })

  test('the reason that staff choose reaches the patron, on their page and by mail', async () => {
    const library = await openTown()
    const patron = await givenReader(library)
    const [hold] = await waiting(library, patron, [(await givenBib(library)).id], { contact: 'mail' })
    await cancelHold(library, staff, hold!, '棚になし、3回さがした', 'copyGone')
    expect((await myHolds(library, patron))[0]!.closed).toMatchObject({ detail: 'copyGone' })
    const [notice] = await notices(library, 'closed')
    const reader = { language: 'ja', givenName: null, placeName: (name: string) => name } as const
    const closed = { kind: 'closed', facts: notice!.facts as { titles: string[]; reason: string } } as const
    const { text } = mailWords(closed, reader, { name: '図書館', phone: '' })
    expect(text).toContain('資料が見つからないか傷んでいて、お渡しできなくなりました。')
    expect(text).not.toContain('3回さがした')
  })

  test('the day by which it is needed is the last day on the shelf, and its end is told', async () => {
    const library = await openTown()
    const bib = await givenBib(library)
    const [hold] = await waiting(library, await givenReader(library), [bib.id], { contact: 'mail', pickup: chuo })
    await library.db
      .updateTable('hold')
      .set({ not_needed_after: day('2026-11-26') })
      .execute()
    await scanned(library, bib.itemIds[0]!)
    expect(`${(await holdRow(library, hold!)).pick_up_by}`).toBe('2026-11-26')
    library.clock.set('2026-11-27T03:00:00')
    await nightPasses(library)
    expect(await holdRow(library, hold!)).toMatchObject({ closed_why: 'expired', closed_detail: 'notNeeded' })
    expect((await notices(library, 'closed')).map(notice => notice.facts)).toMatchObject([{ reason: 'notNeeded' }])
  })
})
