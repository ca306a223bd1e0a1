import { readCardNumber } from '#patrons/rules/card-number.ts'
import type { Policy } from '#policy.ts'
import { readBarcode } from './barcode.ts'

/** What a scanned code may be by its form; `either` where the forms do not tell cards from items. */
export type CodeKind = 'item' | 'card' | 'either' | 'neither'

/** How a check digit is reckoned. */
type CheckDigit = Exclude<Policy['codes']['itemCheckDigit'], 'none'>

/**
 * Tells 資料コード and 利用者カード番号 apart by the forms that the library has set. A code that was cut on its way fits none of
 * them, so it is not taken for another one's.
 */
export function kindOfCode({ codes }: Pick<Policy, 'codes'>, typed: string): CodeKind {
  const card = readCardNumber(typed)
  // A hyphen may be part of a code as it is kept, or of how somebody typed it: both are the copy's.
  const read = readBarcode(typed)
  const isItem = [read, read.replaceAll('-', '')].some(code => fits(codes.items, codes.itemCheckDigit, code))
  const isCard = card !== null && fits(codes.cards, codes.cardCheckDigit, card)
  if (isItem) return isCard ? 'either' : 'item'
  return isCard ? 'card' : 'neither'
}

/**
 * @param forms as in the policy: `#` is any digit, `@` any letter, every other character itself; none: every form will
 * do
 */
function fits(forms: string, check: Policy['codes']['itemCheckDigit'], code: string): boolean {
  if (forms !== '' && !forms.split(',').some(form => hasForm(form, code))) return false
  return hasCheckDigit(check, code)
}

function hasForm(form: string, code: string): boolean {
  const characters = [...code.toUpperCase()]
  return (
    characters.length === form.length &&
    characters.every((character, at) => {
      if (form[at] === '#') return /[0-9]/.test(character)
      return form[at] === '@' ? /[A-Z]/.test(character) : form[at] === character
    })
  )
}

/**
 * Whether the last digit of a code follows from the others: by modulus 10 with the weights 3 and 1 from the right (as
 * in EAN), or as the rest of the number before it when divided by 7 (7DR, usual with NW-7). A code with letters has
 * none.
 */
export function hasCheckDigit(check: Policy['codes']['itemCheckDigit'], code: string): boolean {
  if (check === 'none') return true
  return /^\d{2,}$/.test(code) && checkDigitOf(check, code.slice(0, -1)) === Number(code.at(-1))
}

/** The check digit that belongs after these digits. */
export function checkDigitOf(check: CheckDigit, number: string): number {
  const digits = [...number].map(Number)
  switch (check) {
    case 'modulus10':
      return (10 - (digits.reverse().reduce((sum, digit, at) => sum + digit * (at % 2 === 0 ? 3 : 1), 0) % 10)) % 10
    case 'sevens':
      return digits.reduce((rest, digit) => (rest * 10 + digit) % 7, 0)
    default:
      return check satisfies never
  }
}
