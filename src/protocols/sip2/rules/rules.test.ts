import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HoldId } from '#ids.ts'
import { itemStatuses } from '#items/rules/item.ts'
import type { Charset } from '#machines/rules/machine.ts'
import { decodeText, encodeText } from '../charset.ts'
import { checkLine, checksum } from './checksum.ts'
import { fieldText } from './field-text.ts'
import { splitLines } from './lines.ts'
import { type AnyMessage, fieldOf } from './message.ts'
import { readMessage } from './read-message.ts'
import { seal } from './seal.ts'
import { type Code, shapes } from './shapes.ts'
import { readSipDate, sipDate, sipDay } from './sip-date.ts'
import { circulationStatus, sorting } from './sorting.ts'
import { writeMessage } from './write-message.ts'

const at = '20261124    100000'
const none = new Uint8Array()
const bytesOf = (text: string, charset: Charset = 'utf8') => encodeText(text, charset)

/** Fixed part and fields of a line, as a test reads them; the reason when it cannot be read. */
function read(line: string): unknown {
  const outcome = readMessage(line)
  if (!outcome.ok) return outcome.refusal.why
  const { fixed, fields, sequence } = outcome.value
  return { fixed, fields: fields.map(([tag, value]) => `${tag} ${value}`), sequence }
}

describe('the shapes that real clients send', () => {
  test.each([
    [
      'php-sip2 asks the status before it signs in',
      '9900802.00AY0AZFCA8',
      { fixed: { status: '0', width: '080', version: '2.00' }, fields: [], sequence: '0' },
    ],
    [
      'php-sip2 signs in',
      '9300CNkiosk1|COgeheim-geheim|CPchuo|AY1AZF000',
      {
        fixed: { uidAlgorithm: '0', passwordAlgorithm: '0' },
        fields: ['CN kiosk1', 'CO geheim-geheim', 'CP chuo'],
        sequence: '1',
      },
    ],
    [
      'the emulator of Koha puts a language in front of a 17, and no error detection behind it',
      `17001${at}AOchuo|AB100000001|AC|`,
      { fixed: { date: at }, fields: ['AO chuo', 'AB 100000001', 'AC '], sequence: null },
    ],
    [
      'a 17 as the standard has it',
      `17${at}AOchuo|AB100000001|AC|AY3AZ0000`,
      { fixed: { date: at }, fields: ['AO chuo', 'AB 100000001', 'AC '], sequence: '3' },
    ],
    [
      'node-sip2 leaves the last date of an 11 out',
      `11YN${at}AOchuo|AA00012345|AB100000001|AC|AY4`,
      {
        fixed: { renewal: 'Y', noBlock: 'N', date: at, dueDate: '' },
        fields: ['AO chuo', 'AA 00012345', 'AB 100000001', 'AC '],
        sequence: '4',
      },
    ],
    [
      'an 11 with eighteen blanks for it',
      `11NN${at}${' '.repeat(18)}AOchuo|AA1|AB2|AC|`,
      {
        fixed: { renewal: 'N', noBlock: 'N', date: at, dueDate: ' '.repeat(18) },
        fields: ['AO chuo', 'AA 1', 'AB 2', 'AC '],
        sequence: null,
      },
    ],
    [
      'jsip2 puts AY behind a field that has no end of its own',
      `23001${at}AOchuo|AA00012345|AC|AD7294AY5AZEFC4`,
      {
        fixed: { language: '001', date: at },
        fields: ['AO chuo', 'AA 00012345', 'AC ', 'AD 7294'],
        sequence: '5',
      },
    ],
    [
      'a password that ends like a sequence stays whole without error detection',
      `23001${at}AOchuo|AA1|ADpassAY1|`,
      { fixed: { language: '001', date: at }, fields: ['AO chuo', 'AA 1', 'AD passAY1'], sequence: null },
    ],
    [
      'a time in UTC',
      '35' + '20261124   Z010000' + 'AOchuo|AA1|',
      { fixed: { date: '20261124   Z010000' }, fields: ['AO chuo', 'AA 1'], sequence: null },
    ],
    [
      'fields in any order, some unknown, one empty piece',
      `09N${at}${at}ZZ9|AB7||APchuo|AOx|`,
      {
        fixed: { noBlock: 'N', date: at, returnDate: at },
        fields: ['ZZ 9', 'AB 7', 'AP chuo', 'AO x'],
        sequence: null,
      },
    ],
    ['97 has nothing but its checksum', '97AZFEF5', { fixed: {}, fields: [], sequence: null }],
    ['a message of another protocol', 'GET / HTTP/1.1', 'unknownCode'],
    ['a message that was cut', '11YN2026', 'malformed'],
    ['a field where the date should be', '17AOchuo|AB1|', 'malformed'],
    ['nothing', '', 'unknownCode'],
  ] as const)('%s', (_, line, expected) => expect(read(line)).toEqual(expected))

  test('a line in CP932 is parted after decoding: the second byte of 竹 is that of |', () => {
    const line = bytesOf(`23001${at}AOchuo|AA竹内ポ鋼|ADａ|`, 'cp932')
    expect([...line].filter(byte => byte === 0x7c)).toHaveLength(3 + 3)
    expect(read(decodeText(line, 'cp932'))).toMatchObject({ fields: ['AO chuo', 'AA 竹内ポ鋼', 'AD ａ'] })
  })
})

