import { sql } from '#database/database.ts'
import type { Policy } from '#policy.ts'
import { mayBeHeldBy, ruleColumn } from '#rule-columns.ts'
import { zone } from '#time/clock.ts'
import type { Invariant } from './invariant.ts'
import { bibOfCopyThen, copyThen, patronThen, placeThen, stays } from './then.ts'

/**
 * How a patron stood when a row of a history was written: as the first change after it left them, else as they stand
 * now.
 */
const stoodAt = (
  patronId: ReturnType<typeof sql>,
  until: ReturnType<typeof sql>,
  eventId: ReturnType<typeof sql>,
) => sql`(
  select coalesce(w.expires_on, p.expires_on) as expires_on,
    coalesce(w.stopped, p.stopped_because is not null or p.merged_into is not null) as stopped
  from patron p left join lateral (
    select * from patron_was w where w.patron_id = p.id and w.${until} >= ${eventId} order by w.id limit 1) w on true
  where p.id = ${patronId})`

/** Whether the patron of a hold `o` may reserve a copy; asked only where a rule says that somebody may not. */
const mayTake = (policy: Policy, itemId: ReturnType<typeof sql>) =>
  policy.rules.every(row => row.mayBeHeld !== false)
    ? sql`true`
    : sql`(select ${mayBeHeldBy(policy, sql`k.category`)} from item i join bib b on b.id = i.bib_id, patron k
        where i.id = ${itemId} and k.id = o.patron_id)`

