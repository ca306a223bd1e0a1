import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BibId, BranchId, HoldId, ItemId } from '#ids.ts'
import { defaultPolicy } from '#policy.ts'
import { readInstant } from '#time/clock.ts'
import { estimateWaitDays } from './estimate.ts'
import { type HoldState, shownStatus } from './hold.ts'
import { isIntakeTime } from './intake-window.ts'
import { judgeOrder, type OrderFacts } from './order.ts'
import { assignPulls } from './pulls.ts'
import { lastShelfDay } from './shelf.ts'
import { holdHappenings, mayHappen, storedState, transitions } from './transition.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const days = (...texts: string[]) => texts.map(day)

const untold = { selfSince: null, toldUntil: null, notNeededAfter: null }

describe('取り置き期限 (M35, M37)', () => {
  const december = Array.from({ length: 60 }, (_, n) => day('2026-11-20').add({ days: n }))
  const openDays = december.filter(
    one => one.dayOfWeek !== 1 && !(one.toString() >= '2026-12-29' && one.toString() <= '2027-01-03'),
  )
  const visits = days('2026-12-03', '2026-12-17')
  test.each([
    ['self: a week from ready', 'self', '2026-11-24', null, false, '2026-12-01'],
    ['mail: a week from the notice, not from ready', 'mail', '2026-11-24', '2026-11-26', false, '2026-12-03'],
    ['nobody told yet: 14 days from ready', 'phone', '2026-11-24', null, false, '2026-12-08'],
    ['a last day that is closed moves to the next open one', 'self', '2026-12-22', null, false, '2027-01-05'],
    [
      'what is ready on a closed day is counted from the next open one',
      'self',
      '2026-11-30',
      null,
      false,
      '2026-12-08',
    ],
    ['closed days in between count', 'self', '2026-11-28', null, false, '2026-12-05'],
    ['a stop: the first visit on or after a week', 'self', '2026-12-05', null, true, '2026-12-17'],
    ['a stop: also when a visit comes within the week', 'self', '2026-12-01', null, true, '2026-12-17'],
    ['a stop: a visit just a week later is the last', 'mail', '2026-12-01', '2026-12-10', true, '2026-12-17'],
    ['a stop without a visit laid out: an open day of the bookmobile', 'self', '2026-12-15', null, true, '2026-12-22'],
  ] as const)('%s', (_name, contact, readyOn, notifiedOn, atStop, expected) => {
    const clock = { ...untold, contact, readyOn: day(readyOn), notifiedOn: notifiedOn ? day(notifiedOn) : null }
    const last = lastShelfDay(defaultPolicy, clock, { openDays, visits: atStop ? visits : null })
    expect(last.toString()).toBe(expected)
  })

  test('the last day is open whenever the calendar knows one, and never earlier than the rule says', () => {
    const dates = fc.integer({ min: 0, max: 300 }).map(n => day('2026-04-01').add({ days: n }))
    fc.assert(
      fc.property(
        dates,
        fc.option(dates),
        fc.constantFrom('self' as const, 'mail' as const, 'phone' as const),
        fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
        (readyOn, notified, contact, week) => {
          const all = Array.from({ length: 400 }, (_, n) => day('2026-04-01').add({ days: n }))
          const open = all.filter(one => week[one.dayOfWeek - 1])
          const notifiedOn = notified && Temporal.PlainDate.compare(notified, readyOn) >= 0 ? notified : null
          const last = lastShelfDay(
            defaultPolicy,
            { ...untold, contact, readyOn, notifiedOn },
            { openDays: open, visits: null },
          )
          const start = contact === 'self' ? readyOn : (notifiedOn ?? readyOn)
          expect(start.until(last).days).toBeGreaterThanOrEqual(7)
          if (week.some(isOpen => isOpen)) expect(week[last.dayOfWeek - 1]).toBe(true)
        },
      ),
    )
  })
})

