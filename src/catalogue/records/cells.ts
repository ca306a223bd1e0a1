import { parse } from 'csv-parse/sync'

/**
 * The cells of one row of a table (RFC 4180): in quotes a cell may hold the separator, quotation marks that are
 * doubled, and ends of lines.
 * @param trimmed true: spaces around a cell that does not stand in quotes are none of it
 * @returns null when the quotation marks do not pair
 */
export function cellsOfLine(line: string, by: string, trimmed = false): string[] | null {
  if (!line.includes('"')) return trimmed ? line.split(by).map(cell => cell.trim()) : line.split(by)
  try {
    const [row] = parse(line, {
      delimiter: by,
      relax_quotes: true,
      relax_column_count: true,
      // A space before a quotation mark is none of the cell: 1, "A, B".
      ltrim: by !== '\t',
      ...(trimmed ? { cast: (cell, { quoting }) => (quoting ? cell : cell.trim()) } : {}),
      skip_empty_lines: false,
      // The row is one already: what ends a line in it stands in quotes.
      record_delimiter: '\u0000',
    })
    return row ?? []
  } catch {
    return null
  }
}
