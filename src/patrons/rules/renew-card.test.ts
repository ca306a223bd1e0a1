import { expect, test } from 'vitest'
import { defaultPolicy } from '#policy.ts'
import { judgeRenewal } from './renew-card.ts'

const day = Temporal.PlainDate.from
const policy = { ...defaultPolicy, cards: { ...defaultPolicy.cards, webRenewalDays: 30 } }
const standing = { category: 'general', expiresOn: day('2026-12-10'), stopped: false, overdueDays: 0 }

test.each([
  ['the day before the first', '2026-11-09', ['notYet']],
  ['the first day', '2026-11-10', []],
  ['the last day of the card', '2026-12-10', []],
  ['the day after it', '2026-12-11', []],
  ['the last day of all', '2027-01-09', []],
  ['the day after that', '2027-01-10', ['tooLate']],
])('%s', (_name, today, whys) => {
  expect(judgeRenewal(policy, standing, true, day(today)).map(({ why }) => why)).toEqual(whys)
})

test('every reason is said at once; that the card has expired is none', () => {
  const worst = { ...standing, stopped: true, overdueDays: 20 }
  const whys = judgeRenewal(policy, worst, false, day('2027-02-01')).map(({ why }) => why)
  expect(whys).toEqual(['tooLate', 'cardStopped', 'overdue', 'notConfirmed'])
})

test('a library that does not offer it says that alone', () => {
  expect(judgeRenewal(defaultPolicy, standing, false, day('2026-12-01'))).toEqual([{ why: 'switchedOff' }])
})
