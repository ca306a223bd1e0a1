import { decodeLine, streamDecoder } from './character-sets.ts'
import { cutAfter } from './split.ts'

export type Line = { number: number } & ({ text: string } | { error: string })

/**
 * A cell may go on over several lines in quotes; but a quotation mark that is never closed must not swallow the file.
 */
const linesOfCellMax = 200

/**
 * The rows of a table as text, each by the number of the line it begins on; the first is 1. A row goes on over the
 * lines that a cell in quotes has. UTF-16 is known by its byte order mark.
 * @param decode reads one line; null when it cannot be read
 */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  decode: (line: Buffer) => string | null = decodeLine,
): AsyncGenerator<Line> {
  let number = 0
  let open: { number: number; lines: string[] } | null = null
  for await (const piece of cutAfter(inUtf8(chunks), 0x0a)) {
    number++
    const decoded = 'error' in piece ? null : decode(piece.bytes)
    if (decoded === null) {
      // Such a line is in no cell.
      if (open) yield* apart(open)
      open = null
      yield { number, error: 'error' in piece ? piece.error : 'The line is neither UTF-8 nor Shift_JIS nor EUC-JP.' }
      continue
    }
    const whole = decoded.replace(/\n$/, '')
    const line = number === 1 ? whole.replace(/^\ufeff/, '') : whole
    if (open === null && !opensQuote(line)) yield { number, text: withoutReturn(line) }
    else if (open === null) open = { number, lines: [line] }
    else {
      open.lines.push(line)
      if (closesQuote(line)) {
        yield { number: open.number, text: withoutReturn(open.lines.join('\n')) }
        open = null
      } else if (open.lines.length > linesOfCellMax) {
        yield* apart(open)
        open = null
      }
    }
  }
  if (open) yield* apart(open)
}

/** What was taken for one row is none: the quotation mark at its beginning is a mark of the text. */
function* apart({ number, lines }: { number: number; lines: string[] }): Generator<Line> {
  for (const [index, line] of lines.entries()) yield { number: number + index, text: withoutReturn(line) }
}

const withoutReturn = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line)

/** The last cell begins with a quotation mark that is not closed. */
const opensQuote = (text: string) =>
  quotesOf(text) % 2 === 1 && /(?:^|[\t,;|]) *"(?:[^"]|"")*$/.test(text.slice(-10_000))

const closesQuote = (text: string) => quotesOf(text) % 2 === 1

function quotesOf(text: string): number {
  let count = 0
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count++
  return count
}

/** A table from Excel in UTF-16 (known by its byte order mark) becomes UTF-8; anything else stays. */
async function* inUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: ReturnType<typeof streamDecoder> | undefined
  for await (const chunk of chunks) {
    if (decoder === undefined) {
      const mark = chunk.length >= 2 ? chunk.readUInt16BE(0) : 0
      decoder = mark === 0xfffe || mark === 0xfeff ? streamDecoder('utf-16') : null
    }
    yield decoder ? Buffer.from(decoder.write(chunk)) : chunk
  }
  if (decoder) yield Buffer.from(decoder.end())
}
