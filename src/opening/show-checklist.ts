import type { Database } from '#database/database.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { dayOf } from '#time/clock.ts'
import { isUnopened, loadChecklistFacts, saveDone } from './opening-store.ts'
import { type Check, checklist, checks, type Said } from './rules/checklist.ts'

export type ShownCheck = { check: Check; done: boolean }

/** 開館までのチェックリスト, in its order: the same for the counter and for `kago doctor`. */
export async function showChecklist(library: Pick<Library, 'db' | 'clock' | 'policy'>): Promise<ShownCheck[]> {
  const now = library.clock.now()
  const today = dayOf(now)
  const facts = await loadChecklistFacts(library.db, today)
  const { publicAddress } = library.policy.identity
  const found = checklist({ ...facts, publicAddress }, now, today)
  return checks.map(check => ({ check, done: found[check] }))
}

/** Somebody says that they did what no machine can see. */
export async function sayDone(library: Library, staff: { login: string }, what: Said): Promise<void> {
  const at = library.clock.now()
  await saveDone(library.db, { what, at, by: staff.login })
  await writeAudit(library.db, { at, staffLogin: staff.login, did: 'sayDone', patronId: null, detail: { what } })
}

/** A backup was restored into a database of its own, and all was well with it (`kago drill`). */
export const backupCame = (db: Database, at: Temporal.Instant): Promise<void> =>
  saveDone(db, { what: 'backup', at, by: 'console' })

/** Whether the first evening is still to come. */
export const isToBeOpened = (library: Pick<Library, 'db'>): Promise<boolean> => isUnopened(library.db)
