import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '#policy.ts'
import { addressStanding, yearFailuresMax } from './attempts.ts'
import { readCardNumber } from './card-number.ts'
import {
  birthDateCuts,
  commonBecause,
  type Guessable,
  judgePassword,
  popularityMax,
  suggestPassword,
} from './password.ts'
import { judgeDetails, type PatronDetails } from './patron.ts'
import { readEarlierPassword } from './wrapped-hash.ts'

describe('the number of a card', () => {
  test.each([
    ['00123456', '00123456'],
    ['0012-3456', '0012-3456'.replace('-', '')],
    ['００１２－３４５６', '00123456'],
    [' 0012　3456 ', '00123456'],
    ['0012–3456', '00123456'], // en dash
    ['0012ー3456', '00123456'], // the long vowel mark of a Japanese keyboard
    ['0012−3456', '00123456'], // minus sign
    ['a00123456a', '00123456'], // NW-7 start and stop
    ['A00123456B', '00123456'],
    ['k1234', 'K1234'],
    ['Ｋ１２３４', 'K1234'],
    ['', null],
    ['　', null],
    ['---', null],
    ['١٢٣٤٥٦٧٨', null], // Arabic-Indic
    ['๑๒๓๔', null],
    ['①②③④', null],
    ['12²', null],
    ['1234\u200b5678', null],
    ['1234\0', null],
    ['12345678901234567890', '12345678901234567890'],
    ['123456789012345678901', null],
    ['1'.repeat(100), null],
    ["1' OR 1=1--", null],
  ])('%j is %j', (typed, number) => expect(readCardNumber(typed)).toBe(number))

  test('what is read is read again as itself, and is what the table of cards can hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), typed => {
        const number = readCardNumber(typed)
        if (number === null) return
        expect(number).toMatch(/^[0-9A-Z]{1,20}$/)
        expect(readCardNumber(number)).toBe(/^[A-D]\d+[A-D]$/.test(number) ? number.slice(1, -1) : number)
      }),
      { numRuns: 2_000 },
    )
  })
})

const patron: Guessable = {
  birthDate: Temporal.PlainDate.from('1970-01-23'),
  cardNumbers: ['00736152'],
  phone: '0254-53-8694',
}

describe('a password', () => {
  test.each([
    ['7152', null],
    ['8264', null],
    ['6152', 'cardNumber'],
    ['0073', 'cardNumber'],
    ['8694', 'phone'],
    ['5386', 'phone'],
    ['1970', 'birthDate'],
    ['0123', 'birthDate'],
    ['2301', 'birthDate'],
    ['7001', 'birthDate'],
    ['4501', 'birthDate'], // 昭和45年
    ['3456', 'run'],
    ['9876', 'run'],
    ['2468', 'run'],
    ['1111', 'repeat'],
    ['1212', 'repeat'],
    ['1122', 'repeat'],
    ['1221', 'repeat'],
    ['7772', 'repeat'],
    ['0229', 'date'],
    ['3112', 'date'],
    ['1985', 'year'],
    ['2031', 'year'],
    ['0061', 'tooCommon'],
    ['4649', 'tooCommon'],
    ['2580', 'tooCommon'],
    ['', 'notFourDigits'],
    ['123', 'notFourDigits'],
    ['82645', 'notFourDigits'],
    ['abcd', 'notFourDigits'],
    ['١٢٣٤', 'notFourDigits'],
    ['①②③④', 'notFourDigits'],
    ['19700123', 'birthDate'],
    ['x19700123x', 'birthDate'],
    ['00736152', 'cardNumber'],
    ['0254538694', 'phone'],
    ['12345678', 'run'],
    ['aaaaaaaa', 'repeat'],
    ['Password', 'tooCommon'],
    ['やまかわにさくらさく', null],
    ['correct horse battery', null],
    [`${'x'.repeat(61)}abc`, null],
    [`${'x'.repeat(62)}abc`, 'tooLong'],
  ])('%j: %s', (password, why) => {
    const judged = judgePassword(password, patron)
    expect(judged.ok ? null : judged.refusal.why).toBe(why)
  })

  test('about one in seven of all four digits is refused to everybody, and never more', () => {
    const refused = Array.from({ length: 10_000 }, (_, n) => `${n}`.padStart(4, '0')).filter(commonBecause).length
    expect(refused).toBeGreaterThan(1_200)
    expect(refused).toBeLessThan(1_600)
  })

  test('what is offered may be chosen, and nothing of the patron is in it', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(
        day,
        fc.stringMatching(/^\d{8}$/),
        fc.stringMatching(/^\d{10}$/),
        fc.nat(9_999),
        (date, card, phone, from) => {
          const birthDate = Temporal.PlainDate.from(date.toISOString().slice(0, 10))
          let next = from
          const offered = suggestPassword({ birthDate, cardNumbers: [card], phone }, below => {
            next += 7_919
            return next % below
          })
          expect(offered).toMatch(/^\d{4}$/)
          expect(birthDateCuts(birthDate).has(offered)).toBe(false)
          expect(card.includes(offered) || phone.includes(offered)).toBe(false)
        },
      ),
    )
  })

  test('a password may be that of three, or of one patron in 2,000', () => {
    expect([0, 100, 6_000, 8_000, 40_000].map(popularityMax)).toEqual([3, 3, 3, 4, 20])
  })
})

