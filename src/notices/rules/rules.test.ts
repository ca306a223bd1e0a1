import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Contact } from '#holds/rules/hold.ts'
import { readInstant } from '#time/clock.ts'
import { readBounce } from './bounce.ts'
import { type Addresses, howToTell } from './channel.ts'
import { afterQuietHours, noticeDueAt } from './due.ts'
import { readMailAddress } from './mail-address.ts'
import type { NoticeContent, NoticeKind } from './notice.ts'
import { nextTryAt } from './retry.ts'

const hours = { mailRegisteredAt: '09:00', quietHours: { from: '21:00', until: '08:00' }, gatherMinutes: 60 }
const local = (instant: Temporal.Instant) =>
  instant.toZonedDateTimeISO('Asia/Tokyo').toPlainDateTime().toString({ smallestUnit: 'second' })

test.each([
  ['2026-11-24T07:59:59', '2026-11-24T08:00:00'],
  ['2026-11-24T08:00:00', '2026-11-24T08:00:00'],
  ['2026-11-24T20:59:59', '2026-11-24T20:59:59'],
  ['2026-11-24T21:00:00', '2026-11-25T08:00:00'],
  ['2026-12-31T23:59:59', '2027-01-01T08:00:00'],
  ['2027-01-01T00:00:00', '2027-01-01T08:00:00'],
])('in quiet hours that reach over midnight, %s waits until %s', (at, until) => {
  expect(local(afterQuietHours(hours.quietHours, readInstant(at)))).toBe(until)
})

test.each([
  ['2026-11-24T11:59:59', '2026-11-24T11:59:59'],
  ['2026-11-24T12:00:00', '2026-11-24T13:00:00'],
  ['2026-11-24T12:59:59', '2026-11-24T13:00:00'],
  ['2026-11-24T13:00:00', '2026-11-24T13:00:00'],
])('in quiet hours at noon, %s waits until %s', (at, until) => {
  expect(local(afterQuietHours({ from: '12:00', until: '13:00' }, readInstant(at)))).toBe(until)
})

test('quiet hours from and until the same hour are none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), seconds => {
      const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
      expect(afterQuietHours({ from: '08:00', until: '08:00' }, at).equals(at)).toBe(true)
    }),
  )
})

test('whatever the hours, a mail goes out at most a day later and never in them', () => {
  const clockTime = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
  fc.assert(
    fc.property(clockTime, clockTime, fc.integer({ min: 0, max: 4_000_000_000 }), (from, until, seconds) => {
      const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
      const out = afterQuietHours({ from, until }, at)
      expect(out.since(at).total('hours')).toBeGreaterThanOrEqual(0)
      expect(out.since(at).total('hours')).toBeLessThanOrEqual(24)
      expect(afterQuietHours({ from, until }, out).equals(out)).toBe(true)
    }),
  )
})

test('M44 the 登録完了メール is due at nine of the day; of a night that runs late, at once', () => {
  const night = readInstant('2026-11-24T03:10:00')
  expect(local(noticeDueAt(hours, 'mailRegistered', 'mail', night))).toBe('2026-11-24T09:00:00')
  const late = readInstant('2026-11-24T11:00:00')
  expect(Temporal.Instant.compare(noticeDueAt(hours, 'mailRegistered', 'mail', late), late)).toBeLessThan(0)
})

const tell = (kind: NoticeKind, contact: Contact, addresses: Addresses, reason = '') => {
  const facts = { titles: [], reason, pickup: '', dueOn: '', arrived: [], half: '', dueEach: [] }
  const notice: NoticeContent = { kind, facts }
  return howToTell({ ...notice, contact }, addresses)
}

test('M22 自主確認 is told nothing, whatever is registered', () => {
  const all = { mail: 'a@example.jp', phone: '0254-99-0001', appliedMail: null, postal: '〒958-0001 村上市一丁目' }
  expect(tell('ready', 'self', all)).toBeNull()
  expect(tell('closed', 'self', all, 'tooMany')).toBeNull()
})

test('a patron whose address has gone is called, but not for what nobody would make a call for', () => {
  const gone = { mail: null, phone: '0254-99-0001', appliedMail: null, postal: '〒958-0001 村上市一丁目' }
  expect(tell('ready', 'mail', gone)).toEqual({ channel: 'phone', recipient: '0254-99-0001' })
  expect(tell('closed', 'mail', gone, 'tooMany')).toEqual({ channel: 'phone', recipient: '0254-99-0001' })
  expect(tell('closed', 'phone', gone, 'expired')).toBeNull()
  expect(tell('closed', 'phone', gone, 'cancelled')).toBeNull()
  expect(tell('orderPlaced', 'mail', gone)).toBeNull()
  expect(tell('arrivals', 'mail', gone)).toBeNull()
  expect(tell('mailRegistered', 'mail', { ...gone, appliedMail: 'b@example.jp' })).toEqual({
    channel: 'mail',
    recipient: 'b@example.jp',
  })
})

