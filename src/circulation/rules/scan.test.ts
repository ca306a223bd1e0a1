import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bindable } from '#holds/rules/binding.ts'
import { type Hold, type HoldState, itemOf } from '#holds/rules/hold.ts'
import { mayHappen } from '#holds/rules/transition.ts'
import { BibId, BranchId, HoldId, ItemId, LoanId, OrderId, PatronId } from '#ids.ts'
import type { LockedItem } from '#items/rules/item.ts'
import { decideScan, type ScanFacts, type Verdict } from './scan.ts'

const today = Temporal.PlainDate.from('2026-11-24')
const lastDay = today.add({ days: 7 })
const loan = {
  id: LoanId(1),
  patronId: PatronId(9),
  branchId: BranchId('chuo'),
  stopId: null,
  lentAt: Temporal.Instant.from('2026-11-01T01:00:00Z'),
  dueOn: today,
  renewals: 0,
  lostAt: null,
}
const itemId = ItemId(7)

type Place = 'chuo' | 'asahi' | 'arakawa'
/** A copy of 中央. */
const copies = {
  'on its shelf': { status: 'shelf', at: 'chuo' },
  lent: { status: 'loan', at: 'asahi' },
  'on the hold shelf of 中央': { status: 'holdShelf', at: 'chuo' },
  'on the hold shelf of 朝日': { status: 'holdShelf', at: 'asahi' },
  'sent from 中央 to 朝日': { status: 'transit', at: 'asahi', from: 'chuo' },
  'sent home from 朝日': { status: 'transit', at: 'chuo', from: 'asahi' },
  missing: { status: 'missing', at: 'chuo' },
  'in repair': { status: 'repair', at: 'chuo' },
  withdrawn: { status: 'withdrawn', at: 'chuo' },
  'on order': { status: 'onOrder', at: 'chuo' },
  'in process': { status: 'inProcess', at: 'chuo' },
} as const
type Copy = keyof typeof copies

function copy(name: Copy, sentFor: HoldId | null): LockedItem {
  const { status, at, ...more } = copies[name]
  return {
    id: itemId,
    barcode: '1',
    bibId: BibId(1),
    title: '坊っちゃん',
    homeBranchId: BranchId('chuo'),
    currentBranchId: BranchId(at),
    category: 'normal',
    status,
    loan: status === 'loan' ? loan : null,
    transit: 'from' in more ? { fromBranchId: BranchId(more.from), toBranchId: BranchId(at), holdId: sentFor } : null,
    heldBy: sentFor,
    heldForOrder: null,
    lastEventId: 1,
  }
}

function hold(nth: number, pickup: Place, state: HoldState, kind: Hold['kind'] = 'ordinary'): Bindable {
  const one: Hold = {
    id: HoldId(nth),
    patronId: PatronId(nth),
    bibId: BibId(1),
    onlyItemId: null,
    orderId: OrderId('o'),
    orderPosition: 1,
    kind,
    channel: 'web',
    state,
    pickup: { branchId: BranchId(pickup), stopId: null },
    contact: 'self',
    appliedAt: loan.lentAt,
    suspendedUntil: null,
    notNeededAfter: null,
    enough: null,
  }
  return { hold: one, cardLast4: '0001', lastDay, dayToSay: lastDay, members: [] }
}

/** For whom the copy is: hold 1 is bound to it, hold 2 is the next in the queue. */
const ready: HoldState = { is: 'ready', itemId, pickUpBy: lastDay }
const inTransit: HoldState = { is: 'inTransit', itemId }
const cancelled: HoldState = { is: 'cancelApplied', itemId }

const words = (verdict: Verdict) => {
  switch (verdict.do) {
    case 'shelve':
      return 'shelve'
    case 'holdShelf':
      return `hold shelf for ${verdict.holdId}`
    case 'send':
      return `send to ${verdict.to}${verdict.holdId === null ? '' : ` for ${verdict.holdId}`}`
    case 'stop':
      return `stop: ${verdict.why}`
    default:
      return verdict satisfies never
  }
}

type Row = [
  where: Copy,
  bound: [Place, HoldState] | 'nobody',
  next: Place | 'nobody',
  scannedAt: Place,
  verdict: string,
  copyBecomes: string,
  holds: string[],
]

const goesOn = ['1 letGo cancelApplied', '2 capture ready']

