import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { deleteEndedLinks, deleteLink } from './family-store.ts'

/** Either of the two ends it: from then on nobody uses the card but its holder. What has ended already has ended. */
export const endFamilyLink = async (library: Library, carerId: PatronId, memberId: PatronId): Promise<void> => {
  await deleteLink(library.db, carerId, memberId)
}

/** The same at the counter, for who asks there: a child does not need the password of anybody. */
export async function endFamilyLinkAtDesk(
  library: Library,
  staff: { login: string },
  link: { carerId: PatronId; memberId: PatronId },
): Promise<void> {
  await transact(library.db, async tx => {
    if (!(await deleteLink(tx, link.carerId, link.memberId))) return
    await writeAudit(tx, {
      at: library.clock.now(),
      staffLogin: staff.login,
      did: 'endFamilyLink',
      patronId: link.memberId,
      detail: { carer: link.carerId },
    })
  })
}

/** A step of the night: the links of children who decide alone from today. They have not been used since midnight. */
export async function endGuardianships(
  { db }: Library,
  { day, limit }: { day: Temporal.PlainDate; limit: number },
): Promise<{ did: number; report: Record<string, number> }> {
  return { did: await deleteEndedLinks(db, day, limit), report: {} }
}
