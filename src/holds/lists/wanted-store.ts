import { type Database, sql } from '#database/database.ts'
import type { BibId } from '#ids.ts'

/** A title with those who wait for it and the copies that can be lent. */
export type WantedTitle = { bibId: BibId; title: string; responsibility: string | null; holds: number; copies: number }

/** Most holds a copy first; a title whose last copy has gone stands on top. */
export async function loadWanted(db: Database, limit: number): Promise<WantedTitle[]> {
  const { rows } = await sql<WantedTitle>`
    select b.id as "bibId", concat_ws(' ', b.title, b.volume) as title, b.responsibility, w.holds, c.copies
    from (select bib_id, count(*)::int as holds from hold where state in ('applied', 'waiting', 'inTransit', 'ready')
      group by bib_id) w
    join bib b on b.id = w.bib_id
    cross join lateral (select count(*)::int as copies from item i where i.bib_id = b.id and i.loan_rule <> 'reference'
      and i.status not in ('withdrawn', 'missing', 'repair')) c
    order by w.holds::float8 / nullif(c.copies, 0) desc nulls first, w.holds desc, b.id limit ${limit}`.execute(db)
  return rows
}
