import { expect, test } from 'vitest'
import { dayIn } from '#time/day-in.ts'
import { readDay } from './day.ts'

const today = Temporal.PlainDate.from('2026-11-24')

test.each([
  '2026-12-31',
  '2026/12/31',
  '2026.12.31',
  '2026年12月31日',
  '２０２６年１２月３１日',
  ' 2026 - 12 - 31 ',
  '20261231',
])('%s is a day', typed => {
  const read = readDay(typed, today)
  expect(read.ok && read.value.toString()).toBe('2026-12-31')
})

test.each([
  ['', 'badDay'],
  ['あした', 'badDay'],
  ['12-31', 'badDay'],
  ['2026-02-30', 'badDay'],
  ['2026-13-01', 'badDay'],
  ['0000-00-00', 'badDay'],
  ['9'.repeat(10_000), 'badDay'],
  ['2026-11-23', 'dayPast'],
  ['2026-11-24', 'dayPast'],
  ['2027-11-25', 'dayTooFar'],
  ['9999-12-31', 'dayTooFar'],
])('%s is none: %s', (typed, why) => {
  expect(readDay(typed, today)).toEqual({ ok: false, refusal: { why } })
})

test.each(['2026-11-25', '2027-11-24'])('%s is on the edge and is taken', typed => {
  expect(readDay(typed, today).ok).toBe(true)
})

test('a day by itself may lie anywhere, within four digits of a year', () => {
  expect(`${dayIn('2019-05-01')}`).toBe('2019-05-01')
  for (const typed of ['', '0000-01-01', '+275760-09-12', '2026-12-01[u-ca=japanese]', '2026-12-01T10:00'])
    expect(dayIn(typed)).toBe(null)
})
