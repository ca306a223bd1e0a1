import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId, SavedSearchId } from '#ids.ts'
import type { Canonical } from './canonical.ts'

export type SavedSearch = Canonical & {
  id: SavedSearchId
  /** Null: it goes by its own words. */
  name: string | null
  savedAt: Temporal.Instant
  /** What has a higher number than this bib came in since the patron last looked. */
  seenTo: number
  /** Which night looked last whether there is something to be told by mail; null when no mail is wished for. */
  toldOn: Temporal.PlainDate | null
}

const columns = [
  'id',
  'asked',
  'arranged',
  'name',
  'saved_at as savedAt',
  'seen_to as seenTo',
  'told_on as toldOn',
] as const

/** A patron's searches, the youngest first. */
export const loadSavedSearches = (db: Database, patronId: PatronId, limit: number): Promise<SavedSearch[]> =>
  db
    .selectFrom('saved_search')
    .where('patron_id', '=', patronId)
    .select(columns)
    .orderBy('saved_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** One of them; null when it is somebody else's, or nobody's. */
export async function loadSavedSearch(
  db: Database,
  patronId: PatronId,
  id: SavedSearchId,
): Promise<SavedSearch | null> {
  const row = await db
    .selectFrom('saved_search')
    .where('patron_id', '=', patronId)
    .where('id', '=', id)
    .select(columns)
    .executeTakeFirst()
  return row ?? null
}

/** How many a patron has, and which of them asks this. */
export async function countSavedSearches(
  db: Database,
  patronId: PatronId,
  asked: string,
): Promise<{ count: number; same: SavedSearchId | null }> {
  const { rows } = await sql<{ count: number; same: SavedSearchId | null }>`
    select count(*)::int as count, max(id) filter (where asked = ${asked}) as same
    from saved_search where patron_id = ${patronId}`.execute(db)
  return rows[0]!
}

export async function insertSavedSearch(
  tx: Tx,
  patronId: PatronId,
  { asked, arranged, savedAt, seenTo }: Omit<SavedSearch, 'id' | 'name' | 'toldOn'>,
): Promise<SavedSearchId> {
  const { id } = await tx
    .insertInto('saved_search')
    .values({ patron_id: patronId, asked, arranged, saved_at: savedAt, seen_to: seenTo })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** False when the patron has no such search. */
export async function saveName(
  db: Database,
  patronId: PatronId,
  id: SavedSearchId,
  name: string | null,
): Promise<boolean> {
  const row = await db
    .updateTable('saved_search')
    .set({ name })
    .where('patron_id', '=', patronId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What was seen once stays seen, in whatever order two presses arrive. */
export async function saveSeen(db: Database, patronId: PatronId, id: SavedSearchId, seenTo: number): Promise<void> {
  await sql`
    update saved_search set seen_to = greatest(seen_to, ${seenTo}) where patron_id = ${patronId} and id = ${id}`.execute(
    db,
  )
}

export async function deleteSavedSearch(db: Database, patronId: PatronId, id: SavedSearchId): Promise<void> {
  await db.deleteFrom('saved_search').where('patron_id', '=', patronId).where('id', '=', id).execute()
}

/** Whether a search of this number is there, whosever it is. */
export async function savedSearchExists(db: Database, id: SavedSearchId): Promise<boolean> {
  return (await db.selectFrom('saved_search').where('id', '=', id).select('id').executeTakeFirst()) !== undefined
}

/**
 * 利用者の統合: the searches of both are those of the one who stays. The same question is one search: by the name that it had
 * there, else by the other; what was seen or told by either card was, and a mail wished for with either is. Nobody
 * loses one because there are many.
 */
export async function moveSavedSearches(tx: Tx, fromPatronId: PatronId, intoPatronId: PatronId): Promise<void> {
  await sql`
    insert into saved_search as kept (patron_id, asked, arranged, name, saved_at, seen_to, told_to, told_on)
    select ${intoPatronId}, asked, arranged, name, saved_at, seen_to, told_to, told_on from saved_search where patron_id = ${fromPatronId}
    on conflict on constraint saved_search_once do update set
      name = coalesce(kept.name, excluded.name), saved_at = least(kept.saved_at, excluded.saved_at),
      seen_to = greatest(kept.seen_to, excluded.seen_to), told_to = greatest(kept.told_to, excluded.told_to),
      told_on = greatest(kept.told_on, excluded.told_on)`.execute(tx)
  await forgetSavedSearches(tx, fromPatronId)
}

/** All of a patron who leaves. */
export async function forgetSavedSearches(tx: Tx, patronId: PatronId): Promise<void> {
  await tx.deleteFrom('saved_search').where('patron_id', '=', patronId).execute()
}
