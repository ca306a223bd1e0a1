import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weekdays } from '#policy.ts'
import { lastMailDay } from './mail-day.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

test.each([
  // 2026-11-27 is a Friday.
  ['friday', '2026-11-26', '2026-11-20'],
  ['friday', '2026-11-27', '2026-11-27'],
  ['friday', '2026-11-28', '2026-11-27'],
  ['monday', '2026-11-29', '2026-11-23'],
  ['monday', '2026-11-30', '2026-11-30'],
  ['sunday', '2026-11-30', '2026-11-29'],
  ['friday', '2027-01-01', '2027-01-01'],
  ['thursday', '2027-01-01', '2026-12-31'],
] as const)('the last %s up to %s is %s', (weekday, today, expected) => {
  expect(lastMailDay(weekday, day(today)).toString()).toBe(expected)
})

test('every seven nights in a row there is one to which a new week of mails belongs', () => {
  fc.assert(
    fc.property(fc.constantFrom(...weekdays), fc.integer({ min: 0, max: 4000 }), (weekday, days) => {
      const first = day('2024-01-01').add({ days })
      const nights = Array.from({ length: 8 }, (_, n) => lastMailDay(weekday, first.add({ days: n })))
      expect(new Set(nights.map(String)).size).toBe(2)
      expect(nights[7]!.since(nights[0]!).days).toBe(7)
      expect(Temporal.PlainDate.compare(nights[0]!, first)).toBeLessThanOrEqual(0)
    }),
  )
})
