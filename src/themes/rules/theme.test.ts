import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BibId } from '#ids.ts'
import { judgeEntries, readEntries } from './entry.ts'
import { arrange, standingOf, type ThemeTitle, titlesMax } from './theme.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const today = day('2026-11-24')

test.each<[string | null, string | null, string]>([
  [null, null, 'now'],
  ['2026-11-24', '2026-11-24', 'now'],
  ['2026-11-25', null, 'ahead'],
  [null, '2026-11-23', 'over'],
])('from %s until %s: %s', (from, until, expected) => {
  expect(standingOf({ shownFrom: from && day(from), shownUntil: until && day(until) } as never, today)).toBe(expected)
})

const read = (typed: string) =>
  readEntries(typed).map(({ at, barcode, isbn13, bibNumber, line }) => [at, barcode, isbn13, bibNumber, line])

describe('what names titles', () => {
  test.each<[string, ReturnType<typeof read>]>([
    ['', []],
    [' \n\r\n　', []],
    ['12', [[1, '12', null, 12, null]]],
    ['#12', [[1, null, null, 12, null]]],
    ['書誌番号 12　はじめに', [[1, null, null, 12, 'はじめに']]],
    ['\n978-4-10-101001-4　　漱石の  一冊', [[2, '978-4-10-101001-4', '9784101010014', null, '漱石の 一冊']]],
    ['ISBN 4-10-101001-2, 漱石', [[1, null, '9784101010014', null, '漱石']]],
    ['ＩＳＢＮ４１０１０１００１２', [[1, null, '9784101010014', null, null]]],
    ['a123456a', [[1, '123456', null, 123456, null]]],
    [
      'K-001\n0',
      [
        [1, 'K-001', null, null, null],
        [2, '0', null, null, null],
      ],
    ],
  ])('%j', (typed, expected) => expect(read(typed)).toEqual(expected))

  test('everything that is wrong at once; a title named twice is one, with the line that was given', () => {
    const entries = readEntries('1\n2 二つめ\n2\n3\n4')
    const ids = (...numbers: number[]) => new Set(numbers.map(BibId))
    const found = new Map([
      [1, ids(1)],
      [2, ids(2)],
      [3, ids(2)],
      [4, ids()],
      [5, ids(4, 5)],
    ])
    const { named, refusals } = judgeEntries(entries, found, new Set())
    expect(refusals).toEqual([
      { why: 'unknown', at: 4, typed: '3' },
      { why: 'several', at: 5, typed: '4', bibIds: [4, 5] },
    ])
    expect([...named].slice(0, 2)).toEqual([
      [1, null],
      [2, '二つめ'],
    ])
    const full = new Set(Array.from({ length: titlesMax }, (_, n) => BibId(n + 1)))
    expect(judgeEntries(readEntries('1'), found, full).refusals).toEqual([])
    const more = new Map([[1, ids(titlesMax + 1)]])
    expect(judgeEntries(readEntries('1'), more, full).refusals).toEqual([{ why: 'tooMany', max: titlesMax }])
    expect(judgeEntries([], new Map(), new Set()).refusals).toEqual([{ why: 'nothing' }])
    const long = readEntries(`1 ${'あ'.repeat(101)}`)
    expect(judgeEntries(long, found, new Set()).refusals).toMatchObject([{ why: 'lineTooLong', at: 1, max: 100 }])
  })
})

describe('the order', () => {
  const titles = (count: number): ThemeTitle[] =>
    Array.from({ length: count }, (_, n) => ({ bibId: BibId(n + 1), line: null }))
  const asShown = (now: readonly ThemeTitle[]) => now.map((title, n) => ({ ...title, place: n + 1, off: false }))

  test('one that is moved to a place stands there, and the others keep their order', () => {
    const places = fc
      .integer({ min: 1, max: 12 })
      .chain(count =>
        fc.tuple(fc.constant(count), fc.integer({ min: 1, max: count }), fc.integer({ min: 1, max: count })),
      )
    fc.assert(
      fc.property(places, ([count, from, to]) => {
        const now = titles(count)
        const wished = asShown(now).map(one => (one.place === from ? { ...one, place: to } : one))
        const arranged = arrange(now, wished).map(({ bibId }) => bibId)
        expect(arranged.indexOf(BibId(from))).toBe(to - 1)
        expect(arranged.filter(id => id !== from)).toEqual(now.map(({ bibId }) => bibId).filter(id => id !== from))
      }),
    )
  })

  test('what goes is gone, what came meanwhile stays at the end, what went meanwhile does not come back', () => {
    const wished = asShown(titles(3)).map(one => ({ ...one, line: `${one.bibId}`, off: one.bibId === 2 }))
    const meanwhile = [...titles(2), { bibId: BibId(9), line: '九' }]
    expect(arrange(meanwhile, wished)).toEqual([
      { bibId: 1, line: '1' },
      { bibId: 9, line: '九' },
    ])
  })
})
