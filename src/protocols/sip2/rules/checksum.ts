/** What the checksum of a line says: none is there, it is right (by bytes, or by characters), or it is wrong. */
export type Checked = 'none' | 'bytes' | 'characters' | 'wrong'

/** Four hexadecimal digits that make the sum of all bytes before them nought, modulo 65536. */
export function checksum(bytes: Uint8Array): string {
  return hex(-sumOf(bytes))
}

/**
 * Whether the AZ of a line is right. The standard adds bytes. Some clients add characters, which is the same in ASCII
 * and something else as soon as a name is Japanese: their sums are taken too.
 * @param bytes the line as it came, without its end
 * @param text the same, decoded
 */
export function checkLine(bytes: Uint8Array, text: string): Checked {
  const given = /AZ([0-9A-Fa-f]{4})\s*$/.exec(text)
  if (!given) return 'none'
  const wanted = given[1]!.toUpperCase()
  const trailing = text.length - given.index - 2
  // The digits and the blanks behind them are ASCII in every character set here: as many bytes as characters.
  if (checksum(bytes.subarray(0, bytes.length - trailing)) === wanted) return 'bytes'
  const summed = text.slice(0, text.length - trailing)
  const units = Array.from({ length: summed.length }, (_, index) => summed.charCodeAt(index))
  const points = Array.from(summed, character => character.codePointAt(0)!)
  return [units, points].some(codes => hex(-sumOf(codes)) === wanted) ? 'characters' : 'wrong'
}

function sumOf(numbers: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < numbers.length; index++) sum += numbers[index]!
  return sum
}

const hex = (number: number) => (((number % 0x10000) + 0x10000) % 0x10000).toString(16).toUpperCase().padStart(4, '0')
