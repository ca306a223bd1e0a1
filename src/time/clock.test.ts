import { expect, test } from 'vitest'
import { dayOf, instantAt, readInstant, stoppedClock, timeOf } from './clock.ts'

test('a day and an hour are those of the library, whatever the machine thinks', () => {
  const at = Temporal.Instant.from('2026-11-23T18:30:00Z')
  expect(dayOf(at).toString()).toBe('2026-11-24')
  expect(timeOf(at).toString()).toBe('03:30:00')
  expect(instantAt(Temporal.PlainDate.from('2026-11-24'), '03:30').equals(at)).toBe(true)
})

test('an instant without an offset is read in the zone of the library', () => {
  expect(readInstant('2026-11-24T03:00:00').toString()).toBe('2026-11-23T18:00:00Z')
  expect(readInstant('2026-11-24T03:00:00Z').toString()).toBe('2026-11-24T03:00:00Z')
  expect(() => readInstant('yesterday')).toThrow(RangeError)
})

test('a stopped clock moves only when it is told to', () => {
  const clock = stoppedClock('2026-11-24T02:59:59')
  const before = clock.now()
  expect(clock.now().equals(before)).toBe(true)
  clock.forward({ seconds: 1 })
  expect(timeOf(clock.now()).toString()).toBe('03:00:00')
})
