import type { Database } from '#database/database.ts'
import type { PatronId } from '#ids.ts'

export type StoredAddress = { half: string; withTitles: boolean; madeAt: Temporal.Instant; chosenAt: Temporal.Instant }

const columns = ['half', 'with_titles as withTitles', 'made_at as madeAt', 'chosen_at as chosenAt'] as const

export async function loadCalendarAddress(db: Database, patronId: PatronId): Promise<StoredAddress | null> {
  const row = await db
    .selectFrom('calendar_address')
    .where('patron_id', '=', patronId)
    .select(columns)
    .executeTakeFirst()
  return row ?? null
}

export async function loadByHalf(db: Database, half: string): Promise<(StoredAddress & { patronId: PatronId }) | null> {
  const row = await db
    .selectFrom('calendar_address')
    .where('half', '=', half)
    .select(['patron_id as patronId', ...columns])
    .executeTakeFirst()
  return row ?? null
}

/** The first address of a patron; one that is there already stays. */
export async function insertCalendarAddress(
  db: Database,
  patronId: PatronId,
  half: string,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .insertInto('calendar_address')
    .values({ patron_id: patronId, half, made_at: now, chosen_at: now })
    .onConflict(conflict => conflict.column('patron_id').doNothing())
    .execute()
}

/** Another address instead of the one that is there. */
export async function replaceHalf(
  db: Database,
  patronId: PatronId,
  half: string,
  now: Temporal.Instant,
): Promise<void> {
  await db.updateTable('calendar_address').set({ half, made_at: now }).where('patron_id', '=', patronId).execute()
}

export async function saveWithTitles(
  db: Database,
  patronId: PatronId,
  withTitles: boolean,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable('calendar_address')
    .set({ with_titles: withTitles, chosen_at: now })
    .where('patron_id', '=', patronId)
    .where('with_titles', '!=', withTitles)
    .execute()
}

export async function deleteCalendarAddress(db: Database, patronId: PatronId): Promise<void> {
  await db.deleteFrom('calendar_address').where('patron_id', '=', patronId).execute()
}