test('who has neither telephone nor mail is written to, but not for what nobody would make a call for', () => {
  const neither = { mail: null, phone: null, appliedMail: null, postal: '〒958-0001 村上市一丁目' }
  const letter = { channel: 'letter', recipient: '〒958-0001 村上市一丁目' }
  for (const contact of ['mail', 'phone'] as const) {
    expect(tell('ready', contact, neither)).toEqual(letter)
    expect(tell('overdue', contact, neither)).toEqual(letter)
    expect(tell('shelfMoved', contact, neither)).toEqual(letter)
    expect(tell('closed', contact, neither, 'tooMany')).toEqual(letter)
    expect(tell('closed', contact, neither, 'cancelled')).toBeNull()
    expect(tell('dueSoon', contact, neither)).toBeNull()
    expect(tell('ready', contact, { ...neither, postal: '' })).toEqual({ ...letter, recipient: '' })
  }
  expect(tell('ready', 'self', neither)).toBeNull()
})

test.each([
  ['hanako@example.jp', 'hanako@example.jp'],
  ['　ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ ', 'hanako@example.jp'],
  ['a..b.@docomo.ne.jp', 'a..b.@docomo.ne.jp'],
  ['.dot@ezweb.ne.jp', '.dot@ezweb.ne.jp'],
  ["o'neil+books@Example.CO.JP", "o'neil+books@example.co.jp"],
  ['x@xn--fsq.xn--0zwm56d', 'x@xn--fsq.xn--0zwm56d'],
])('M43 %j is understood as %s', (typed, address) => {
  expect(readMailAddress(typed)).toEqual({ address })
})

test.each([
  ['', 'empty'],
  [' 　', 'empty'],
  ['hanako', 'notAnAddress'],
  ['hanako@', 'notAnAddress'],
  ['@example.jp', 'notAnAddress'],
  ['a@b@example.jp', 'notAnAddress'],
  ['a@example', 'notAnAddress'],
  ['a@example..jp', 'notAnAddress'],
  ['a@-example.jp', 'notAnAddress'],
  ['a@example.jp,b@example.jp', 'notAnAddress'],
  ['a@example.jp;b@example.jp', 'notAnAddress'],
  ['a@example.jp\r\nBcc: b@example.jp', 'notAnAddress'],
  ['a\n@example.jp', 'notAnAddress'],
  ['a b@example.jp', 'notAnAddress'],
  ['"a"@example.jp', 'notAnAddress'],
  ['Hanako <a@example.jp>', 'notAnAddress'],
  ['花子@example.jp', 'notAnAddress'],
  ['a\u0000@example.jp', 'notAnAddress'],
  [`${'a'.repeat(65)}@example.jp`, 'notAnAddress'],
  [`a@${'b.'.repeat(130)}jp`, 'tooLong'],
])('M43 %j is refused: %s', (typed, why) => {
  expect(readMailAddress(typed)).toEqual({ why })
})

test('whatever is typed, what is accepted is one line with one @ and no separator', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.emailAddress(), fc.string({ unit: 'binary' })), typed => {
      const read = readMailAddress(typed)
      if ('address' in read) expect(read.address).toMatch(/^[^\s,;<>"()@]+@[^\s,;<>"()@]+$/)
    }),
  )
})

test('a server that does not answer costs no try, one that says later is asked ever more seldom', () => {
  const now = readInstant('2026-11-24T10:00:00')
  const waits = Array.from({ length: 10 }, (_, n) =>
    nextTryAt({ is: 'later', said: '' }, n + 1, now)
      ?.since(now)
      .total('minutes'),
  )
  expect(waits).toEqual([5, 10, 30, 60, 240, 720, 1440, 1440, 1440, undefined])
  expect(nextTryAt({ is: 'unreachable', said: '' }, 99, now)).not.toBeNull()
  expect(nextTryAt({ is: 'refused', said: '', address: 'isGone' }, 1, now)).toBeNull()
})

const ours = '<6f1c2b1a-0000-4000-8000-1234567890ab@kago>'
const report = (action: string, quoted: string, to = 'kago@lib.example.jp') =>
  [
    'From: MAILER-DAEMON@mx.example.jp',
    `To: ${to}`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
    '',
    '--x',
    'Content-Type: message/delivery-status',
    '',
    'Final-Recipient: rfc822; gone@example.jp',
    `Action: ${action}`,
    `Status: ${action === 'failed' ? '5.1.1' : '4.4.1'}`,
    'Diagnostic-Code: smtp; 550 5.1.1',
    '  no such user',
    '',
    '--x',
    quoted,
    '--x--',
  ].join('\r\n')

test('a bounce names the mail it quotes, or the one its own address carries', () => {
  const said = '5.1.1 smtp; 550 5.1.1 no such user'
  expect(readBounce(report('failed', `Message-ID: ${ours}`))).toEqual({
    messageId: ours,
    action: 'failed',
    said,
    isGone: true,
  })
  expect(
    readBounce(report('failed', '', '<kago+6f1c2b1a-0000-4000-8000-1234567890ab@lib.example.jp>'))?.messageId,
  ).toBe(ours)
  expect(readBounce(report('delayed', `Message-ID: ${ours}`))?.action).toBe('delayed')
  expect(readBounce(report('failed', 'Message-ID: <other@example.jp>'))).toBeNull()
  expect(readBounce('')).toBeNull()
})
