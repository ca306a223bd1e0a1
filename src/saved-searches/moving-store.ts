import { sql, type Tx } from '#database/database.ts'

export const movingSavedSearches = sql<Record<string, unknown>>`
    select k.key as patron, asked, arranged, name, saved_at, told_to is not null as mail
    from saved_search join (select id, row_number() over (order by id) as key from patron) k on k.id = patron_id
    order by k.key, asked`

/** What is in the catalogue now counts as seen. Reads `moving_patron`. */
export async function takeInSavedSearches(tx: Tx, rows: string, today: Temporal.PlainDate): Promise<void> {
  await sql`
    insert into saved_search (patron_id, asked, arranged, name, saved_at, seen_to, told_to, told_on)
    select k.id, asked, coalesce(arranged, ''), name, saved_at, newest, case when mail then newest end, case when mail then ${today}::date end
    from jsonb_to_recordset(${rows}::jsonb) as r (patron text, asked text, arranged text, name text, saved_at timestamptz, mail boolean)
    join moving_patron k on k.key = r.patron, (select coalesce(max(id), 0) as newest from bib) b`.execute(tx)
}
