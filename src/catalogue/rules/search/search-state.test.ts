import { expect, test } from 'vitest'
import { readSearch } from './search-state.ts'

test.each([
  ['昭和50', 'H10', '1975-1998'],
  ['昭和五十年', '', '1975-'],
  ['２０２０年', '', '2020-'],
])('出版年 %s to %s is %s', (from, to, range) => {
  expect(readSearch(new URLSearchParams({ from, to })).years).toEqual([range])
})
