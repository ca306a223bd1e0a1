import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { type FamilyRefusal, judgeLink, linkEndsOn } from '../rules/family.ts'
import { type Attempt, verifyPassword } from '../signing-in/verify-password.ts'
import { lockPatron } from '../standing-store.ts'
import { loadBirthDate, loadMembers, saveLink } from './family-store.ts'

/**
 * 家族のカードを加える: from now on a patron sees and uses another card beside their own. Its holder agrees by the card's own
 * password, at the same counters as a login; for a child that is the guardian's say, and ends when the child is old
 * enough (rules/family.ts).
 */
export async function addFamilyCard(
  library: Library,
  signedInAs: PatronId,
  attempt: Pick<Attempt, 'cardNumber' | 'password' | 'birthDate' | 'door' | 'address' | 'device'>,
): Promise<Outcome<{ memberId: PatronId }, FamilyRefusal>> {
  const verified = await verifyPassword(library, attempt)
  if (verified.is === 'merged') return refused({ why: 'refused' })
  if (verified.is !== 'patron') return refused({ why: verified.is })
  if (verified.mustChangePassword) return refused({ why: 'temporary' })
  const now = library.clock.now()
  const today = dayOf(now)
  return transact(library.db, async tx => {
    // In the order of their numbers, as everybody locks patrons.
    const [first, second] = [signedInAs, verified.patronId].toSorted((a, b) => a - b) as [PatronId, PatronId]
    const locked = new Map([
      [first, await lockPatron(tx, first)],
      [second, first === second ? first : await lockPatron(tx, second)],
    ])
    const carerId = locked.get(signedInAs) ?? null
    const memberId = locked.get(verified.patronId) ?? null
    if (carerId === null || memberId === null) return refused({ why: 'refused' })
    const others = (await loadMembers(tx, carerId, today)).filter(({ patronId }) => patronId !== memberId)
    const refusal = judgeLink({ carerId, memberId, count: others.length })
    if (refusal) return refused(refusal)
    const endsOn = linkEndsOn(await loadBirthDate(tx, memberId), library.policy.family.guardianUntilAge, today)
    await saveLink(tx, { carerId, memberId, madeAt: now, endsOn })
    return done({ memberId })
  })
}
