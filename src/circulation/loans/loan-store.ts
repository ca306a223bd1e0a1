import type { Desk } from '#acting.ts'
import { type Database, type Row, sql, type Tx } from '#database/database.ts'
import type { BibId, BranchId, ItemId, LoanId, PatronId, StopId } from '#ids.ts'
import type { Standing } from '#patrons/rules/block.ts'
import { type StandingRow, standingColumns, toStanding } from '#patrons/standing-store.ts'
import { isStayingNumber, itemCategory, ruleColumn } from '#rule-columns.ts'
import { type LoanRule, loanRuleOf, type RuleCase } from '#settings/rules/rule-table.ts'
import { assert } from '#std/assert.ts'
import type { LoanCalendar } from '../rules/due.ts'
import type { OpenLoans } from '../rules/lending.ts'

/**
 * What a loan at a place is judged by: the rule, how the patron stands, what they have on loan, when it will be due.
 */
export async function loadLoanFacts(
  tx: Tx,
  desk: Desk,
  patronId: PatronId,
  item: { id: ItemId; category: string },
  at: { branchId: BranchId; stopId: StopId | null },
): Promise<{
  standing: Standing
  rule: LoanRule
  open: OpenLoans
  /** The newest number of a magazine, which stays in the house. */
  stays: boolean
  calendar: LoanCalendar
}> {
  const { policy, today } = desk
  const [patron, category, branch] = [sql`p.category`, sql`${item.category}::text`, sql`${at.branchId}::text`]
  const days = ruleColumn(policy, 'days', { patron, item: category, branch })
  const { rows } = await sql<StandingRow & CalendarRow & { stays: boolean } & OpenRow>`
    select ${standingColumns(today)}, o.*, ${calendarColumns(desk, sql`${today}::date + ${days}`, at)},
      (select ${isStayingNumber(policy)} from item i join bib b on b.id = i.bib_id where i.id = ${item.id}) as stays
    from patron p cross join lateral (
      select count(*)::int as in_all, (count(*) filter (where l.branch_id = ${branch}))::int as here,
        (count(*) filter (where ${itemCategory} = ${category}))::int as in_all_of_category,
        (count(*) filter (where ${itemCategory} = ${category} and l.branch_id = ${branch}))::int as here_of_category
      from loan l join item i on i.id = l.item_id join bib b on b.id = i.bib_id
      where l.patron_id = p.id and l.returned_at is null) o
    where p.id = ${patronId}`.execute(tx)
  const row = rows[0]
  assert(row, 'a patron who borrows exists')
  const { standing } = toStanding(row)
  return {
    standing,
    rule: loanRuleOf(policy, { patron: standing.category, item: item.category, branch: at.branchId }),
    open: {
      here: row.here,
      hereOfCategory: row.here_of_category,
      inAll: row.in_all,
      inAllOfCategory: row.in_all_of_category,
    },
    stays: row.stays,
    calendar: toCalendar(row, at.stopId),
  }
}

type OpenRow = { in_all: number; here: number; in_all_of_category: number; here_of_category: number }

type CalendarAsked = Pick<LockedLoan, 'branchId' | 'stopId' | 'case'>

/** The days that can become a due date: the first open one after the time of its rule, and the stop's next visit. */
export async function loadLoanCalendar(tx: Tx, desk: Desk, loan: CalendarAsked): Promise<LoanCalendar> {
  const [calendar] = await loadLoanCalendars(tx, desk, [loan])
  return calendar!
}

/** The same of many loans, in their order. */
export async function loadLoanCalendars(
  db: Database,
  desk: Desk,
  loans: readonly CalendarAsked[],
): Promise<LoanCalendar[]> {
  if (loans.length === 0) return []
  const usual = (loan: CalendarAsked) => desk.today.add({ days: loanRuleOf(desk.policy, loan.case).days.value })
  const keyOf = (loan: CalendarAsked) => `${loan.stopId} ${usual(loan)} ${loan.branchId}`
  // Many loans of one patron ask the same.
  const asked = new Map(loans.map(loan => [keyOf(loan), loan]))
  const places = [...asked.values()].map(
    (loan, nth) => sql`(${nth}::int, ${loan.branchId}::text, ${loan.stopId}::text, ${usual(loan)}::date)`,
  )
  const at = { branchId: sql`a.branch_id`, stopId: sql`a.stop_id` }
  const { rows } = await sql<CalendarRow>`
    select ${calendarColumns(desk, sql`a.usual`, at)}
    from (values ${sql.join(places)}) as a (nth, branch_id, stop_id, usual) order by a.nth`.execute(db)
  const found = new Map([...asked.keys()].map((key, nth) => [key, rows[nth]!]))
  return loans.map(loan => toCalendar(found.get(keyOf(loan))!, loan.stopId))
}

