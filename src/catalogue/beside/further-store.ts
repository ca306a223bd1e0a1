import { type Database, sql } from '#database/database.ts'
import type { BibId } from '#ids.ts'
import type { Further, FurtherCount, FurtherGroup } from '../rules/search/further.ts'

/** Of these bibs, the values of each group with the bibs that have them: the most of each first, at most so many. */
export async function countFurther(db: Database, ids: readonly BibId[], most: number): Promise<Further> {
  const { rows } = await sql<FurtherCount & { of: FurtherGroup }>`
    with found as materialized (
      select id, language, subjects, series, publisher from bib where id = any(${ids}::bigint[])
    ), said as (
      select 'languages' as of, language as value, id from found
      union all select 'subjects', unnest(subjects), id from found
      union all select 'series', series, id from found
      union all select 'publishers', publisher, id from found
    ), counted as (
      select of, value, count(distinct id) as count,
        row_number() over (partition by of order by count(distinct id) desc, value) as place
      from said where value <> '' group by of, value
    )
    select of, value, count from counted where place <= ${most} order by of, place`.execute(db)
  const of = (group: FurtherGroup) =>
    rows.filter(row => row.of === group).map(({ value, count }) => ({ value, count: Number(count) }))
  return { languages: of('languages'), subjects: of('subjects'), series: of('series'), publishers: of('publishers') }
}
