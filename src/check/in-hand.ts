import { sql } from '#database/database.ts'
import { errands } from '#holds/shelf/errand-store.ts'
import type { Invariant } from './invariant.ts'

/** What happens to a copy with somebody having it in hand. */
const inHand = sql`('return', 'arrive', 'scan', 'found', 'received', 'redirect', 'checkOut', 'undo')`

/**
 * The data move nothing: a copy is where it was in hand last, and what is to be done with it stands on a list there.
 */
export const inHandInvariants: Invariant[] = [
  {
    number: 16,
    name: 'every copy that must be touched is on a list where it stands',
    // Told the other way round than the list is made: what stands on a hold shelf without a word to be said about it.
    query: () => sql`
      select format('item %s stands on the hold shelf of %s, and no list says what is to be done with it', i.id, i.current_branch_id) as sentence
      from item i where i.status = 'holdShelf'
        and not exists (select from (${errands(null)}) e where e.item_id = i.id)
        and not exists (
          select from hold h left join card c on c.patron_id = h.patron_id and c.retired_on is null
          where h.item_id = i.id and (h.state = 'cancelApplied' or (
            h.pickup_branch_id = i.current_branch_id and h.state in ('ready', 'waiting')
            and h.slip = concat_ws('/', right(c.number, 4), h.pickup_stop_id))))`,
  },
  {
    number: 16,
    name: 'a journey begins with a scan',
    query: () => sql`
      select format('item %s travels from %s since %s, where nobody scanned it then', t.item_id, t.from_branch_id, t.sent_at) as sentence
      from transit t
      where t.ended_at is null and exists (select from item_event e where e.item_id = t.item_id) and not exists (
        select from item_event e where e.item_id = t.item_id and e.at = t.sent_at and e.branch_id = t.from_branch_id
          and e.to_status = 'transit' and e.why in ${inHand})`,
  },
  {
    number: 16,
    name: 'a copy stands where it was in hand last',
    query: () => sql`
      select format('item %s stands at %s, and was in hand last at %s', i.id, i.current_branch_id, last.branch_id) as sentence
      from item i cross join lateral (
        select branch_id, why from item_event e where e.item_id = i.id and e.branch_id is not null and e.why in ${inHand}
        order by e.id desc limit 1) last
      where i.status in ('shelf', 'holdShelf') and last.why <> 'undo' and last.branch_id <> i.current_branch_id`,
  },
]
