import { type Database, type Row, sql } from '#database/database.ts'
import { BibId, type BranchId, type ItemId } from '#ids.ts'
import { meanLoanDaysOf } from '#items/loan-length-store.ts'
import type { ItemStatus } from '#items/rules/item.ts'
import type { Policy } from '#policy.ts'
import { isStayingNumber } from '#rule-columns.ts'
import {
  type Availability,
  availabilityOf,
  type Copies,
  type CopyState,
  copiesMax,
  type LoanRule,
  shownCopy,
} from './rules/availability.ts'
import type { Audience, Bib, Creator } from './rules/bib.ts'
import { callKey, looksLikeCallNumber } from './rules/search/call-key.ts'

/** A bib as the tables have it: also one that was merged into another, taken out or hidden (非公開). */
export type StoredBib = Bib & {
  mergedInto: BibId | null
  deletedAt: Temporal.Instant | null
  hiddenAt: Temporal.Instant | null
  changedAt: Temporal.Instant
}

export async function loadBib(db: Database, id: BibId): Promise<StoredBib | null> {
  const row = await db.selectFrom('bib').where('id', '=', id).select(bibColumns).executeTakeFirst()
  return row ? toBib(row) : null
}

/** Who looks: the staff see what is hidden from everybody else. */
export type Viewer = 'public' | 'staff'

/** The bibs of these numbers, in their order; what is merged or gone is left out, for the public what is hidden too. */
export async function loadBibs(db: Database, ids: readonly BibId[], viewer: Viewer = 'public'): Promise<StoredBib[]> {
  if (ids.length === 0) return []
  // One text for any number of them: it is prepared once a connection.
  const { rows } = await sql<BibRow>`
    select ${bibColumnsSql} from bib
    where id = any(${[...ids]}::bigint[]) and deleted_at is null and merged_into is null
      and ${viewer === 'staff' ? sql`true` : sql`hidden_at is null`}`.execute(db)
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => (byId.has(id) ? [toBib(byId.get(id)!)] : []))
}

/** The bibs by whose name these go now: one that was merged is the other, one that is gone or hidden is none. */
export async function loadStanding(db: Database, ids: readonly BibId[]): Promise<Map<BibId, BibId>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: BibId; standing: BibId }>`
    select b.id, s.id as standing from bib b join bib s on s.id = coalesce(b.merged_into, b.id)
    where b.id = any(${[...ids]}::bigint[]) and b.deleted_at is null and s.hidden_at is null`.execute(db)
  return new Map(rows.map(({ id, standing }) => [id, standing]))
}

/** One copy, as the table 「どこにありますか」 shows it. */
export type ShownItem = {
  itemId: ItemId
  branchId: BranchId
  branchName: string
  shelf: string | null
  callNumber: string | null
  barcode: string
  state: CopyState
  loanRule: LoanRule
  dueOn: Temporal.PlainDate | null
  /** 非公開: only a desk sees it. */
  isHidden: boolean
}

/**
 * Every copy of a bib that is not withdrawn, by branch, how many wait without a copy captured for them, and how long
 * loans last; hidden copies are for the staff. A copy stands where it can be seen: elsewhere only while it is on a
 * shelf there.
 */
export async function loadItemsOf(
  db: Database,
  policy: Policy,
  bibId: BibId,
  viewer: Viewer,
): Promise<{ items: ShownItem[]; waiting: number; meanLoanDays: number | null }> {
  const { rows } = await sql<ItemRow>`
    select i.id as "itemId", branch.id as "branchId", branch.name as "branchName", shelf, call_number as "callNumber", barcode, status,
      ${ruleNow(policy)} as "loanRule", due_on as "dueOn", i.hidden_at is not null as "isHidden", waiting,
      mean_loan_days as "meanLoanDays"
    from (
      select count(*) as waiting, ${meanLoanDaysOf(sql`${bibId}::bigint`)} as mean_loan_days from hold
      where bib_id = ${bibId} and state <> 'closed' and state in ('applied', 'waiting') and item_id is null
    ) queue
    left join item i on i.bib_id = ${bibId} and status <> 'withdrawn' and ${viewer === 'staff' ? sql`true` : isShownCopy}
    left join bib b on b.id = i.bib_id
    left join branch on branch.id = case when status = 'shelf' then current_branch_id else home_branch_id end
    left join loan on loan.item_id = i.id and returned_at is null
    order by list_order, call_number, i.id limit ${copiesMax}`.execute(db)
  const items = rows.flatMap(({ waiting: _, meanLoanDays: __, status, ...row }) =>
    row.barcode === null ? [] : [{ ...row, state: shownCopy(status, row.loanRule)! }],
  )
  return { items, waiting: rows[0]!.waiting, meanLoanDays: rows[0]!.meanLoanDays }
}

