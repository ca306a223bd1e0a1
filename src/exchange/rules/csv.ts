/**
 * One row of a table as RFC 4180 has it, with its line break. What a reader would trim or take apart stands in
 * quotes.
 */
export const writeCsvRow = (cells: readonly string[]): string =>
  `${cells.map(cell => (/[",\r\n]|^[\s\ufeff]|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`

/**
 * What a spreadsheet would work out instead of showing it (=, +, -, @, tab or line end in front, also in full width)
 * gets an apostrophe before it. For files that people open.
 */
export const notAFormula = (cell: string): string => (/^\s*[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell)
