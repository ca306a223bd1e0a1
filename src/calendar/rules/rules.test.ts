import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holidaysBetween } from '../holidays.ts'
import { openDayFrom } from './open-days.ts'
import { type ClosingRules, openingOn, type Week } from './opening.ts'
import { visitDays } from './visits.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const hours = { opens: Temporal.PlainTime.from('09:00'), closes: Temporal.PlainTime.from('19:00') }
const sundayHours = { opens: Temporal.PlainTime.from('09:00'), closes: Temporal.PlainTime.from('17:00') }
/** Closed on Mondays. */
const week: Week = new Map([[0, sundayHours], ...[2, 3, 4, 5, 6].map(day => [day, hours] as const)])
const newYear = [{ from: '12-29', until: '01-03', reason: '年末年始' }]
const holidays = holidaysBetween(date('2026-01-01'), date('2027-12-31'))
const opening = (day: string, onHolidays: ClosingRules['onHolidays'], closedForGoodFrom: string | null = null) => {
  const { opens, reason } = openingOn(
    date(day),
    week,
    { yearlyClosings: newYear, onHolidays },
    holidays,
    closedForGoodFrom ? date(closedForGoodFrom) : null,
  )
  return opens ? 'open' : reason
}

test.each([
  // Monday 23 November 2026 is 勤労感謝の日.
  ['2026-11-22', 'open', 'open', 'open'],
  ['2026-11-23', '定休日', '勤労感謝の日', 'open'],
  ['2026-11-24', 'open', 'open', '振替休館日'],
  ['2026-11-25', 'open', 'open', 'open'],
  // 文化の日 is a Tuesday: nothing is owed for it.
  ['2026-11-03', 'open', '文化の日', 'open'],
  ['2026-11-04', 'open', 'open', 'open'],
  // 21 (Monday), 22 and 23 September 2026 are holidays: Thursday pays for Monday.
  ['2026-09-21', '定休日', '敬老の日', 'open'],
  ['2026-09-22', 'open', '休日', 'open'],
  ['2026-09-23', 'open', '秋分の日', 'open'],
  ['2026-09-24', 'open', 'open', '振替休館日'],
  ['2026-09-25', 'open', 'open', 'open'],
  // New Year, both edges.
  ['2026-12-28', '定休日', '定休日', '定休日'],
  ['2026-12-29', '年末年始', '年末年始', '年末年始'],
  ['2026-12-31', '年末年始', '年末年始', '年末年始'],
  ['2027-01-01', '年末年始', '年末年始', '年末年始'],
  ['2027-01-03', '年末年始', '年末年始', '年末年始'],
  ['2027-01-05', 'open', 'open', 'open'],
  // A leap day is a day like others.
  ['2028-02-29', 'open', 'open', 'open'],
])('%s: as usual %s, holidays closed %s, holidays swapped %s', (day, usual, closed, swapped) => {
  expect(opening(day, 'asUsual')).toBe(usual)
  expect(opening(day, 'closed')).toBe(closed)
  expect(opening(day, 'swap')).toBe(swapped)
})

test('a place that is closed for good has no open day from then on', () => {
  expect(opening('2026-11-24', 'closed', '2026-11-25')).toBe('open')
  expect(opening('2026-11-25', 'closed', '2026-11-25')).toBe('閉館')
  expect(opening('2027-06-01', 'closed', '2026-11-25')).toBe('閉館')
})

test.each([
  ['2026-12-01', '2026-12-01'],
  ['2026-11-30', '2026-12-01'],
  ['2026-12-29', '2027-01-05'],
  ['2030-01-01', '2030-01-01'],
])('the first open day from %s is %s', (day, open) => {
  const days = ['2026-11-29', '2026-12-01', '2026-12-27', '2027-01-05'].map(date)
  expect(openDayFrom(days, date(day)).toString()).toBe(open)
})

test('a place that is closed for ever gives the day itself', () => {
  expect(openDayFrom([], date('2026-12-01')).toString()).toBe('2026-12-01')
})

test('every second Wednesday, and the first and third Friday', () => {
  const fortnightly = { firstDay: date('2026-11-11'), lastDay: null, rhythm: { everyWeeks: 2 } }
  expect(visitDays(fortnightly, date('2026-11-01'), date('2027-01-10')).map(String)).toEqual([
    '2026-11-11',
    '2026-11-25',
    '2026-12-09',
    '2026-12-23',
    '2027-01-06',
  ])
  const fridays = { firstDay: date('2026-10-02'), lastDay: date('2026-12-18'), rhythm: { weeksOfMonth: [1, 3] } }
  expect(visitDays(fridays, date('2026-11-06'), date('2027-03-01')).map(String)).toEqual([
    '2026-11-06',
    '2026-11-20',
    '2026-12-04',
    '2026-12-18',
  ])
})

test('however it is asked in pieces, a schedule gives the same days', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 300 }),
      (everyWeeks, offset, cut) => {
        const schedule = { firstDay: date('2026-04-01').add({ days: offset }), lastDay: null, rhythm: { everyWeeks } }
        const from = date('2026-01-01')
        const middle = from.add({ days: cut })
        const until = date('2027-12-31')
        const whole = visitDays(schedule, from, until)
        const parts = [...visitDays(schedule, from, middle), ...visitDays(schedule, middle.add({ days: 1 }), until)]
        expect(parts.map(String)).toEqual(whole.map(String))
      },
    ),
  )
})
