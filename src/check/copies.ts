import { sql } from '#database/database.ts'
import { itemCategory, ruleColumn } from '#rule-columns.ts'
import type { Invariant } from './invariant.ts'

/** What must be true of every copy. */
export const copyInvariants: Invariant[] = [
  {
    number: 1,
    name: 'an item is bound once',
    query: () => sql`
      with bound as (
        select item_id, 'loan' as by from loan where returned_at is null
        union all select item_id, 'hold' from hold where item_id is not null)
      select format('item %s has %s open loans and is captured by %s holds', item_id,
        count(*) filter (where by = 'loan'), count(*) filter (where by = 'hold')) as sentence
      from bound group by item_id having count(*) > 1`,
  },
  {
    number: 2,
    name: 'the status of an item says what its loan, hold and journey say',
    query: () => sql`
      select format('item %s says %s, its loan, hold and journey say %s', id, status, really) as sentence
      from (
        select i.id, i.status, case
          when exists (select from loan l where l.item_id = i.id and l.returned_at is null and l.lost_at is null) then 'loan'
          when exists (select from transit t where t.item_id = i.id and t.ended_at is null) then 'transit'
          when exists (select from hold h where h.item_id = i.id) then 'holdShelf'
          when i.status in ('loan', 'transit') then 'none of that'
          else i.status end as really
        from item i) stated
      where status <> really`,
  },
  {
    number: 2,
    name: 'an item is where its journey leads, or where its hold is picked up',
    query: () => sql`
      select format('item %s travels to %s, its row says %s', i.id, t.to_branch_id, i.current_branch_id) as sentence
      from transit t join item i on i.id = t.item_id
      where t.ended_at is null and t.to_branch_id <> i.current_branch_id
      union all
      select format('hold %s is picked up at %s, its item %s stands at %s', h.id, h.pickup_branch_id, i.id, i.current_branch_id)
      from hold h join item i on i.id = h.item_id
      where h.state = 'ready' and (i.current_branch_id <> h.pickup_branch_id or i.status <> 'holdShelf')
      union all
      -- On the road it goes where it was sent, though its hold may be fetched elsewhere since.
      select format('hold %s is in transit, its item %s is neither on the way for it nor to be sent', h.id, h.item_id)
      from hold h join item i on i.id = h.item_id
      where h.state = 'inTransit' and not (i.status = 'holdShelf' and i.current_branch_id <> h.pickup_branch_id) and not exists (
        select from transit t where t.item_id = h.item_id and t.ended_at is null and t.hold_id = h.id)`,
  },
  {
    number: 9,
    name: 'a due date is a day on which the item can be brought back',
    query: () => sql`
      select format('loan %s is due on %s, when %s is closed', l.id, l.due_on, l.branch_id) as sentence
      from loan l join calendar_day c on c.branch_id = l.branch_id and c.day = l.due_on
      where l.returned_at is null and l.lost_at is null and l.stop_id is null and c.opens is null and not l.moved_in
        and exists (select from calendar_day o join branch b on b.id = o.branch_id
          where o.branch_id = l.branch_id and o.day > l.due_on and o.opens is not null
            and (b.closed_for_good_from is null or o.day < b.closed_for_good_from))
      union all
      select format('loan %s is due on %s, when nobody comes to the stop %s', l.id, l.due_on, l.stop_id)
      from loan l
      where l.returned_at is null and l.lost_at is null and l.stop_id is not null and not l.moved_in
        and exists (select from stop_visit v join stop s on s.id = v.stop_id where v.stop_id = l.stop_id and v.day = l.due_on
          and (v.cancelled_because is not null or v.day >= s.abolished_from))
        and exists (select from stop_visit v join stop s on s.id = v.stop_id where v.stop_id = l.stop_id and v.day > l.due_on
          and v.cancelled_because is null and (s.abolished_from is null or v.day < s.abolished_from))`,
  },
  {
    number: 9,
    name: 'no loan is renewed more often than the library allows',
    query: policy => sql`
      select format('loan %s was renewed %s times', l.id, l.renewals) as sentence
      from loan l join patron p on p.id = l.patron_id join item i on i.id = l.item_id join bib b on b.id = i.bib_id
      where l.returned_at is null and not l.moved_in and l.renewals > ${ruleColumn(policy, 'renewals', {
        patron: sql`p.category`,
        item: itemCategory,
        branch: sql`l.branch_id`,
      })}`,
  },
  {
    number: 10,
    name: 'the story of an item has a row for each change, and ends where the item is',
    query: () => sql`
      with story as (
        select item_id, id, from_status, to_status,
          lag(to_status) over each_item as before, lead(id) over each_item as next
        from item_event window each_item as (partition by item_id order by id))
      select format('item %s goes from %s in event %s, and was %s before', item_id, from_status, id, before) as sentence
      from story where before is not null and from_status is distinct from before
      union all
      select format('item %s is %s, its story ends with %s', i.id, i.status, s.to_status)
      from story s join item i on i.id = s.item_id where s.next is null and s.to_status <> i.status
      union all
      select format('loan %s of item %s has %s rows in the story of its item', l.id, l.item_id, count(e.id))
      from loan l left join item_event e on e.item_id = l.item_id and e.at = l.lent_at and e.to_status = 'loan'
        and e.from_status is distinct from 'loan'
      where l.lent_at >= (select min(at) from item_event first where first.item_id = l.item_id)
      group by l.id, l.item_id having count(e.id) <> 1`,
  },
  {
    number: 15,
    name: 'every item is somewhere: the places add up to the total',
    query: () => sql`
      select format('%s items, but %s on the shelf, %s lent, %s on hold shelves, %s on the way, %s in repair, %s missing, %s withdrawn, %s to come',
        total, shelf, lent, held, travelling, repair, missing, withdrawn, coming) as sentence
      from (
        select count(*) as total,
          count(*) filter (where status = 'shelf') as shelf,
          count(*) filter (where status = 'repair') as repair,
          count(*) filter (where status = 'missing') as missing,
          count(*) filter (where status = 'withdrawn') as withdrawn,
          count(*) filter (where status in ('onOrder', 'inProcess')) as coming,
          (select count(distinct item_id) from loan where returned_at is null and lost_at is null) as lent,
          (select count(*) from hold h where item_id is not null
            and not exists (select from transit t where t.item_id = h.item_id and t.ended_at is null))
            + count(*) filter (where status = 'holdShelf' and not exists (select from hold h where h.item_id = item.id)) as held,
          (select count(distinct item_id) from transit where ended_at is null) as travelling
        from item) sums
      where total <> shelf + lent + held + travelling + repair + missing + withdrawn + coming`,
  },
  {
    number: 15,
    name: 'every loan is counted once',
    query: () => sql`
      select format('branch %s has lent %s times, the statistics count %s', branch_id, sum(lent), sum(counted)) as sentence
      from (
        select branch_id, 1 as lent, 0 as counted from loan
        union all select branch_id, 0, counts from lending) sides
      group by branch_id having sum(lent) <> sum(counted)`,
  },
]
