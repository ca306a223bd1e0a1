import { joinBytes } from './bytes.ts'
import { checksum } from './checksum.ts'

/** A line ready to be sent: with sequence and checksum when the other side uses them, ended by CR alone. */
export function seal(line: string, sequence: string | null, encode: (text: string) => Uint8Array): Uint8Array {
  if (sequence === null) return encode(`${line}\r`)
  const summed = encode(`${line}AY${sequence}AZ`)
  return joinBytes(summed, encode(`${checksum(summed)}\r`))
}

/** Asks the other side to say it again (96), and asks for the last answer again (97): neither has a sequence. */
export function sealWithoutSequence(code: '96' | '97', encode: (text: string) => Uint8Array): Uint8Array {
  const summed = encode(`${code}AZ`)
  return joinBytes(summed, encode(`${checksum(summed)}\r`))
}
