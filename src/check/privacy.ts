import { sql } from '#database/database.ts'
import { isLoanOf } from '#holds/night/forgotten-hold-store.ts'
import type { Invariant } from './invariant.ts'

/** The beginning of the last night that has ended: what was over before it, it has forgotten. */
const lastNight = sql`(select max(started_at) from nightly_run where finished_at is not null)`

/** A patron `p` who left, or goes by another number; and in words, which of both. */
const isGone = sql`(p.name = '' or p.merged_into is not null)`
const whatBecame = sql`case when p.merged_into is null then 'was forgotten' else 'was merged into another' end`

type OfPatron = 'saved_search' | 'wish_list' | 'question' | 'passkey'

/** Rows of a table that belong to such a patron: in words, several of them, and one. */
const leftBehind = (several: string, one: string, table: OfPatron): Invariant => ({
  number: 12,
  name: `nobody who left, or goes by another number, still has ${several}`,
  query: () => sql`
    select format(${`${one} %s is of patron %s, who %s`}::text, r.id, p.id, ${whatBecame}) as sentence
    from ${sql.table(table)} r join patron p on p.id = r.patron_id
    where ${isGone}`,
})

/** What must not be known any more. */
export const privacyInvariants: Invariant[] = [
  {
    number: 12,
    name: 'after the night nothing tells who read a returned item',
    query: () => sql`
      select format('loan %s was returned before the last night and still names patron %s', l.id, l.patron_id) as sentence
      from loan l join patron p on p.id = l.patron_id
      where l.returned_at < ${lastNight} and not p.keeps_history
      union all
      select format('hold %s was fulfilled and returned before the last night and still names patron %s', h.id, h.patron_id)
      from hold h join patron p on p.id = h.patron_id
      where h.closed_why = 'fulfilled' and h.closed_at < ${lastNight} and not p.keeps_history
        and not exists (select from loan l where l.patron_id = h.patron_id and ${isLoanOf}
          and (l.returned_at is null or l.returned_at >= ${lastNight}))
      union all
      select format('notice %s is done since before the last night and still says to patron %s what they read', n.id, n.patron_id)
      from notice n left join hold h on h.id = n.hold_id
      where n.state <> 'due' and n.done_at < ${lastNight} and n.patron_id is not null and n.facts -> 'titles' <> '[]'
        and (h.id is null or h.patron_id is null)
      union all
      select format('order %s still names patron %s, its holds are forgotten', o.id, o.patron_id)
      from hold_order o
      where o.patron_id is not null and o.placed_at < ${lastNight}
        and exists (select from hold h where h.order_id = o.id)
        and not exists (select from hold h where h.order_id = o.id and h.patron_id is not null)
      union all
      select format('hold %s is forgotten, event %s of its story still says from whom it came', h.id, e.id)
      from hold_event e join hold h on h.id = e.hold_id
      where e.from_patron_id is not null and h.patron_id is null
      union all
      select format('scan %s of a desk was made before the last night and is still there', c.id)
      from counter_scan c where c.at < ${lastNight} - interval '1 hour'`,
  },
  leftBehind('saved searches', 'saved search', 'saved_search'),
  leftBehind('lists of what they wish to read', 'list', 'wish_list'),
  leftBehind('questions to the library', 'question', 'question'),
  {
    number: 12,
    name: 'nobody who left, or goes by another number, is of a family',
    query: () => sql`
      select format('patron %s is linked with patron %s, and %s', f.carer_id, f.member_id,
        case when p.merged_into is null then 'one of them was forgotten' else 'one of them was merged into another' end) as sentence
      from family_link f join patron p on p.id in (f.carer_id, f.member_id)
      where ${isGone}`,
  },
  leftBehind('passkeys', 'passkey', 'passkey'),
  {
    number: 12,
    name: 'nobody who left, or goes by another number, still has notes of the desk or messages to them',
    query: () => sql`
      select format('note %s is of patron %s, who %s', n.id, p.id, ${whatBecame}) as sentence
      from patron_note n join patron p on p.id = n.patron_id
      where ${isGone}
      union all
      select format('message %s is to patron %s, who %s', m.id, p.id, ${whatBecame})
      from patron_message m join patron p on p.id = m.patron_id
      where ${isGone}`,
  },
  {
    number: 12,
    name: 'what machines and counters reported names nobody who left',
    query: () => sql`
      select format('report %s of %s names patron %s, who was forgotten', r.id, coalesce(r.machine, r.staff_login), p.id) as sentence
      from machine_report r join patron p on p.id = r.patron_id where p.name = ''`,
  },
]