describe('checksums', () => {
  // The known ones of the standard's own examples.
  test.each(['97AZFEF5', '96AZFEF6'])('%s', line => expect(checkLine(bytesOf(line), line)).toBe('bytes'))

  const charCodes = (text: string) => [...text].map(character => character.codePointAt(0)!)
  const summed = (numbers: number[]) =>
    ((-numbers.reduce((sum, number) => sum + number, 0) % 65536) + 65536).toString(16).slice(-4).toUpperCase()

  test.each([
    ['by bytes', (text: string, charset: Charset) => checksum(bytesOf(text, charset)), 'bytes'],
    ['by code points', (text: string) => summed(charCodes(text)), 'characters'],
    ['wrong', () => '0001', 'wrong'],
  ] as const)('of Japanese text, %s', (_, sum, expected) => {
    for (const charset of ['utf8', 'cp932', 'eucjp'] as const) {
      const text = `23001${at}AOchuo|AA竹内太郎|AY1AZ`
      const line = text + sum(text, charset)
      expect(checkLine(bytesOf(line, charset), line)).toBe(expected)
    }
  })
  test('none', () => expect(checkLine(bytesOf('9900802.00'), '9900802.00')).toBe('none'))
  test('one character beyond the first plane counts as one or as its two halves', () => {
    const text = 'AA𠮷|AY1AZ'
    const halves = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
    for (const codes of [charCodes(text), halves])
      expect(checkLine(bytesOf(text + summed(codes)), text + summed(codes))).toBe('characters')
  })
})

describe('lines', () => {
  const texts = ({ lines }: { lines: Uint8Array[] }) => lines.map(line => decodeText(line, 'utf8'))
  test.each([
    ['CR', '9900\r35\r', ['9900', '35']],
    ['CRLF', '9900\r\n35\r\n', ['9900', '35']],
    ['LF', '9900\n35\n', ['9900', '35']],
    ['blanks, NULs and empty lines in front', '\r\n\n \0 9900\r\n\r\n', ['9900']],
    ['a blank behind belongs to the line', '9900 \r', ['9900 ']],
  ])('end by %s', (_, came, lines) => expect(texts(splitLines(none, bytesOf(came), 100))).toEqual(lines))

  test('too long, ended or not', () => {
    expect(splitLines(none, bytesOf('x'.repeat(101)), 100).tooLong).toBe(true)
    expect(splitLines(none, bytesOf(`${'x'.repeat(101)}\r`), 100).tooLong).toBe(true)
    expect(splitLines(none, bytesOf(`${'x'.repeat(100)}\r`), 100).tooLong).toBe(false)
  })

  test('are the same wherever the packets part', () => {
    const stream = bytesOf('93竹\r\n\r99ポ鋼\n  35|\r17', 'cp932')
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 6 }), cuts => {
        const at = [0, ...cuts.sort((a, b) => a - b), stream.length]
        let rest: Uint8Array = none
        const lines: string[] = []
        for (let index = 1; index < at.length; index++) {
          const came = splitLines(rest, stream.subarray(at[index - 1], at[index]), 100)
          rest = came.rest
          lines.push(...came.lines.map(line => decodeText(line, 'cp932')))
        }
        expect([...lines, decodeText(rest, 'cp932')]).toEqual(['93竹', '99ポ鋼', '35|', '17'])
      }),
    )
  })
})

