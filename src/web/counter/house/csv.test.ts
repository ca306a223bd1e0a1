import { expect, test } from 'vitest'
import { csv } from './csv.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+81', "'+81"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['＝1', "'＝1"],
  ['中央図書館', '中央図書館'],
  ['a,b', '"a,b"'],
  ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
])('%j is written as %s', (value, written) => {
  expect(csv([[value]])).toBe(`\ufeff${written}\r\n`)
})

test('a number stays a number, also below zero', () => {
  expect(csv([[-2, 3]])).toBe('\ufeff-2,3\r\n')
})
