import { together, transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { dayOf } from '#time/clock.ts'
import { loadCardOwner, loadPatronView } from './desk/desk-store.ts'
import { loadMergedInto } from './merged-patron-store.ts'
import { loadNotes } from './notes/note-store.ts'
import type { PatronView } from './patron-view.ts'
import { blockOf } from './rules/block.ts'
import { readCardNumber } from './rules/card-number.ts'
import { findStanding } from './standing-store.ts'

/** Shows a patron to a member of staff; the audit trail keeps that they saw it, and on which page. */
export async function showPatron(
  library: Library,
  staff: { login: string },
  patronId: PatronId,
  page: string,
): Promise<PatronView | null> {
  const now = library.clock.now()
  return transact(library.db, async tx => {
    const [patron, found, notes] = await together(
      tx,
      () => loadPatronView(tx, patronId),
      () => findStanding(tx, patronId, dayOf(now)),
      () => loadNotes(tx, patronId),
    )
    if (!patron || !found) return null
    const { standing, registered } = found
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'showPatron', patronId, detail: { page } })
    return { ...patron, block: blockOf(standing, dayOf(now), library.policy), registered, notes }
  })
}

/** Whether there is such a patron, without showing anything of them. */
export const isPatron = async (library: Library, patronId: PatronId): Promise<boolean> =>
  (await loadPatronView(library.db, patronId)) !== null

/** Into whom a patron was merged, for an address that names the former; null when they were not. */
export const nowKnownAs = (library: Library, patronId: PatronId): Promise<PatronId | null> =>
  loadMergedInto(library.db, patronId)

/** Whose card was scanned: a patron, a card that is used no more, or nobody's. */
export async function findByCard(
  library: Library,
  typed: string,
): Promise<{ is: 'patron'; patronId: PatronId } | { is: 'retired' } | { is: 'unknown' }> {
  const number = readCardNumber(typed)
  const owner = number === null ? null : await loadCardOwner(library.db, number)
  if (!owner) return { is: 'unknown' }
  return owner.retired ? { is: 'retired' } : { is: 'patron', patronId: owner.patronId }
}