describe('what becomes of a copy that is scanned', () => {
  test.each<Row>([
    // Nobody waits.
    ['lent', 'nobody', 'nobody', 'chuo', 'shelve', 'shelf at chuo', []],
    ['lent', 'nobody', 'nobody', 'asahi', 'send to chuo', 'transit at chuo', []],
    ['on its shelf', 'nobody', 'nobody', 'chuo', 'shelve', 'shelf at chuo', []],
    ['on its shelf', 'nobody', 'nobody', 'asahi', 'send to chuo', 'transit at chuo', []],
    ['sent home from 朝日', 'nobody', 'nobody', 'asahi', 'send to chuo', 'as it was', []],
    ['sent home from 朝日', 'nobody', 'nobody', 'chuo', 'shelve', 'shelf at chuo', []],
    ['missing', 'nobody', 'nobody', 'chuo', 'shelve', 'shelf at chuo', []],
    ['in repair', 'nobody', 'nobody', 'chuo', 'stop: inRepair', 'as it was', []],
    ['withdrawn', 'nobody', 'nobody', 'chuo', 'stop: withdrawn', 'as it was', []],
    // Its first scan: what was on order is here, and serves the queue.
    ['on order', 'nobody', 'nobody', 'chuo', 'shelve', 'shelf at chuo', []],
    ['in process', 'nobody', 'nobody', 'asahi', 'send to chuo', 'transit at chuo', []],
    ['on order', 'nobody', 'chuo', 'chuo', 'hold shelf for 2', 'holdShelf at chuo', ['2 capture ready']],
    ['in process', 'nobody', 'asahi', 'chuo', 'send to asahi for 2', 'transit at asahi', ['2 capture inTransit']],
    // Taken off the hold shelf, for nobody.
    ['on the hold shelf of 中央', 'nobody', 'nobody', 'chuo', 'shelve', 'shelf at chuo', []],
    ['on the hold shelf of 朝日', 'nobody', 'nobody', 'asahi', 'send to chuo', 'transit at chuo', []],
    // M34, M35: somebody waits.
    ['lent', 'nobody', 'chuo', 'chuo', 'hold shelf for 2', 'holdShelf at chuo', ['2 capture ready']],
    ['lent', 'nobody', 'asahi', 'chuo', 'send to asahi for 2', 'transit at asahi', ['2 capture inTransit']],
    ['on its shelf', 'nobody', 'asahi', 'asahi', 'hold shelf for 2', 'holdShelf at asahi', ['2 capture ready']],
    ['missing', 'nobody', 'asahi', 'chuo', 'send to asahi for 2', 'transit at asahi', ['2 capture inTransit']],
    // It is bound already.
    ['sent from 中央 to 朝日', ['asahi', inTransit], 'nobody', 'chuo', 'send to asahi for 1', 'as it was', []],
    [
      'sent from 中央 to 朝日',
      ['asahi', inTransit],
      'nobody',
      'asahi',
      'hold shelf for 1',
      'holdShelf at asahi',
      ['1 arrive ready'],
    ],
    [
      'sent from 中央 to 朝日',
      ['asahi', inTransit],
      'nobody',
      'arakawa',
      'send to asahi for 1',
      'transit at asahi',
      [],
    ],
    ['on the hold shelf of 中央', ['chuo', ready], 'nobody', 'chuo', 'hold shelf for 1', 'as it was', []],
    // To be sent from where it stands: its journey begins here.
    [
      'on the hold shelf of 中央',
      ['asahi', inTransit],
      'nobody',
      'chuo',
      'send to asahi for 1',
      'transit at asahi',
      [],
    ],
    [
      'on the hold shelf of 中央',
      ['asahi', inTransit],
      'nobody',
      'asahi',
      'hold shelf for 1',
      'holdShelf at asahi',
      ['1 arrive ready'],
    ],
    // Its hold is fetched elsewhere since it was sent.
    [
      'sent from 中央 to 朝日',
      ['arakawa', inTransit],
      'nobody',
      'asahi',
      'send to arakawa for 1',
      'transit at arakawa',
      [],
    ],
    [
      'sent from 中央 to 朝日',
      ['chuo', inTransit],
      'nobody',
      'chuo',
      'hold shelf for 1',
      'holdShelf at chuo',
      ['1 arrive ready'],
    ],
    // Carried off: it is on its way back.
    [
      'on the hold shelf of 中央',
      ['chuo', ready],
      'asahi',
      'asahi',
      'send to chuo for 1',
      'transit at chuo',
      ['1 astray inTransit'],
    ],
    // M36: its patron does not want it any more.
    [
      'sent from 中央 to 朝日',
      ['asahi', cancelled],
      'nobody',
      'asahi',
      'send to chuo',
      'transit at chuo',
      ['1 letGo cancelApplied'],
    ],
    [
      'sent from 中央 to 朝日',
      ['asahi', cancelled],
      'asahi',
      'asahi',
      'hold shelf for 2',
      'holdShelf at asahi',
      goesOn,
    ],
  ])('%s, bound to %j, next %s, scanned at %s: %s', (where, bound, next, scannedAt, verdict, becomes, holds) => {
    const holder = bound === 'nobody' ? null : { ...hold(1, bound[0], bound[1]), placeHasEnded: false }
    const decided = decideScan({
      item: copy(where, holder ? HoldId(1) : null),
      branchId: BranchId(scannedAt),
      holder,
      next: next === 'nobody' ? null : hold(2, next, { is: 'waiting' }),
      found: null,
    })
    expect(words(decided.verdict)).toBe(verdict)
    const { item } = decided.steps
    expect(item ? `${item.to} at ${item.currentBranchId}` : 'as it was').toBe(becomes)
    expect(decided.steps.holds.map(step => `${step.hold.id} ${step.why} ${step.to.is}`)).toEqual(holds)
  })

  test('M20 a stop that is abolished: its hold waits for another place, and the copy goes home', () => {
    const holder = { ...hold(1, 'asahi', inTransit), placeHasEnded: true }
    const decided = decideScan({
      item: copy('sent from 中央 to 朝日', HoldId(1)),
      branchId: BranchId('asahi'),
      holder,
      next: null,
      found: null,
    })
    expect(words(decided.verdict)).toBe('send to chuo')
    expect(decided.steps.holds).toMatchObject([{ why: 'placeEnded', to: { is: 'waiting' } }])
    expect(decided.steps.ready).toEqual([])
  })

  test('M29 the last of a set makes all of it ready, with one notice', () => {
    const first = hold(3, 'chuo', { is: 'captured', itemId: ItemId(8) }, 'set').hold
    const next = { ...hold(2, 'chuo', { is: 'waiting' }, 'set'), members: [{ hold: first, isThere: true, lastDay }] }
    const scan = (isThere: boolean) =>
      decideScan({
        item: copy('lent', null),
        branchId: BranchId('chuo'),
        holder: null,
        next: { ...next, members: [{ hold: first, isThere, lastDay }] },
        found: null,
      })
    expect(scan(true).verdict).toMatchObject({ do: 'holdShelf', waitsForSet: false })
    expect(scan(true).steps.ready.map(({ id }) => id)).toEqual([2, 3])
    expect(scan(false).verdict).toMatchObject({ do: 'holdShelf', waitsForSet: true, pickUpBy: null })
    expect(scan(false).steps.ready).toEqual([])
  })
})

