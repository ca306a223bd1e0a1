/**
 * ISBN: however it was typed or printed. Two numbers name the same book when their nine digits between prefix and check
 * digit are equal, so that a wrong printed check digit (TRC keeps it as 誤ISBN) and both lengths find the same record.
 */
export type Isbn = { isbn13: string; core: string; checkDigitRight: boolean }

/** @param text '4-04-109342-5', '９７８４…', 'ISBN978-4-…'; anything else is null */
export function readIsbn(text: string): Isbn | null {
  if (!mayBeNumber(text)) return null
  const plain = plainOf(text)
  if (/^97[89]\d{10}$/.test(plain)) return fromCore(plain.slice(0, 12), plain[12]!)
  if (!/^\d{9}[\dX]$/.test(plain)) return null
  const core = `978${plain.slice(0, 9)}`
  return { isbn13: core + checkDigit13(core), core, checkDigitRight: plain[9] === checkDigit10(plain.slice(0, 9)) }
}

/** The number without what is written before and between. */
const plainOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^\s*ISBN(?:-?1[03])?[:\s]*/, '')
    .replace(/[\s\-‐‑‒–—―−ー]/g, '')

/** What is wrong with a number, if it is meant as an ISBN. `digits`: how many there are instead of 13 or 10. */
type WrongIsbn = { why: 'length'; digits: number } | { why: 'digit' }

/**
 * What a person who typed an ISBN got wrong. Only what looks like one is judged: it begins with ISBN, 978 or 979, or
 * has ten characters, which may also be another number.
 * @returns null: nothing is wrong, or it does not look like an ISBN
 */
export function wrongIsbn(text: string): WrongIsbn | null {
  const isbn = readIsbn(text)
  if (isbn) return isbn.checkDigitRight ? null : { why: 'digit' }
  const number = plainOf(text)
  const looksLikeOne = /^\s*ISBN/i.test(text.normalize('NFKC')) ? /^\d{8,17}X?$/ : /^97[89]\d{8,12}$/
  if (!looksLikeOne.test(number)) return null
  return number.length === 13 || number.length === 10 ? { why: 'digit' } : { why: 'length', digits: number.length }
}

/** Every word that is typed is asked, and most have no digit of any kind. */
const mayBeNumber = (text: string): boolean => /\p{N}/u.test(text)

/** The second barcode row of a Japanese book (192…) is a price, not a number to search for. */
export const isSecondBookBarcode = (text: string): boolean =>
  /^19[12]\d{10}$/.test(text.normalize('NFKC').replace(/[\s-]/g, ''))

/** @returns null for a 979 number, which has no ten-digit form */
export function isbn10(isbn: Isbn): string | null {
  if (!isbn.core.startsWith('978')) return null
  const nine = isbn.core.slice(3)
  return nine + checkDigit10(nine)
}

const fromCore = (core: string, check: string): Isbn => ({
  isbn13: core + checkDigit13(core),
  core,
  checkDigitRight: checkDigit13(core) === check,
})

function checkDigit13(core: string): string {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(core[i]) * (i % 2 === 0 ? 1 : 3)
  return String((10 - (sum % 10)) % 10)
}

function checkDigit10(nine: string): string {
  let sum = 0
  for (let i = 0; i < 9; i++) sum += Number(nine[i]) * (10 - i)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'X' : String(check)
}

/**
 * The beginning of an ISBN, 978-4-10 or 4-10, as the range of cores that start so: [from, to). Null when it is no
 * beginning of one, or a whole one.
 */
export function coresStarting(text: string): [from: number, to: number] | null {
  const digits = text.normalize('NFKC').replace(/[\s\-‐‑‒–—―−ー]/g, '')
  if (!/^\d{1,12}$/.test(digits)) return null
  const isLong = /^97[89]/.test(digits)
  if (!isLong && digits.length > 9) return null
  const start = isLong ? digits : `978${digits}`
  const span = 10 ** (12 - start.length)
  return [Number(start) * span, (Number(start) + 1) * span]
}

/**
 * One number for an ISBN (its core) or an ISSN (beyond every ISBN), by which the index keeps it; null for anything
 * else.
 */
export function identifierNumber(text: string): number | null {
  if (!mayBeNumber(text)) return null
  const isbn = readIsbn(text)
  if (isbn) return Number(isbn.core)
  const issn = /^\s*(?:ISSN[:\s]*)?(\d{4})[-‐−]?(\d{3})([\dX])\s*$/.exec(text.normalize('NFKC').toUpperCase())
  return issn && (/[-‐−]/.test(text) || /ISSN/i.test(text))
    ? ISSN_BASE + Number(issn[1]! + issn[2]!) * 11 + (issn[3] === 'X' ? 10 : Number(issn[3]))
    : null
}
const ISSN_BASE = 1e13