describe('the life of a hold', () => {
  const item = { itemId: ItemId(1) }
  const states: HoldState[] = [
    { is: 'applied' },
    { is: 'waiting' },
    { is: 'captured', ...item },
    { is: 'inTransit', ...item },
    { is: 'ready', ...item, pickUpBy: day('2026-12-01') },
    { is: 'cancelApplied', itemId: null },
    { is: 'closed', why: 'cancelled' },
  ]

  test('an ended hold stays ended, whatever happens, but for a loan that is taken back', () => {
    for (const why of holdHappenings) {
      for (const to of states) {
        for (const end of ['cancelled', 'expired', 'refused', 'fulfilled'] as const) {
          // Its record or its patron may get another number; that is no life.
          const may = why === 'rebind' && to.is === 'closed'
          if (why !== 'undo' || end !== 'fulfilled') expect(mayHappen(why, { is: 'closed', why: end }, to)).toBe(may)
        }
      }
    }
    const back = states.filter(to => mayHappen('undo', { is: 'closed', why: 'fulfilled' }, to)).map(to => to.is)
    expect(new Set(back)).toEqual(new Set(['waiting', 'inTransit', 'ready', 'cancelApplied']))
  })
  test('M40 a ready hold cannot be applied to be cancelled, but staff may cancel it', () => {
    const ready = states[4]!
    expect(mayHappen('applyCancel', ready, { is: 'cancelApplied', itemId: ItemId(1) })).toBe(false)
    expect(mayHappen('cancel', ready, { is: 'closed', why: 'cancelled' })).toBe(true)
  })
  test('from every open state there is a way to the end', () => {
    for (const state of states.slice(0, 6))
      expect(mayHappen('cancel', state, { is: 'closed', why: 'cancelled' })).toBe(true)
  })
  test('a cancelled hold captures nothing', () => {
    for (const { from } of transitions.capture) expect(from).toEqual(['waiting'])
  })
  test('M31–M36 what the patron reads', () => {
    expect(states.map(state => shownStatus(state, true))).toEqual([
      'applied',
      'waiting',
      'preparing',
      'inTransit',
      'ready',
      'cancelApplied',
      'cancelled',
    ])
    expect(shownStatus({ is: 'waiting' }, false)).toBe('preparing')
    expect(storedState({ is: 'captured', itemId: ItemId(1) })).toBe('waiting')
  })
})

