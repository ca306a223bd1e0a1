import type { BibKind } from '#catalogue/rules/bib.ts'
import { sql, type Tx } from '#database/database.ts'
import type { BibId } from '#ids.ts'
import type { Policy } from '#policy.ts'
import { mayBeHeldBy } from '#rule-columns.ts'
import { type CopiesOfCategory, type TitleByCopies, titleByCopies } from '../rules/title.ts'

/** A title, and the category of a patron who wants it. */
type Wanted = { bibId: BibId; patron: string }

/**
 * What each title is to patrons of a category. The copies of a title, hundreds of some, are counted once for all who
 * want it. Hidden copies count: these applications were placed before.
 */
export async function loadTitles(
  tx: Tx,
  policy: Policy,
  wanted: readonly Wanted[],
): Promise<(one: Wanted) => TitleByCopies> {
  const once = [...new Map(wanted.map(one => [keyOf(one), one])).values()]
  const { rows } = await sql<Wanted & CopiesOfCategory & { kind: BibKind }>`
    select t.bib_id as "bibId", t.patron, b.kind, i.loan_rule as category, count(i.id)::int as copies,
      coalesce(bool_or(${mayBeHeldBy(policy, sql`t.patron`)}), false) as "mayBeHeld"
    from unnest(${once.map(one => one.bibId)}::bigint[], ${once.map(one => one.patron)}::text[]) as t (bib_id, patron)
    join bib b on b.id = t.bib_id
    left join item i on i.bib_id = b.id and i.status not in ('withdrawn', 'missing')
    group by t.bib_id, t.patron, b.kind, i.loan_rule
    order by copies desc, i.loan_rule`.execute(tx)
  const titles = new Map<string, TitleByCopies>()
  for (const [key, groups] of Map.groupBy(rows, keyOf))
    titles.set(
      key,
      titleByCopies(
        groups[0]!.kind,
        groups.filter(({ copies }) => copies > 0),
      ),
    )
  return one => titles.get(keyOf(one))!
}

const keyOf = ({ bibId, patron }: Wanted) => `${bibId} ${patron}`
