import { sql, type Tx } from '#database/database.ts'

/** Loans, and those returned, as a folder of moving has them. */
export const movingLoans = sql<Record<string, unknown>>`
    select i.barcode as item, k.key as patron, b.source_key as record, branch_id as branch, stop_id as stop, lent_at, due_on, renewals,
      returned_at, returned_branch_id as returned_branch, lost_at
    from loan l join item i on i.id = item_id join bib b on b.id = l.bib_id join bib own on own.id = i.bib_id
    left join (select id, row_number() over (order by id) as key from patron) k on k.id = patron_id
    where own.deleted_at is null and b.deleted_at is null and b.merged_into is null order by l.id`

/** With their due days and renewals as they are. Reads `moving_patron`. */
export async function takeInLoans(tx: Tx, rows: string): Promise<void> {
  await sql`
    insert into loan (item_id, bib_id, patron_id, branch_id, stop_id, lent_at, due_on, renewals, returned_at, returned_branch_id,
      lost_at, moved_in)
    select i.id, coalesce(b.id, i.bib_id), k.id, branch, stop, lent_at, due_on, coalesce(renewals, 0), returned_at,
      case when returned_at is not null then coalesce(returned_branch, branch) end, lost_at, true
    from rows from (jsonb_to_recordset(${rows}::jsonb) as (item text, patron text, record text, branch text, stop text,
      lent_at timestamptz, due_on date, renewals smallint, returned_at timestamptz, returned_branch text, lost_at timestamptz)) with ordinality
      r (item, patron, record, branch, stop, lent_at, due_on, renewals, returned_at, returned_branch, lost_at, nth)
    join item i on i.barcode = r.item left join bib b on b.source_key = r.record
    left join moving_patron k on k.key = r.patron order by nth`.execute(tx)
}

/** 回送 that are under way. */
export const movingTransits = sql<Record<string, unknown>>`
    select i.barcode as item, from_branch_id as from_branch, to_branch_id as to_branch, sent_at
    from transit t join item i on i.id = item_id where ended_at is null order by t.id`

/**
 * Holds on their way of whose journey nothing was said: their copies go from where they stand to where they are
 * fetched.
 * @returns those copies, and from where
 */
export async function sendWhatIsHeldElsewhere(
  tx: Tx,
  now: Temporal.Instant,
): Promise<{ item: string; from: string }[]> {
  const { rows } = await sql<{ item: string; from: string }>`
    with sent as (
      insert into transit (item_id, from_branch_id, to_branch_id, hold_id, sent_at)
      select i.id, i.current_branch_id, h.pickup_branch_id, h.id, coalesce(h.captured_at, ${now}::timestamptz)
      from hold h join item i on i.id = h.item_id
      where h.state = 'inTransit' and not (i.status = 'holdShelf' and i.current_branch_id <> h.pickup_branch_id)
        and not exists (select from transit t where t.item_id = i.id and t.ended_at is null)
      returning item_id, from_branch_id)
    select barcode as item, from_branch_id as from from sent join item on item.id = item_id order by 1`.execute(tx)
  return rows
}

/** Each for the hold that has its copy, or home. */
export async function takeInTransits(tx: Tx, rows: string): Promise<void> {
  await sql`
    insert into transit (item_id, from_branch_id, to_branch_id, hold_id, sent_at)
    select i.id, from_branch, to_branch, h.id, sent_at
    from jsonb_to_recordset(${rows}::jsonb) as r (item text, from_branch text, to_branch text, sent_at timestamptz)
    join item i on i.barcode = r.item left join hold h on h.item_id = i.id`.execute(tx)
}
