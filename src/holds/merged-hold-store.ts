import { sql, type Tx } from '#database/database.ts'
import type { BibId, PatronId } from '#ids.ts'
import { type HoldRow, type StoredHold, toHold } from './hold-store.ts'
import type { MeetingLoan } from './rules/merge.ts'

/** What is merged: of two records or two patrons the one goes over into the other. */
export type Merge = { of: 'bib'; from: BibId; into: BibId } | { of: 'patron'; from: PatronId; into: PatronId }

const own = { bib: sql.ref('bib_id'), patron: sql.ref('patron_id') }
const shared = { bib: sql.ref('patron_id'), patron: sql.ref('bib_id') }

/** The open holds of both sides, and all of the side that goes over; without a lock. */
export async function loadMeeting(tx: Tx, merge: Merge): Promise<StoredHold[]> {
  const { rows } = await sql<HoldRow>`select * from hold where ${meets(merge)} order by id`.execute(tx)
  return rows.map(toHold)
}

/** The same under the locks of sets and holds. The caller has locked the patrons or the bibs. */
export async function lockMeeting(tx: Tx, merge: Merge): Promise<StoredHold[]> {
  await sql`
    select 1 from hold_order where id in (select order_id from hold where ${meets(merge)} and kind = 'set' and state <> 'closed')
    order by id for update`.execute(tx)
  const { rows } = await sql<HoldRow>`select * from hold where ${meets(merge)} order by id for update`.execute(tx)
  return rows.map(toHold)
}

const meets = ({ of, from, into }: Merge) => sql`(${own[of]} = ${from} or (${own[of]} = ${into} and state <> 'closed'))`

/** The open loans of both sides. */
export async function loadMeetingLoans(tx: Tx, { of, from, into }: Merge): Promise<MeetingLoan[]> {
  const { rows } = await sql<MeetingLoan>`
    select case when ${own[of]} = ${from} then 'from' else 'into' end as side, ${shared[of]} as shared from loan
    where returned_at is null and ${own[of]} in (${from}, ${into})`.execute(tx)
  return rows
}

/** Baskets: a title that lies in both lies in one, since the earlier moment. */
export async function moveBasketLines(tx: Tx, { of, from, into }: Merge): Promise<void> {
  await sql`
    insert into basket_line as line (patron_id, bib_id, added_at)
    select ${of === 'patron' ? sql`${into}` : sql`patron_id`}, ${of === 'bib' ? sql`${into}` : sql`bib_id`}, added_at
    from basket_line where ${own[of]} = ${from}
    on conflict (patron_id, bib_id) do update set added_at = least(line.added_at, excluded.added_at)`.execute(tx)
  await sql`delete from basket_line where ${own[of]} = ${from}`.execute(tx)
}

/** What a patron ordered once, seen as the orders of the one who goes on. */
export async function moveOrders(tx: Tx, fromPatronId: PatronId, intoPatronId: PatronId): Promise<void> {
  await sql`update hold_order set patron_id = ${intoPatronId} where patron_id = ${fromPatronId}`.execute(tx)
}

export async function countMeetingBaskets(tx: Tx, { of, from }: Merge): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from basket_line where ${own[of]} = ${from}`.execute(tx)
  return rows[0]!.count
}

/** The bibs that the open holds of two patrons are about. */
export async function bibsOfPatrons(tx: Tx, patronIds: readonly PatronId[]): Promise<BibId[]> {
  const { rows } = await sql<{ bib_id: BibId }>`
    select distinct bib_id from hold where patron_id = any(${[...patronIds]}::bigint[]) and state <> 'closed'`.execute(
    tx,
  )
  return rows.map(row => row.bib_id)
}
