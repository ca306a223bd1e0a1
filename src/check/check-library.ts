import { type Database, sql } from '#database/database.ts'
import type { Policy } from '#policy.ts'
import { copyInvariants } from './copies.ts'
import { holdInvariants } from './holds.ts'
import { inHandInvariants } from './in-hand.ts'
import type { Invariant } from './invariant.ts'
import { nightInvariants } from './nights.ts'
import { privacyInvariants } from './privacy.ts'
import { queueInvariants } from './queues.ts'
import { stuckInvariants } from './stuck.ts'

/** Something that must always be true and is not. */
export type Violation = { number: number; name: string; sentence: string }

export const invariants: readonly Invariant[] = [
  ...copyInvariants,
  ...holdInvariants,
  ...inHandInvariants,
  ...queueInvariants,
  ...stuckInvariants,
  ...privacyInvariants,
  ...nightInvariants,
].sort((a, b) => a.number - b.number)

/** Of each invariant at most so many breaches are told; more say nothing new. */
const toldMax = 50

/**
 * Asks every invariant of the database, all of the same moment; nothing is written. Empty when everything is as it must
 * be. Numbers 13 and 14 are no state of the tables: they are tested by load runs and by killing the night.
 */
export async function checkLibrary(db: Database, policy: Policy, today: Temporal.PlainDate): Promise<Violation[]> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async tx => {
      await sql`set local statement_timeout = 0`.execute(tx)
      const violations: Violation[] = []
      for (const { number, name, query } of invariants) {
        const { rows } = await sql<{ sentence: string }>`
          select sentence from (${query(policy, today)}) broken limit ${toldMax}`.execute(tx)
        violations.push(...rows.map(({ sentence }) => ({ number, name, sentence })))
      }
      return violations
    })
}
