import { type Desk, deskOf } from '#acting.ts'
import { type Tx, transact } from '#database/database.ts'
import { lockBibs } from '#holds/hold-locks-store.ts'
import { bibsOfPatrons, moveOrders } from '#holds/merged-hold-store.ts'
import { forgetClosedHolds } from '#holds/night/forgotten-hold-store.ts'
import { judgeMerge, type MergeEnd, type MergeRefusal } from '#holds/rules/merge.ts'
import type { HoldId, PatronId } from '#ids.ts'
import { forgetLoans, moveLoans } from '#items/loan-store.ts'
import type { Actor, Library } from '#library.ts'
import { moveReports } from '#machines/report-store.ts'
import { mergeHolds } from '#merging/merge-holds.ts'
import { readdressNotices } from '#notices/addresses/readdress-notices.ts'
import { forgetFinishedNotices } from '#notices/forgotten-notice-store.ts'
import { moveAgreement } from '#patrons/agreement/agreement-store.ts'
import { moveFamily } from '#patrons/family/family-store.ts'
import { lockPatronSides, moveStop, type PatronSide, saveMergedPatron } from '#patrons/merged-patron-store.ts'
import { moveMessages } from '#patrons/messages/message-store.ts'
import { moveNotes } from '#patrons/notes/note-store.ts'
import { moveUsualChoice } from '#patrons/usual-choice/usual-choice-store.ts'
import { moveQuestions } from '#questions/question-store.ts'
import { moveRequests } from '#requests/request-store.ts'
import { moveSavedSearches } from '#saved-searches/saved-search-store.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { crashPoint } from '#std/crash-point.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { zone } from '#time/clock.ts'
import { moveWishLists } from '#wish-lists/wish-store.ts'

/** What a merge did. Pressed again it has been done, and does nothing. */
export type MergedPatrons = {
  into: PatronId
  did: { loans: number; holds: number; ended: { holdId: HoldId; why: MergeEnd }[] } | null
}

/**
 * 利用者の統合: a person who was registered twice is one patron. Loans, holds, basket, saved searches and notices go over to
 * the registration that stays, with its addresses, password and choices; what stood against either stands against it.
 * The numbers of the other's cards stay taken for ever (domain.md: a number is never given to someone else).
 */
export async function mergePatrons(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  merge: { from: PatronId; into: PatronId },
  reason: string,
): Promise<Outcome<MergedPatrons, MergeRefusal>> {
  const desk = deskOf(library, staff)
  const merged = await transact(library.db, async (tx): Promise<Outcome<MergedPatrons, MergeRefusal>> => {
    const sides = await lockPatronSides(tx, [merge.from, merge.into])
    const judged = judgeMerge(sides.get(merge.from), sides.get(merge.into))
    if (judged.is === 'refused') return refused(judged.refusal)
    const { into } = judged
    if (judged.is === 'done') return done({ into, did: null })
    const did = await goOver(tx, desk, sides.get(merge.from)!, sides.get(into)!)
    const detail = { from: merge.from, into, reason, ...did }
    await writeAudit(tx, { at: desk.now, staffLogin: staff.login, did: 'mergePatrons', patronId: into, detail })
    crashPoint('mergePatrons:saved')
    return done({ into, did })
  })
  crashPoint('mergePatrons:committed')
  return merged
}

async function goOver(tx: Tx, desk: Desk, from: PatronSide, into: PatronSide) {
  await lockBibs(tx, await bibsOfPatrons(tx, [from.id, into.id]))
  const holds = await mergeHolds(tx, desk, { of: 'patron', from: from.id, into: into.id }, true)
  await moveOrders(tx, from.id, into.id)
  const loans = await moveLoans(tx, from.id, into.id)
  await moveStop(tx, from.id, into.id)
  await moveAgreement(tx, from.id, into.id)
  await moveUsualChoice(tx, from.id, into.id)
  await moveNotes(tx, from.id, into.id)
  await moveMessages(tx, from.id, into.id)
  await moveReports(tx, from.id, into.id)
  await moveSavedSearches(tx, from.id, into.id)
  await moveRequests(tx, from.id, into.id)
  await moveQuestions(tx, from.id, into.id)
  await moveWishLists(tx, from.id, into.id)
  await moveFamily(tx, from.id, into.id)
  await readdressNotices(tx, desk, from.id, into.id)
  await saveMergedPatron(tx, from.id, into.id, desk.today)
  await holds.handOnRest()
  if (from.keepsHistory && !into.keepsHistory) await forgetHistory(tx, desk, into.id)
  return { loans, holds: holds.wentOver, ended: holds.ended }
}

/**
 * Who stays keeps no history: what the other kept is cut from both, as the night does it for one who asks for it no
 * more.
 */
async function forgetHistory(tx: Tx, desk: Desk, patronId: PatronId): Promise<void> {
  const sightEnds = desk.now
    .toZonedDateTimeISO(zone)
    .subtract({ days: desk.policy.holds.closedInSightDays })
    .toInstant()
  const all = 1_000_000
  await forgetLoans(tx, all, patronId)
  await forgetClosedHolds(tx, sightEnds, desk.now, all, patronId)
  await forgetFinishedNotices(tx, all)
}
