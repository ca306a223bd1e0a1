import type { Desk } from '#acting.ts'
import { takeInHiddenBibs } from '#catalogue/hidden-bib-store.ts'
import type { Tx } from '#database/database.ts'
import { storable } from '#database/incoming.ts'
import { takeInHolds } from '#holds/moving-store.ts'
import { tellMovedIn } from '#holds/queue/tell-moved-in.ts'
import { takeInHiddenCopies } from '#items/hidden-copy-store.ts'
import { sendWhatIsHeldElsewhere, takeInLoans, takeInTransits } from '#items/moving-loans-store.ts'
import { bringMovedItemsInLine, takeInItems } from '#items/moving-store.ts'
import {
  beginPatrons,
  leavePatronsOut,
  mergeMovedPatrons,
  takeInCards,
  takeInNotes,
  takeInPasswords,
  takeInPatrons,
} from '#patrons/moving-store.ts'
import { takeInRequests } from '#requests/moving-store.ts'
import { takeInSavedSearches } from '#saved-searches/moving-store.ts'
import { crashPoint } from '#std/crash-point.ts'
import { dayOf } from '#time/clock.ts'
import { takeInWishes } from '#wish-lists/moving-store.ts'
import { type FormName, formNames, type TableName } from '../rules/forms.ts'
import { wantOfRefusal } from '../rules/want.ts'
import { type JudgedRow, judgeTable, type Known, type MoveProblem } from './judge-table.ts'
import { headerOf, type Mapping } from './mapping.ts'
import { analyse, saveInHalves } from './moving-store.ts'
import { fileOf } from './open-table.ts'
import type { Tally } from './tally.ts'

export type TakingIn = {
  folder: string
  mapping: Mapping | null
  known: Known
  tally: Tally
  tell(problem: MoveProblem): void
  desk: Desk
  now: Temporal.Instant
  temporaryUntil: Temporal.Instant
  /** Makes the hashes of passwords; null for a row that cannot be used, which it tells. */
  hash(rows: readonly JudgedRow[]): Promise<(JudgedRow | null)[]>
  onTable(name: FormName): void
}

/** So many rows are one statement. A hash takes its time: of passwords fewer. */
const batchRows = 5000
const batchPasswords = 500

/** Reads every table of the folder, judges its rows and writes those that can be used, a table after the other. */
export async function takeInTables(tx: Tx, work: TakingIn): Promise<void> {
  await beginPatrons(tx)
  for (const name of formNames) {
    work.onTable(name)
    await takeInTable(tx, name, work)
    if (name === 'items') await analyse(tx, ['item'])
    if (name === 'patrons') await mergePatrons(tx, work)
    if (name === 'patrons') await analyse(tx, ['patron', 'moving_patron'])
    crashPoint(`moveIn:${name}`)
  }
  const said = (column: string, file: FormName, row: { item: string }, want: MoveProblem['want']) =>
    work.tell({
      file: fileOf(file, work.mapping),
      line: file === 'items' ? (work.known.keys.items.get(row.item) ?? 0) : 0,
      column,
      header: headerOf(work.mapping, file, column),
      value: row.item,
      want,
    })
  for (const one of await sendWhatIsHeldElsewhere(tx, work.now))
    said('item', 'transits', one, { is: 'onItsWay', from: one.from })
  for (const one of await bringMovedItemsInLine(tx)) said('status', 'items', one, { is: 'madeMissing', was: one.was })
  await tellMovedIn(tx, work.desk)
  await analyse(tx, ['bib', 'item', 'patron', 'card', 'loan', 'hold', 'hold_event', 'transit', 'bib_change'])
}

async function takeInTable(tx: Tx, name: FormName, work: TakingIn): Promise<void> {
  const limit = name === 'passwords' ? batchPasswords : batchRows
  let batch: JudgedRow[] = []
  for await (const row of judgeTable(work, name, work.known, work)) {
    batch.push(row)
    if (batch.length < limit) continue
    await saveRows(tx, name, batch, work)
    batch = []
  }
  await saveRows(tx, name, batch, work)
}

async function saveRows(tx: Tx, name: FormName, judged: JudgedRow[], work: TakingIn): Promise<void> {
  if (name === 'families') return
  const leave = ({ line, row }: JudgedRow) => {
    work.tally.leaves(name, line, row)
    work.known.forget(name, row)
  }
  const hashed = name === 'passwords' ? await work.hash(judged) : judged
  for (const [nth, row] of hashed.entries()) if (row === null) leave(judged[nth]!)
  await saveInHalves(
    tx,
    hashed.filter(row => row !== null),
    rows => writerOf[name](tx, storable(rows.map(({ row }) => row)), work),
    (judgedRow, error) => {
      const { column, want } = wantOfRefusal(error)
      const { line, row } = judgedRow
      const header = headerOf(work.mapping, name, column)
      work.tell({ file: fileOf(name, work.mapping), line, column, header, value: row[column] ?? '', want })
      leave(judgedRow)
    },
  )
}

const writerOf: Record<TableName, (tx: Tx, rows: string, work: TakingIn) => Promise<void>> = {
  items: (tx, rows, { now }) => takeInItems(tx, rows, dayOf(now)),
  hidden: async (tx, rows, { now }) => {
    await takeInHiddenBibs(tx, rows, now)
    await takeInHiddenCopies(tx, rows, now)
  },
  patrons: (tx, rows, { now }) => takeInPatrons(tx, rows, now),
  cards: (tx, rows, { now }) => takeInCards(tx, rows, dayOf(now)),
  notes: (tx, rows, { now }) => takeInNotes(tx, rows, now),
  passwords: (tx, rows, { now, temporaryUntil: until }) => takeInPasswords(tx, rows, { now, until }),
  loans: takeInLoans,
  holds: (tx, rows, { now }) => takeInHolds(tx, rows, now),
  transits: takeInTransits,
  'saved-searches': (tx, rows, { now }) => takeInSavedSearches(tx, rows, dayOf(now)),
  wishes: takeInWishes,
  requests: (tx, rows, { now }) => takeInRequests(tx, rows, now),
}

/**
 * Who went over into somebody: into whom can be said when everybody is in. Whoever went into nobody is left out, and
 * so on.
 */
async function mergePatrons(tx: Tx, { known, tally, tell, mapping }: TakingIn): Promise<void> {
  let lost: [string, JudgedRow][]
  do {
    lost = [...known.merged].filter(([, { row }]) => !known.keys.patrons.has(row.merged_into!))
    for (const [key, { line, row }] of lost) {
      const want = { is: 'takenIn', of: 'patrons' } as const
      const header = headerOf(mapping, 'patrons', 'merged_into')
      tell({ file: fileOf('patrons', mapping), line, column: 'merged_into', header, value: row.merged_into!, want })
      tally.leaves('patrons', line, row)
      known.merged.delete(key)
      known.keys.patrons.delete(key)
    }
    if (lost.length > 0)
      await leavePatronsOut(
        tx,
        lost.map(([key]) => key),
      )
  } while (lost.length > 0)
  const pairs = [...known.merged].map(([key, { row }]) => ({ key, into: row.merged_into }))
  if (pairs.length > 0) await mergeMovedPatrons(tx, storable(pairs))
}
