import { sql, type Tx } from '#database/database.ts'
import { type Figure, figures } from '../rules/figures.ts'

/** The figures of a moving, counted in the tables by themselves: what they mean is said in rules/figures.ts. */
export async function countMoved(tx: Tx): Promise<Map<Figure, Map<string, number>>> {
  const { rows } = await sql<{ figure: Figure; key: string; count: number }>`
    select 'patrons' as figure, category as key, count(*) from patron group by 2
    union all select 'items', home_branch_id, count(*) from item group by 2
    union all select 'cards', case when retired_on is null then 'inUse' else 'retired' end, count(*) from card group by 2
    union all select 'loans', branch_id || ' ' || date_trunc('week', due_on)::date, count(*) from loan where returned_at is null group by 2
    union all select 'holds', concat_ws(' ', pickup_branch_id, pickup_stop_id, state), count(*) from hold group by 2
    union all select 'requests', state, count(*) from request group by 2`.execute(tx)
  const counts = new Map(figures.map(figure => [figure, new Map<string, number>()]))
  for (const { figure, key, count } of rows) counts.get(figure)!.set(key, count)
  return counts
}

/** Who waits for each of these records, by the keys of the folder, in the order of the queue. Reads `moving_patron`. */
export async function queuesOf(tx: Tx, records: string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ record: string; patrons: string[] }>`
    select source_key as record, array_agg(k.key order by h.place) as patrons
    from bib join hold h on h.bib_id = bib.id and h.place is not null join moving_patron k on k.id = h.patron_id
    where source_key = any(${records}) group by 1`.execute(tx)
  return new Map(rows.map(({ record, patrons }) => [record, patrons]))
}
