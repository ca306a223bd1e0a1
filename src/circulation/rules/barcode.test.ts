import { expect, test } from 'vitest'
import { readBarcode } from './barcode.ts'

test.each([
  ['110234567', '110234567'],
  [' 110234567\r\n', '110234567'],
  ['１１０２３４５６７', '110234567'],
  ['a110234567a', '110234567'],
  ['A110234567B', '110234567'],
  ['T00000001', 'T00000001'],
  ['A12', 'A12'],
  ['１１０ー２３４', '110-234'],
])('%j is the copy %s', (typed, barcode) => {
  expect(readBarcode(typed)).toBe(barcode)
})
