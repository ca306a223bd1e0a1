import { type Database, sql } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import { childUntil } from '../rules/age-group.ts'

/**
 * The loans of a place: to persons, of these to children, to groups, to who is not known any more; and of all, of what
 * kind.
 */
export type YearOfBranch = {
  branchId: BranchId
  persons: number
  children: number
  groups: number
  unknown: number
  childrensBooks: number
  audiovisual: number
  all: number
}

/** What loans can be told apart by. */
export const lendingFacts = [
  'branch',
  'stop',
  'patronCategory',
  'ageGroup',
  'area',
  'itemCategory',
  'kind',
  'audience',
  'ndcClass',
] as const
export type LendingFact = (typeof lendingFacts)[number]

/** Each row of the figures, every fact in it: a spreadsheet sums them as it likes. */
export type Lending = Record<LendingFact, string | null> & { month: string; loans: number }

const columns: Record<LendingFact, ReturnType<typeof sql>> = {
  branch: sql`branch_id`,
  stop: sql`stop_id`,
  patronCategory: sql`patron_category`,
  ageGroup: sql`age_group::text`,
  area: sql`area`,
  itemCategory: sql`item_category`,
  kind: sql`kind`,
  audience: sql`audience`,
  ndcClass: sql`ndc_class`,
}

type Span = { from: Temporal.PlainDate; until: Temporal.PlainDate }

/** @param span both days included */
export async function countYear(db: Database, { from, until }: Span): Promise<YearOfBranch[]> {
  const { rows } = await sql<YearOfBranch>`
    select branch_id as "branchId",
      coalesce(sum(counts) filter (where not of_group), 0)::int as persons,
      coalesce(sum(counts) filter (where age_group <= ${childUntil}), 0)::int as children,
      coalesce(sum(counts) filter (where of_group), 0)::int as groups,
      coalesce(sum(counts) filter (where patron_category is null), 0)::int as unknown,
      coalesce(sum(counts) filter (where audience = 'child'), 0)::int as "childrensBooks",
      coalesce(sum(counts) filter (where item_category = 'audiovisual'), 0)::int as audiovisual,
      sum(counts)::int as all
    from lending where lent_on between ${from} and ${until} group by 1 order by 1`.execute(db)
  return rows
}

/** Loans by one fact, the most on top. */
export async function countBy(
  db: Database,
  by: LendingFact,
  { from, until }: Span,
  limit: number,
): Promise<{ value: string | null; loans: number }[]> {
  const { rows } = await sql<{ value: string | null; loans: number }>`
    select ${columns[by]} as value, sum(counts)::int as loans
    from lending where lent_on between ${from} and ${until} group by 1 having sum(counts) <> 0
    order by 2 desc, 1 limit ${limit}`.execute(db)
  return rows
}

/** Loans by month and every fact at once. */
export async function loadLendings(db: Database, { from, until }: Span, limit: number): Promise<Lending[]> {
  const facts = lendingFacts.map(fact => sql`${columns[fact]} as ${sql.ref(fact)}`)
  const { rows } = await sql<Lending>`
    select to_char(lent_on, 'YYYY-MM') as month, ${sql.join(facts)}, sum(counts)::int as loans
    from lending where lent_on between ${from} and ${until}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(counts) <> 0
    order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 limit ${limit}`.execute(db)
  return rows
}
