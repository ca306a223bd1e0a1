import { type Database, sql, type Tx } from '#database/database.ts'
import type { PreRegistrationId } from '#ids.ts'
import { personColumns } from '../patron-store.ts'
import type { PreRegistration } from '../rules/pre-registration.ts'

export type WaitingPreRegistration = PreRegistration & { number: string; madeAt: Temporal.Instant }

const columns = ['id', 'number', ...personColumns, 'made_at as madeAt', 'agreed_to as agreedTo'] as const

/** How many wait, and how many came from this address since then. */
export async function countPreRegistrations(
  tx: Tx,
  fromAddress: string,
  since: Temporal.Instant,
): Promise<{ waiting: number; fromHere: number }> {
  const { rows } = await sql<{ waiting: number; fromHere: number }>`
    select count(*)::int as waiting,
      count(*) filter (where from_address = ${fromAddress} and made_at > ${since})::int as "fromHere"
    from pre_registration`.execute(tx)
  return rows[0]!
}

/** How many were made since then. */
export async function countMadeAfter(db: Database, madeAfter: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pre_registration where made_at > ${madeAfter}`.execute(db)
  return rows[0]!.count
}

/** Whether this form was sent before. */
export async function isKnownPreRegistration(tx: Tx, id: PreRegistrationId): Promise<boolean> {
  return (await tx.selectFrom('pre_registration').where('id', '=', id).select('id').executeTakeFirst()) !== undefined
}

/** @returns false when the number is taken, or the form was sent before */
export async function insertPreRegistration(
  tx: Tx,
  { id, name, nameReading, birthDate, phone, mail, postalCode, address, agreedTo }: PreRegistration,
  made: { number: string; at: Temporal.Instant; fromAddress: string },
): Promise<boolean> {
  const row = await tx
    .insertInto('pre_registration')
    .values({
      ...{ id, name, phone, mail, address },
      name_reading: nameReading,
      birth_date: birthDate,
      postal_code: postalCode,
      number: made.number,
      made_at: made.at,
      from_address: made.fromAddress,
      agreed_to: agreedTo,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Those made since then, the oldest first. */
export const loadPreRegistrations = (
  db: Database,
  madeAfter: Temporal.Instant,
  limit: number,
): Promise<WaitingPreRegistration[]> =>
  db
    .selectFrom('pre_registration')
    .where('made_at', '>', madeAfter)
    .select(columns)
    .orderBy('made_at')
    .orderBy('id')
    .limit(limit)
    .execute()

export async function loadPreRegistration(
  db: Database,
  id: PreRegistrationId,
  madeAfter: Temporal.Instant,
): Promise<WaitingPreRegistration | null> {
  const row = await db
    .selectFrom('pre_registration')
    .where('id', '=', id)
    .where('made_at', '>', madeAfter)
    .select(columns)
    .executeTakeFirst()
  return row ?? null
}

export async function deletePreRegistration(tx: Tx, id: PreRegistrationId): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('pre_registration').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Gives how many are gone. */
export async function deleteOldPreRegistrations(
  db: Database,
  before: Temporal.Instant,
  limit: number,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('pre_registration')
    .where('id', 'in', eb =>
      eb.selectFrom('pre_registration').where('made_at', '<=', before).select('id').orderBy('made_at').limit(limit),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
