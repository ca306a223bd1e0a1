import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { branchName, loadBranchNames } from '#catalogue/exchange/import-store.ts'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { readLibraryFile } from '#settings/file/library-file.ts'
import { readDescription } from '#settings/whole.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { type FormName, formNames } from '../rules/forms.ts'
import { readRow } from '../rules/read-row.ts'
import type { MovedRow, MoveProblem } from './judge-table.ts'
import { headerOf, type Mapping, readMapping } from './mapping.ts'
import { fileOf, openTable } from './open-table.ts'

/** How one file is understood as a table of ours: its first rows, how many there are, and what cannot be used. */
export type TriedTable = {
  form: FormName
  rows: { line: number; row: MovedRow }[]
  read: number
  problems: MoveProblem[]
}

export type TryRefusal =
  /** No table comes from a file of this name, by move-in.yaml or by ours. */
  { why: 'fileOfNoTable'; files: string[] } | { why: 'noFile' }

const rowsShown = 10

/**
 * Reads one file of a folder by its mapping, and nothing else: what is said against a row is what the row says by
 * itself. Whether what it names is there, the rehearsal says. Nothing is written.
 */
export async function tryFile(
  library: Pick<Library, 'db' | 'clock'>,
  folder: string,
  file: string,
): Promise<Outcome<TriedTable[], TryRefusal>> {
  const mapping = readMapping(folder)
  const names = formNames.filter(name => !mapping || mapping.files[name])
  const forms = names.filter(name => fileOf(name, mapping) === file)
  if (forms.length === 0)
    return refused({ why: 'fileOfNoTable', files: [...new Set(names.map(name => fileOf(name, mapping)))] })
  if (!existsSync(join(folder, file))) return refused({ why: 'noFile' })
  const at = { branchOf: await branchesOf(library, folder), today: dayOf(library.clock.now()) }
  const tried: TriedTable[] = []
  for (const form of forms) tried.push(await tryTable({ folder, mapping }, form, at))
  return done(tried)
}

async function tryTable(
  { folder, mapping }: { folder: string; mapping: Mapping | null },
  form: FormName,
  at: Parameters<typeof readRow>[2],
): Promise<TriedTable> {
  const tried: TriedTable = { form, rows: [], read: 0, problems: [] }
  const tell = (line: number, column: string, value: string, want: MoveProblem['want']) =>
    tried.problems.push({
      ...{ file: fileOf(form, mapping), line, column, header: headerOf(mapping, form, column), value, want },
    })
  for await (const { line, row: raw, isWhole } of openTable(folder, form, mapping, tell)) {
    tried.read++
    const { row, problems } = readRow(form, raw, at)
    for (const { column, value, want } of isWhole ? problems : []) tell(line, column, value, want)
    if (tried.rows.length < rowsShown) tried.rows.push({ line, row })
  }
  return tried
}

/** The branches of the settings that lie in the folder, else those of the library, by each of their names. */
async function branchesOf(library: Pick<Library, 'db'>, folder: string): Promise<(name: string) => string | undefined> {
  const path = join(folder, 'settings.yaml')
  const file = existsSync(path) ? readLibraryFile(readFileSync(path, 'utf8')) : null
  const read = file?.ok ? readDescription(file.document) : null
  const names = read?.ok
    ? new Map(
        read.description.branches.flatMap(({ code, name, shortName }) =>
          [code, name.ja, shortName].map(one => [branchName(one), code] as const),
        ),
      )
    : await transact(library.db, loadBranchNames)
  return name => names.get(branchName(name))
}
