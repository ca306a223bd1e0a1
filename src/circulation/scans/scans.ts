import type { ItemId, PatronId, ScanId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { type Outcome, refused } from '#std/outcome.ts'
import { type UndoRefusal, undoSeconds } from '../rules/undo.ts'
import { ownerOf } from './note-scan.ts'
import type { Scan, ScanColumn } from './said.ts'
import { deleteScansBefore, findScan, loadScans, SentBefore, wasSent } from './scan-store.ts'
import { undoCheckIn } from './undo-check-in.ts'
import { undoCheckOut } from './undo-check-out.ts'

/** The last scans of this session, the newest on top. Nobody sees those of another one. */
export async function lastScans(library: Library, column: ScanColumn, limit = 20): Promise<Scan[]> {
  const now = library.clock.now()
  const scans = await loadScans(library.db, ownerOf(column), limit)
  return scans.map((scan, index) => ({
    ...scan,
    undoSecondsLeft: Math.max(0, Math.ceil(undoSeconds - now.since(scan.at).total('seconds'))),
    mayUndo:
      scan.itemEventId !== null &&
      !scan.undone &&
      now.since(scan.at).total('seconds') <= undoSeconds &&
      // Only the last change of a copy can be taken back; one that was scanned again and stayed as it was counts as
      // scanned once.
      !scans.slice(0, index).some(later => later.barcode === scan.barcode && later.itemEventId !== null),
  }))
}

/**
 * Does what a scan asks for, once: a page that got no answer sends it again under the same id, and then finds what the
 * first sending did in its column.
 * @param act hears what is asked in a column of loans, which is to be answered first
 * @returns what came of it; null when it was sent before
 */
export async function scanOnce<T>(
  library: Library,
  column: ScanColumn,
  act: (asked: OpenQuestion | null) => Promise<T>,
): Promise<T | null> {
  const { sessionHash, sentId } = ownerOf(column)
  const [sent, asked] = await Promise.all([
    sentId === null ? false : wasSent(library.db, sessionHash, sentId),
    column.page === 'checkOut' ? openQuestion(library, column) : null,
  ])
  if (sent) return null
  try {
    return await act(asked)
  } catch (error) {
    // The first sending was still on its way; it is in the column by now.
    if (error instanceof SentBefore) return null
    throw error
  }
}

export type OpenQuestion = { patronId: PatronId; cardLast4: string }

/** The open question of a column: the card of somebody else was scanned last. Null when nothing is asked. */
export async function openQuestion(library: Library, column: ScanColumn): Promise<OpenQuestion | null> {
  const [last] = await loadScans(library.db, ownerOf(column), 1)
  return last?.said.do === 'ask' ? last.said : null
}

/** 取り消す: takes back one scan of this session, a return or a loan, within a minute. */
export async function undoScan(
  library: Library,
  actor: Actor,
  sessionId: string,
  scanId: ScanId,
): Promise<Outcome<{ itemId: ItemId }, UndoRefusal>> {
  const { sessionHash } = ownerOf({ sessionId, page: 'checkIn' })
  const scan = await findScan(library.db, sessionHash, scanId)
  if (!scan || scan.undone || scan.itemEventId === null) return refused({ why: 'nothingToUndo' })
  const { branchId, barcode, itemEventId: eventId, patronId } = scan
  const undo = { actor, branchId, barcode, eventId, scanId }
  return patronId === null ? undoCheckIn(library, undo) : undoCheckOut(library, { ...undo, patronId })
}

/** The night forgets what was scanned before it: the columns name cards and titles side by side. */
export async function forgetScans(
  library: Library,
  batch: { now: Temporal.Instant; limit: number },
): Promise<{ did: number; report: { [name: string]: unknown } }> {
  return { did: await deleteScansBefore(library.db, batch.now.subtract({ hours: 1 }), batch.limit), report: {} }
}
