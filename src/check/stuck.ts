import { sql } from '#database/database.ts'
import { stuckBecause } from '#holds/queue/stuck-store.ts'
import type { Invariant } from './invariant.ts'

/** Nobody waits in vain without anybody knowing. */
export const stuckInvariants: Invariant[] = [
  {
    number: 17,
    name: 'every open hold can be served some day, or is on the list of stuck holds',
    // What could serve it is counted here by itself: copies that exist, a place that is open. An application is
    // answered by the night.
    query: (_policy, today) => sql`
      select format('hold %s is %s, cannot be served as it is, and is on no list', h.id, h.state) as sentence
      from hold h
      join branch b on b.id = h.pickup_branch_id left join stop s on s.id = h.pickup_stop_id
      left join lateral (
        select count(*) as copies from item i
        where i.bib_id = h.bib_id and (h.only_item_id is null or h.only_item_id = i.id) and i.loan_rule <> 'reference'
          and i.status in ('shelf', 'loan', 'holdShelf', 'transit', 'repair', 'onOrder', 'inProcess')) can on true
      where h.state in ('waiting', 'inTransit', 'ready') and ${stuckBecause(today)} is null and (
        coalesce(b.closed_for_good_from <= ${today}, false) or coalesce(s.abolished_from <= ${today}, false)
        or (h.state = 'waiting' and h.item_id is null and can.copies = 0))
      union all
      -- Whoever goes by another number is served under that.
      select format('hold %s is open and of patron %s, who went over into another', h.id, p.id)
      from hold h join patron p on p.id = h.patron_id where h.state <> 'closed' and p.merged_into is not null
      union all
      select format('hold %s is open and of bib %s, which went over into another', h.id, b.id)
      from hold h join bib b on b.id = h.bib_id where h.state <> 'closed' and b.merged_into is not null`,
  },
]
