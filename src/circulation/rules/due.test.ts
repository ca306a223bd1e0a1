import { expect, test } from 'vitest'
import { blockOf } from '#patrons/rules/block.ts'
import { defaultPolicy } from '#policy.ts'
import { dueDay } from './due.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

test.each([
  ['two weeks', '2026-11-24', ['2026-12-08'], null, '2026-12-08'],
  ['a closed day moves on', '2026-11-23', ['2026-12-08'], null, '2026-12-08'],
  ['over New Year', '2026-12-16', ['2026-12-28', '2027-01-05'], null, '2027-01-05'],
  ['the bookmobile: its next visit', '2026-12-03', ['2026-12-17'], ['2026-12-03', '2026-12-10'], '2026-12-10'],
  ['no visit laid out: two weeks', '2026-12-03', ['2026-12-17'], [], '2026-12-17'],
] as const)('返却期限: %s', (_name, from, open, visits, expected) => {
  const calendar = { openDays: open.map(day), visits: visits ? visits.map(day) : null }
  expect(dueDay(defaultPolicy.loans.days, day(from), calendar).toString()).toBe(expected)
})

test('what blocks a patron is asked in one order: stopped, expired, overdue', () => {
  const today = day('2026-11-24')
  const standing = { category: 'general', expiresOn: day('2026-11-01'), stopped: true, overdueDays: 30 } as const
  expect(blockOf(standing, today, defaultPolicy)).toEqual({ why: 'cardStopped' })
  expect(blockOf({ ...standing, stopped: false }, today, defaultPolicy)).toMatchObject({ why: 'cardExpired' })
  const valid = { ...standing, stopped: false, expiresOn: today }
  expect(blockOf(valid, today, defaultPolicy)).toEqual({ why: 'overdue', days: 30 })
  const strict = { ...defaultPolicy, loans: { ...defaultPolicy.loans, blockedFromOverdueDays: 0 } }
  expect(blockOf({ ...valid, overdueDays: 0 }, today, strict)).toBeNull()
  expect(blockOf({ ...valid, overdueDays: 1 }, today, strict)).not.toBeNull()
})
