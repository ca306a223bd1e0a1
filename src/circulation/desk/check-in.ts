import { type Desk, deskOf } from '#acting.ts'
import { type Tx, transact } from '#database/database.ts'
import { loadHolder, loadNext } from '#holds/queue/copy-facts.ts'
import { saveSteps } from '#holds/queue/save-steps.ts'
import type { BranchId } from '#ids.ts'
import { lockScannedItem } from '#items/item-store.ts'
import type { LockedItem } from '#items/rules/item.ts'
import type { Actor, Library } from '#library.ts'
import { crashPoint } from '#std/crash-point.ts'
import { decideScan, type ScanFacts, type Verdict } from '../rules/scan.ts'
import type { Afterwards } from '../scans/afterwards.ts'
import { noteInColumn, saidOf } from '../scans/note-scan.ts'
import type { ScanColumn } from '../scans/said.ts'

export type { Verdict }

/**
 * 返却, and every other scan of a copy at a desk: a loan ends, a journey ends, a copy from the shelf or the pull list is
 * bound to the next hold (M26, M34, M35). A copy that arrives at its pickup location is ready; for a stop, at the
 * bookmobile: it is loaded. A second scan of the same copy gives the same answer.
 * @param scan.column where the desk keeps what it was told; written with the change, so that an undo can name it. Of a
 *   code that no copy has nothing is written
 * @param scan.afterwards it was scanned earlier and is told now
 */
export async function checkIn(library: Library, scan: Scan & { actor: Actor }): Promise<Verdict> {
  const desk = deskOf(library, scan.actor)
  const verdict = await transact(library.db, async tx => {
    const item = await lockScannedItem(tx, scan.barcode)
    const decided = item ? await checkInItem(tx, desk, item, scan) : unknownItem
    crashPoint('checkIn:saved')
    return decided
  })
  crashPoint('checkIn:committed')
  return verdict
}

type Scan = { branchId: BranchId; barcode: string; column?: ScanColumn; afterwards?: Afterwards }

const unknownItem: Verdict = { do: 'stop', why: 'unknownItem', title: null }

/** No copy has the code that was scanned. */
export const isUnknownItem = (verdict: Verdict): boolean => verdict.do === 'stop' && verdict.why === 'unknownItem'

async function checkInItem(tx: Tx, desk: Desk, item: LockedItem, scan: Scan): Promise<Verdict> {
  await scan.afterwards?.judge(tx, item)
  return takeInHand(tx, desk, item, scan.branchId, { note: verdict => noteOf(tx, desk, scan, item, verdict) })
}

/** What is kept of a scan beside what it did: in the column of its desk, or with what was told afterwards. */
function noteOf(
  tx: Tx,
  desk: Desk,
  { column, afterwards, ...scan }: Scan,
  item: LockedItem,
  verdict: Verdict,
): Promise<void> | undefined {
  if (afterwards) return afterwards.note(tx, item, verdict)
  return column && noteInColumn(tx, desk, column, { ...scan, item, said: saidOf(verdict, item, desk.today) })
}

/**
 * A copy is in hand at a branch: `decideScan` says what becomes of it. Its row and its bib are locked.
 * @param found why the desk says that it is found or repaired; null for a plain scan
 * @param note one statement to be written behind it, with which the transaction ends
 */
export async function takeInHand(
  tx: Tx,
  desk: Desk,
  item: LockedItem,
  branchId: BranchId,
  { found = null, note }: { found?: string | null; note?: (verdict: Verdict) => Promise<void> | undefined } = {},
): Promise<Verdict> {
  const { verdict, steps } = decideScan(await loadScanFacts(tx, desk, { item, branchId, found }))
  await saveSteps(tx, desk, item, steps, note ? { last: async () => note(verdict) } : {})
  return verdict
}

async function loadScanFacts(
  tx: Tx,
  desk: Desk,
  scan: Pick<ScanFacts, 'item' | 'branchId' | 'found'>,
): Promise<ScanFacts> {
  const holder = await loadHolder(tx, desk, scan.item)
  const isFree = !holder || holder.hold.state.is === 'cancelApplied' || holder.placeHasEnded
  const mayGoOn = scan.found !== null || !['withdrawn', 'repair'].includes(scan.item.status)
  return { ...scan, holder, next: isFree && mayGoOn ? await loadNext(tx, desk, scan.item) : null }
}
