import { expect, test } from 'vitest'
import { firstYear } from './numbers.ts'

test.each([
  ['H10', 1998],
  ['R3.4', 2021],
  ['S50', 1975],
  ['Ｈ１０．３', 1998],
  ['大正十五年', 1926],
  ['昭和五十年', 1975],
  ['令和元年', 2019],
  ['昭和 32年', 1957],
  ['c2004', 2004],
  ['H100', null],
  ['S', null],
  ['第3版', null],
])('%s is of %s', (printed, year) => {
  expect(firstYear(printed)).toBe(year)
})