describe('for any message', () => {
  const value = fc.string({ unit: 'grapheme', maxLength: 40 }).map(text => fieldText(text).trim())
  const tag = fc.stringMatching(/^[B-Z][A-Z0-9]$/)
  const fixedValue = (length: number) =>
    length === 18 ? fc.constant(at) : fc.stringMatching(new RegExp(`^[A-Z0-9 ]{${length}}$`))
  const message = fc.constantFrom(...(Object.keys(shapes) as Code[])).chain(code =>
    fc.record({
      code: fc.constant(code),
      fixed: fc.record(
        Object.fromEntries(Object.entries(shapes[code]).map(([name, length]) => [name, fixedValue(length)])),
      ),
      fields: fc.array(fc.tuple(tag, value), { maxLength: 8 }),
    }),
  ) as unknown as fc.Arbitrary<Omit<AnyMessage, 'sequence'>>

  test('what is written can be read', () => {
    fc.assert(
      fc.property(message, fc.constantFrom(null, '0', '7'), (written, sequence) => {
        const line = decodeText(seal(writeMessage(written), sequence, bytesOf), 'utf8').slice(0, -1)
        expect(checkLine(bytesOf(line), line)).toBe(sequence === null ? 'none' : 'bytes')
        const outcome = readMessage(line)
        expect(outcome).toEqual({ ok: true, value: { ...written, sequence } })
      }),
    )
  })

  test('whatever comes is read or refused', () => {
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.tuple(fc.constantFrom(...Object.keys(shapes)), fc.uint8Array({ maxLength: 200 })).map(([code, bytes]) => {
        return Uint8Array.from([...Buffer.from(code), ...bytes])
      }),
    )
    fc.assert(
      fc.property(junk, fc.constantFrom<Charset>('utf8', 'cp932', 'eucjp'), (bytes, charset) => {
        for (const line of splitLines(none, Buffer.concat([bytes, Buffer.from('\r')]), 8192).lines) {
          const text = decodeText(line, charset)
          checkLine(line, text)
          const outcome = readMessage(text)
          if (outcome.ok) writeMessage({ ...outcome.value, ...filled(outcome.value) } as AnyMessage)
        }
      }),
    )
  })
  /** A short form lacks a date; the long one is written. */
  const filled = ({ code, fixed }: AnyMessage) => ({
    fixed: Object.fromEntries(
      Object.entries(shapes[code]).map(([name, length]) => [
        name,
        (fixed as Record<string, string>)[name]!.padEnd(length),
      ]),
    ),
  })
})

describe('text in a field', () => {
  test.each([
    ['ends nothing', 'a|b\r\nc\0', 'a｜b  c '],
    ['is composed', 'ガ', 'ガ'],
    ['is cut at 255 characters', 'あ'.repeat(300), 'あ'.repeat(255)],
    ['is never cut within a character', `${'あ'.repeat(254)}👩‍👩‍👧`, 'あ'.repeat(254)],
  ])('%s', (_, text, expected) => expect(fieldText(text)).toBe(expected))

  test.each([
    ['cp932', '竹内～髙ガ', '竹内～髙ガ'],
    ['cp932', '〜−—', '～－―'],
    ['cp932', '𠮷野é', '〓野〓'],
    ['cp932', '何？ what?', '何？ what?'],
    ['eucjp', '〜竹', '～竹'],
    ['utf8', '𠮷野é', '𠮷野é'],
    ['utf8', '\ud842', '\ufffd'],
  ] as const)('in %s: %s', (charset, text, expected) =>
    expect(decodeText(encodeText(text, charset), charset)).toBe(expected),
  )

  test('a blank field says nothing', () => {
    const message = { fields: [['AA', '  '] as const, ['AB', ' 7 '] as const] }
    expect([fieldOf(message, 'AA'), fieldOf(message, 'AB'), fieldOf(message, 'AC')]).toEqual([null, '7', null])
  })
})

describe('dates', () => {
  const noon = Temporal.Instant.from('2026-11-24T12:00:05+09:00')
  test('are of the library', () => expect(sipDate(noon)).toBe('20261124    120005'))
  test('a due day ends with the day', () =>
    expect(sipDay(Temporal.PlainDate.from('2026-12-08'))).toBe('20261208    235959'))
  test.each([
    ['20261124    120005', '2026-11-24T03:00:05Z'],
    ['20261124   Z030005', '2026-11-24T03:00:05Z'],
    ['20261124  +9120005', '2026-11-24T03:00:05Z'],
    ['20260230    120000', null],
    ['00000101    000000', null],
    ['00010101    000000', null],
    [' '.repeat(18), null],
    ['2026', null],
  ])('%s', (text, expected) => expect(readSipDate(text)?.toString() ?? null).toBe(expected))
})

describe('what a sorter is told', () => {
  test.each([
    [{ do: 'shelve' }, { ok: true, alert: false, bin: '00', kind: null, to: null }],
    [{ do: 'holdShelf' }, { ok: true, alert: true, bin: '01', kind: '01', to: null }],
    [
      { do: 'send', to: 'asahi', holdId: HoldId(7) },
      { ok: true, alert: true, bin: '02', kind: '02', to: 'asahi' },
    ],
    [
      { do: 'send', to: 'asahi', holdId: null },
      { ok: true, alert: true, bin: '04', kind: '04', to: 'asahi' },
    ],
    [{ do: 'stop' }, { ok: false, alert: true, bin: '99', kind: '99', to: null }],
  ] as const)('%j', (verdict, expected) => expect(sorting(verdict)).toEqual(expected))

  test('the state of a copy', () =>
    expect(([...itemStatuses, null] as const).map(circulationStatus)).toEqual([
      '03',
      '04',
      '08',
      '10',
      '06',
      '13',
      '01',
      '02',
      '06',
      '01',
    ]))
})
