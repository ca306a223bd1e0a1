import { type Database, sql } from '#database/database.ts'
import type { BibId } from '#ids.ts'
import type { SaidFurther } from '../rules/search/further.ts'

/** Of these bibs, every value of each group as it is written, with the bibs that have it. */
export async function loadFurther(db: Database, ids: readonly BibId[]): Promise<SaidFurther[]> {
  const { rows } = await sql<SaidFurther>`
    with found as materialized (
      select id, language, subjects, series, publisher from bib where id = any(${ids}::bigint[])
    ), said as (
      select 'languages' as of, language as value, id from found
      union all select 'subjects', unnest(subjects), id from found
      union all select 'series', series, id from found
      union all select 'publishers', publisher, id from found
    )
    select of, value, json_agg(id) as ids from said where value <> '' group by of, value`.execute(db)
  return rows
}
