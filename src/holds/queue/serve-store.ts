import type { Desk } from '#acting.ts'
import { type Database, sql } from '#database/database.ts'
import type { BibId, ItemId, PatronId } from '#ids.ts'
import type { Policy } from '#policy.ts'
import { mayBeHeldBy } from '#rule-columns.ts'
import type { ServingCopy, ServingMoment } from '../rules/serve.ts'
import type { OrderedBib } from '../rules/title.ts'

type Day = Pick<Desk, 'today' | 'policy'>

/** The rule `canServe` for an item `i` and a hold `h` of the same bib. */
export const servable = ({ today, policy }: Day, at: ServingMoment = 'asItIs') => sql<boolean>`(
  (h.only_item_id is null or h.only_item_id = i.id) and i.loan_rule <> 'reference' and ${mayTake(policy, sql`h.patron_id`)}
  ${
    at === 'inHand'
      ? sql``
      : sql`and i.status not in ('withdrawn', 'missing', 'repair', 'onOrder', 'inProcess')
    and not ${isLeftBehind(today)}`
  })`

/** Whether the table of rules lets a patron reserve an item `i`. Nothing is asked where it forbids nothing. */
const mayTake = (policy: Policy, patronId: ReturnType<typeof sql>) =>
  policy.rules.every(row => row.mayBeHeld !== false) && policy.itemCategories.every(({ newestStays }) => !newestStays)
    ? sql<boolean>`true`
    : sql<boolean>`coalesce((select ${mayBeHeldBy(policy, sql`p.category`)} from bib b, patron p
        where b.id = i.bib_id and p.id = ${patronId}), false)`

/** Whether an item `i` rests on the shelf of a branch that is closed for good. */
const isLeftBehind = (today: Temporal.PlainDate) => sql<boolean>`(i.status = 'shelf' and exists (
  select from branch g where g.id = i.current_branch_id and g.closed_for_good_from <= ${today}))`

/**
 * What a bib `b` has that could be reserved: whether any copy is held (M12, M13), whether one of them can be lent at
 * all, and whether the patrons of a category may reserve one. Hidden copies are none for whoever orders.
 */
export function holdable(policy: Policy, patronCategory: ReturnType<typeof sql>) {
  const present = sql`item i where i.bib_id = b.id and i.status not in ('withdrawn', 'missing')`
  const copies = sql`${present} and i.hidden_at is null`
  return sql`b.hidden_at is not null as hidden,
  exists (select from ${copies}) as held,
  exists (select from ${copies} and i.loan_rule <> 'reference') as lendable,
  exists (select from ${copies} and ${mayBeHeldBy(policy, patronCategory)}) as may_be_held,
  exists (select from ${present} and i.hidden_at is not null and i.loan_rule <> 'reference'
    and ${mayBeHeldBy(policy, patronCategory)}) as hidden_copies`
}

/** What a patron `p` has of a bib `b` already: an open hold, one that is to be cancelled, a loan. */
export const ownOfBib = sql`
  exists (select from hold h where h.patron_id = p.id and h.bib_id = b.id and h.state <> 'closed') as on_hold,
  exists (select from hold h where h.patron_id = p.id and h.bib_id = b.id and h.state = 'cancelApplied') as cancel_applied,
  exists (select from loan o where o.patron_id = p.id and o.bib_id = b.id and o.returned_at is null) as on_loan`

/** The columns of `holdable` and `ownOfBib`, with the category of the bib. */
export type OrderedBibRow = {
  category: string
  hidden: boolean
  held: boolean
  lendable: boolean
  may_be_held: boolean
  hidden_copies: boolean
  on_hold: boolean
  cancel_applied: boolean
  on_loan: boolean
}

export const toOrderedBib = (row: OrderedBibRow): OrderedBib => ({
  category: row.category,
  hidden: row.hidden,
  held: row.held,
  hiddenCopies: row.hidden_copies,
  lendable: row.lendable,
  mayBeHeld: row.may_be_held,
  onHold: row.on_hold,
  cancelApplied: row.cancel_applied,
  onLoan: row.on_loan,
})

/** Whether a bib `b` has a copy on an open shelf that can be lent and is not hidden, and nobody waits for it. */
export const onShelfForNobody = (today: Temporal.PlainDate) => sql<boolean>`(
  exists (select from item i where i.bib_id = b.id and i.status = 'shelf' and i.loan_rule <> 'reference' and i.hidden_at is null
    and not ${isLeftBehind(today)})
  and not exists (select from hold w where w.bib_id = b.id and w.state = 'waiting' and w.item_id is null))`

/** One copy as the rule asks for it of a patron, with its bib, and whether it is hidden; null when there is none. */
export async function loadServingCopy(
  db: Database,
  { today, policy }: Day,
  itemId: ItemId,
  patronId: PatronId,
): Promise<(ServingCopy & { bibId: BibId; hidden: boolean }) | null> {
  const { rows } = await sql<ServingCopy & { bibId: BibId; hidden: boolean }>`
    select i.id, i.bib_id as "bibId", i.status, i.loan_rule as "loanRule", ${mayTake(policy, sql`${patronId}`)} as "mayBeHeld",
      ${isLeftBehind(today)} as "isLeftBehind",
      i.hidden_at is not null as hidden
    from item i where i.id = ${itemId}`.execute(db)
  return rows[0] ?? null
}
