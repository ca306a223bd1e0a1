import { type Database, sql } from '#database/database.ts'
import type { HoldId } from '#ids.ts'
import type { StuckReason } from '../rules/stuck.ts'
import { placeHasEnded } from './queue-store.ts'

/**
 * Whether a hold `x` waits for a copy that will not come: none of its title, or not the one that it asks for, can be
 * lent.
 */
const hasNoCopy = sql<boolean>`(x.state = 'waiting' and x.item_id is null and not exists (
  select from item i where i.bib_id = x.bib_id and i.loan_rule <> 'reference' and i.status not in ('withdrawn', 'missing')
    and (x.only_item_id is null or x.only_item_id = i.id)))`

/**
 * Why a hold `h` is stuck, as an expression; null when it can be served some day. One that is applied for is answered
 * by the night, and one whose cancellation is applied for is over.
 */
export const stuckBecause = (today: Temporal.PlainDate) => sql<StuckReason | null>`(case
  when h.state not in ('waiting', 'inTransit', 'ready') then null
  when ${placeHasEnded(today)} then 'placeEnded'
  when (select ${hasNoCopy} from (select h.*) x) then case when h.only_item_id is null then 'noCopies' else 'copyGone' end
  when h.kind = 'set' and h.state = 'waiting' and exists (
    select from hold x where x.order_id = h.order_id and x.kind = 'set' and ${hasNoCopy}) then 'partnerGone' end)`

/**
 * The holds that are stuck, those that joined first on top. Most wait for a title that has a copy, and ask for no
 * special one: for them the titles without one are looked up once, not once a hold.
 */
export async function findStuck(db: Database, today: Temporal.PlainDate, limit: number): Promise<HoldId[]> {
  const { rows } = await sql<{ id: HoldId }>`
    with gone as materialized (
      select x.bib_id from (
        select distinct bib_id, 'waiting' as state, null::bigint as item_id, null::bigint as only_item_id from hold
        where state = 'waiting' and item_id is null) x
      where ${hasNoCopy})
    select h.id from hold h where h.state in ('waiting', 'inTransit', 'ready')
      and (h.bib_id in (select bib_id from gone) or h.only_item_id is not null or h.kind = 'set' or ${placeHasEnded(today)})
      and ${stuckBecause(today)} is not null
    order by h.place nulls last, h.id limit ${limit}`.execute(db)
  return rows.map(row => row.id)
}
