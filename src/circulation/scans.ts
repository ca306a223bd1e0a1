import { createHash } from 'node:crypto'
import type { Actor, Library } from '#library.ts'
import { type Outcome, refused } from '#std/outcome.ts'
import type { Verdict } from './check-in.ts'
import { deleteScansBefore, insertScan, loadScans, saveUndone } from './scan-store.ts'
import { type UndoRefusal, undoCheckIn } from './undo-check-in.ts'

export type ScanPage = 'checkIn' | 'checkOut' | 'renew'

/** What the desk was told after a scan: a verdict, or what came of a loan. Days are ISO text. */
export type Said =
  | { do: 'shelve'; title: string }
  | {
      do: 'holdShelf'
      title: string
      holdId: number
      cardLast4: string
      pickUpBy: string | null
      waitsForSet: boolean
    }
  | { do: 'send'; title: string; to: string; holdId: number | null }
  | { do: 'stop'; why: string }
  | { do: 'lend'; title: string; dueOn: string; hadHold: boolean }
  | { do: 'renew'; title: string; dueOn: string }
  /** Refused: the code, the words at that moment, and whether somebody with the duty may set the rule aside. */
  | { do: 'refuse'; why: string; words: string; mayOverride: boolean }

/** One line of the column on the screen. */
export type Scan = {
  id: number
  at: Temporal.Instant
  branchId: string
  barcode: string
  said: Said
  undone: boolean
  mayUndo: boolean
  shelf: string | null
  callNumber: string | null
  itemTitle: string | null
}

/** Whose column it is: the session at the desk, and on 貸出 the patron who is being served. */
export type ScanColumn = { sessionId: string; page: ScanPage; patronId?: number | null }

/** Puts a scan on top of the column. */
export async function noteScan(
  library: Library,
  column: ScanColumn,
  scan: { branchId: string; barcode: string; said: Said },
): Promise<void> {
  const own = { sessionHash: hashOf(column.sessionId), page: column.page, patronId: column.patronId ?? null }
  await insertScan(library.db, { ...own, ...scan, barcode: scan.barcode.slice(0, 60), at: library.clock.now() })
}

/** The last scans of this session, the newest on top. Nobody sees those of another one. */
export async function lastScans(library: Library, column: ScanColumn, limit = 20): Promise<Scan[]> {
  const own = { sessionHash: hashOf(column.sessionId), page: column.page, patronId: column.patronId ?? null }
  const now = library.clock.now()
  const scans = await loadScans(library.db, own, limit)
  return scans.map((scan, index) => ({
    ...scan,
    mayUndo:
      column.page === 'checkIn' &&
      !scan.undone &&
      scan.said.do !== 'stop' &&
      now.since(scan.at).total('seconds') <= undoSeconds &&
      // Only the last scan of a copy can be taken back.
      !scans.slice(0, index).some(later => later.barcode === scan.barcode),
  }))
}

/** 取り消す: takes back one scan of this session, within a minute. */
export async function undoScan(
  library: Library,
  actor: Actor,
  sessionId: string,
  scanId: number,
): Promise<Outcome<{ itemId: number }, UndoRefusal>> {
  const own = { sessionHash: hashOf(sessionId), page: 'checkIn', patronId: null, id: scanId } as const
  const scan = (await loadScans(library.db, own, 1))[0]
  if (!scan || scan.undone) return refused({ why: 'nothingToUndo' })
  const { branchId, barcode } = scan
  const undone = await undoCheckIn(library, { actor, branchId, barcode })
  if (undone.ok) await saveUndone(library.db, scan.id, library.clock.now())
  return undone
}

/** What is told of a verdict. */
export const saidOf = (verdict: Verdict): Said =>
  verdict.do === 'holdShelf' ? { ...verdict, pickUpBy: verdict.pickUpBy?.toString() ?? null } : verdict

/** The night forgets what was scanned before it: the columns name cards and titles side by side. */
export async function forgetScans(
  library: Library,
  batch: { now: Temporal.Instant; limit: number },
): Promise<{ did: number; report: { [name: string]: unknown } }> {
  return { did: await deleteScansBefore(library.db, batch.now.subtract({ hours: 1 }), batch.limit), report: {} }
}

const undoSeconds = 60

const hashOf = (sessionId: string) => createHash('sha256').update(sessionId).digest()
