import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { AccountChange } from './account.ts'

/**
 * Keeps that a patron's password or mail address changed, in the transaction of the change and before the address is
 * another one: the address of before is told (by `takeChangesToTell`).
 */
export async function insertAccountChange(
  tx: Tx,
  { patronId, at, what }: AccountChange & { patronId: PatronId },
): Promise<void> {
  await sql`
    insert into account_change (patron_id, at, what, tell)
    select id, ${at}::timestamptz, ${what}::text, mail from patron where id = ${patronId}`.execute(tx)
}

/** The newest first. */
export async function loadAccountChanges(
  db: Database,
  patronId: PatronId,
  since: Temporal.Instant,
): Promise<AccountChange[]> {
  const rows = await db
    .selectFrom('account_change')
    .select(['at', 'what'])
    .where('patron_id', '=', patronId)
    .where('at', '>', since)
    .orderBy('id', 'desc')
    .limit(10)
    .execute()
  return rows
}

/** Changes whose mail is to be written now; the caller writes it in the same transaction. */
export async function takeChangesToTell(
  tx: Tx,
  limit: number,
): Promise<{ id: number; patronId: PatronId; what: AccountChange['what']; to: string }[]> {
  const { rows } = await sql<{ id: number; patronId: PatronId; what: AccountChange['what']; to: string }>`
    with told as (
      select id, tell from account_change where tell is not null order by id limit ${limit} for update skip locked
    )
    update account_change change set tell = null from told where change.id = told.id
    returning change.id, change.patron_id as "patronId", change.what, told.tell as "to"`.execute(tx)
  return rows
}
