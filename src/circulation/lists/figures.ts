import { loadDescribedPlaces } from '#branches/place-store.ts'
import type { Library } from '#library.ts'
import {
  countBy,
  countYear,
  type Lending,
  type LendingFact,
  lendingFacts,
  loadLendings,
  type YearOfBranch,
} from './figures-store.ts'

export { type LendingFact, lendingFacts }

/** What branches and stops are called, also those that are no more. */
export async function namesOfPlaces(library: Library): Promise<Map<string, string>> {
  const { branches, stops } = await loadDescribedPlaces(library.readDb)
  return new Map([
    ...branches.map(({ code, name }) => [`branch:${code}`, name.ja] as const),
    ...stops.map(({ code, name }) => [`stop:${code}`, name.ja] as const),
  ])
}

export type YearFigures = { branches: (YearOfBranch & { branchName: string })[]; all: Omit<YearOfBranch, 'branchId'> }

/**
 * 年度の統計: the loans of a span, both days included, by branch as the yearly survey asks for them. No person stands behind
 * a row.
 */
export async function yearFigures(
  library: Library,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<YearFigures> {
  const { branches } = await loadDescribedPlaces(library.readDb)
  const counted = await countYear(library.readDb, { from, until })
  const named = branches.flatMap(({ code, name }) =>
    counted.filter(row => row.branchId === code).map(row => ({ ...row, branchName: name.ja })),
  )
  const all = { persons: 0, children: 0, groups: 0, unknown: 0, childrensBooks: 0, audiovisual: 0, all: 0 }
  for (const row of named) for (const what of Object.keys(all) as (keyof typeof all)[]) all[what] += row[what]
  return { branches: named, all }
}

/** Loans of a span by one fact; at most so many values, and whether there are more. */
export async function figuresBy(
  library: Library,
  by: LendingFact,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
) {
  const found = await countBy(library.readDb, by, { from, until }, valuesMax + 1)
  return { rows: found.slice(0, valuesMax), more: found.length > valuesMax }
}

/** Every combination of facts of a span, by month. A file has at most so many rows as a spreadsheet can hold. */
export const everyFigure = (
  library: Library,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<Lending[]> => loadLendings(library.readDb, { from, until }, rowsMax)

const valuesMax = 500
const rowsMax = 1_000_000
