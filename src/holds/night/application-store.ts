import type { Desk } from '#acting.ts'
import { sql, type Tx } from '#database/database.ts'
import type { BibId, HoldId, PatronId } from '#ids.ts'
import type { Standing } from '#patrons/rules/block.ts'
import type { Policy } from '#policy.ts'
import type { HoldRow, StoredHold } from '../hold-store.ts'
import { noneOpen, type OpenHolds, withMore } from '../rules/order.ts'
import type { TitleByCopies } from '../rules/title.ts'
import { lockBibsOnce } from './due-hold-store.ts'
import { loadTitles } from './title-copies-store.ts'

/** The oldest applications from before an instant, in the order in which they are taken in (M41). */
export async function findApplied(
  tx: Tx,
  until: Temporal.Instant,
  limit: number,
): Promise<{ id: HoldId; bibId: BibId }[]> {
  const { rows } = await sql<{ id: HoldId; bib_id: BibId }>`
    select id, bib_id from hold where state = 'applied' and applied_at < ${until}
    order by applied_at, id limit ${limit}`.execute(tx)
  return rows.map(row => ({ id: row.id, bibId: row.bib_id }))
}

/** What an application is judged by when it is taken in, together with the hold. */
export type Application = Standing & {
  hold: Pick<StoredHold, 'id' | 'patronId' | 'bibId' | 'contact' | 'state'>
  title: TitleByCopies
  onLoan: boolean
  /** Lent to the patron and returned since they applied: they have had it. */
  borrowedMeanwhile: boolean
  pickupOpen: boolean
  /** It came over from another card of the same person: each of the two was within its limit. */
  beyondLimit: boolean
  /** The holds of the patron that are in the queue already. */
  before: OpenHolds
}

/** Locks the bibs and holds of a batch of applications and loads their facts, oldest first. */
export async function lockApplications(
  tx: Tx,
  desk: Desk,
  found: readonly { id: HoldId; bibId: BibId }[],
): Promise<Application[]> {
  if (found.length === 0) return []
  const bibIds = await lockBibsOnce(tx, found)
  const { rows } = await sql<ApplicationRow>`
    select h.id, h.patron_id, h.bib_id, h.contact, p.category, p.expires_on, p.stopped_because is not null or p.merged_into is not null as stopped,
      coalesce(greatest(0, ${desk.today}::date - (
        select min(l.due_on) from loan l where l.patron_id = h.patron_id and l.returned_at is null)), 0) as overdue_days,
      exists (select from loan l where l.patron_id = h.patron_id and l.bib_id = h.bib_id and l.lent_at > h.applied_at
        and l.returned_at is not null) as borrowed_meanwhile,
      exists (select from loan l where l.patron_id = h.patron_id and l.bib_id = h.bib_id and l.returned_at is null) as on_loan,
      (br.closed_for_good_from is null or br.closed_for_good_from > ${desk.today})
        and (s.abolished_from is null or s.abolished_from > ${desk.today}) as pickup_open,
      exists (select from hold_event e where e.hold_id = h.id and e.beyond_limit) as beyond_limit
    from (select * from hold where id = any(${found.map(one => one.id)}::bigint[]) and state = 'applied'
      and bib_id = any(${bibIds}::bigint[]) for update) h
    join patron p on p.id = h.patron_id
    join branch br on br.id = h.pickup_branch_id
    left join stop s on s.id = h.pickup_stop_id
    order by h.applied_at, h.id`.execute(tx)
  const { titleOf, queue } = await loadTitlesAndQueue(tx, desk.policy, rows)
  return rows.map(row => ({
    hold: { id: row.id, patronId: row.patron_id, bibId: row.bib_id, contact: row.contact, state: { is: 'applied' } },
    category: row.category,
    expiresOn: row.expires_on,
    stopped: row.stopped,
    overdueDays: row.overdue_days,
    title: titleOf({ bibId: row.bib_id, patron: row.category }),
    onLoan: row.on_loan,
    borrowedMeanwhile: row.borrowed_meanwhile,
    pickupOpen: row.pickup_open,
    beyondLimit: row.beyond_limit,
    before: queue.get(row.patron_id!) ?? noneOpen,
  }))
}

type ApplicationRow = Pick<HoldRow, 'id' | 'patron_id' | 'bib_id' | 'contact'> & {
  category: Application['category']
  expires_on: Temporal.PlainDate
  stopped: boolean
  overdue_days: number
  beyond_limit: boolean
  on_loan: boolean
  borrowed_meanwhile: boolean
  pickup_open: boolean
}

/**
 * What the patrons of some applications have in the queue already, and what every title is to whom. All of a patron's
 * titles are looked up at once, those they apply for and those they wait for.
 */
async function loadTitlesAndQueue(tx: Tx, policy: Policy, applications: readonly ApplicationRow[]) {
  const categoryOf = new Map(applications.map(({ patron_id, category }) => [patron_id, category]))
  const { rows: queued } = await sql<{ patron_id: PatronId; bib_id: BibId }>`
    select patron_id, bib_id from hold
    where patron_id = any(${[...categoryOf.keys()]}::bigint[]) and state not in ('closed', 'applied', 'cancelApplied')`.execute(
    tx,
  )
  const titleOf = await loadTitles(tx, policy, [
    ...applications.map(({ bib_id, category }) => ({ bibId: bib_id, patron: category })),
    ...queued.map(({ bib_id, patron_id }) => ({ bibId: bib_id, patron: categoryOf.get(patron_id)! })),
  ])
  const queue = new Map<PatronId, OpenHolds>()
  for (const { patron_id, bib_id } of queued) {
    const title = titleOf({ bibId: bib_id, patron: categoryOf.get(patron_id)! })
    queue.set(patron_id, withMore(queue.get(patron_id) ?? noneOpen, [title.category]))
  }
  return { titleOf, queue }
}
