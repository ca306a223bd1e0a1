import { type Database, sql, type Tx } from '#database/database.ts'
import type { BibId } from '#ids.ts'
import type { HiddenMark } from '#items/rules/hidden-mark.ts'

/** Hides a record from the public, or (null) shows it again; every follower of the catalogue hears of it. */
export async function saveHiddenBib(tx: Tx, id: BibId, mark: HiddenMark | null, now: Temporal.Instant): Promise<void> {
  const { at, by, because } = mark ?? { at: null, by: null, because: null }
  await tx
    .updateTable('bib')
    .set({ hidden_at: at, hidden_by: by, hidden_because: because, changed_at: now })
    .where('id', '=', id)
    .execute()
}

/** A copy of this bib looks different to the public: who follows the records hears of that too. */
export async function sayBibChanged(tx: Tx, id: BibId, now: Temporal.Instant): Promise<void> {
  await tx.updateTable('bib').set({ changed_at: now }).where('id', '=', id).execute()
}

/** A record with what is said of its being hidden. */
export type HiddenBib = { bibId: BibId; title: string; mark: HiddenMark }

/** Those that are hidden, the latest first. */
export async function loadHiddenBibs(db: Database, limit: number): Promise<HiddenBib[]> {
  const { rows } = await sql<MarkedRow>`
    select ${marked} where b.hidden_at is not null and b.deleted_at is null and b.merged_into is null
    order by b.hidden_at desc, b.id limit ${limit}`.execute(db)
  return rows.map(toHidden)
}

/** What is said of a record's being hidden; null: it is shown. */
export async function loadHiddenMark(db: Database, id: BibId): Promise<HiddenMark | null> {
  const { rows } = await sql<MarkedRow>`select ${marked} where b.id = ${id} and b.hidden_at is not null`.execute(db)
  return rows[0] ? toHidden(rows[0]).mark : null
}

const marked = sql`b.id as "bibId", concat_ws(' ', b.title, b.volume) as title, b.hidden_at as at,
  coalesce(s.name, b.hidden_by) as by, b.hidden_because as because
  from bib b left join staff s on s.login = b.hidden_by`
type MarkedRow = { bibId: BibId; title: string } & HiddenMark
const toHidden = ({ bibId, title, ...mark }: MarkedRow): HiddenBib => ({ bibId, title, mark })

/** Every hidden record and copy, as a folder of moving has them. */
export const movingHidden = sql<Record<string, unknown>>`
  select b.source_key as record, h.item, h.hidden_at, h.hidden_by, h.because from (
    select id as bib_id, null as item, hidden_at, hidden_by, hidden_because as because from bib where hidden_at is not null
    union all select bib_id, barcode, hidden_at, hidden_by, hidden_because from item where hidden_at is not null) h
  join bib b on b.id = h.bib_id where b.deleted_at is null and b.merged_into is null
  order by b.source_key, h.item nulls first`

/** Hides the records of the rows that name no copy. */
export async function takeInHiddenBibs(tx: Tx, rows: string, now: Temporal.Instant): Promise<void> {
  await sql`
    update bib set hidden_at = coalesce(r.hidden_at, ${now}::timestamptz), hidden_by = coalesce(r.hidden_by, ''),
      hidden_because = r.because
    from jsonb_to_recordset(${rows}::jsonb) as r (record text, item text, hidden_at timestamptz, hidden_by text, because text)
    where bib.source_key = r.record and r.item is null`.execute(tx)
}