/** Whether the public sees a copy `i`. */
const isShownCopy = sql<boolean>`i.hidden_at is null`

/** The rule of a copy `i` of a bib `b` today: the newest number of a magazine may have to stay in the house. */
const ruleNow = (policy: Policy) =>
  sql<LoanRule>`case when ${isStayingNumber(policy)} then 'reference' else i.loan_rule end`

type ItemRow = (Omit<ShownItem, 'state'> | { barcode: null; loanRule: LoanRule }) & {
  status: ItemStatus
  waiting: number
  meanLoanDays: number | null
}

/** Where each of these bibs stands now, and how many wait, asked in one statement. */
export async function loadAvailability(
  db: Database,
  policy: Policy,
  bibIds: readonly BibId[],
): Promise<Map<BibId, Availability>> {
  if (bibIds.length === 0) return new Map()
  const { rows } = await sql<AvailabilityRow>`
    select i.bib_id as "bibId", case when status = 'shelf' then current_branch_id else home_branch_id end as "branchId",
      status, ${ruleNow(policy)} as "loanRule", count(*) as count, min(due_on) as "dueOn"
    from item i join bib b on b.id = i.bib_id left join loan on loan.item_id = i.id and returned_at is null
    where i.bib_id = any(${[...bibIds]}::bigint[]) and status <> 'withdrawn' and ${isShownCopy}
    group by 1, 2, 3, 4
    union all
    select bib_id, null, null, null, count(*), null from hold
    where bib_id = any(${[...bibIds]}::bigint[]) and state <> 'closed' and state in ('applied', 'waiting')
      and item_id is null
    group by bib_id`.execute(db)
  const copies = new Map<BibId, Copies[]>()
  const waiting = new Map<BibId, number>()
  for (const row of rows) {
    if (row.branchId === null) waiting.set(row.bibId, row.count)
    else {
      const state = shownCopy(row.status, row.loanRule)!
      const { branchId, loanRule, count, dueOn } = row
      const known = copies.get(row.bibId)
      if (known) known.push({ branchId, state, loanRule, count, dueOn })
      else copies.set(row.bibId, [{ branchId, state, loanRule, count, dueOn }])
    }
  }
  return new Map(bibIds.map(id => [id, availabilityOf(copies.get(id) ?? [], waiting.get(id) ?? 0)]))
}

type AvailabilityRow =
  | {
      bibId: BibId
      branchId: BranchId
      status: ItemStatus
      loanRule: LoanRule
      count: number
      dueOn: Temporal.PlainDate | null
    }
  | { bibId: BibId; branchId: null; count: number }

/**
 * The bibs of the copy with this 資料コード, or of the copies that stand under this 請求記号, and behind them those under one
 * that begins so, where the text has the parts of one.
 * @param which 'hidden': where the record or the copy is, for the staff, who may have it in hand
 */