describe('whether an order is accepted', () => {
  const bib = {
    category: 'normal',
    hidden: false,
    held: true,
    lendable: true,
    mayBeHeld: true,
    hiddenCopies: false,
    onHold: false,
    cancelApplied: false,
    onLoan: false,
    free: false,
  }
  const facts: OrderFacts = {
    runUnfinished: false,
    placedToday: 0,
    standing: { category: 'general', expiresOn: day('2029-03-31'), stopped: false, overdueDays: 0 },
    registered: { phone: true, mail: false },
    pickup: 'open',
    bibs: new Map([
      [BibId(1), bib],
      [BibId(2), { ...bib, category: 'audiovisual' }],
      [BibId(3), { ...bib, held: false, lendable: false }],
      [BibId(4), { ...bib, lendable: false }],
      [BibId(5), { ...bib, onHold: true }],
      [BibId(6), { ...bib, onLoan: true }],
      [BibId(7), { ...bib, mayBeHeld: false }],
      [BibId(8), { ...bib, hidden: true, held: false }],
    ]),
    open: 0,
    openOf: new Map(),
    onlyCopy: null,
  }
  const order = { kind: 'ordinary' as const, bibIds: [BibId(1)], contact: 'self' as const }
  const noon = readInstant('2026-11-24T12:00:00')
  const check = (change: {
    order?: object
    facts?: object
    standing?: object
    now?: string
    at?: 'web' | 'counter' | 'counterWithOverride'
  }) =>
    judgeOrder(
      defaultPolicy,
      { ...order, ...change.order },
      { ...facts, ...change.facts, standing: { ...facts.standing, ...change.standing } },
      change.now ? readInstant(change.now) : noon,
      change.at ?? 'web',
    )
      .map(refusal => refusal.why)
      .join(' ') || 'accepted'

  test.each([
    ['an ordinary wish', {}, 'accepted'],
    ['02:59:59', { now: '2026-11-24T02:59:59' }, 'accepted'],
    ['M14 03:00:00', { now: '2026-11-24T03:00:00' }, 'intakeWindow'],
    ['M14 03:59:59', { now: '2026-11-24T03:59:59' }, 'intakeWindow'],
    ['04:00:00', { now: '2026-11-24T04:00:00' }, 'accepted'],
    ['the night is not finished', { now: '2026-11-24T04:30:00', facts: { runUnfinished: true } }, 'intakeWindow'],
    ['M31 the counter places at any time', { now: '2026-11-24T03:30:00', at: 'counter' }, 'accepted'],
    ['M23 nothing ticked', { order: { bibIds: [] } }, 'nothingTicked'],
    ['a series of one', { order: { kind: 'series' } }, 'tooFewForSeries'],
    ['unknown', { order: { bibIds: [9] } }, 'unknownBib'],
    ['M13 held nowhere', { order: { bibIds: [3] } }, 'notHeld'],
    ['禁帯出', { order: { bibIds: [4] } }, 'notForLoan'],
    ['not for patrons of this category', { order: { bibIds: [7] } }, 'mayNotHold'],
    ['hidden, whatever else it is', { order: { bibIds: [8] } }, 'hidden'],
    ['on hold already', { order: { bibIds: [5] } }, 'alreadyOnHold'],
    ['on loan already', { order: { bibIds: [6] } }, 'alreadyOnLoan'],
    ['all or nothing', { order: { bibIds: [1, 2, 3] } }, 'notHeld'],
    ['M21 by mail without an address', { order: { contact: 'mail' } }, 'contactNotRegistered'],
    ['by telephone', { order: { contact: 'phone' } }, 'accepted'],
    ['pickup unknown', { facts: { pickup: 'unknown' } }, 'pickupUnknown'],
    ['pickup closed for good', { facts: { pickup: 'closed' } }, 'pickupClosed'],
    ['card expired yesterday', { standing: { expiresOn: day('2026-11-23') } }, 'cardExpired'],
    ['card good on its last day', { standing: { expiresOn: day('2026-11-24') } }, 'accepted'],
    ['card stopped', { standing: { stopped: true } }, 'cardStopped'],
    ['13 days overdue', { standing: { overdueDays: 13 } }, 'accepted'],
    ['14 days overdue', { standing: { overdueDays: 14 } }, 'overdue'],
    ['the tenth', { facts: { open: 9 } }, 'accepted'],
    ['the eleventh', { facts: { open: 10 } }, 'tooMany'],
    [
      'the third film',
      { order: { bibIds: [2] }, facts: { open: 2, openOf: new Map([['audiovisual', 2]]) } },
      'accepted',
    ],
    [
      'the fourth film',
      { order: { bibIds: [2] }, facts: { open: 3, openOf: new Map([['audiovisual', 3]]) } },
      'tooManyAudiovisual',
    ],
    ['a book when three films are on hold', { facts: { open: 3, openOf: new Map([['audiovisual', 3]]) } }, 'accepted'],
    ['a group', { standing: { category: 'group' }, facts: { open: 49 } }, 'accepted'],
    ['a group beyond its limit', { standing: { category: 'group' }, facts: { open: 50 } }, 'tooMany'],
    ['staff set the limit aside', { facts: { open: 10 }, at: 'counterWithOverride' }, 'accepted'],
    ['staff cannot reserve what nobody has', { order: { bibIds: [3] }, at: 'counterWithOverride' }, 'notHeld'],
  ] as const)('%s', (_name, change, expected) => {
    expect(check(change)).toBe(expected)
  })

  test('whatever the facts, an accepted order keeps the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 12 }), (open, wanted) => {
        const bibs = new Map(Array.from({ length: wanted }, (_, n) => [BibId(n), bib] as const))
        const answer = judgeOrder(
          defaultPolicy,
          { ...order, bibIds: [...bibs.keys()] },
          { ...facts, bibs, open },
          noon,
          'web',
        )
        expect(answer.length === 0).toBe(open + wanted <= defaultPolicy.holds.openHoldsMax)
      }),
    )
  })
})

