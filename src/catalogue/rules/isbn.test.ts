import { expect, test } from 'vitest'
import { identifierNumber, isbn10, isSecondBookBarcode, readIsbn } from './isbn.ts'

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

test('the second barcode of a book is its price', () => {
  expect(isSecondBookBarcode('1920095015006')).toBe(true)
  expect(isSecondBookBarcode('9784097260820')).toBe(false)
})

test('an ISSN has its own number', () => {
  expect(identifierNumber('0387-9593')).toBe(identifierNumber('ISSN 03879593'))
  expect(identifierNumber('1234-5678')).not.toBeNull()
  expect(identifierNumber('12345678')).toBeNull()
})
