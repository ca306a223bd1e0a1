import type { Desk } from '#acting.ts'
import { sql, type Tx } from '#database/database.ts'
import { placeHasEnded } from '#holds/queue/queue-store.ts'
import { bibCategory, itemCategory, mayBeHeldBy, ruleColumn } from '#rule-columns.ts'

/**
 * Patrons with more than the rules now allow. They keep what they have, and get nothing more until they are within them
 * again.
 */
export async function countAboveLimits(tx: Tx, { policy }: Desk): Promise<{ holds: number; loans: number }> {
  const { rows } = await sql<{ holds: number; loans: number }>`select (
    select count(*) from (
      select p.id from hold h join patron p on p.id = h.patron_id where h.state not in ('closed', 'cancelApplied')
      group by p.id having count(*) > ${ruleColumn(policy, 'holds', { patron: sql`p.category` })}
      union
      select o.id from (
        select p.id, p.category as patron, ${bibCategory} as item
        from hold h join patron p on p.id = h.patron_id join bib b on b.id = h.bib_id
        where h.state not in ('closed', 'cancelApplied')) o
      group by o.id, o.patron, o.item
      having count(*) > ${ruleColumn(policy, 'holds', { patron: sql`o.patron`, item: sql`o.item` })}) above)::int as holds, (
    select count(*) from (
      select p.id from loan l join patron p on p.id = l.patron_id where l.returned_at is null
      group by p.id, l.branch_id
      having count(*) > ${ruleColumn(policy, 'loans', { patron: sql`p.category`, branch: sql`l.branch_id` })}
      union
      select o.id from (
        select p.id, p.category as patron, l.branch_id as branch, ${itemCategory} as item
        from loan l join patron p on p.id = l.patron_id join item i on i.id = l.item_id join bib b on b.id = i.bib_id
        where l.returned_at is null) o
      group by o.id, o.patron, o.branch, o.item
      having count(*) > ${ruleColumn(policy, 'loans', { patron: sql`o.patron`, branch: sql`o.branch`, item: sql`o.item` })})
      above)::int as loans`.execute(tx)
  return rows[0]!
}

/**
 * Open holds that can be fetched nowhere any more, or of whose bib the patron may reserve no copy; and those that can
 * be fetched until a day ahead from which on their place is no more.
 */
export async function countStuckHolds(tx: Tx, { policy, today }: Desk): Promise<{ stuck: number; ending: number }> {
  const { rows } = await sql<{ stuck: number; ending: number }>`
    select count(*) filter (where stuck)::int as stuck, count(*) filter (where ending and not stuck)::int as ending
    from (
      select coalesce(br.closed_for_good_from > ${today}, false) or coalesce(s.abolished_from > ${today}, false) as ending,
        not br.is_pickup or ${placeHasEnded(today)}
        or (h.item_id is null and not exists (
          select from item i join bib b on b.id = i.bib_id, patron p
          where i.bib_id = h.bib_id and p.id = h.patron_id and i.status not in ('withdrawn', 'missing')
            and ${mayBeHeldBy(policy, sql`p.category`)})) as stuck
      from hold h join branch br on br.id = h.pickup_branch_id left join stop s on s.id = h.pickup_stop_id
      where h.state <> 'closed') one`.execute(tx)
  return rows[0]!
}

/** What lives of the parts of the service that a library may leave out. */
export async function loadUseOfServices(
  tx: Tx,
): Promise<
  Record<'seriesHolds' | 'phoneContact' | 'kiosk' | 'requests' | 'questions' | 'savedSearches' | 'wishLists', number>
> {
  const { rows } = await sql<Awaited<ReturnType<typeof loadUseOfServices>>>`
    select (select count(*) from hold where state <> 'closed' and kind = 'series')::int as "seriesHolds",
      (select count(*) from hold where state <> 'closed' and contact = 'phone')::int as "phoneContact",
      (select count(*) from terminal where removed_at is null)::int as "kiosk",
      (select count(*) from request where state not in ('held', 'declined', 'withdrawn'))::int as "requests",
      (select count(*) from question where state <> 'answered')::int as "questions",
      (select count(distinct patron_id) from saved_search)::int as "savedSearches",
      (select count(distinct patron_id) from wish_list)::int as "wishLists"`.execute(tx)
  return rows[0]!
}
