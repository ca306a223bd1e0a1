import { sql } from '#database/database.ts'
import { stillTrue } from '#notices/fallen-store.ts'
import { bibCategory, ruleColumn } from '#rule-columns.ts'
import { zone } from '#time/clock.ts'
import type { Invariant } from './invariant.ts'
import { patronThen } from './then.ts'

/** What must be true of every hold by itself, and of a patron's holds together. */
export const holdInvariants: Invariant[] = [
  {
    number: 3,
    name: 'a patron has one open hold a bib, and no more than the limit',
    query: policy => sql`
      select format('patron %s has %s open holds of bib %s', patron_id, count(*), bib_id) as sentence
      from hold where state <> 'closed' group by patron_id, bib_id having count(*) > 1
      union all
      select format('patron %s has %s open holds that nobody at the counter allowed beyond the limit', p.id, count(*))
      from hold h join patron p on p.id = h.patron_id
      where h.state not in ('closed', 'cancelApplied') and not exists (
        select from hold_event e where e.hold_id = h.id and (e.beyond_limit or e.why = 'moveIn'))
      group by p.id
      having count(*) > ${ruleColumn(policy, 'holds', { patron: sql`p.category` })}
      union all
      select format('patron %s has %s open holds of category %s that nobody at the counter allowed', o.id, count(*), o.item)
      from (
        select p.id, p.category as patron, ${bibCategory} as item
        from hold h join patron p on p.id = h.patron_id join bib b on b.id = h.bib_id
        where h.state not in ('closed', 'cancelApplied') and not exists (
          select from hold_event e where e.hold_id = h.id and (e.beyond_limit or e.why = 'moveIn'))) o
      group by o.id, o.patron, o.item
      having count(*) > ${ruleColumn(policy, 'holds', { patron: sql`o.patron`, item: sql`o.item` })}`,
  },
  {
    number: 4,
    name: 'a hold has an item exactly when its state says so, and one of its own bib',
    query: () => sql`
      select format('hold %s is %s and has %s', id, state, coalesce('item ' || item_id, 'no item')) as sentence
      from hold
      where (state in ('inTransit', 'ready') and item_id is null)
        or (state in ('applied', 'closed') and item_id is not null)
        or (state = 'waiting' and item_id is not null and kind <> 'set')
      union all
      select format('hold %s of bib %s is bound to item %s of bib %s', h.id, h.bib_id, i.id, i.bib_id)
      from hold h join item i on i.id = h.item_id
      where i.bib_id <> h.bib_id or (h.only_item_id is not null and h.only_item_id <> i.id)`,
  },
  {
    number: 5,
    name: 'a hold goes only the ways there are, and an ended one stays ended',
    query: () => sql`
      with way (from_state, to_state) as (values
        (null, 'applied'), (null, 'waiting'), ('applied', 'waiting'), ('applied', 'closed'), ('applied', 'cancelApplied'),
        ('waiting', 'ready'), ('waiting', 'inTransit'), ('waiting', 'cancelApplied'), ('waiting', 'closed'),
        ('inTransit', 'ready'), ('inTransit', 'waiting'), ('inTransit', 'cancelApplied'), ('inTransit', 'closed'),
        ('ready', 'closed'), ('ready', 'waiting'), ('ready', 'inTransit'), ('cancelApplied', 'closed'),
        -- A cancellation that is taken back before the night.
        ('cancelApplied', 'applied'), ('cancelApplied', 'waiting'), ('cancelApplied', 'inTransit'),
        -- A loan that is taken back.
        ('closed', 'waiting'), ('closed', 'inTransit'), ('closed', 'ready'), ('closed', 'cancelApplied')),
      story as (
        select hold_id, id, from_state, to_state, why, lag(to_state) over (partition by hold_id order by id) as before
        from hold_event)
      select format('hold %s goes from %s to %s by %s in event %s', hold_id, from_state, to_state, why, id) as sentence
      from story s
      where (from_state is distinct from to_state or (from_state = 'closed' and why <> 'rebind'))
        -- What comes from an earlier system begins as it was there.
        and not (why = 'moveIn' and from_state is null) and not exists (
        select from way w where w.from_state is not distinct from s.from_state and w.to_state = s.to_state)
      union all
      select format('hold %s goes from %s in event %s, and was %s before', hold_id, coalesce(from_state, 'nothing'), id, before)
      from story where before is not null and from_state is distinct from before
      union all
      -- An ended hold may go over to another record or patron, and is as ended there; a loan that is taken back opens its hold again.
      select format('hold %s was closed, and event %s came after', hold_id, id) from story
      where before = 'closed' and (why <> 'rebind' or to_state <> 'closed') and not (why = 'undo' and exists (
        select from hold_event e where e.id = (select max(id) from hold_event p where p.hold_id = story.hold_id and p.id < story.id)
          and e.why = 'checkOut'))`,
  },
  {
    number: 8,
    name: 'the last day on the hold shelf is what the calendar and the rule give',
    query: policy => sql`
      with clock as (
        select h.id, h.pick_up_by, h.pickup_branch_id, h.pickup_stop_id, h.told_until, h.not_needed_after,
          (coalesce(h.notified_at, case when h.contact = 'self' then h.self_since end, h.ready_at) at time zone ${zone})::date as begun,
          case when h.contact <> 'self' and h.notified_at is null then ${policy.holds.unreachedPickupDays}::int
            else ${policy.holds.pickupDays}::int end as days
        from hold h where h.state = 'ready'
          -- The earlier system gave its own days, and the patron was told them.
          and not exists (select from hold_event e where e.hold_id = h.id and e.why = 'moveIn' and e.to_state = 'ready')),
      open_day as (
        select o.branch_id, o.day from calendar_day o join branch b on b.id = o.branch_id
        where o.opens is not null and (b.closed_for_good_from is null or o.day < b.closed_for_good_from)),
      visit as (
        select v.stop_id, v.day from stop_visit v join stop s on s.id = v.stop_id
        where v.cancelled_because is null and (s.abolished_from is null or v.day < s.abolished_from)),
      begins as (
        select c.*, coalesce((select min(o.day) from open_day o where o.branch_id = c.pickup_branch_id and o.day >= c.begun), c.begun)
          + c.days as week from clock c),
      ruled as (
        select b.*, coalesce(
          (select min(v.day) from visit v where v.stop_id = b.pickup_stop_id and v.day >= greatest(b.week, b.told_until)),
          (select min(o.day) from open_day o where o.branch_id = b.pickup_branch_id and o.day >= greatest(b.week, b.told_until)
            and not exists (select from visit v where v.stop_id = b.pickup_stop_id and v.day >= b.begun)),
          greatest(b.week, b.told_until)) as last from begins b),
      kept as (select r.*, greatest(least(r.last, r.not_needed_after), r.told_until) as rule from ruled r)
      select format('hold %s is kept until %s, the rule gives %s', id, pick_up_by, rule) as sentence from kept where pick_up_by <> rule`,
  },
  {
    number: 8,
    name: 'every last day that was told is kept',
    query: () => sql`
      select format('hold %s is kept until %s, its patron was told %s', id, pick_up_by, told_until) as sentence
      from hold where state = 'ready' and pick_up_by < told_until
      union all
      select format('hold %s is ready and told, and nothing says until when', id)
      from hold where state = 'ready' and told_until is null and (contact = 'self' or notified_at is not null)
      union all
      select format('hold %s expired on %s, its patron was told %s', h.id, (e.at at time zone ${zone})::date, h.told_until)
      from hold h join hold_event e on e.hold_id = h.id and e.why = 'expire'
      where h.closed_why = 'expired' and (e.at at time zone ${zone})::date <= h.told_until`,
  },
  {
    number: 10,
    name: 'the story of a hold ends where the hold is',
    query: () => sql`
      select format('hold %s is %s, its story ends with %s', h.id, h.state, coalesce(e.to_state, 'nothing')) as sentence
      from hold h left join lateral (
        select to_state from hold_event where hold_id = h.id order by id desc limit 1) e on true
      where e.to_state is distinct from h.state`,
  },
  {
    number: 10,
    name: 'no due notice outlives its cause',
    // What ends with a loan is withdrawn by the night at the latest: a return may be taken back.
    query: (_policy, today) => sql`
      select format('notice %s (%s) is still to be told, and not true any more', n.id, n.kind) as sentence
      from notice n
      where n.state = 'due' and not ${stillTrue(today)} and (n.kind not in ('dueSoon', 'overdue', 'mailRegistered', 'shelfEnding', 'shelfMoved', 'passwordLink')
        or n.due_at < (select max(started_at) from nightly_run where finished_at is not null))
        and not (n.kind in ('dueSoon', 'overdue') and exists (
          select from loan l where l.patron_id = n.patron_id and l.due_on = (n.facts ->> 'dueOn')::date
            and l.returned_at > (select max(started_at) from nightly_run where finished_at is not null)))
      union all
      select format('hold %s is ready, its patron was not told and is not going to be', h.id)
      from hold h
      where h.state = 'ready' and h.kind <> 'set' and h.contact <> 'self' and h.notified_at is null
        and not exists (select from notice n where n.hold_id = h.id and n.kind = 'ready' and n.state = 'due')
      union all
      select format('hold %s stands ready in a set, its patron was not told and is not going to be', h.id)
      from hold h
      where h.state = 'ready' and h.kind = 'set' and h.contact <> 'self' and h.notified_at is null
        and not exists (select from hold m join notice n on n.hold_id = m.id and n.kind = 'ready' and n.state = 'due'
          where m.order_id = h.order_id and m.kind = 'set')`,
  },
  {
    number: 10,
    name: 'what calls for a notice has exactly one',
    query: () => sql`
      with called as (
        select h.id,
          -- A loan that is taken back makes nothing ready: the hold was told before it.
          -- One that was moved in ready, and untold, is told here.
          count(e.id) filter (where e.why <> 'undo' and e.to_state = 'ready' and e.from_state is distinct from 'ready') as ready,
          -- Of those, and of the refusals, the ones that were to be told, by how they were to be told then, of a patron who could be
          -- called: whose the hold was then.
          count(e.id) filter (where e.why not in ('undo', 'complete') and e.to_state = 'ready' and e.from_state <> 'ready' and p.phone is not null
            and coalesce(e.contact, h.contact) <> 'self') as to_tell,
          count(e.id) filter (where e.why = 'refuse' and e.detail is distinct from 'alreadyOnLoan' and p.phone is not null
              and coalesce(e.contact, h.contact) <> 'self') as refused,
          (select count(*) from notice n where n.hold_id = h.id and n.kind = 'ready' and n.instead_of is null) as ready_told,
          (select count(*) from notice n where n.hold_id = h.id and n.kind = 'closed' and n.instead_of is null) as ended_told
        from hold h left join hold_event e on e.hold_id = h.id and (e.to_state = 'ready' or e.why = 'refuse')
        left join patron p on p.id = ${patronThen(sql`h`, sql`e.id`)}
        group by h.id)
      select format('hold %s became ready %s times and was told %s times', id, ready, ready_told) as sentence
      from called where ready_told > ready
      union all
      select format('hold %s became ready and was not told', id) from called
      where to_tell > ready_told
      union all
      -- A hold may have left the set since. One notice tells of all members; the one at which it stands may be forgotten before the others. They became ready at one instant.
      select distinct format('the set of order %s became ready and was not told', h.order_id)
      from hold h join hold_event e on e.hold_id = h.id and e.why = 'complete'
      join patron p on p.id = ${patronThen(sql`h`, sql`e.id`)}
      where coalesce(e.contact, h.contact) <> 'self' and p.phone is not null and e.at not in (
        select t.at from hold_event t join notice n on n.hold_id = t.hold_id and n.kind = 'ready' and n.instead_of is null
        where t.why = 'complete')
      union all
      select format('hold %s was refused, and that was not told', id) from called
      where refused > 0 and ended_told = 0`,
  },
]
