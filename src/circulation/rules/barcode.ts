import { halfWidth } from '#patrons/rules/card-number.ts'

/**
 * 資料コード as it is stored, from what was scanned or typed: full-width characters become plain, spaces go, every dash is a
 * hyphen, and the start and stop letters that some scanners send with an NW-7 code (a…a) fall off.
 */
export function readBarcode(typed: string): string {
  const plain = halfWidth(typed)
    .replace(/[\p{Zs}\t\r\n]/gu, '')
    .replace(dashes, '-')
  return /^[a-dA-D](\d+)[a-dA-D]$/.exec(plain)?.[1] ?? plain
}

/** Every dash of Unicode, the minus sign, and the long vowel marks that a Japanese keyboard gives for the same key. */
const dashes = /[\p{Pd}\u2212\u30fc\uff70]/gu
