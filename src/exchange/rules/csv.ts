/** A row of a table, with the number of the line it begins on. */
export type CsvRow = { line: number; cells: string[] }

/**
 * Reads a table as RFC 4180 has it: cells may stand in quotes, and then hold separators, line breaks and doubled quotes. Lines end in LF or
 * CRLF. Blank lines are no rows. A quote that is never closed is said with the line it stands on.
 */
export function readCsv(text: string, separator = ','): { rows: CsvRow[]; openQuoteAt: number | null } {
  const rows: CsvRow[] = []
  let cells: string[] = []
  let at = text.startsWith('\ufeff') ? 1 : 0
  let line = 1
  let begun = 1
  const end = () => {
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: begun, cells })
    cells = []
  }
  while (at < text.length) {
    if (cells.length === 0) begun = line
    let cell = ''
    if (text[at] === '"') {
      const opened = line
      for (at++; ; at++) {
        if (at >= text.length) return { rows, openQuoteAt: opened }
        if (text[at] === '"') {
          if (text[at + 1] !== '"') break
          at++
        } else if (text[at] === '\n') line++
        cell += text[at]
      }
      at++
    }
    const from = at
    while (at < text.length && text[at] !== separator && text[at] !== '\n') at++
    cell += text.slice(from, at)
    if (text[at] === separator) {
      cells.push(cell)
      at++
      if (at === text.length) cells.push('')
      continue
    }
    cells.push(cell.endsWith('\r') ? cell.slice(0, -1) : cell)
    end()
    line++
    at++
  }
  if (cells.length > 0) end()
  return { rows, openQuoteAt: null }
}

/** One row of a table as RFC 4180 has it, with its line break. */
export const writeCsvRow = (cells: readonly string[]): string =>
  `${cells.map(cell => (/[",\r\n]|^\ufeff/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
