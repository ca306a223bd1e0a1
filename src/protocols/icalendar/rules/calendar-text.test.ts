import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { type CalendarEvent, calendarText } from './calendar-text.ts'

const revisedAt = Temporal.Instant.from('2026-11-24T01:00:00.5Z')
const event = (given: Partial<CalendarEvent>): CalendarEvent => ({
  id: 'due-2026-12-08',
  revisedAt,
  summary: '返却期限 2点',
  description: '',
  url: null,
  when: { day: Temporal.PlainDate.from('2026-12-08') },
  ...given,
})
const written = (...events: CalendarEvent[]) => calendarText({ name: '籠図書館', domain: 'lib.example.jp', events })
const read = (text: string) => new ICAL.Component(ICAL.parse(text))

test('a whole day, hours in the zone of the library, and a cancelled visit are read by others as they are meant', () => {
  const day = Temporal.PlainDate.from('2026-12-03')
  const [from, until] = [Temporal.PlainTime.from('10:20'), Temporal.PlainTime.from('11:00')]
  const calendar = read(written(event({}), event({ id: 'visit-a', when: { day, from, until }, cancelled: true })))
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('籠図書館')
  const [whole, visit] = calendar.getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
  expect([whole!.uid, whole!.startDate.isDate, `${whole!.startDate}`, `${whole!.endDate}`]).toEqual([
    'due-2026-12-08@lib.example.jp',
    true,
    '2026-12-08',
    '2026-12-09',
  ])
  expect(visit!.startDate.toJSDate().toISOString()).toBe('2026-12-03T01:20:00.000Z')
  expect(visit!.endDate.toJSDate().toISOString()).toBe('2026-12-03T02:00:00.000Z')
  expect(visit!.component.getFirstPropertyValue('status')).toBe('CANCELLED')
  expect(`${whole!.component.getFirstPropertyValue('dtstamp')}`).toBe('2026-11-24T01:00:00Z')
})

test('whatever a title has in it is read back as it was, in lines of at most 75 bytes that cut no character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), said => {
      const text = written(event({ summary: said, description: `${said}\n吾輩は猫である; 上, 下\\` }))
      for (const line of text.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(line).not.toContain('�')
      }
      const [found] = read(text).getAllSubcomponents('vevent')
      const kept = said.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')
      expect(found!.getFirstPropertyValue('summary')).toBe(kept)
      expect(found!.getFirstPropertyValue('description')).toBe(`${kept}\n吾輩は猫である; 上, 下\\`)
    }),
  )
})

test('a title cannot write lines of its own', () => {
  const text = written(event({ summary: 'a\r\nATTENDEE:mailto:x@example.jp\u2028b' }))
  expect(text).not.toMatch(/^ATTENDEE/m)
  expect(read(text).getAllSubcomponents('vevent')).toHaveLength(1)
})
