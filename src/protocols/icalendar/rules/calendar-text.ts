/** What stands in a calendar (RFC 5545). */
export type CalendarEvent = {
  /** The same for the same thing whenever it is asked for, without the domain. */
  id: string
  /** When what is said was last decided. */
  revisedAt: Temporal.Instant
  summary: string
  description: string
  url: string | null
  when: { day: Temporal.PlainDate } | { day: Temporal.PlainDate; from: Temporal.PlainTime; until: Temporal.PlainTime }
  cancelled?: boolean
  /** False for what leaves the reader's day free, such as the hours of a library. */
  busy?: boolean
}

export type Calendar = { name: string; domain: string; events: readonly CalendarEvent[] }

/**
 * A calendar as text/calendar. The same events give the same bytes, so that a program that asks again is told that
 * nothing changed. Times are those of the library's zone, which has had no summer time since 1951.
 */
export function calendarText({ name, domain, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kago//Library calendar//JA',
    'CALSCALE:GREGORIAN',
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...zoneLines,
    ...events.flatMap(event => eventLines(event, domain)),
    'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

const zoneLines = [
  'BEGIN:VTIMEZONE',
  'TZID:Asia/Tokyo',
  'BEGIN:STANDARD',
  'DTSTART:19510909T010000',
  'TZOFFSETFROM:+0900',
  'TZOFFSETTO:+0900',
  'TZNAME:JST',
  'END:STANDARD',
  'END:VTIMEZONE',
]

function eventLines(event: CalendarEvent, domain: string): string[] {
  const { when } = event
  const dates =
    'from' in when
      ? [`DTSTART;TZID=Asia/Tokyo:${at(when.day, when.from)}`, `DTEND;TZID=Asia/Tokyo:${at(when.day, when.until)}`]
      : [`DTSTART;VALUE=DATE:${digits(when.day)}`, `DTEND;VALUE=DATE:${digits(when.day.add({ days: 1 }))}`]
  return [
    'BEGIN:VEVENT',
    `UID:${event.id}@${domain}`,
    `DTSTAMP:${event.revisedAt.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')}`,
    ...dates,
    `SUMMARY:${text(event.summary)}`,
    ...(event.description === '' ? [] : [`DESCRIPTION:${text(event.description)}`]),
    ...(event.url === null ? [] : [`URL:${event.url}`]),
    ...(event.cancelled ? ['STATUS:CANCELLED'] : []),
    ...(event.busy ? [] : ['TRANSP:TRANSPARENT']),
    'END:VEVENT',
  ]
}

const digits = (day: Temporal.PlainDate) => day.toString().replaceAll('-', '')
const at = (day: Temporal.PlainDate, time: Temporal.PlainTime) =>
  `${digits(day)}T${time.toString({ smallestUnit: 'second' }).replaceAll(':', '')}`

/** TEXT of RFC 5545 (3.3.11). Other controls than line breaks are not in it. */
const text = (said: string): string =>
  said
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '')
    .replace(/[\\;,]/g, sign => `\\${sign}`)
    .replaceAll('\n', '\\n')

/** A line has at most 75 bytes; the next begins with a space (3.1). Never cut inside a character. */
function folded(line: string): string {
  let folded = ''
  let length = 0
  for (const character of line) {
    const bytes = Buffer.byteLength(character)
    if (length + bytes > 75) {
      folded += '\r\n '
      length = 1
    }
    folded += character
    length += bytes
  }
  return folded
}
