import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { loadCardInUse } from '../patron-store.ts'
import { type Attempt, verifyPassword } from './verify-password.ts'

export type ProofRefusal = { why: 'currentWrong' } | { why: 'tooManyFromHere' } | { why: 'busy' }

/** From where somebody who is signed in proves the present password once more. */
export type ProofFrom = Pick<Attempt, 'door' | 'address' | 'device'>

/**
 * Who changes a password or an address proves the present password first, at the same counters as a login: a session
 * left open, or stolen, is not enough.
 * @returns the id by which this browser is known; null on a terminal
 */
export async function provePassword(
  library: Library,
  patronId: PatronId,
  current: string,
  from: ProofFrom,
): Promise<Outcome<{ device: string | null }, ProofRefusal>> {
  const cardNumber = await loadCardInUse(library.db, patronId)
  if (cardNumber === null) return refused({ why: 'currentWrong' })
  const verified = await verifyPassword(library, {
    ...from,
    cardNumber,
    password: current,
    isSignedIn: true,
    keepsVeil: true,
  })
  if (verified.is === 'tooManyFromHere' || verified.is === 'busy') return refused({ why: verified.is })
  return verified.is === 'patron' ? done({ device: verified.device }) : refused({ why: 'currentWrong' })
}
