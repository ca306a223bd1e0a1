import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import { type Database, sql, type Tx } from '#database/database.ts'
import type { BibId, BranchId, PatronId, RequestId, StopId } from '#ids.ts'
import { type Actor, actorName } from '#library.ts'
import type { RequestState, RequestWish } from './rules/request.ts'

/** One request as it stands. */
export type Request = Omit<RequestWish, 'pickup'> & {
  patronId: PatronId
  state: RequestState
  pickupBranchId: BranchId
  pickupStopId: StopId | null
  pickupName: string
  madeAt: Temporal.Instant
  changedAt: Temporal.Instant
  answer: string | null
  bibId: BibId | null
}

const columns = sql`
  r.id, r.patron_id as "patronId", r.state, r.title, r.author, r.publisher, r.published, r.isbn, r.note,
  r.pickup_branch_id as "pickupBranchId", r.pickup_stop_id as "pickupStopId",
  case when s.id is null then b.name else b.short_name || '/' || s.name end as "pickupName",
  r.contact, r.made_at as "madeAt", r.changed_at as "changedAt", r.answer, r.bib_id as "bibId"
  from request r join branch b on b.id = r.pickup_branch_id
  left join stop s on s.branch_id = r.pickup_branch_id and s.id = r.pickup_stop_id`

export const pickupOf = (request: Request): PickupLocation => ({
  branchId: request.pickupBranchId,
  stopId: request.pickupStopId,
})

/** A patron's requests, the youngest first. */
export async function loadRequestsOf(db: Database, patronId: PatronId, limit: number): Promise<Request[]> {
  const { rows } = await sql<Request>`
    select ${columns} where r.patron_id = ${patronId} order by r.made_at desc, r.id limit ${limit}`.execute(db)
  return rows
}

/** Requests in one of these states, the oldest first, with who asks. */
export async function loadRequests(
  db: Database,
  states: readonly RequestState[],
  limit: number,
): Promise<(Request & { patronName: string })[]> {
  const { rows } = await sql<Request & { patronName: string }>`
    select p.name as "patronName", ${columns} join patron p on p.id = r.patron_id
    where r.state = any(${[...states]}::text[]) order by r.made_at, r.id limit ${limit}`.execute(db)
  return rows
}

