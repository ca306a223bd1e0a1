import { sql, type Tx } from '#database/database.ts'

export const movingRequests = sql<Record<string, unknown>>`
    select r.id, k.key as patron, state, r.title, author, r.publisher, r.published, isbn, r.note, pickup_branch_id as pickup_branch,
      pickup_stop_id as pickup_stop, contact, made_at, r.changed_at, answer, b.source_key as record
    from request r join (select id, row_number() over (order by id) as key from patron) k on k.id = patron_id
    left join bib b on b.id = bib_id order by r.id`

/** The story of each begins with the moving. Reads `moving_patron`. */
export async function takeInRequests(tx: Tx, rows: string, now: Temporal.Instant): Promise<void> {
  await sql`
    with asked as (insert into request (id, patron_id, state, title, author, publisher, published, isbn, note, pickup_branch_id, pickup_stop_id,
      contact, made_at, changed_at, answer, bib_id)
    select case when r.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then r.id::uuid else md5(r.id)::uuid end, k.id, state,
      r.title, author, r.publisher, r.published, isbn, r.note, pickup_branch, pickup_stop, contact, made_at,
      coalesce(r.changed_at, made_at), answer, b.id
    from jsonb_to_recordset(${rows}::jsonb) as r (id text, patron text, state text, title text, author text, publisher text,
      published text, isbn text, note text, pickup_branch text, pickup_stop text, contact text, made_at timestamptz,
      changed_at timestamptz, answer text, record text)
    join moving_patron k on k.key = r.patron left join bib b on b.source_key = r.record returning id, state, answer)
    insert into request_event (request_id, at, actor, from_state, to_state, answer)
    select id, ${now}::timestamptz, 'system', null, state, answer from asked`.execute(tx)
}