/** What must be true of the queues, the series and the sets. */
export const queueInvariants: Invariant[] = [
  {
    number: 7,
    name: 'a capture passes over nobody who came earlier',
    // Recomputed from the histories: at the capture, every other hold of the bib on which both were then that waited
    // uncaptured at an earlier place must have been one to be passed by. How its patron of then stood tells patron_was;
    // what was overdue the loans tell, or, once the night has forgotten them, the capture itself. Holds that were
    // paused or converted are left out. Whether enough of an order had come the capture itself tells.
    query: policy => sql`
      with ${stays}, captured as (
        select e.id as event_id, e.at, e.item_id, e.passed_over, h.id, s.bib_id,
          ${placeThen(sql`h`, sql`e.id`)} as place,
          (e.at at time zone ${zone})::date as day
        from hold_event e join hold h on h.id = e.hold_id
        join stay s on s.hold_id = e.hold_id and e.id > s.since and e.id < s.until
        where e.why = 'capture' and h.place is not null and not exists (
          select from hold_event m where m.hold_id = h.id and m.why = 'convert'))
      select format('event %s captures item %s for hold %s at place %s, hold %s waited at place %s',
        c.event_id, c.item_id, c.id, c.place, o.id, o.place) as sentence
      from captured c
      join stay s on s.bib_id = c.bib_id and c.event_id > s.since and c.event_id < s.until
      join hold o on o.id = s.hold_id and (${placeThen(sql`o`, sql`c.event_id`)}, o.id) < (c.place, c.id) and o.kind <> 'series'
      join lateral (
        select to_state, why, item_id from hold_event before where before.hold_id = o.id and before.id < c.event_id
        order by before.id desc limit 1) was on was.to_state = 'waiting' and was.why not in ('capture', 'arrive')
          and ${copyThen(sql`o`, sql`c.event_id`)} is null
      join lateral ${stoodAt(patronThen(sql`o`, sql`c.event_id`), sql`until_hold_event`, sql`c.event_id`)} p on true
      join branch b on b.id = o.pickup_branch_id
      left join stop on stop.id = o.pickup_stop_id
      where (o.only_item_id is null or o.only_item_id = c.item_id)
        and (o.not_needed_after is null or o.not_needed_after >= c.day)
        and o.suspended_until is null and ${mayTake(policy, sql`c.item_id`)}
        and not p.stopped and p.expires_on >= c.day and o.id <> all(coalesce(c.passed_over, '{}'))
        and (b.closed_for_good_from is null or b.closed_for_good_from > c.day)
        and (stop.abolished_from is null or stop.abolished_from > c.day)
        and not exists (select from hold_event m where m.hold_id = o.id and m.why in ('suspend', 'resume', 'convert'))
        and not exists (select from loan l where l.patron_id = o.patron_id and l.lent_at <= c.at
          and (l.returned_at is null or l.returned_at > c.at)
          and l.due_on <= c.day - greatest(1, ${ruleColumn(policy, 'blockedFromOverdueDays', {
            patron: sql`(select k.category from patron k where k.id = o.patron_id)`,
          })}))`,
  },
  {
    number: 9,
    name: 'no loan was renewed while somebody else waited',
    // As above.
    query: policy => sql`
      with ${stays}
      select format('loan %s was renewed in event %s while hold %s waited', l.id, e.id, o.id) as sentence
      from item_event e
      join loan l on l.item_id = e.item_id and l.returned_at is null and l.lent_at <= e.at
      join stay s on s.bib_id = ${bibOfCopyThen(sql`l`, sql`e.id`)} and e.at > s.since_at and e.at < s.until_at
      join hold o on o.id = s.hold_id and o.patron_id <> l.patron_id and o.kind <> 'series' and o.suspended_until is null
      join lateral (
        select id, to_state, item_id from hold_event before where before.hold_id = o.id and before.at < e.at
        order by before.id desc limit 1) was on was.to_state = 'waiting' and was.item_id is null
      join lateral ${stoodAt(patronThen(sql`o`, sql`was.id`), sql`until_item_event`, sql`e.id`)} p on true
      join branch b on b.id = o.pickup_branch_id
      join item i on i.id = l.item_id
      where e.why = 'renew' and (o.only_item_id is null or o.only_item_id = l.item_id) and i.loan_rule <> 'reference' and ${mayTake(policy, sql`l.item_id`)}
        and not p.stopped and o.id <> all(coalesce(e.passed_over, '{}'))
        and p.expires_on >= (e.at at time zone ${zone})::date and b.closed_for_good_from is null
        and (o.not_needed_after is null or o.not_needed_after >= (e.at at time zone ${zone})::date)
        and not exists (select from hold_event m where m.hold_id = o.id and m.why in ('suspend', 'resume', 'convert'))
        and not exists (select from loan late where late.patron_id = o.patron_id and late.lent_at <= e.at
          and (late.returned_at is null or late.returned_at > e.at)
          and late.due_on <= (e.at at time zone ${zone})::date - greatest(1, ${ruleColumn(
            policy,
            'blockedFromOverdueDays',
            {
              patron: sql`(select k.category from patron k where k.id = o.patron_id)`,
            },
          )}))`,
  },
  {
    number: 11,
    name: 'in a series only the first open member waits or is captured',
    query: policy => {
      const unreleased = {
        captured: sql`e.state <> 'closed' and e.item_id is null`,
        checkedOut: sql`e.state <> 'closed'`,
        returned: sql`e.state <> 'closed'`,
      }[policy.holds.seriesReleasedWhen]
      return sql`
        select format('hold %s of the series %s is captured, hold %s before it is not', h.id, h.order_id, e.id) as sentence
        from hold h join hold e on e.order_id = h.order_id and e.kind = 'series' and e.order_position < h.order_position
        where h.kind = 'series' and h.item_id is not null and ${unreleased}
          -- What had been captured and was lost, taken back or moved elsewhere leaves the later ones as they were.
          and not exists (select from hold_event x where x.hold_id = e.id and x.why in ('lose', 'placeEnded', 'letGo', 'undo', 'convert', 'cancel'))`
    },
  },
  {
    number: 11,
    name: 'a set becomes ready together or not at all',
    query: () => sql`
      select format('of the set %s hold %s is ready and hold %s is %s', r.order_id, r.id, o.id, o.state) as sentence
      from hold r join hold o on o.order_id = r.order_id and o.kind = 'set' and o.state in ('applied', 'waiting', 'inTransit')
      where r.kind = 'set' and r.state = 'ready' and not exists (
        select from hold_event x where x.hold_id = o.id and x.why in ('lose', 'astray', 'placeEnded', 'undo', 'convert', 'changePickup'))`,
  },
]
