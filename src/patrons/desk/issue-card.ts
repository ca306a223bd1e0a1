import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { insertCard, lockPatronRow, retireCardOf } from '../patron-store.ts'
import { readCardNumber } from '../rules/card-number.ts'
import { deleteSessionsOf } from '../signing-in/session-store.ts'

export type IssueRefusal = { why: 'notACardNumber' } | { why: 'cardTaken' } | { why: 'unknownPatron' }

/**
 * カード再発行: the card in use is retired for good, and another takes its place. A number that was ever somebody's,
 * this patron's included, is never given again.
 */
export async function issueCard(
  library: Library,
  staff: { login: string },
  patronId: PatronId,
  typedNumber: string,
): Promise<Outcome<{ cardNumber: string; retired: string | null }, IssueRefusal>> {
  const number = readCardNumber(typedNumber)
  if (number === null) return refused({ why: 'notACardNumber' })
  const now = library.clock.now()
  const issued = await transact(library.db, async tx => {
    if (!(await lockPatronRow(tx, patronId))) return refused({ why: 'unknownPatron' } as const)
    const retired = await retireCardOf(tx, patronId, dayOf(now))
    if (!(await insertCard(tx, { number, patronId, issuedOn: dayOf(now) }))) throw new CardTaken()
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'issueCard', patronId })
    return done({ cardNumber: number, retired })
  }).catch(error => {
    if (error instanceof CardTaken) return refused({ why: 'cardTaken' } as const)
    throw error
  })
  return issued
}

/** カード紛失: retires the card in use and gives none. Whoever found it is signed out. */
export async function retireCard(
  library: Library,
  staff: { login: string },
  patronId: PatronId,
): Promise<string | null> {
  const now = library.clock.now()
  return transact(library.db, async tx => {
    const retired = await retireCardOf(tx, patronId, dayOf(now))
    await deleteSessionsOf(tx, patronId)
    if (retired) await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'retireCard', patronId })
    return retired
  })
}

/** Leaves the old card in use. */
class CardTaken extends Error {}
