import { type Tx, transact } from '#database/database.ts'
import { countOpen, forgetHoldsOf } from '#holds/night/forgotten-hold-store.ts'
import type { PatronId } from '#ids.ts'
import { forgetLoansOf } from '#items/loan-store.ts'
import type { Library } from '#library.ts'
import { forgetReportsOf } from '#machines/report-store.ts'
import { forgetNoticesOf } from '#notices/forgotten-notice-store.ts'
import { forgetFamily } from '#patrons/family/family-store.ts'
import { loadMergedOnes } from '#patrons/merged-patron-store.ts'
import { emptyPatron, lockPatronRow } from '#patrons/patron-store.ts'
import { forgetQuestions } from '#questions/question-store.ts'
import { forgetRequests } from '#requests/request-store.ts'
import { forgetSavedSearches } from '#saved-searches/saved-search-store.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { forgetWishLists } from '#wish-lists/wish-store.ts'

/**
 * 登録抹消: deletes what the library knows of a patron who leaves. Their card numbers stay taken, their loans and holds
 * stay as numbers without a person. Not while something is on loan or reserved.
 */
export async function forgetPatron(
  library: Library,
  staff: { login: string },
  patronId: PatronId,
): Promise<Outcome<null, ForgetRefusal>> {
  return transact(library.db, tx => forgetLocked(tx, staff, patronId, library.clock.now()))
}

export type ForgetRefusal = { why: 'unknownPatron' } | { why: 'stillOpen'; loans: number; holds: number }

/**
 * The same in a transaction of the caller.
 * @param isStill judged under the lock of the patron: false leaves them as they are
 */
export async function forgetLocked(
  tx: Tx,
  staff: { login: string },
  patronId: PatronId,
  now: Temporal.Instant,
  isStill: () => Promise<boolean> = async () => true,
): Promise<Outcome<null, ForgetRefusal>> {
  if (!(await lockPatronRow(tx, patronId))) return refused({ why: 'unknownPatron' })
  if (!(await isStill())) return refused({ why: 'unknownPatron' })
  const open = await countOpen(tx, patronId)
  if (open.loans + open.holds > 0) return refused({ why: 'stillOpen', ...open })
  await forgetLoansOf(tx, patronId)
  await forgetHoldsOf(tx, patronId)
  await forgetNoticesOf(tx, patronId)
  await forgetSavedSearches(tx, patronId)
  await forgetRequests(tx, patronId)
  await forgetQuestions(tx, patronId)
  await forgetWishLists(tx, patronId)
  await forgetFamily(tx, patronId)
  await forgetReportsOf(tx, patronId)
  // Who was merged into them is the same person.
  for (const id of [patronId, ...(await loadMergedOnes(tx, patronId))]) await emptyPatron(tx, id, dayOf(now))
  await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'forgetPatron', patronId })
  return done(null)
}