/** These requests, in no order. */
export async function loadRequestsByIds(db: Database, ids: readonly string[]): Promise<Request[]> {
  const { rows } = await sql<Request>`select ${columns} where r.id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}

export async function countRequests(db: Database): Promise<ReadonlyMap<RequestState, number>> {
  const { rows } = await sql<{ state: RequestState; count: number }>`
    select state, count(*)::int as count from request group by state`.execute(db)
  return new Map(rows.map(({ state, count }) => [state, count]))
}

/** Locks one until the end of the transaction; null when there is none. */
export async function lockRequest(tx: Tx, id: RequestId): Promise<Request | null> {
  const { rows } = await sql<Request>`select ${columns} where r.id = ${id} for update of r`.execute(tx)
  return rows[0] ?? null
}

/** Whose request an id is; null when it is nobody's. */
export async function findRequestOwner(db: Database, id: RequestId): Promise<PatronId | null> {
  const row = await db.selectFrom('request').where('id', '=', id).select('patron_id').executeTakeFirst()
  return row?.patron_id ?? null
}

/** What a new request is judged by, of the patron's other ones. */
export async function countOwnRequests(
  tx: Tx,
  patronId: PatronId,
  wish: Pick<RequestWish, 'isbn' | 'title' | 'author'>,
  since: Temporal.Instant,
): Promise<{ asked: boolean; thisWeek: number }> {
  const { rows } = await sql<{ asked: boolean; thisWeek: number }>`
    select count(*) filter (where made_at > ${since} and state <> 'withdrawn')::int as "thisWeek",
      coalesce(bool_or(state not in ('held', 'declined', 'withdrawn') and (isbn = ${wish.isbn}
        or (title = ${wish.title} and author is not distinct from ${wish.author}))), false) as asked
    from request where patron_id = ${patronId}`.execute(tx)
  return rows[0]!
}

export async function insertRequest(
  tx: Tx,
  patronId: PatronId,
  { pickup, ...wish }: RequestWish,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('request')
    .values({
      ...wish,
      patron_id: patronId,
      state: 'received',
      pickup_branch_id: pickup.branchId,
      pickup_stop_id: pickup.stopId,
      made_at: at,
      changed_at: at,
    })
    .execute()
  await insertEvent(tx, { requestId: wish.id, at, actor: { is: 'patron', patronId }, from: null, to: 'received' })
}

/** The only way a request changes: the row and its line of history. */
export async function saveRequestState(
  tx: Tx,
  request: Pick<Request, 'id' | 'state'>,
  change: { to: RequestState; at: Temporal.Instant; actor: Actor; answer: string | null; bibId?: BibId | null },
): Promise<void> {
  const { to, at, actor, answer, bibId = null } = change
  await tx
    .updateTable('request')
    .set({ state: to, changed_at: at, answer, bib_id: bibId })
    .where('id', '=', request.id)
    .execute()
  await insertEvent(tx, { requestId: request.id, at, actor, from: request.state, to, answer })
}

async function insertEvent(
  tx: Tx,
  event: {
    requestId: RequestId
    at: Temporal.Instant
    actor: Actor
    from: RequestState | null
    to: RequestState
    answer?: string | null
  },
): Promise<void> {
  const { requestId, at, actor, from, to, answer = null } = event
  await tx
    .insertInto('request_event')
    .values({ request_id: requestId, at, actor: actorName(actor), from_state: from, to_state: to, answer })
    .execute()
}

const heldUnder = (isbn: ReturnType<typeof sql>) => sql`(
  select b.id from bib b where b.isbns @> array[${isbn}] and b.merged_into is null and b.hidden_at is null
    and exists (select from item i where i.bib_id = b.id and i.loan_rule <> 'reference' and i.status <> 'withdrawn'
      and i.hidden_at is null)
  order by b.id limit 1)`

/** A title under this ISBN that has a copy to be lent; null when there is none. */
export async function findHeldUnder(db: Database, isbn: string): Promise<BibId | null> {
  const { rows } = await sql<{ id: BibId | null }>`select ${heldUnder(sql`${isbn}::text`)} as id`.execute(db)
  return rows[0]!.id
}

/**
 * Open requests with an ISBN at which this night has not looked yet, with the title that is catalogued under it by now
 * and has a copy that can be lent.
 */
export async function loadCatalogued(
  db: Database,
  day: Temporal.PlainDate,
  limit: number,
): Promise<{ id: RequestId; bibId: BibId | null }[]> {
  const { rows } = await sql<{ id: RequestId; bibId: BibId | null }>`
    select r.id, ${heldUnder(sql`r.isbn`)} as "bibId"
    from request r
    where r.isbn is not null and r.state not in ('held', 'declined', 'withdrawn')
      and (r.looked_on is null or r.looked_on < ${day})
    order by r.made_at limit ${limit}`.execute(db)
  return rows
}

export async function saveLookedOn(db: Database, ids: readonly string[], day: Temporal.PlainDate): Promise<void> {
  await sql`update request set looked_on = ${day} where id = any(${[...ids]}::uuid[])`.execute(db)
}

/** Deletes what ended before. @returns how many there were, at most `limit` at a time */
export async function deleteEndedRequests(db: Database, before: Temporal.Instant, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from request where id in (
      select id from request where state in ('held', 'declined', 'withdrawn') and changed_at < ${before} limit ${limit})
    returning 1`.execute(db)
  return rows.length
}

/** 利用者の統合: the requests of both are those of the one who stays. */
export async function moveRequests(tx: Tx, fromPatronId: PatronId, intoPatronId: PatronId): Promise<void> {
  await tx.updateTable('request').set({ patron_id: intoPatronId }).where('patron_id', '=', fromPatronId).execute()
}

/** 書誌の統合: what a request became is the record that stays. */
export async function moveRequestsToBib(tx: Tx, fromBibId: BibId, intoBibId: BibId): Promise<void> {
  await tx.updateTable('request').set({ bib_id: intoBibId }).where('bib_id', '=', fromBibId).execute()
}

/** All of a patron who leaves. */
export async function forgetRequests(tx: Tx, patronId: PatronId): Promise<void> {
  await tx.deleteFrom('request').where('patron_id', '=', patronId).execute()
}
