import { type Database, sql, type Tx } from '#database/database.ts'
import type { BibId, ItemId } from '#ids.ts'
import type { HiddenMark } from './rules/hidden-mark.ts'

/**
 * Hides a copy from the public, or (null) shows it again.
 * @param mark.by a login
 */
export async function saveHiddenCopy(tx: Tx, id: ItemId, mark: HiddenMark | null): Promise<void> {
  const { at, by, because } = mark ?? { at: null, by: null, because: null }
  await tx
    .updateTable('item')
    .set({ hidden_at: at, hidden_by: by, hidden_because: because })
    .where('id', '=', id)
    .execute()
}

/** A copy with its title, and what is said of its being hidden; null: it is shown. */
export type MarkedCopy = { itemId: ItemId; barcode: string; bibId: BibId; title: string; mark: HiddenMark | null }

/** The hidden copies that are not withdrawn, the latest first. */
export const loadHiddenCopies = (db: Database, limit: number): Promise<MarkedCopy[]> =>
  load(db, sql`i.hidden_at is not null and i.status <> 'withdrawn' order by i.hidden_at desc, i.id limit ${limit}`)

/** One copy; null when there is none. */
export const loadMarkedCopy = async (db: Database, id: ItemId): Promise<MarkedCopy | null> =>
  (await load(db, sql`i.id = ${id}`))[0] ?? null

async function load(db: Database, which: ReturnType<typeof sql>): Promise<MarkedCopy[]> {
  const { rows } = await sql<Omit<MarkedCopy, 'mark'> & { [Key in keyof HiddenMark]: HiddenMark[Key] | null }>`
    select i.id as "itemId", i.barcode, i.bib_id as "bibId", concat_ws(' ', b.title, b.volume) as title, i.hidden_at as at,
      coalesce(s.name, i.hidden_by) as by, i.hidden_because as because
    from item i join bib b on b.id = i.bib_id left join staff s on s.login = i.hidden_by
    where ${which}`.execute(db)
  return rows.map(({ at, by, because, ...copy }) => ({
    ...copy,
    mark: at === null ? null : { at, by: by ?? '', because: because ?? '' },
  }))
}

/** Hides the copies that the rows of a moving name. */
export async function takeInHiddenCopies(tx: Tx, rows: string, now: Temporal.Instant): Promise<void> {
  await sql`
    update item set hidden_at = coalesce(r.hidden_at, ${now}::timestamptz), hidden_by = coalesce(r.hidden_by, ''),
      hidden_because = r.because
    from jsonb_to_recordset(${rows}::jsonb) as r (item text, hidden_at timestamptz, hidden_by text, because text)
    where item.barcode = r.item`.execute(tx)
}
