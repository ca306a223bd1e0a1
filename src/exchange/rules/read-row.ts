import { readCardNumber } from '#patrons/rules/card-number.ts'
import { instantAt, readInstant } from '#time/clock.ts'
import type { Column, Form } from './forms.ts'
import { readDay } from './japanese-date.ts'

/** A value that cannot be used: in which column, what stands there, and what would be right. */
export type CellProblem = { column: string; value: string; right: string }

/**
 * Reads the cells of one row as its form has them; an empty one is null.
 * @param branchOf the code of a branch by any of its names
 */
export function readRow(
  form: Form,
  cells: Readonly<Record<string, string>>,
  branchOf: (name: string) => string | undefined,
): { row: Record<string, string | null>; problems: CellProblem[] } {
  const row: Record<string, string | null> = {}
  const problems: CellProblem[] = []
  // A forgotten patron is a number without a person.
  const mayLack = /^(yes|1)$/i.test(cells.forgotten ?? '') ? ['name', 'name_reading'] : []
  for (const [column, what] of Object.entries(form)) {
    const value = cells[column] ?? ''
    row[column] = null
    if (value === '' && (!what.needed || mayLack.includes(column))) continue
    const read = readCell(what, value, branchOf)
    if (read.value !== null) row[column] = read.value
    else problems.push({ column, value, right: read.right })
  }
  return { row, problems }
}

type Read = { value: string; right?: never } | { value: null; right: string }

function readCell(what: Column, value: string, branchOf: (name: string) => string | undefined): Read {
  const or = (read: string | null | undefined, right: string): Read =>
    read === null || read === undefined ? { value: null, right } : { value: read }
  if (value === '') return { value: null, right: 'must not be empty' }
  if (what.oneOf && !what.oneOf.includes(value)) return { value: null, right: `one of ${what.oneOf.join(', ')}` }
  switch (what.is) {
    case 'text':
      return { value }
    case 'day':
      return or(readDay(value)?.toString(), 'a day as 2026-04-01 or S55.3.12')
    case 'instant':
      return or(instantOf(value), 'a day, or a time as 2026-04-01T10:00:00')
    case 'count':
      return or(/^\d{1,5}$/.test(value) ? value : null, 'a number')
    case 'flag':
      return or(/^(yes|1|no|0)$/i.test(value) ? String(/^(yes|1)$/i.test(value)) : null, 'yes or no')
    case 'card':
      return or(readCardNumber(value), 'up to 20 digits and letters')
    case 'branch':
      return or(branchOf(value), 'a branch of settings.yaml, by its code or name')
    case 'json':
      return or(jsonOf(value), 'JSON')
    default:
      return what.is satisfies never
  }
}

function instantOf(value: string): string | null {
  const day = readDay(value)
  if (day) return instantAt(day, '00:00').toString()
  try {
    return (
      /(Z|[+-]\d\d:\d\d)$/.test(value) ? Temporal.Instant.from(value) : readInstant(value.replace(' ', 'T'))
    ).toString()
  } catch {
    return null
  }
}

function jsonOf(value: string): string | null {
  try {
    JSON.parse(value)
    return value
  } catch {
    return null
  }
}
