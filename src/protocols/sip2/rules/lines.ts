import { joinBytes } from './bytes.ts'

/** What is left of a line that has not ended, and the lines that have. */
export type Lines = { lines: Uint8Array[]; rest: Uint8Array; tooLong: boolean }

const [cr, lf, blank, nul] = [0x0d, 0x0a, 0x20, 0x00]

/**
 * Parts what came into lines, ended by CR, LF or both. In no character set here is either of them a part of another
 * character. Blanks, NULs and ends of lines in front of a message fall off; empty lines are none.
 * @param before what was left the last time
 * @param bytesMax a line that is longer, ended or not, is told by `tooLong`; nothing behind it is read
 */
export function splitLines(before: Uint8Array, came: Uint8Array, bytesMax: number): Lines {
  const all = before.length === 0 ? came : joinBytes(before, came)
  const lines: Uint8Array[] = []
  let from = 0
  for (let index = before.length; index < all.length; index++) {
    const byte = all[index]
    if (byte !== cr && byte !== lf) continue
    const line = withoutLead(all.subarray(from, index))
    from = index + 1
    if (line.length > bytesMax) return { lines, rest: new Uint8Array(), tooLong: true }
    if (line.length > 0) lines.push(line)
  }
  const rest = withoutLead(all.subarray(from))
  return { lines, rest: rest.slice(), tooLong: rest.length > bytesMax }
}

function withoutLead(line: Uint8Array): Uint8Array {
  let from = 0
  while (from < line.length && (line[from] === blank || line[from] === nul)) from++
  return line.subarray(from)
}