type CalendarRow = { next_open: Temporal.PlainDate | null; next_visit: Temporal.PlainDate | null }

type Column = ReturnType<typeof sql>

const calendarColumns = (
  { today }: Desk,
  usual: ReturnType<typeof sql>,
  { branchId, stopId }: { branchId: BranchId | Column; stopId: StopId | null | Column },
) => sql`(
  select o.day from calendar_day o where o.branch_id = ${branchId} and o.day >= ${usual} and ${isOpen} order by o.day limit 1) as next_open, (
  select v.day from stop_visit v where v.stop_id = ${stopId} and v.day > ${today} and ${takesPlace} order by v.day limit 1) as next_visit`

/** Whether a branch is open on a day `o` of its calendar: one that is closed for good by then is not. */
const isOpen = sql<boolean>`(o.opens is not null and exists (
  select from branch b where b.id = o.branch_id and (b.closed_for_good_from is null or o.day < b.closed_for_good_from)))`

/** Whether a visit `v` takes place: none of a stop that is abolished by then does. */
const takesPlace = sql<boolean>`(v.cancelled_because is null and exists (
  select from stop s where s.id = v.stop_id and (s.abolished_from is null or v.day < s.abolished_from)))`

const toCalendar = ({ next_open, next_visit }: CalendarRow, stopId: StopId | null): LoanCalendar => ({
  openDays: next_open ? [next_open] : [],
  visits: stopId ? (next_visit ? [next_visit] : []) : null,
})

/** A loan as lists show it. */
export type Loan = {
  id: LoanId
  itemId: ItemId
  barcode: string
  bibId: BibId
  title: string
  /** 非公開: the title has no page for now. */
  hidden: boolean
  branchId: BranchId
  branchName: string
  stopId: StopId | null
  lentAt: Temporal.Instant
  dueOn: Temporal.PlainDate
  renewals: number
  /** By which rule it goes. */
  case: RuleCase
  /** Others who wait for the bib: then it cannot be renewed. */
  othersWait: boolean
  /** 紛失: the patron said that it is lost; not settled yet. */
  lost: boolean
}

/** The open loans of a patron, the one that is due first on top. */
export async function loadLoans(
  db: Database,
  patronId: PatronId,
  othersWait: ReturnType<typeof sql<boolean>>,
): Promise<Loan[]> {
  const { rows } = await sql<LoanRow>`
    select l.id, l.item_id, i.barcode, l.bib_id, concat_ws(' ', b.title, b.volume) as title,
      b.hidden_at is not null as hidden, l.branch_id,
      case when s.id is null then br.name else concat(br.short_name, '/', s.name) end as branch_name,
      l.stop_id, l.lent_at, l.due_on, l.renewals, ${othersWait} as others_wait, l.lost_at is not null as lost,
      p.category as patron_category, ${itemCategory} as item_category
    from loan l
    join patron p on p.id = l.patron_id
    join item i on i.id = l.item_id
    join bib b on b.id = l.bib_id
    join branch br on br.id = l.branch_id
    left join stop s on s.id = l.stop_id
    where l.patron_id = ${patronId} and l.returned_at is null
    order by l.due_on, l.id limit 5000`.execute(db)
  return rows.map(row => ({
    id: row.id,
    itemId: row.item_id,
    barcode: row.barcode,
    bibId: row.bib_id,
    title: row.title,
    hidden: row.hidden,
    branchId: row.branch_id,
    branchName: row.branch_name,
    stopId: row.stop_id,
    lentAt: row.lent_at,
    dueOn: row.due_on,
    renewals: row.renewals,
    case: { patron: row.patron_category, item: row.item_category, branch: row.branch_id },
    othersWait: row.others_wait,
    lost: row.lost,
  }))
}

type LoanRow = Pick<
  Row<'loan'>,
  'id' | 'item_id' | 'bib_id' | 'branch_id' | 'stop_id' | 'lent_at' | 'due_on' | 'renewals'
> & {
  barcode: string
  title: string
  hidden: boolean
  branch_name: string
  others_wait: boolean
  lost: boolean
  patron_category: string
  item_category: string
}

export type LockedLoan = {
  id: LoanId
  itemId: ItemId
  bibId: BibId
  patronId: PatronId
  branchId: BranchId
  stopId: StopId | null
  dueOn: Temporal.PlainDate
  renewals: number
  lost: boolean
  /** By which rule it goes. */
  case: RuleCase
}

