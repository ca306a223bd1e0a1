import { sql } from '#database/database.ts'
import type { Policy } from '#policy.ts'
import { baseOf, type RuleField, rowsOn } from '#settings/rules/rule-table.ts'

type Column = ReturnType<typeof sql>

/**
 * The item category of a copy `i` of a bib `b`: its own. A copy that says nothing of itself, of a bib that is
 * audiovisual, is audiovisual.
 */
export const itemCategory = sql<string>`(case when i.loan_rule = 'normal' and b.kind = 'audiovisual' then 'audiovisual' else i.loan_rule end)`

/** The item category of a bib `b`, by which holds are counted: that of most of its copies. */
export const bibCategory = sql<string>`(case when b.kind = 'audiovisual' then 'audiovisual' else coalesce((
  select i.loan_rule from item i where i.bib_id = b.id and i.status not in ('withdrawn', 'missing') and i.loan_rule <> 'reference'
  group by i.loan_rule order by count(*) desc, i.loan_rule limit 1), 'normal') end)`

/**
 * What the table of rules says of a field, row by row of a query: the same order of rows as `ruled` of
 * settings/rules/rule-table.ts.
 * @param of the columns of the patron's category, the copy's and the branch; without one, rows that name it do not
 * count
 */
export function ruleColumn(policy: Policy, field: RuleField, of: { patron?: Column; item?: Column; branch?: Column }) {
  const whens = rowsOn(policy, field).flatMap(({ row }) => {
    const named = (['patron', 'item', 'branch'] as const).filter(name => row[name] !== undefined)
    if (named.some(name => of[name] === undefined)) return []
    const value = row[field]!
    if (named.length === 0) return [sql`when true then ${typed(value)}`]
    return [
      sql`when ${sql.join(
        named.map(name => sql`${of[name]!} = ${row[name]!}`),
        sql` and `,
      )} then ${typed(value)}`,
    ]
  })
  const otherwise = baseOf(policy, field)
  const last = otherwise === null ? sql`null` : typed(otherwise)
  return whens.length === 0 ? sql`${last}` : sql`(case ${sql.join(whens, sql` `)} else ${last} end)`
}

const typed = (value: number | boolean) => (typeof value === 'number' ? sql`${value}::int` : sql`${value}::boolean`)

/**
 * Whether a copy `i` of a bib `b` is of the newest number of a magazine that stays in the house: no later number has
 * come. Numbers come in their order, so the later one joined later.
 */
export function isStayingNumber(policy: Policy) {
  const staying = policy.itemCategories.filter(({ newestStays }) => newestStays).map(({ code }) => code)
  return staying.length === 0 ? sql<boolean>`false` : isNewestOf(sql`${staying}::text[]`)
}

/**
 * The same by the settings that the database has: for whoever follows its change feed, which tells of every copy of
 * which this changes (migration 0612).
 */
export const isStayingByFeed = isNewestOf(sql`(select staying_categories())::text[]`)

function isNewestOf(categories: Column) {
  return sql<boolean>`(i.loan_rule = any(${categories}) and b.kind = 'magazine' and not exists (
    select from bib nb join item ni on ni.bib_id = nb.id and ni.status not in ('withdrawn', 'missing', 'onOrder', 'inProcess')
    where nb.kind = 'magazine' and nb.title = b.title and nb.id <> b.id and nb.deleted_at is null and nb.merged_into is null
      and (ni.joined_on, nb.id) > (i.joined_on, b.id)))`
}

/** Whether a copy `i` of a bib `b` may be reserved by a patron of the category in a column. */
export const mayBeHeldBy = (policy: Policy, patron: Column) =>
  sql<boolean>`(i.loan_rule <> 'reference' and not ${isStayingNumber(policy)}
    and ${ruleColumn(policy, 'mayBeHeld', { patron, item: itemCategory, branch: sql`i.home_branch_id` })})`
