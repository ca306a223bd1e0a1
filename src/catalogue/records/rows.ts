import { type AuthorityColumn, authorityColumnsOf, authorityRowToJson } from '#catalogue/rules/authority/columns.ts'
import { type Column, columnOfHeader, rowToJson } from '#catalogue/rules/imported/columns.ts'
import { readJsonRecord } from '#catalogue/rules/imported/from-json.ts'
import { cellsOfLine } from './cells.ts'
import { linesOf } from './lines.ts'
import { numbered, type ReadRecord } from './read-record.ts'

/**
 * Reads a table with a header row (docs/import.md): tab or comma between the cells, quotes as Excel writes them,
 * UTF-8, UTF-16, Shift_JIS or EUC-JP. A record's number is the number of its line, the header being line 1.
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
      const cells = cellsOf(line.text.replaceAll('\r\n', '\n'), header.by)
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

/** A line whose quotation marks do not pair is not in quotes: its cells are what stands between the separators. */
function cellsOf(line: string, by: '\t' | ','): string[] {
  return (cellsOfLine(line, by) ?? line.split(by)).map(unguarded)
}

// Our own export guards what a spreadsheet would take for a formula.
const unguarded = (cell: string) => (/^'+[=+@-]/.test(cell) ? cell.slice(1) : cell)
