import { expect, test } from 'vitest'
import { PatronId } from '#ids.ts'
import { judgeReport, type ReportedWhat, reportKey } from './report.ts'

const at = (time: string) => Temporal.Instant.from(`2026-11-24T${time}:00+09:00`)
const line = (time: string, actor: string, why = 'checkOut') => ({ at: at(time), actor, why })
const us = 'machine:kiosk1'
const [patronId, other] = [PatronId(7), PatronId(8)]

test.each<[string, ReportedWhat, PatronId | null, ReturnType<typeof line>[], ReturnType<typeof judgeReport>]>([
  ['a loan of a copy that nobody touched', 'checkOut', null, [line('08:00', 'staff:a')], 'carryOut'],
  ['a copy without a history', 'checkOut', null, [], 'carryOut'],
  ['touched at the very moment counts as before', 'checkOut', null, [line('09:00', 'staff:a')], 'carryOut'],
  ['a loan that stands already', 'checkOut', patronId, [line('11:00', us)], 'alreadySo'],
  ['lent to somebody else by the counter since', 'checkOut', other, [line('10:00', 'staff:a')], 'changedSince'],
  ['lent to somebody else before', 'checkOut', other, [line('08:00', 'staff:a')], 'carryOut'],
  ['what this machine told of its own day', 'checkOut', null, [line('11:00', us, 'return')], 'carryOut'],
  ['what another machine did since', 'checkOut', null, [line('11:00', 'machine:kiosk2')], 'changedSince'],
  ['only a date moved', 'checkIn', other, [line('10:00', 'staff:a', 'moveDate')], 'carryOut'],
  ['a return that the counter has scanned since', 'checkIn', null, [line('10:00', 'staff:a', 'return')], 'alreadySo'],
  ['a return of a copy that was lent anew since', 'checkIn', other, [line('10:00', 'staff:a')], 'changedSince'],
  ['a renewal', 'renew', patronId, [line('08:00', us)], 'carryOut'],
  ['a renewal of what was returned since', 'renew', null, [line('10:00', 'staff:a', 'return')], 'changedSince'],
  ['a kept card', 'keepCard', null, [line('10:00', 'staff:a')], 'carryOut'],
])('%s', (_, what, onLoanTo, story, expected) => {
  expect(judgeReport({ what, at: at('09:00') }, { onLoanTo, story }, { actor: us, patronId })).toBe(expected)
})

test('a report is known by all that it says', () => {
  const report = { what: 'checkOut', at: at('09:00'), cardNumber: '1', barcode: '2' } as const
  const others = [
    reportKey('kiosk2', report),
    reportKey('kiosk1', { ...report, what: 'renew' }),
    reportKey('kiosk1', { ...report, at: at('09:01') }),
    reportKey('kiosk1', { ...report, cardNumber: '12', barcode: '' }),
    reportKey('kiosk1', { ...report, cardNumber: null, barcode: '2' }),
  ]
  expect(new Set([reportKey('kiosk1', report), ...others]).size).toBe(6)
})
