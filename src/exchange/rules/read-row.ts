import { readCardNumber } from '#patrons/rules/card-number.ts'
import { instantAt, readInstant } from '#time/clock.ts'
import { type Column, type Form, type FormName, forms } from './forms.ts'
import { readDay } from './japanese-date.ts'
import { readPerson } from './person-row.ts'
import type { CellProblem, Want } from './want.ts'
import { judgeWhole } from './whole-row.ts'

/**
 * Reads the cells of one row as its form has them; an empty one is null.
 * @param at `branchOf` gives the code of a branch by any of its names
 * @returns the row, and what is said of it; with something that is not `isTakenIn` it cannot be used
 */
export function readRow(
  name: FormName,
  cells: Readonly<Record<string, string>>,
  at: { branchOf: (name: string) => string | undefined; today: Temporal.PlainDate },
): { row: Record<string, string | null>; problems: CellProblem[] } {
  const form: Form = forms[name]
  const row: Record<string, string | null> = {}
  const problems: CellProblem[] = []
  // A forgotten patron is a number without a person.
  const mayLack = /^(yes|1)$/i.test(cells.forgotten ?? '') ? ['name', 'name_reading'] : []
  for (const [column, what] of Object.entries(form)) {
    const value = cells[column] ?? ''
    row[column] = null
    if (value === '' && (!what.needed || mayLack.includes(column))) continue
    const read = readCell(what, value, at.branchOf)
    if (read.value !== null) row[column] = read.value
    else problems.push({ column, value, want: read.want })
  }
  const judged = problems.length > 0 ? problems : judgeWhole(name, row)
  if (name !== 'patrons' && name !== 'families') return { row, problems: judged }
  const person = readPerson(row, at.today)
  return { row: person.row, problems: [...judged, ...person.problems] }
}

type Read = { value: string } | { value: null; want: Want }

function readCell(what: Column, value: string, branchOf: (name: string) => string | undefined): Read {
  const or = (read: string | null | undefined, want: Want): Read =>
    read === null || read === undefined ? { value: null, want } : { value: read }
  if (value === '') return { value: null, want: { is: 'filled' } }
  if (what.oneOf && !what.oneOf.includes(value)) return { value: null, want: { is: 'oneOf', values: what.oneOf } }
  switch (what.is) {
    case 'text':
      return { value }
    case 'day':
      return or(readDay(value)?.toString(), { is: 'day' })
    case 'instant':
      return or(instantOf(value), { is: 'instant' })
    case 'count':
      return or(/^\d{1,5}$/.test(value) ? value : null, { is: 'count' })
    case 'flag':
      return or(/^(yes|1|no|0)$/i.test(value) ? String(/^(yes|1)$/i.test(value)) : null, { is: 'flag' })
    case 'card':
      return or(readCardNumber(value), { is: 'card' })
    case 'branch':
      return or(branchOf(value), { is: 'branch' })
    case 'json':
      return or(jsonOf(value), { is: 'json' })
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
