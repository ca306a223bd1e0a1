import { expect, test } from 'vitest'
import { superfluous } from './retention.ts'

const daily = (first: string, days: number) =>
  Array.from({ length: days }, (_, n) => ({ at: Temporal.PlainDateTime.from(first).add({ days: n }) }))

test('of a backup a night for two years these stay: seven days, five weeks, twelve months', () => {
  const all = daily('2024-12-01T04:30', 731)
  const gone = new Set(superfluous(all))
  const kept = all.filter(one => !gone.has(one)).map(({ at }) => at.toPlainDate().toString())
  expect(kept).toEqual([
    ...['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30', '2026-07-31'],
    ...['2026-08-31', '2026-09-30', '2026-10-31'],
    ...['2026-11-08', '2026-11-15', '2026-11-22'],
    ...['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01'],
  ])
})

test('of several on a day the newest stays; a few stay all', () => {
  const [morning, noon, other] = ['2026-11-24T04:30', '2026-11-24T12:00', '2026-11-20T04:30'].map(at => ({
    at: Temporal.PlainDateTime.from(at),
  }))
  expect(superfluous([morning!, noon!, other!])).toEqual([morning])
  expect(superfluous([])).toEqual([])
})

test('kept every night anew, nothing that was to stay has gone before', () => {
  let there: { at: Temporal.PlainDateTime }[] = []
  for (const backup of daily('2024-12-01T04:30', 731)) {
    there.push(backup)
    const gone = new Set(superfluous(there))
    there = there.filter(one => !gone.has(one))
  }
  const all = daily('2024-12-01T04:30', 731)
  const gone = new Set(superfluous(all))
  expect(there.map(({ at }) => `${at}`)).toEqual(all.filter(one => !gone.has(one)).map(({ at }) => `${at}`))
})
