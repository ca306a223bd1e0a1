import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HoldId, ItemId } from '#ids.ts'
import type { HoldState } from './hold.ts'
import { contactAfter, endsOfMerge, judgeMerge, type MeetingHold } from './merge.ts'

const states: Record<string, HoldState> = {
  applied: { is: 'applied' },
  waiting: { is: 'waiting' },
  captured: { is: 'captured', itemId: ItemId(1) },
  inTransit: { is: 'inTransit', itemId: ItemId(1) },
  ready: { is: 'ready', itemId: ItemId(1), pickUpBy: Temporal.PlainDate.from('2026-12-01') },
  cancelApplied: { is: 'cancelApplied', itemId: null },
}
const at = Temporal.Instant.from('2026-11-24T01:00:00Z')

const hold = (id: number, side: 'from' | 'into', is: string, place: number | null, shared = 1): MeetingHold => ({
  id: HoldId(id),
  side,
  shared,
  state: states[is]!,
  place,
  appliedAt: at.add({ seconds: id }),
})

/** Which of two holds of one patron on two records of one title ends. */
const check = (from: [string, number | null], into: [string, number | null], ends: number[]) =>
  expect([...endsOfMerge([hold(1, 'from', ...from), hold(2, 'into', ...into)], []).keys()]).toEqual(ends)

describe('of two holds one goes on', () => {
  test.each<[what: string, from: [string, number | null], into: [string, number | null], ends: number[]]>([
    ['the earlier place', ['waiting', 5], ['waiting', 9], [2]],
    ['the earlier place, whichever record it was', ['waiting', 9], ['waiting', 5], [1]],
    ['ready before an earlier place', ['waiting', 5], ['ready', 9], [1]],
    ['ready before in transit', ['ready', 9], ['inTransit', 5], [2]],
    ['in transit before kept for a set', ['captured', 5], ['inTransit', 9], [1]],
    ['kept for a set before waiting', ['captured', 9], ['waiting', 5], [2]],
    ['in the queue before an application', ['applied', null], ['waiting', 9], [1]],
    ['the earlier application', ['applied', null], ['applied', null], [2]],
    ['not the one that is given up', ['cancelApplied', 5], ['applied', null], [1]],
    ['of two with the same place the older', ['waiting', 5], ['waiting', 5], [2]],
  ])('%s', (_what, from, into, ends) => check(from, into, ends))

  test('and of two patrons, or of two bibs, both go on', () => {
    expect(endsOfMerge([hold(1, 'from', 'waiting', 5, 1), hold(2, 'into', 'waiting', 9, 2)], []).size).toBe(0)
  })
})

describe('a hold of what the patron has on loan from the other side', () => {
  const loan = { side: 'into' as const, shared: 1 }
  test.each([
    ['waiting', true],
    ['applied', false], // the night answers it
    ['captured', false], // promised
    ['inTransit', false],
    ['ready', false],
    ['cancelApplied', false],
  ])('%s: ends is %s', (is, ends) => {
    expect(endsOfMerge([hold(1, 'from', is, 5)], [loan]).get(HoldId(1))).toBe(ends ? 'alreadyHave' : undefined)
  })
  test('one that staff allowed beside a loan of the same record stays', () => {
    expect(endsOfMerge([hold(1, 'into', 'waiting', 5)], [loan]).size).toBe(0)
    expect(endsOfMerge([hold(1, 'from', 'waiting', 5)], [{ side: 'into', shared: 2 }]).size).toBe(0)
  })
})

test('whatever meets: one is left of each, nothing ends without a reason, and who is further along is never the one that ends', () => {
  const far = ['cancelApplied', 'applied', 'waiting', 'captured', 'inTransit', 'ready']
  const given = fc.record({
    shared: fc.nat({ max: 3 }),
    side: fc.constantFrom('from' as const, 'into' as const),
    is: fc.constantFrom(...far),
    place: fc.nat({ max: 20 }),
  })
  const meetings = fc.uniqueArray(given, { selector: one => `${one.shared} ${one.side}`, maxLength: 8 })
  const loans = fc.array(
    fc.record({ shared: fc.nat({ max: 3 }), side: fc.constantFrom('from' as const, 'into' as const) }),
  )
  fc.assert(
    fc.property(meetings, loans, (met, lent) => {
      const holds = met.map((one, index) =>
        hold(index + 1, one.side, one.is, one.is === 'applied' ? null : one.place, one.shared),
      )
      const ends = endsOfMerge(holds, lent)
      const borrowed = (one: MeetingHold) => lent.some(loan => loan.shared === one.shared && loan.side !== one.side)
      for (const one of holds) {
        const others = holds.filter(other => other.shared === one.shared && other !== one && !ends.has(other.id))
        const why = ends.get(one.id)
        if (why === 'alreadyHave') expect(one.state.is === 'waiting' && borrowed(one)).toBe(true)
        if (why === 'fallTogether') {
          expect(others).toHaveLength(1)
          expect(far.indexOf(others[0]!.state.is)).toBeGreaterThanOrEqual(far.indexOf(one.state.is))
        }
        if (!why) {
          expect(others).toEqual([])
          expect(one.state.is === 'waiting' && borrowed(one)).toBe(false)
        }
      }
      expect(endsOfMerge([...holds].reverse(), lent)).toEqual(ends)
    }),
  )
})

test('M21 who cannot be told as they wished is told otherwise; what stands ready keeps its way', () => {
  const of = (contact: 'phone' | 'mail' | 'self', phone: boolean, mail: boolean, is = 'waiting') =>
    contactAfter({ state: states[is]!, contact }, { phone, mail })
  expect(of('mail', true, true)).toBe('mail')
  expect(of('mail', true, false)).toBe('phone')
  expect(of('phone', false, true)).toBe('mail')
  expect(of('mail', false, false)).toBe('self')
  expect(of('self', true, true)).toBe('self')
  expect(of('mail', true, false, 'ready')).toBe('mail')
})

describe('whether two may be merged', () => {
  const side = (id: number, mergedInto: number | null = null, gone = false) => ({ id, mergedInto, gone })
  test.each([
    ['two', side(1), side(2), { is: 'may', into: 2 }],
    ['a record that was deleted', side(1, null, true), side(2), { is: 'may', into: 2 }],
    ['again', side(1, 2), side(2), { is: 'done', into: 2 }],
    ['again, by the old name of the target', side(1, 3), side(2, 3), { is: 'done', into: 3 }],
    ['into what goes by another name', side(1), side(2, 3), { is: 'may', into: 3 }],
    ['one', side(1), side(1), { is: 'refused', refusal: { why: 'same' } }],
    ['back', side(2), side(1, 2), { is: 'refused', refusal: { why: 'circle' } }],
    ['elsewhere', side(1, 3), side(2), { is: 'refused', refusal: { why: 'mergedElsewhere', into: 3 } }],
    ['nothing', undefined, side(2), { is: 'refused', refusal: { why: 'unknown' } }],
    ['into nothing', side(1), undefined, { is: 'refused', refusal: { why: 'unknownTarget' } }],
    ['into what is gone', side(1), side(2, null, true), { is: 'refused', refusal: { why: 'unknownTarget' } }],
  ])('%s', (_what, from, into, judged) => {
    expect(judgeMerge(from, into)).toEqual(judged)
  })
})
