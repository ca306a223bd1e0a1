/**
 * One row of a table as RFC 4180 has it, with its line break. What a reader would trim or take apart stands in
 * quotes.
 */
export const writeCsvRow = (cells: readonly string[]): string =>
  `${cells.map(cell => (/[",\r\n]|^[\s\ufeff]|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
