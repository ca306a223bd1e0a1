import { sql, type Tx } from '#database/database.ts'

/** One row a title; a list on which nothing stands has one row without a title. */
export const movingWishes = sql<Record<string, unknown>>`
    select l.id as list, k.key as patron, l.name, l.made_at, b.source_key as record, w.note, w.wished_at
    from wish_list l join (select id, row_number() over (order by id) as key from patron) k on k.id = l.patron_id
    left join wish w on w.list_id = l.id left join bib b on b.id = w.bib_id order by k.key, l.id, w.wished_at, b.source_key`

/** No list is shown by a link any more: addresses do not move. Reads `moving_patron`. */
export async function takeInWishes(tx: Tx, rows: string): Promise<void> {
  const read = sql`
    (select k.id as patron, case when r.list ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then r.list::uuid else md5(r.list)::uuid end as list,
      r.name, made_at, b.id as bib, r.note, coalesce(wished_at, made_at) as wished_at
    from jsonb_to_recordset(${rows}::jsonb) as r (list text, patron text, name text, made_at timestamptz, record text, note text,
      wished_at timestamptz)
    join moving_patron k on k.key = r.patron left join bib b on b.source_key = r.record) r`
  await sql`
    insert into wish_list (id, patron_id, name, made_at)
    select distinct on (list) list, patron, name, made_at from ${read} order by list on conflict (id) do nothing`.execute(
    tx,
  )
  await sql`
    insert into wish (list_id, bib_id, note, wished_at)
    select list, bib, note, wished_at from ${read} where bib is not null`.execute(tx)
}