test('the window is the same every day, also on the last of the year', () => {
  const window = { from: '03:00', until: '04:00' }
  expect(isIntakeTime(window, readInstant('2026-12-31T03:30:00'))).toBe(true)
  expect(isIntakeTime(window, readInstant('2027-01-01T03:30:00'))).toBe(true)
  expect(isIntakeTime(window, readInstant('2027-01-01T02:59:59'))).toBe(false)
})

test('the pull list gives each hold one copy and each copy one hold, in queue order, near the pickup location first', () => {
  const branch = fc.constantFrom('a', 'b', 'c').map(BranchId)
  const bib = fc.integer({ min: 1, max: 3 }).map(BibId)
  const holds = fc
    .array(fc.record({ bibId: bib, pickupBranchId: branch }), { maxLength: 20 })
    .map(list => list.map((hold, n) => ({ ...hold, holdId: HoldId(n), onlyItemId: null, patronCategory: 'general' })))
  const copies = fc
    .array(fc.record({ bibId: bib, branchId: branch, rests: fc.boolean() }), { maxLength: 20 })
    .map(list =>
      list.map((copy, n) => ({ ...copy, itemId: ItemId(n), category: 'normal', homeBranchId: copy.branchId })),
    )
  fc.assert(
    fc.property(holds, copies, (waiting, standing) => {
      const pulls = assignPulls(defaultPolicy, waiting, standing)
      expect(new Set(pulls.map(pull => pull.holdId)).size).toBe(pulls.length)
      expect(new Set(pulls.map(pull => pull.itemId)).size).toBe(pulls.length)
      for (const number of [1, 2, 3]) {
        const queue = waiting.filter(hold => hold.bibId === number)
        const there = standing.filter(copy => copy.bibId === number)
        const served = queue.filter(hold => pulls.some(pull => pull.holdId === hold.holdId))
        expect(served).toEqual(queue.slice(0, there.length))
        const first = queue[0]
        const open = there.filter(copy => !copy.rests)
        const asked = open.length > 0 ? open : there
        const given = pulls.find(pull => pull.holdId === first?.holdId)
        if (given) expect(asked.map(copy => copy.itemId)).toContain(given.itemId)
        const near = first && asked.some(copy => copy.branchId === first.pickupBranchId)
        if (near) expect(pulls.find(pull => pull.holdId === first.holdId)!.branchId).toBe(first.pickupBranchId)
      }
    }),
  )
})

test('a wait is guessed from place, copies and real loans, and grows with the place', () => {
  const facts = { ahead: 0, copies: 1, meanLoanDays: 14, onShelf: false }
  expect(estimateWaitDays({ ...facts, copies: 0 })).toBeNull()
  expect(estimateWaitDays({ ...facts, onShelf: true })).toBe(3)
  expect(estimateWaitDays(facts)).toBe(9)
  expect(estimateWaitDays({ ...facts, ahead: 3 })).toBe(60)
  expect(estimateWaitDays({ ...facts, ahead: 3, copies: 4 })).toBe(15)
  fc.assert(
    fc.property(fc.nat({ max: 3000 }), fc.integer({ min: 1, max: 60 }), (ahead, copies) => {
      const now = estimateWaitDays({ ...facts, ahead, copies })!
      expect(now).toBeGreaterThan(0)
      expect(estimateWaitDays({ ...facts, ahead: ahead + 1, copies })!).toBeGreaterThanOrEqual(now)
      expect(estimateWaitDays({ ...facts, ahead, copies: copies + 1 })!).toBeLessThanOrEqual(now)
    }),
  )
})

test('where nobody waits, the wait for the only copy agrees with the day on which it is due', () => {
  const lent = { ahead: 0, copies: 1, meanLoanDays: 14, onShelf: false }
  expect(estimateWaitDays({ ...lent, dueInDays: 14 })).toBe(17)
  expect(estimateWaitDays({ ...lent, dueInDays: 0 })).toBe(3)
  // A late copy says nothing of when it comes back.
  expect(estimateWaitDays({ ...lent, dueInDays: null })).toBe(9)
  expect(estimateWaitDays({ ...lent, ahead: 2, dueInDays: 1 })).toBe(43)
})
