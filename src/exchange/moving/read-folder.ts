import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { decodeLine } from '#catalogue/records/character-sets.ts'
import { readLibraryFile } from '#settings/file/library-file.ts'
import { readCsv } from '../rules/csv.ts'
import { type Form, type FormName, formNames, forms } from '../rules/forms.ts'
import { readRow } from '../rules/read-row.ts'

/** Something in a file that cannot be used as it stands. */
export type MoveProblem = { file: string; line: number; column: string; value: string; right: string }
export type MovedRow = Record<string, string | null>
export type ReadFolder = { rows: Record<FormName, MovedRow[]>; problems: MoveProblem[]; read: Record<string, number> }

const source = z.union([
  z.string(),
  z.strictObject({ from: z.string(), codes: z.record(z.string(), z.string()).optional() }),
  z.strictObject({ always: z.string() }),
  z.strictObject({ join: z.array(z.string()), with: z.string().default('') }),
])
type Source = z.infer<typeof source>
const mappingSchema = z.strictObject({
  files: z.partialRecord(
    z.enum(formNames as [FormName, ...FormName[]]),
    z.strictObject({
      file: z.string(),
      separator: z.string().length(1).default(','),
      columns: z.record(z.string(), source),
      unused: z.array(z.string()).default([]),
    }),
  ),
})
type Mapping = NonNullable<z.infer<typeof mappingSchema>['files'][FormName]>

/**
 * Reads every table of a folder and judges each row: by itself, and that what it names is there. What cannot be used is left out and told.
 * `move-in.yaml` says where the columns of another system are; without it files and columns have our names.
 * @throws Error when move-in.yaml itself cannot be used
 */
export function readFolder(
  folder: string,
  known: { branchOf: (name: string) => string | undefined; bibs: ReadonlySet<string> },
): ReadFolder {
  const mapping = readMapping(folder)
  const found: ReadFolder = { rows: {} as ReadFolder['rows'], problems: [], read: {} }
  const keys: Record<string, ReadonlySet<string>> = { bibs: known.bibs }
  for (const name of formNames) {
    const form: Form = forms[name]
    const { file, cells } = open(folder, name, form, mapping?.[name], mapping !== null, found.problems)
    found.read[name] = cells.length
    const rows: { line: number; row: MovedRow }[] = []
    const seen = new Set<string>()
    const [key] = Object.entries(form).find(([, { key }]) => key) ?? []
    const tell = (line: number, column: string, value: string, right: string) =>
      found.problems.push({ file, line, column, value, right })
    for (const { line, row: raw } of cells) {
      const { row, problems } = readRow(form, raw, known.branchOf)
      for (const { column, value, right } of problems) tell(line, column, value, right)
      const of = key === undefined ? null : row[key]
      if (of && seen.has(of)) tell(line, key!, of, 'each stands once: this row is a second one')
      if (problems.length === 0 && !(of && seen.has(of))) rows.push({ line, row })
      if (of) seen.add(of)
    }
    if (key) keys[name] = new Set(rows.map(({ row }) => row[key]!))
    const references = Object.entries(form).flatMap(([column, { of }]) => (of ? [[column, of] as const] : []))
    found.rows[name] = rows
      .filter(({ line, row }) => {
        const lost = references.filter(([column, of]) => row[column] && !keys[of]!.has(row[column]!))
        for (const [column, of] of lost) tell(line, column, row[column]!, `one of ${of} that were taken in`)
        return lost.length === 0
      })
      .map(({ row }) => row)
  }
  return found
}

function readMapping(folder: string): Partial<Record<FormName, Mapping>> | null {
  const file = join(folder, 'move-in.yaml')
  if (!existsSync(file)) return null
  const yaml = readLibraryFile(readFileSync(file, 'utf8'))
  if (!yaml.ok) throw new Error(yaml.errors.map(({ line, message }) => `move-in.yaml:${line}: ${message}`).join('\n'))
  const read = mappingSchema.safeParse(yaml.document)
  if (!read.success)
    throw new Error(
      read.error.issues.map(({ path, message }) => `move-in.yaml: ${path.join('.')}: ${message}`).join('\n'),
    )
  return read.data.files as Partial<Record<FormName, Mapping>>
}

type Cells = { line: number; row: Record<string, string> }[]

/** The rows of a file under the names of our columns. A column that is not there, or that nobody uses, is told. */
function open(
  folder: string,
  name: FormName,
  form: Form,
  mapped: Mapping | undefined,
  isMapped: boolean,
  problems: MoveProblem[],
): { file: string; cells: Cells } {
  const file = mapped?.file ?? `${name}.csv`
  const path = join(folder, file)
  const wrong = (line: number, column: string, value: string, right: string) =>
    void problems.push({ file, line, column, value, right })
  if (isMapped && !mapped) return { file, cells: [] }
  if (!existsSync(path)) {
    if (mapped) wrong(0, '', file, 'a file that is there')
    return { file, cells: [] }
  }
  const text = decodeLine(readFileSync(path))
  if (text === null) wrong(0, '', file, 'text in UTF-8, CP932 or EUC-JP')
  const { rows, openQuoteAt } = readCsv(text ?? '', mapped?.separator)
  if (openQuoteAt !== null) wrong(openQuoteAt, '', '"', 'a quote that is closed again; what follows was not read')
  const [header, ...lines] = rows
  const names = (header?.cells ?? []).map(cell => cell.trim())
  const columns: Record<string, Source> =
    mapped?.columns ??
    Object.fromEntries(
      Object.keys(form)
        .filter(one => names.includes(one))
        .map(one => [one, one]),
    )
  const used = new Set([...(mapped?.unused ?? []), ...Object.values(columns).flatMap(namedBy)])
  for (const one of Object.keys(columns))
    if (!(one in form)) wrong(1, one, one, `one of ${Object.keys(form).join(', ')}`)
  for (const one of Object.values(columns).flatMap(namedBy))
    if (!names.includes(one)) wrong(1, one, '', `a column of ${file}: ${names.join(', ')}`)
  for (const one of names) if (!used.has(one)) wrong(1, one, one, 'used, or named under `unused` in move-in.yaml')
  const place = new Map(names.map((one, nth) => [one, nth]))
  const cells: Cells = []
  for (const { line, cells: given } of lines) {
    if (given.length !== names.length) {
      wrong(line, '', given.join(',').slice(0, 80), `${names.length} cells as in the header, not ${given.length}`)
      continue
    }
    const at = (one: string) => given[place.get(one) ?? -1]?.trim() ?? ''
    const row: Record<string, string> = {}
    for (const [column, from] of Object.entries(columns)) {
      const value = take(from, at)
      if (value === null)
        wrong(line, column, take({ from: namedBy(from)[0]! }, at)!, 'a code of the table in move-in.yaml')
      else row[column] = value
    }
    if (Object.keys(row).length === Object.keys(columns).length) cells.push({ line, row })
  }
  return { file, cells }
}

const namedBy = (from: Source): string[] =>
  typeof from === 'string' ? [from] : 'from' in from ? [from.from] : 'join' in from ? from.join : []

/** Null: a code that the table does not have. Half-width kana become full-width ones. */
function take(from: Source, at: (column: string) => string): string | null {
  const read = (one: string) => at(one).replace(/[\uff61-\uff9f]+/g, kana => kana.normalize('NFKC'))
  if (typeof from === 'string') return read(from)
  if ('always' in from) return from.always
  if ('join' in from) return from.join.map(read).filter(Boolean).join(from.with)
  return from.codes ? (from.codes[at(from.from)] ?? null) : read(from.from)
}
