import { type Database, sql, type Tx } from '#database/database.ts'

// Patrons as a folder of moving has them: each goes by a key of that folder, which need not be its number here.

/** The key under which a folder knows a patron: the place in the order of numbers. */
const keyed = sql`(select id, row_number() over (order by id) as key from patron)`

export const movingPatrons = sql<Record<string, unknown>>`
    select k.key as patron, category, name, name_reading, birth_date, phone, mail, postal_code, address,
      home_branch_id as home_branch, expires_on, stopped_because, keeps_history, language, due_soon_days,
      nullif(array_to_string(declined_mails, ' '), '') as declined_mails, wants_receipts,
      usual_branch_id as usual_branch, usual_stop_id as usual_stop, usual_contact, agreed_at, agreed_to, created_at,
      m.key as merged_into, name = '' as forgotten
    from patron join ${keyed} k using (id) left join ${keyed} m on m.id = merged_into order by k.id`

export const movingCards = sql<Record<string, unknown>>`
    select number, k.key as patron, issued_on, retired_on from card join ${keyed} k on k.id = patron_id order by number`

export const movingNotes = sql<Record<string, unknown>>`
    select k.key as patron, words, written_by, written_at from patron_note join ${keyed} k on k.id = patron_id
    order by k.key, written_at, words, written_by`

/** With the fingerprint of the secrets that went into the hashes: without them they are worth nothing. */
export const movingPasswords = sql<Record<string, unknown>>`
    select k.key as patron, kind, null as earlier, nullif(hash, '') as hash, wrapped::text as wrapped,
      case when kind = 'own' then (select fingerprint from secrets_fingerprint) end as made_with, set_at, temporary_until
    from patron_secret join ${keyed} k on k.id = patron_id order by k.key`

/** Makes for this transaction the table `moving_patron` that tells which key became which number. */
export async function beginPatrons(tx: Tx): Promise<void> {
  await sql`create temp table moving_patron (key text primary key, id bigint not null) on commit drop`.execute(tx)
}

/** Makes the patrons, in the order of the rows. Who went over into whom comes last: `mergeMovedPatrons`. */
export async function takeInPatrons(tx: Tx, rows: string, now: Temporal.Instant): Promise<void> {
  await sql`
    insert into moving_patron select r.key, nextval(pg_get_serial_sequence('patron', 'id'))
    from (select patron as key from rows from (jsonb_to_recordset(${rows}::jsonb) as (patron text)) with ordinality r (patron, nth)
      order by nth) r`.execute(tx)
  await sql`
    insert into patron (id, category, name, name_reading, birth_date, phone, mail, postal_code, address, home_branch_id,
      expires_on, stopped_because, keeps_history, language, due_soon_days, declined_mails, wants_receipts,
      usual_branch_id, usual_stop_id, usual_contact, agreed_at, agreed_to, created_at)
    select k.id, category, coalesce(name, ''), coalesce(name_reading, ''), birth_date, phone, mail, postal_code, address,
      home_branch, expires_on, stopped_because, coalesce(keeps_history, false), language, due_soon_days,
      coalesce(string_to_array(declined_mails, ' '), '{}'), coalesce(wants_receipts, false),
      usual_branch, usual_stop, usual_contact, agreed_at, agreed_to, coalesce(created_at, ${now}::timestamptz)
    from jsonb_to_recordset(${rows}::jsonb) as r (patron text, category text, name text, name_reading text, birth_date date,
      phone text, mail text, postal_code text, address text, home_branch text, expires_on date, stopped_because text,
      keeps_history boolean, language text, due_soon_days smallint, declined_mails text, wants_receipts boolean,
      usual_branch text, usual_stop text, usual_contact text, agreed_at timestamptz, agreed_to text, created_at timestamptz)
    join moving_patron k on k.key = r.patron order by k.id`.execute(tx)
}

/** Takes back patrons of whom nothing hangs on yet. */
export async function leavePatronsOut(tx: Tx, keys: string[]): Promise<void> {
  await sql`
    with gone as (delete from moving_patron where key = any(${keys}) returning id)
    delete from patron using gone where patron.id = gone.id`.execute(tx)
}

export async function mergeMovedPatrons(tx: Tx, pairs: string): Promise<void> {
  await sql`
    update patron set merged_into = i.id
    from jsonb_to_recordset(${pairs}::jsonb) as r (key text, "into" text)
    join moving_patron k on k.key = r.key join moving_patron i on i.key = r."into" where patron.id = k.id`.execute(tx)
}

export async function takeInCards(tx: Tx, rows: string, today: Temporal.PlainDate): Promise<void> {
  await sql`
    insert into card (number, patron_id, issued_on, retired_on)
    select number, k.id, coalesce(issued_on, ${today}::date), retired_on
    from jsonb_to_recordset(${rows}::jsonb) as r (number text, patron text, issued_on date, retired_on date)
    join moving_patron k on k.key = r.patron`.execute(tx)
}

export async function takeInNotes(tx: Tx, rows: string, now: Temporal.Instant): Promise<void> {
  await sql`
    insert into patron_note (id, patron_id, words, written_by, written_at)
    select gen_random_uuid(), k.id, words, written_by, coalesce(written_at, ${now}::timestamptz)
    from jsonb_to_recordset(${rows}::jsonb) as r (patron text, words text, written_by text, written_at timestamptz)
    join moving_patron k on k.key = r.patron`.execute(tx)
}

/** Hashes of ours, and 仮パスワード. Who is said nothing of gets the birth date. */
export async function takeInPasswords(
  tx: Tx,
  rows: string,
  { now, until }: { now: Temporal.Instant; until: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into patron_secret (patron_id, kind, hash, wrapped, set_at, temporary_until)
    select k.id, kind, coalesce(hash, ''), wrapped::jsonb, coalesce(set_at, ${now}::timestamptz),
      case when kind = 'temporary' then coalesce(temporary_until, ${until}::timestamptz) end
    from jsonb_to_recordset(${rows}::jsonb) as r (patron text, kind text, hash text, wrapped text, set_at timestamptz,
      temporary_until timestamptz)
    join moving_patron k on k.key = r.patron where kind = 'temporary' or hash is not null`.execute(tx)
  await sql`
    insert into password_popularity as one (password, patrons)
    select popular, count(*) from jsonb_to_recordset(${rows}::jsonb) as r (popular text) where popular is not null
    group by 1 order by 1 on conflict (password) do update set patrons = one.patrons + excluded.patrons`.execute(tx)
}

export const hasPatrons = async (db: Database): Promise<boolean> =>
  (await db.selectFrom('patron').select('id').limit(1).executeTakeFirst()) !== undefined

/** That of the secrets with which the passwords here are hashed. */
export const loadFingerprint = async (db: Database): Promise<string | null> =>
  (await db.selectFrom('secrets_fingerprint').select('fingerprint').executeTakeFirst())?.fingerprint ?? null
