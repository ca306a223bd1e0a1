import { dayOf } from '#time/clock.ts'
import { type Form, type FormName, forms } from '../rules/forms.ts'
import { readRow } from '../rules/read-row.ts'
import { isTakenIn, type Want } from '../rules/want.ts'
import { headerOf, type Mapping } from './mapping.ts'
import { fileOf, openTable } from './open-table.ts'
import type { Tally } from './tally.ts'

/** Something in a file that cannot be used as it stands, or that was not taken in as it stands. */
export type MoveProblem = {
  file: string
  /** 0: what is said of the file as a whole. */
  line: number
  /** Ours, and what it is called in the file. */
  column: string
  header: string
  value: string
  want: Want
}
export type MovedRow = Record<string, string | null>
export type JudgedRow = { line: number; row: MovedRow }

/** What the rows of later files may name: keys that were taken in, each with its line. */
export class Known {
  readonly keys: Record<'families' | 'patrons' | 'items', Map<string, number>>
  readonly families = new Map<string, MovedRow>()
  /** Of which record a copy is. */
  readonly recordOf = new Map<string, string>()
  /** Patrons who went over into another, by their key. */
  readonly merged = new Map<string, JudgedRow>()
  readonly lent = new Set<string>()
  /** Whose an order or a list is. */
  readonly owners = { order: new Map<string, string>(), list: new Map<string, string>() }
  readonly bibs: ReadonlySet<string>
  readonly branchOf: (name: string) => string | undefined

  constructor(bibs: ReadonlySet<string>, branchOf: (name: string) => string | undefined) {
    this.bibs = bibs
    this.branchOf = branchOf
    this.keys = { families: new Map(), patrons: new Map(), items: new Map() }
  }

  /** A row that was let through, and that the database refused. */
  forget(name: FormName, row: MovedRow): void {
    if (name === 'patrons') {
      this.keys.patrons.delete(row.patron!)
      this.merged.delete(row.patron!)
    } else if (name === 'items') this.keys.items.delete(row.barcode!)
    else if (name === 'loans' && row.returned_at === null) this.lent.delete(row.item!)
  }

  has(of: 'families' | 'patrons' | 'items' | 'bibs', key: string): boolean {
    return of === 'bibs' ? this.bibs.has(key) : this.keys[of].has(key)
  }
}

/**
 * The rows of a table that can be used: right by themselves, the first of their key, and naming only what was taken
 * in. Every other row is told and counted as left out.
 */
export async function* judgeTable(
  at: { folder: string; mapping: Mapping | null },
  name: FormName,
  known: Known,
  { tally, tell, now }: { tally: Tally; tell: (problem: MoveProblem) => void; now: Temporal.Instant },
): AsyncGenerator<JudgedRow> {
  const file = fileOf(name, at.mapping)
  const told = (line: number, column: string, value: string, want: Want) =>
    tell({ file, line, column, header: headerOf(at.mapping, name, column), value, want })
  const seen = new Map<string, number>()
  const reading = { branchOf: known.branchOf, today: dayOf(now) }
  const key = Object.entries<Form[string]>(forms[name]).find(([, column]) => column.key)?.[0]
  for await (const { line, row: raw, isWhole } of openTable(at.folder, name, at.mapping, told)) {
    const { row, problems } = readRow(name, raw, reading)
    const counted = { ...raw, ...withoutNulls(row) }
    tally.seen(name, line, counted)
    for (const { column, value, want } of isWhole ? problems : []) told(line, column, value, want)
    let stays = isWhole && problems.every(({ want }) => isTakenIn(want))
    for (const { column, want } of stays ? judgeAmongOthers(name, row, known) : []) {
      told(line, column, row[column] ?? '', want)
      stays = stays && isTakenIn(want)
    }
    const own = key === undefined ? null : row[key]
    const first = own ? seen.get(own) : undefined
    if (stays && first !== undefined) told(line, key!, own!, { is: 'once', firstLine: first })
    if (!stays || first !== undefined) {
      tally.leaves(name, line, counted)
      continue
    }
    if (own) seen.set(own, line)
    remember(name, row, line, known)
    yield { line, row }
  }
}

/** What a row says against the rows that came before it. */
function judgeAmongOthers(name: FormName, row: MovedRow, known: Known): { column: string; want: Want }[] {
  const lost = Object.entries<Form[string]>(forms[name]).flatMap(([column, { of }]) =>
    // Who went over into whom is judged when all patrons are in.
    of && row[column] && column !== 'merged_into' && !known.has(of, row[column]!)
      ? [{ column, want: { is: 'takenIn', of } as const }]
      : [],
  )
  if (lost.length > 0) return lost
  const ofAnother = ['item', 'only_item'].filter(
    column => row[column] && (name === 'holds' || name === 'hidden') && known.recordOf.get(row[column]!) !== row.record,
  )
  const ofItsRecord = ofAnother.map(column => ({ column, want: { is: 'ofItsRecord' } as const }))
  if (name !== 'holds' && name !== 'wishes') return ofItsRecord
  const group = name === 'holds' ? 'order' : 'list'
  const owner = known.owners[group].get(row[group]!) ?? row.patron
  const ofTwo = owner === row.patron ? [] : [{ column: group, want: { is: 'ofOnePatron' } as const }]
  if (name === 'wishes') return ofTwo
  return [
    ...ofItsRecord,
    ...(row.item && known.lent.has(row.item) ? [{ column: 'item', want: { is: 'freeItem' } as const }] : []),
    ...ofTwo,
  ]
}

function remember(name: FormName, row: MovedRow, line: number, known: Known): void {
  if (name === 'items') {
    known.keys.items.set(row.barcode!, line)
    known.recordOf.set(row.barcode!, row.record!)
  } else if (name === 'patrons') {
    known.keys.patrons.set(row.patron!, line)
    if (row.merged_into) known.merged.set(row.patron!, { line, row })
    const family = row.family ? known.families.get(row.family) : undefined
    for (const column of ['phone', 'postal_code', 'address']) row[column] ??= family?.[column] ?? null
  } else if (name === 'families') {
    known.keys.families.set(row.family!, line)
    known.families.set(row.family!, row)
  } else if (name === 'loans' && row.returned_at === null) known.lent.add(row.item!)
  else if (name === 'holds') known.owners.order.set(row.order!, row.patron!)
  else if (name === 'wishes') known.owners.list.set(row.list!, row.patron!)
}

const withoutNulls = (row: MovedRow): MovedRow =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
