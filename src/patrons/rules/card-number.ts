/**
 * 利用者カード番号 as it is stored, from what was typed or scanned (M03): hyphens of every kind and spaces go, full-width
 * digits and letters become plain, small letters large, and the start and stop letters of an NW-7 scanner (a…a) fall
 * off. Leading zeros stay. Digits of other scripts are no digits of a card.
 * @returns null when it cannot be a card number
 */
export function readCardNumber(typed: string): string | null {
  if (typed.length > 60) return null
  const plain = halfWidth(typed).replace(hyphensAndSpaces, '').toUpperCase()
  const scanned = /^[A-D](\d+)[A-D]$/.exec(plain)
  const number = scanned ? scanned[1]! : plain
  return /^[0-9A-Z]{1,20}$/.test(number) ? number : null
}

/** Full-width ASCII (Ａ, １, ！) as ASCII; anything else stays. Not NFKC, which would read ① or ² as digits too. */
export const halfWidth = (text: string): string =>
  text.replace(/[！-～]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))

/** Every dash of Unicode, the minus sign, and the long vowel marks that a Japanese keyboard gives for the same key. */
const hyphensAndSpaces = /[\p{Pd}\u2212\u30fc\uff70\p{Zs}\t\r\n]/gu
