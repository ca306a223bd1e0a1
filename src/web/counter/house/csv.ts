import type { Context } from 'hono'
import type { Page } from '#web/page.ts'

/**
 * A table as CSV that a spreadsheet opens as it is: with a BOM, so that it reads Japanese. What would be a formula
 * there (=, +, -, @, tab, line end in front) gets an apostrophe before it.
 */
export const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${rows.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`

function cell(value: string | number): string {
  if (typeof value === 'number') return `${value}`
  const safe = /^\s*[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Answers with a table as a file of this name. */
export function csvFile(c: Context<Page>, name: string, rows: Parameters<typeof csv>[0]): Response {
  c.header('content-type', 'text/csv; charset=utf-8')
  c.header('content-disposition', `attachment; filename="${name}.csv"`)
  return c.body(csv(rows))
}