test('whatever is scanned wherever: the steps are such as there are, and the copy is where the desk says', () => {
  const places = fc.constantFrom<Place>('chuo', 'asahi', 'arakawa')
  const facts = fc.record({
    where: fc.constantFrom(...(Object.keys(copies) as Copy[])),
    state: fc.constantFrom<HoldState | null>(null, ready, inTransit, cancelled, { is: 'captured', itemId }),
    pickup: places,
    next: fc.option(places),
    branchId: places,
    placeHasEnded: fc.boolean(),
  })
  fc.assert(
    fc.property(facts, ({ where, state, pickup, next, branchId, placeHasEnded }) => {
      const isBound = state !== null && ['holdShelf', 'transit'].includes(copies[where].status)
      const kind = state?.is === 'captured' ? 'set' : 'ordinary'
      // What is ready stands where it is fetched.
      fc.pre(state?.is !== 'ready' || (copies[where].status === 'holdShelf' && copies[where].at === pickup))
      const given: ScanFacts = {
        item: copy(where, isBound ? HoldId(1) : null),
        branchId: BranchId(branchId),
        holder: isBound ? { ...hold(1, pickup, state, kind), placeHasEnded } : null,
        next: next && hold(2, next, { is: 'waiting' }),
        found: null,
      }
      const { verdict, steps } = decideScan(given)
      for (const step of steps.holds) expect(mayHappen(step.why, step.hold.state, step.to)).toBe(true)
      const after = steps.item ?? { to: given.item.status, currentBranchId: given.item.currentBranchId }
      if (verdict.do === 'shelve') expect(after).toMatchObject({ to: 'shelf', currentBranchId: branchId })
      if (verdict.do === 'holdShelf') expect(after).toMatchObject({ to: 'holdShelf', currentBranchId: branchId })
      if (verdict.do === 'send') expect(after).toMatchObject({ to: 'transit', currentBranchId: verdict.to })
      // At most one hold has it afterwards: the one that the desk is told of.
      const has = [...new Set(steps.holds.filter(step => itemOf(step.to) === itemId).map(step => step.hold.id))]
      if (has.length > 0 && 'holdId' in verdict) expect(has).toEqual([verdict.holdId])
      if (verdict.do === 'stop') expect(steps.item).toBeNull()
    }),
  )
})
