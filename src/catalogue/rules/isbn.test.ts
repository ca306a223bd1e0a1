import { expect, test } from 'vitest'
import { identifierNumber, isbn10, isSecondBookBarcode, readIsbn, wrongIsbn } from './isbn.ts'

test.each([
  '4-09-726082-0',
  '4097260820',
  '9784097260820',
  '978-4-09-726082-0',
  '９７８-４-０９-７２６０８２-０',
  'ISBN978-4-09-726082-0',
  'ISBN: 4-09-726082-0',
  'isbn 4097260820',
  '978 4 09 726082 0',
])('%s is one book', typed => {
  expect(readIsbn(typed)).toEqual({ isbn13: '9784097260820', core: '978409726082', checkDigitRight: true })
})

test('a wrong printed check digit still names the book', () => {
  expect(readIsbn('9784097260829')).toEqual({ isbn13: '9784097260820', core: '978409726082', checkDigitRight: false })
  expect(readIsbn('4097260821')?.core).toBe('978409726082')
})

test('X is a check digit', () => {
  expect(readIsbn('0-8044-2957-X')?.checkDigitRight).toBe(true)
  expect(isbn10(readIsbn('9780804429573')!)).toBe('080442957X')
  expect(isbn10(readIsbn('9791032305690')!)).toBeNull()
})

test.each(['1984', '123456789', '97840972608', 'こころ', '1920000000000', '978-4-09'])('%s is no ISBN', typed => {
  expect(readIsbn(typed)).toBeNull()
})

test.each([
  ['978409726082', { why: 'length', digits: 12 }],
  ['978-4-09-76082-0', { why: 'length', digits: 12 }],
  ['９７８４０９７２６０８', { why: 'length', digits: 11 }],
  ['97840972608200', { why: 'length', digits: 14 }],
  ['ISBN 4-09-72608-0', { why: 'length', digits: 9 }],
  ['9784097260821', { why: 'digit' }],
  ['9784097620820', { why: 'digit' }],
  ['4-09-726082-1', { why: 'digit' }],
  ['ISBN: 9874097260820', { why: 'digit' }],
  ['ISBN-13: 978-4-09-76082-0', { why: 'length', digits: 12 }],
  ['9784097260820', null],
  ['4-09-726082-0', null],
  // Other numbers and words: a year, the beginning of the numbers of a publisher, a price, a telephone.
  ['1984', null],
  ['978-4-09', null],
  ['1920095015006', null],
  ['02545375111', null],
  ['979', null],
  ['ISBN', null],
  ['ISBNコード', null],
  ['こころ', null],
  ['', null],
] as const)('%s, meant as an ISBN: what is wrong', (typed, wrong) => {
  expect(wrongIsbn(typed)).toEqual(wrong)
})

test('the second barcode of a book is its price', () => {
  expect(isSecondBookBarcode('1920095015006')).toBe(true)
  expect(isSecondBookBarcode('9784097260820')).toBe(false)
})

test('an ISSN has its own number', () => {
  expect(identifierNumber('0387-9593')).toBe(identifierNumber('ISSN 03879593'))
  expect(identifierNumber('1234-5678')).not.toBeNull()
  expect(identifierNumber('12345678')).toBeNull()
})