describe('tries', () => {
  test('a year of guesses under the alarm, on every card of a town, gains fewer than three', () => {
    const { alarmFailuresPerDay, alarmFailuresPerHour } = defaultPolicy.passwords
    const cards = 40_000
    const bestGuess = popularityMax(cards) / cards
    expect(365 * alarmFailuresPerDay * bestGuess).toBeLessThan(3)
    // And one known card, whoever knows it: at most 20 guesses.
    expect(yearFailuresMax * bestGuess).toBeLessThanOrEqual(0.01)
    expect(alarmFailuresPerHour).toBeLessThanOrEqual(alarmFailuresPerDay)
  })

  test.each([
    ['web', 10, 10, 1, 'free'],
    ['web', 11, 11, 1, 'blocked'],
    ['web', 1, 31, 1, 'blocked'],
    ['web', 4, 4, 4, 'free'],
    ['web', 5, 5, 5, 'birthDate'],
    ['web', 9, 20, 20, 'blocked'],
    ['terminal', 11, 31, 20, 'free'],
    ['terminal', 61, 61, 1, 'blocked'],
    ['sip2', 1, 501, 1, 'blocked'],
  ] as const)('%s, %i in 10 minutes, %i in a day, on %i cards: %s', (door, shortCount, longCount, cards, standing) =>
    expect(addressStanding(door, { shortCount, longCount, cards })).toBe(standing),
  )
})

describe('a password of an earlier system', () => {
  test.each([
    ['7152', { plain: '7152' }],
    ['long enough', { plain: 'long enough' }],
    ['71', null],
    [
      '{md5}202cb962ac59075b964b07152d234b70',
      { hash: '202cb962ac59075b964b07152d234b70', wrapped: { digest: 'md5', salt: '', saltAt: 'before' } },
    ],
    [
      '{sha1:after:SA:LT}DA39A3EE5E6B4B0D3255BFEF95601890AFD80709',
      { hash: 'da39a3ee5e6b4b0d3255bfef95601890afd80709', wrapped: { digest: 'sha1', salt: 'SA:LT', saltAt: 'after' } },
    ],
    ['{sha1}202cb962ac59075b964b07152d234b70', null], // too short for its kind
    ['{crypt}aabb', null],
    [`{pbkdf2-sha256:99999999999:c2FsdA==}${'ab'.repeat(32)}`, null],
    [
      `{pbkdf2-sha256:1000:c2FsdA==}${'ab'.repeat(32)}`,
      { hash: 'ab'.repeat(32), wrapped: { digest: 'pbkdf2-sha256', salt: 'c2FsdA==', iterations: 1000, bytes: 32 } },
    ],
    ['{', null],
  ])('%s', (column, read) => expect(readEarlierPassword(column)).toEqual(read))
})

test.each<[Partial<PatronDetails>, string | null]>([
  [{}, null],
  [{ name: ' ' }, 'nameMissing'],
  [{ birthDate: Temporal.PlainDate.from('2026-11-25') }, 'impossibleBirthDate'],
  [{ birthDate: Temporal.PlainDate.from('1890-01-01') }, 'impossibleBirthDate'],
  [{ birthDate: Temporal.PlainDate.from('2024-02-29') }, null],
  [{ phone: '12' }, 'impossiblePhone'],
  [{ mail: 'a@b,c@d' }, 'impossibleMail'],
  [{ mail: '(hanako@example.jp' }, 'impossibleMail'],
  [{ mail: 'hanako@example' }, 'impossibleMail'],
  [{ mail: 'ｈａｎａｋｏ＠example.jp' }, null],
  [{ mail: 'a..b.@docomo.ne.jp' }, null],
])('the details %j of a patron: %s', (change, why) => {
  const details: PatronDetails = {
    category: 'general',
    name: '見本 花',
    nameReading: 'ミホン ハナ',
    birthDate: Temporal.PlainDate.from('1970-01-01'),
    phone: '0254-53-7511',
    mail: null,
    postalCode: null,
    address: null,
    homeBranchId: null,
  }
  const today = Temporal.PlainDate.from('2026-11-24')
  expect(judgeDetails({ ...details, ...change }, today, defaultPolicy.patronCategories)?.why ?? null).toBe(why)
})
