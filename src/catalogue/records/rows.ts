import { type AuthorityColumn, authorityColumnsOf, authorityRowToJson } from '#catalogue/rules/authority/columns.ts'
import { type Column, columnOfHeader, rowToJson } from '#catalogue/rules/imported/columns.ts'
import { readJsonRecord } from '#catalogue/rules/imported/from-json.ts'
import { cellsOfLine } from './cells.ts'
import { decodeLine, streamDecoder } from './character-sets.ts'
import { numbered, type ReadRecord } from './read-record.ts'
import { cutAfter } from './split.ts'

/**
 * Reads a table with a header row (docs/import.md): tab or comma between the cells, quotes as Excel writes them, UTF-8, UTF-16,
 * Shift_JIS or EUC-JP. A record's number is the number of its line, the header being line 1.
 */
export async function* readRows(chunks: AsyncIterable<Buffer>, agency: string): AsyncGenerator<ReadRecord> {
  let header: Header | null = null
  for await (const line of linesOf(chunks)) {
    if ('error' in line) {
      yield { number: line.number, error: line.error }
      continue
    }
    if (line.text.trim() === '') continue
    if (header) {
      const cells = cellsOf(line.text, header.by)
      const row = header.authorities ? authorityRowToJson(header.authorities, cells) : rowToJson(header.columns, cells)
      yield numbered(line.number, readJsonRecord(row, agency))
      continue
    }
    header = headerOf(line.text)
    for (const text of header.doubled) yield { number: line.number, doubt: { is: 'lost', text } }
    if (typeof header.problem !== 'string') continue
    yield { number: line.number, error: header.problem, ofFile: true }
    return
  }
}

type Header = {
  by: '\t' | ','
  columns: (Column | null)[]
  authorities?: (AuthorityColumn | null)[]
  /** What is said of columns that mean what another before them means. */
  doubled: string[]
  problem?: string
}

function headerOf(text: string): Header {
  const by = text.includes('\t') ? '\t' : ','
  const headers = cellsOf(text, by)
  const columns = headers.map(columnOfHeader)
  const authorities = authorityColumnsOf(headers)
  const doubled = columns.flatMap((column, i) => {
    const first = columns.indexOf(column)
    return column === null || first === i
      ? []
      : [
          `The columns "${headers[first]}" and "${headers[i]}" mean the same (${column}); where the first is filled, the second is left out.`,
        ]
  })
  if (authorities) return { by, columns, authorities, doubled: [] }
  const has = (column: Column) => columns.includes(column)
  if (has('title') || (has('id') && (has('deleted') || has('merged_into') || has('barcode'))))
    return { by, columns, doubled }
  return {
    by,
    columns,
    doubled,
    problem: 'The header row names no title (title, タイトル, 書名) and is no list of copies, deletions or merges.',
  }
}

type Line = { number: number } & ({ text: string } | { error: string })

/** A cell may go on over several lines in quotes; but a quotation mark that is never closed must not swallow the file. */
const linesOfCellMax = 200

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 0
  let open: { number: number; lines: string[] } | null = null
  for await (const piece of cutAfter(inUtf8(chunks), 0x0a)) {
    number++
    if ('error' in piece) {
      yield { number, error: piece.error }
      continue
    }
    const decoded = decodeLine(piece.bytes)
    if (decoded === null) {
      yield { number, error: 'The line is neither UTF-8 nor Shift_JIS nor EUC-JP.' }
      continue
    }
    const text = decoded.replace(/\r?\n$/, '').replace(/^\ufeff/, '')
    if (open === null && !opensQuote(text)) yield { number, text }
    else if (open === null) open = { number, lines: [text] }
    else {
      open.lines.push(text)
      if (closesQuote(text)) {
        yield { number: open.number, text: open.lines.join('\n') }
        open = null
      } else if (open.lines.length > linesOfCellMax) {
        for (const [index, line] of open.lines.entries()) yield { number: open.number + index, text: line }
        open = null
      }
    }
  }
  if (open) for (const [index, line] of open.lines.entries()) yield { number: open.number + index, text: line }
}

/** The last cell begins with a quotation mark that is not closed. */
const opensQuote = (text: string) => /(?:^|[\t,]) *"(?:[^"]|"")*$/.test(text.slice(-10_000)) && quotesOf(text) % 2 === 1

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
      const mark = chunk.readUInt16BE(0)
      decoder = chunk.length >= 2 && (mark === 0xfffe || mark === 0xfeff) ? streamDecoder('utf-16') : null
    }
    yield decoder ? Buffer.from(decoder.write(chunk)) : chunk
  }
  if (decoder) yield Buffer.from(decoder.end())
}

/** A line whose quotation marks do not pair is not in quotes: its cells are what stands between the separators. */
function cellsOf(line: string, by: '\t' | ','): string[] {
  return (cellsOfLine(line, by) ?? line.split(by)).map(unguarded)
}

// Our own export guards what a spreadsheet would take for a formula.
const unguarded = (cell: string) => (/^'+[=+@-]/.test(cell) ? cell.slice(1) : cell)
