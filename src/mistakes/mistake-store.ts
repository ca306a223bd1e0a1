import { type Database, sql, type Tx } from '#database/database.ts'
import type { BibId, MistakeId } from '#ids.ts'
import type { ListedMistake, Mistake, MistakeState } from './rules/mistake.ts'

/** How many wait to be looked at, and how many came from this address since then. */
export async function countMistakes(
  tx: Tx,
  fromAddress: string,
  since: Temporal.Instant,
): Promise<{ received: number; fromHere: number }> {
  const { rows } = await sql<{ received: number; fromHere: number }>`
    select (select count(*) from mistake where state = 'received')::int as received,
      (select count(*) from mistake where from_address = ${fromAddress} and made_at > ${since})::int as "fromHere"`.execute(
    tx,
  )
  return rows[0]!
}

/** A form that was sent twice is one. */
export async function insertMistake(
  tx: Tx,
  { id, bibId, says }: Mistake,
  made: { at: Temporal.Instant; fromAddress: string },
): Promise<void> {
  await tx
    .insertInto('mistake')
    .values({ id, bib_id: bibId, says, made_at: made.at, from_address: made.fromAddress, state: 'received' })
    .onConflict(conflict => conflict.column('id').doNothing())
    .execute()
}

export async function isKnownMistake(tx: Tx, id: MistakeId): Promise<boolean> {
  return (await tx.selectFrom('mistake').where('id', '=', id).select('id').executeTakeFirst()) !== undefined
}

/** Whether there is a page of this record, or of the one that it became a part of. */
export async function hasPage(tx: Tx, bibId: BibId): Promise<boolean> {
  const { rows } = await sql`
    select from bib b join bib page on page.id = coalesce(b.merged_into, b.id)
    where b.id = ${bibId} and page.deleted_at is null and page.hidden_at is null`.execute(tx)
  return rows.length > 0
}

/** Those in this state, the oldest first; settled ones the newest first. */
export async function loadMistakes(db: Database, state: MistakeState, limit: number): Promise<ListedMistake[]> {
  const order = state === 'received' ? sql`m.made_at, m.id` : sql`m.settled_at desc, m.id`
  const { rows } = await sql<ListedMistake>`
    select m.id, m.bib_id as "bibId", m.says, b.title, m.made_at as "madeAt", m.state, m.settled_at as "settledAt"
    from mistake m left join bib b on b.id = m.bib_id
    where m.state = ${state} order by ${order} limit ${limit}`.execute(db)
  return rows
}

export async function countByState(db: Database): Promise<ReadonlyMap<MistakeState, number>> {
  const { rows } = await sql<{ state: MistakeState; count: number }>`
    select state, count(*)::int as count from mistake group by state`.execute(db)
  return new Map(rows.map(({ state, count }) => [state, count]))
}

/** @returns false when there is none, or it was settled by somebody else */
export async function saveSettled(
  tx: Tx,
  id: MistakeId,
  settled: { state: MistakeState; at: Temporal.Instant; by: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('mistake')
    .set({ state: settled.state, settled_at: settled.at, settled_by: settled.by })
    .where('id', '=', id)
    .where('state', '=', 'received')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Of those made before `sentBefore` nobody knows any more from where; gives how many that were. */
export async function forgetAddresses(db: Database, sentBefore: Temporal.Instant, limit: number): Promise<number> {
  const { rows } = await sql`
    update mistake set from_address = null where id in (
      select id from mistake where from_address is not null and made_at <= ${sentBefore} limit ${limit})
    returning 1`.execute(db)
  return rows.length
}

export async function deleteSettled(db: Database, before: Temporal.Instant, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from mistake where id in (select id from mistake where settled_at <= ${before} limit ${limit})
    returning 1`.execute(db)
  return rows.length
}
