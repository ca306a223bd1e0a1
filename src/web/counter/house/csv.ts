import type { Context } from 'hono'
import { notAFormula } from '#exchange/rules/csv.ts'
import type { Page } from '#web/page.ts'

/**
 * A table as CSV that a spreadsheet opens as it is: with a BOM, so that it reads Japanese, and without formulas.
 */
export const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${rows.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`

function cell(value: string | number): string {
  if (typeof value === 'number') return `${value}`
  const safe = notAFormula(value)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Answers with a table as a file of this name. */
export function csvFile(c: Context<Page>, name: string, rows: Parameters<typeof csv>[0]): Response {
  c.header('content-type', 'text/csv; charset=utf-8')
  c.header('content-disposition', `attachment; filename="${name}.csv"`)
  return c.body(csv(rows))
}
