import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'

export type PatronSide = { id: PatronId; gone: boolean; mergedInto: PatronId | null; keepsHistory: boolean }

/** Who was forgotten is a number without a name. */
const sideColumns = sql`id, name = '' as gone, merged_into as "mergedInto", keeps_history as "keepsHistory"`

/** Patrons that may be merged. */
export async function loadPatronSides(tx: Tx, patronIds: readonly PatronId[]): Promise<Map<PatronId, PatronSide>> {
  const { rows } = await sql<PatronSide>`
    select ${sideColumns} from patron where id = any(${[...patronIds]}::bigint[])`.execute(tx)
  return new Map(rows.map(row => [row.id, row]))
}

/** Locks patrons that are to be merged, and whose name they go by already, in the order of their numbers. */
export async function lockPatronSides(tx: Tx, patronIds: readonly PatronId[]): Promise<Map<PatronId, PatronSide>> {
  const { rows } = await sql<PatronSide>`
    select ${sideColumns} from patron where id = any(${[...patronIds]}::bigint[]) order by id for update`.execute(tx)
  const targets = rows.flatMap(row => row.mergedInto ?? [])
  return targets.every(id => patronIds.includes(id))
    ? new Map(rows.map(row => [row.id, row]))
    : lockPatronSides(tx, [...patronIds, ...targets])
}

/** The reasons for which either was stopped hold for the one who stays. */
export async function moveStop(tx: Tx, from: PatronId, into: PatronId): Promise<void> {
  await sql`
    update patron p set stopped_because = case
      when p.stopped_because is null or p.stopped_because = f.stopped_because then f.stopped_because
      else p.stopped_because || '、' || f.stopped_because end
    from patron f where f.id = ${from} and f.stopped_because is not null and p.id = ${into}`.execute(tx)
}

/**
 * From now on the one goes by the name of the other; so do those that went by its name. Its cards are retired for good,
 * nobody is signed in by them, no browser is known by them. Its password stays where it is: who knows it is told what
 * became of the card.
 */
export async function saveMergedPatron(
  tx: Tx,
  from: PatronId,
  into: PatronId,
  today: Temporal.PlainDate,
): Promise<void> {
  for (const table of [
    'session',
    'known_device',
    'mail_application',
    'mail_bounce',
    'account_change',
    'calendar_address',
    'password_link',
    'passkey',
  ] as const)
    await tx.deleteFrom(table).where('patron_id', '=', from).execute()
  await sql`update card set retired_on = ${today} where patron_id = ${from} and retired_on is null`.execute(tx)
  await sql`update patron set merged_into = ${into} where id = ${from} or merged_into = ${from}`.execute(tx)
}

/** Into whom a patron was merged; null when they were not. */
export async function loadMergedInto(db: Database, patronId: PatronId): Promise<PatronId | null> {
  const row = await db.selectFrom('patron').where('id', '=', patronId).select('merged_into').executeTakeFirst()
  return row?.merged_into ?? null
}

/** Who was merged into a patron: their names go when this one's does. */
export async function loadMergedOnes(db: Database, patronId: PatronId): Promise<PatronId[]> {
  const rows = await db.selectFrom('patron').where('merged_into', '=', patronId).select('id').execute()
  return rows.map(row => row.id)
}