export async function findByCallNumber(
  db: Database,
  text: string,
  limit: number,
  which: 'shown' | 'hidden' = 'shown',
): Promise<BibId[]> {
  const key = callKey(text)
  const last = looksLikeCallNumber(key) ? `${key}\u{10ffff}` : key
  const column = sql`(call_key(call_number) collate "C")`
  const { rows } = await sql<{ id: BibId }>`
    select bib.id from item i join bib on bib.id = bib_id
    where (barcode in (${text}, ${text.toUpperCase()}, ${text.toUpperCase().replaceAll('-', '')})
        or (call_number is not null and ${column} >= ${key} and ${column} <= ${last})) and status <> 'withdrawn'
      and deleted_at is null and merged_into is null
      and (bib.hidden_at is null and ${isShownCopy}) = ${which === 'shown'}
    group by bib.id
    order by min(case when ${column} > ${key} and ${column} <= ${last} then 1 else 0 end), bib.id limit ${limit}`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** The hidden bibs with one of these ISBNs: the index knows them no more, and a cataloguer must not make them again. */
export async function findHiddenByIsbn(db: Database, isbns: readonly string[], limit: number): Promise<BibId[]> {
  const { rows } = await sql<{ id: BibId }>`
    select id from bib where isbns && ${[...isbns]}::text[] and hidden_at is not null and deleted_at is null and merged_into is null
    order by id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** The bibs with a page whose number is `from` or higher and lower than `below`. */
export async function loadPageNumbers(
  db: Database,
  from: number,
  below: number,
): Promise<{ id: BibId; changedAt: Temporal.Instant }[]> {
  return await db
    .selectFrom('bib')
    .where('id', '>=', BibId(from))
    .where('id', '<', BibId(below))
    .where('deleted_at', 'is', null)
    .where('merged_into', 'is', null)
    .where('hidden_at', 'is', null)
    .select(['id', 'changed_at as changedAt'])
    .orderBy('id')
    .execute()
}

export async function highestNumber(db: Database): Promise<number> {
  const { highest } = await db
    .selectFrom('bib')
    .select(eb => eb.fn.max('id').as('highest'))
    .executeTakeFirstOrThrow()
  return highest ?? 0
}

const bibColumns = [
  'bib.id',
  'source_key',
  'kind',
  'title',
  'title_reading',
  'subtitle',
  'other_titles',
  'other_title_readings',
  'volume',
  'series',
  'series_reading',
  'responsibility',
  'creators',
  'publisher',
  'place',
  'published',
  'year',
  'isbns',
  'issn',
  'ndc',
  'subjects',
  'subject_readings',
  'extent',
  'contents',
  'bib.note',
  'audience',
  'language',
  'url',
  'merged_into',
  'deleted_at',
  'bib.hidden_at',
  'changed_at',
] as const

/** The same for a statement written out. */
export const bibColumnsSql = sql.raw(bibColumns.map(column => `"${column.replace('.', '"."')}"`).join(', '))

/** A row of `bib` without what only an export needs. */
export type BibRow = Pick<Row<'bib'>, Unqualified<(typeof bibColumns)[number]>>

type Unqualified<Column extends string> = Column extends `bib.${infer Name}` ? Name : Column

export const toBib = (row: BibRow): StoredBib => ({
  id: row.id,
  sourceKey: row.source_key,
  kind: row.kind,
  title: row.title,
  titleReading: row.title_reading,
  subtitle: row.subtitle,
  otherTitles: row.other_titles,
  otherTitleReadings: row.other_title_readings,
  volume: row.volume,
  series: row.series,
  seriesReading: row.series_reading,
  responsibility: row.responsibility,
  creators: row.creators as Creator[],
  publisher: row.publisher,
  place: row.place,
  published: row.published,
  year: row.year,
  isbns: row.isbns,
  issn: row.issn,
  ndc: row.ndc,
  subjects: row.subjects,
  subjectReadings: row.subject_readings,
  extent: row.extent,
  contents: row.contents,
  note: row.note,
  audience: row.audience as Audience,
  language: row.language,
  url: row.url,
  mergedInto: row.merged_into,
  deletedAt: row.deleted_at,
  hiddenAt: row.hidden_at,
  changedAt: row.changed_at,
})

/** How many there are, those that were deleted left out. */
export async function countRows(db: Database): Promise<{ bibs: number; items: number }> {
  const { rows } = await sql<{ bibs: number; items: number }>`
    select (select count(*) from bib where deleted_at is null)::int as bibs, (select count(*) from item)::int as items`.execute(
    db,
  )
  return rows[0]!
}
