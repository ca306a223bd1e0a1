import { halfWidth } from '#patrons/rules/card-number.ts'

/**
 * 資料コード as it is stored, from what was scanned or typed: full-width signs become plain, spaces go, and the start and stop
 * letters that some scanners send with an NW-7 code (a…a) fall off.
 */
export function readBarcode(typed: string): string {
  const plain = halfWidth(typed).replace(/[\p{Zs}\t\r\n]/gu, '')
  return /^[a-dA-D](\d+)[a-dA-D]$/.exec(plain)?.[1] ?? plain
}