/** Loads an open loan under the locks of its patron, bib and item; null when it is returned or was never there. */
export async function lockLoan(tx: Tx, loanId: LoanId): Promise<LockedLoan | null> {
  for (let attempt = 1; ; attempt++) {
    const patron = await sql<{ id: PatronId }>`
      select id from patron where id = (select patron_id from loan where id = ${loanId}) for no key update`.execute(tx)
    const bib = await sql<{ id: BibId }>`
      select id from bib where id = (select bib_id from loan where id = ${loanId}) for no key update`.execute(tx)
    await sql`select 1 from item where id = (select item_id from loan where id = ${loanId}) for update`.execute(tx)
    const loan = await loadOpenLoan(tx, loanId)
    // One that went over to another record or patron just now is locked again under that.
    if (!loan || (loan.bibId === bib.rows[0]?.id && loan.patronId === patron.rows[0]?.id)) return loan
    assert(attempt < 5, 'a loan does not go from record to record without end')
  }
}

async function loadOpenLoan(tx: Tx, loanId: LoanId): Promise<LockedLoan | null> {
  const { rows } = await sql<{
    id: LoanId
    item_id: ItemId
    bib_id: BibId
    patron_id: PatronId
    branch_id: BranchId
    stop_id: StopId | null
    due_on: Temporal.PlainDate
    renewals: number
    lost_at: Temporal.Instant | null
    patron_category: string
    item_category: string
  }>`
    select l.*, p.category as patron_category, ${itemCategory} as item_category
    from loan l join patron p on p.id = l.patron_id join item i on i.id = l.item_id join bib b on b.id = i.bib_id
    where l.id = ${loanId} and l.returned_at is null`.execute(tx)
  const row = rows[0]
  return row
    ? {
        id: row.id,
        itemId: row.item_id,
        bibId: row.bib_id,
        patronId: row.patron_id,
        branchId: row.branch_id,
        stopId: row.stop_id,
        dueOn: row.due_on,
        renewals: row.renewals,
        lost: row.lost_at !== null,
        case: { patron: row.patron_category, item: row.item_category, branch: row.branch_id },
      }
    : null
}

/**
 * Open loans of a branch and its stops that are due on a day, today or later, on which nothing can be brought back. A
 * stop to which nobody comes any more leaves the open days of its bookmobile, as when something is lent there.
 */
export async function findLoansDueOnClosedDays(
  db: Database,
  branchId: BranchId,
  today: Temporal.PlainDate,
): Promise<LoanId[]> {
  const { rows } = await sql<{ id: LoanId }>`
    select l.id from loan l
    where l.returned_at is null and l.lost_at is null and l.branch_id = ${branchId} and l.due_on >= ${today}
      and case when l.stop_id is null
        then not exists (select from calendar_day o where o.branch_id = l.branch_id and o.day = l.due_on and ${isOpen})
        else not exists (select from stop_visit v where v.stop_id = l.stop_id and v.day = l.due_on and ${takesPlace}) and (
          exists (select from stop_visit v where v.stop_id = l.stop_id and v.day > l.due_on and ${takesPlace})
          or not exists (select from calendar_day o where o.branch_id = l.branch_id and o.day = l.due_on and ${isOpen}))
      end
    order by l.id`.execute(db)
  return rows.map(row => row.id)
}

/**
 * Open loans of a branch and its stops whose due date has moved along since they were lent or renewed, and when that
 * was.
 */
export async function findMovedLoans(
  db: Database,
  branchId: BranchId,
): Promise<{ id: LoanId; begunAt: Temporal.Instant }[]> {
  const { rows } = await sql<{ id: LoanId; begunAt: Temporal.Instant }>`
    select l.id, coalesce(r.at, l.lent_at) as "begunAt"
    from loan l
    left join lateral (
      select e.id, e.at from item_event e
      where e.item_id = l.item_id and e.why = 'renew' and e.at >= l.lent_at order by e.id desc limit 1) r on true
    where l.returned_at is null and l.lost_at is null and l.branch_id = ${branchId} and exists (
      select from item_event m
      where m.item_id = l.item_id and m.why = 'moveDate' and m.at >= l.lent_at and m.id > coalesce(r.id, 0))
    order by l.id`.execute(db)
  return rows
}

/**
 * The first day on or after one on which a stop is visited, or else its branch is open; null when the calendar knows
 * none.
 */
export async function loadNextDay(
  tx: Tx,
  branchId: BranchId,
  stopId: StopId | null,
  from: Temporal.PlainDate,
): Promise<Temporal.PlainDate | null> {
  const { rows } = await sql<{ day: Temporal.PlainDate | null }>`
    select coalesce(
      (select min(v.day) from stop_visit v where v.stop_id = ${stopId} and v.day >= ${from} and ${takesPlace}),
      (select min(o.day) from calendar_day o where o.branch_id = ${branchId} and o.day >= ${from} and ${isOpen})) as day`.execute(
    tx,
  )
  return rows[0]?.day ?? null
}
