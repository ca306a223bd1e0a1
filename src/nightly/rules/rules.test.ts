import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isIntakeTime } from '#holds/rules/intake-window.ts'
import { readInstant } from '#time/clock.ts'
import { addReports } from './report.ts'
import { caughtUpDaysMax, dueRuns } from './schedule.ts'

const window = { from: '03:00', until: '04:00' }
const due = (finished: string | null, now: string) =>
  dueRuns(
    window,
    (finished ?? '')
      .split(' ')
      .filter(Boolean)
      .map(day => Temporal.PlainDate.from(day)),
    readInstant(now),
  ).map(String)

test.each<[now: string, lastRun: string | null, days: string[]]>([
  // On the second.
  ['2026-11-24T02:59:59', '2026-11-23', []],
  ['2026-11-24T03:00:00', '2026-11-23', ['2026-11-24']],
  ['2026-11-24T03:59:59', '2026-11-23', ['2026-11-24']],
  ['2026-11-24T04:00:00', '2026-11-23', ['2026-11-24']],
  ['2026-11-24T03:00:01', '2026-11-24', []],
  // Late, over midnight and over New Year.
  ['2026-11-24T22:00:00', '2026-11-23', ['2026-11-24']],
  ['2026-11-25T00:00:00', '2026-11-23', ['2026-11-24']],
  ['2026-11-25T03:00:00', '2026-11-23', ['2026-11-24', '2026-11-25']],
  ['2027-01-01T03:00:00', '2026-12-30', ['2026-12-31', '2027-01-01']],
  ['2028-03-01T02:59:59', '2028-02-27', ['2028-02-28', '2028-02-29']],
  // The first night of a library.
  ['2026-11-24T02:59:59', null, []],
  ['2026-11-24T03:00:00', null, ['2026-11-24']],
  // A night that ran ahead of its day stops none of those before it.
  ['2026-11-24T02:59:59', '2026-11-30', []],
  ['2026-11-24T03:00:00', '2026-11-30', ['2026-11-24']],
  ['2026-11-29T03:00:00', '2026-11-28 2026-12-09', ['2026-11-29']],
  ['2026-12-09T10:00:00', '2026-12-09', []],
  // A hole is filled, whatever came after it.
  ['2026-11-24T10:00:00', '2026-11-20 2026-11-21 2026-11-23 2026-11-24', ['2026-11-22']],
])('at %s after the run of %s these are due: %j', (now, lastRun, days) => {
  expect(due(lastRun, now)).toEqual(days)
})

test('a machine that was off for a year catches up a month, not a year', () => {
  const days = due('2025-11-23', '2026-11-24T10:00:00')
  expect(days).toHaveLength(caughtUpDaysMax)
  expect(days.at(-1)).toBe('2026-11-24')
})

test('whatever nights are missed, each day is run once, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 * 24 * 20 }), { maxLength: 50 }), steps => {
      let now = readInstant('2026-11-20T12:00:00')
      const finished = [Temporal.PlainDate.from('2026-11-20')]
      const run: string[] = []
      for (const minutes of steps) {
        now = now.add({ minutes })
        for (const day of dueRuns(window, finished, now)) {
          run.push(day.toString())
          finished.push(day)
        }
      }
      expect(run).toEqual([...new Set(run)].sort())
    }),
  )
})

test.each([
  ['2026-11-24T02:59:59', false, false],
  ['2026-11-24T03:00:00', false, true],
  ['2026-11-24T03:59:59', false, true],
  ['2026-11-24T04:00:00', false, false],
  ['2026-11-24T04:00:00', true, true],
  ['2026-11-24T10:00:00', true, true],
])('M14 at %s, with a run that is unfinished (%s), nothing can be reserved: %s', (now, unfinished, closed) => {
  expect(isIntakeTime(window, readInstant(now), unfinished)).toBe(closed)
})

test('a report adds up over its batches', () => {
  const first = { taken: 200, refused: 1, reasons: { tooMany: 1 }, titles: ['a'] }
  expect(addReports(addReports({}, first), { taken: 3, reasons: { tooMany: 1, overdue: 2 }, titles: ['b'] })).toEqual({
    taken: 203,
    refused: 1,
    reasons: { tooMany: 2, overdue: 2 },
    titles: ['a', 'b'],
  })
})
