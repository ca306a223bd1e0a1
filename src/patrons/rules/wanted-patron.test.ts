import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBirthDate } from './birth-date.ts'
import { addressKey, nameKey } from './search-keys.ts'
import { readWanted } from './wanted-patron.ts'

test.each([
  ['19700101', '1970-01-01'],
  ['１９７０年１月１日', '1970-01-01'],
  ['1970-1-1', '1970-01-01'],
  ['S45.1.1', '1970-01-01'],
  ['昭和45年1月1日', '1970-01-01'],
  ['㍼45年1月1日', '1970-01-01'],
  ['令和元年5月1日', '2019-05-01'],
  ['h31/4/30', '2019-04-30'],
  ['大正15年12月24日生', '1926-12-24'],
  ['19700230', null],
  ['00000101', null],
  ['0000-01-01', null],
  ['1970', null],
  ['11', null],
  ['X45.1.1', null],
  ['', null],
])('%s is the birth date %s', (typed, day) => expect(readBirthDate(typed)?.toString() ?? null).toBe(day))

test('words of different kinds narrow each other, and digits in groups are one', () => {
  expect(readWanted('たかはし　はなこ 0254 53 1234')).toMatchObject([
    { readingBegins: 'タカハシハナコ' },
    { phoneEnds: '0254531234', cardNumber: '0254531234' },
  ])
  expect(readWanted('19700101')).toMatchObject([
    { cardNumber: '19700101', phoneEnds: '19700101', bornOn: expect.anything() },
  ])
  expect(readWanted('　')).toEqual([])
  expect(readWanted('%')).toEqual([])
})

test('whatever is typed is read, and each piece of it is something to look for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), typed => {
      for (const piece of readWanted(typed)) expect(Object.values(piece).some(Boolean)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('a name is found however it is spaced and wide, and a mark that repeats nothing is no part of it', () => {
  const spellings = ['髙橋 花子', '高橋花子', '　高橋　花子 ', '高橋 〱 花子', '高橋花子〵']
  expect(new Set(spellings.map(nameKey))).toEqual(new Set(['高橋花子']))
  expect(nameKey('つく〲 子')).toBe(nameKey('つくづく子'))
})

test('an address is found in each of its spellings', () => {
  expect(addressKey('村上市本町十二丁目３番地の４')).toBe(addressKey('村上市本町12-3-4'))
})
