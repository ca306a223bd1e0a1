import { isRunUnfinished } from '#calendar/open-run-store.ts'
import type { BibKind } from '#catalogue/rules/bib.ts'
import { type Database, goesWithNext, sql, type Tx } from '#database/database.ts'
import type { BibId, PatronId } from '#ids.ts'
import { meanLoanDaysOf } from '#items/loan-length-store.ts'
import { type LoadedStanding, type StandingRow, standingColumns, toStanding } from '#patrons/standing-store.ts'
import type { Policy } from '#policy.ts'
import { bibCategory } from '#rule-columns.ts'
import { assert } from '#std/assert.ts'
import { openHolds, placedOn } from '../queue/queue-store.ts'
import { holdable, type OrderedBibRow, ownOfBib, toOrderedBib } from '../queue/serve-store.ts'
import { type OnShelf, type TitleRefusal, whyFromShelf, whyNotReserve } from '../rules/title.ts'

/** What a line of the basket shows of its title. */
type Titled = {
  title: string
  responsibility: string | null
  kind: BibKind
  volume: string | null
  ndc: string[]
  isbns: string[]
}

export type BasketLine = Titled & {
  bibId: BibId
  /** 資料区分, by which a hold on it is counted. */
  category: string
  addedAt: Temporal.Instant
  /** Copies held, those that can be lent, and those on a shelf now. */
  copies: number
  lendable: number
  onShelf: number
  /** Copies for loan that are on order or made ready. */
  coming: number
  /** Open holds of everybody on it. */
  waiting: number
  /** How long a loan of this bib really lasts; null: none known. */
  meanLoanDays: number | null
  /** Why it cannot be reserved as things stand; null when it can. */
  unholdable: (TitleRefusal | OnShelf)['why'] | null
}

type BasketRow = OrderedBibRow &
  Titled & {
    bib_id: BibId
    added_at: Temporal.Instant
    copies: number
    lendable_copies: number
    on_shelf: number
    coming: number
    waiting: number
    mean_loan_days: number | null
  }

/** The basket in the order in which the titles were put into it. */
export async function loadBasket(db: Database, policy: Policy, patronId: PatronId): Promise<BasketLine[]> {
  const { rows } = await sql<BasketRow>`
    select l.bib_id, b.title, b.responsibility, b.kind, b.volume, b.ndc, b.isbns, l.added_at, i.copies, i.lendable_copies, i.on_shelf,
      i.coming, ${bibCategory} as category, ${holdable(policy, sql`p.category`)}, ${ownOfBib},
      (select count(*) from hold h where h.bib_id = l.bib_id and h.state = 'waiting' and h.item_id is null)::int as waiting,
      ${meanLoanDaysOf(sql`l.bib_id`)} as mean_loan_days
    from basket_line l join bib b on b.id = l.bib_id join patron p on p.id = l.patron_id
    cross join lateral (
      select count(*)::int as copies,
        (count(*) filter (where loan_rule <> 'reference' and status not in ('onOrder', 'inProcess')))::int as lendable_copies,
        (count(*) filter (where loan_rule <> 'reference' and status in ('onOrder', 'inProcess')))::int as coming,
        (count(*) filter (where loan_rule <> 'reference' and status = 'shelf'))::int as on_shelf
      from item where bib_id = l.bib_id and status not in ('withdrawn', 'missing') and hidden_at is null) i
    where l.patron_id = ${patronId}
    order by l.added_at, l.bib_id limit ${policy.holds.basketMax}`.execute(db)
  return rows.map(row => ({
    bibId: row.bib_id,
    title: row.title,
    responsibility: row.responsibility,
    kind: row.kind,
    volume: row.volume,
    ndc: row.ndc,
    isbns: row.isbns,
    category: row.category,
    addedAt: row.added_at,
    copies: row.copies,
    lendable: row.lendable_copies,
    onShelf: row.on_shelf,
    coming: row.coming,
    waiting: row.waiting,
    meanLoanDays: row.mean_loan_days,
    unholdable: whyNot(policy, row),
  }))
}

function whyNot(policy: Policy, row: BasketRow): BasketLine['unholdable'] {
  const free = row.on_shelf > 0 && row.waiting === 0
  return (whyNotReserve(row.bib_id, toOrderedBib(row)) ?? whyFromShelf(policy, row.bib_id, { free }))?.why ?? null
}

export type Holder = LoadedStanding & { open: number; openOf: ReadonlyMap<string, number>; placedToday: number }

/** How the patron of a basket stands today, and how many open holds they have, in all and of each item category. */
export async function loadHolder(db: Database, patronId: PatronId, today: Temporal.PlainDate): Promise<Holder> {
  const { rows } = await sql<StandingRow & { open: number; open_of: Record<string, number>; placed_today: number }>`
    select ${standingColumns(today)}, ${openHolds(sql`h.state not in ('closed', 'cancelApplied')`)},
      ${placedOn(today)} as placed_today
    from patron p where p.id = ${patronId}`.execute(db)
  const row = rows[0]
  assert(row, 'a patron with a basket exists')
  return {
    ...toStanding(row),
    open: row.open,
    openOf: new Map(Object.entries(row.open_of)),
    placedToday: row.placed_today,
  }
}

/** How many titles lie in a basket, and whether this one does. */
export async function countBasket(
  db: Database,
  patronId: PatronId,
  bibId: BibId,
): Promise<{ count: number; has: boolean; runUnfinished: boolean }> {
  const { rows } = await sql<{ count: number; has: boolean; run_unfinished: boolean }>`
    select count(*)::int as count, coalesce(bool_or(bib_id = ${bibId}), false) as has,
      ${isRunUnfinished} as run_unfinished
    from basket_line where patron_id = ${patronId}`.execute(db)
  return { count: rows[0]!.count, has: rows[0]!.has, runUnfinished: rows[0]!.run_unfinished }
}

export async function insertBasketLine(tx: Tx, patronId: PatronId, bibId: BibId, at: Temporal.Instant): Promise<void> {
  await sql`${goesWithNext}
    insert into basket_line (patron_id, bib_id, added_at) values (${patronId}, ${bibId}, ${at})
    on conflict do nothing`.execute(tx)
}

export async function deleteBasketLines(db: Database, patronId: PatronId, bibIds: readonly BibId[]): Promise<void> {
  await sql`delete from basket_line where patron_id = ${patronId} and bib_id = any(${[...bibIds]}::bigint[])`.execute(
    db,
  )
}
