import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId, SavedSearchId } from '#ids.ts'
import { wantsMails } from '#patrons/mail-choices/mail-choices-store.ts'
import type { Policy } from '#policy.ts'
import type { Canonical } from './canonical.ts'

export type SearchToTell = Canonical & { id: SavedSearchId; name: string | null; seenTo: number; toldTo: number }

/** Patrons who want such mails, with an address and a search to be told of for which no night since then has looked. */
export async function loadPatronsToTell(
  db: Database,
  policy: Policy,
  since: Temporal.PlainDate,
  limit: number,
): Promise<PatronId[]> {
  const { rows } = await sql<{ id: PatronId }>`
    select distinct s.patron_id as id from saved_search s join patron p on p.id = s.patron_id
    where s.told_on < ${since} and coalesce(p.mail, '') <> ''
      and ${wantsMails(sql`p`, 'arrivals', policy)} order by 1 limit ${limit}`.execute(db)
  return rows.map(row => row.id)
}

/** The searches of a patron at which no night since that day has looked, the youngest first. */
export async function loadSearchesToTell(
  db: Database,
  patronId: PatronId,
  since: Temporal.PlainDate,
): Promise<SearchToTell[]> {
  const { rows } = await sql<SearchToTell>`
    select id, asked, arranged, name, seen_to as "seenTo", told_to as "toldTo" from saved_search
    where patron_id = ${patronId} and told_on < ${since} order by saved_at desc, id desc`.execute(db)
  return rows
}

/**
 * Notes that a night has looked, and up to which bib at each. Gives those that nobody has told of, switched off or
 * removed meanwhile.
 */
export async function saveTold(
  tx: Tx,
  searches: readonly { id: SavedSearchId; to: number }[],
  told: { on: Temporal.PlainDate; since: Temporal.PlainDate },
): Promise<number[]> {
  const { rows } = await sql<{ id: SavedSearchId }>`
    update saved_search set told_to = greatest(told_to, looked.upto), told_on = ${told.on}
    from unnest(${searches.map(({ id }) => id)}::bigint[], ${searches.map(({ to }) => to)}::bigint[]) as looked (search, upto)
    where id = looked.search and told_on < ${told.since} returning id`.execute(tx)
  return rows.map(row => row.id)
}

/** Which night looked last at a search of a patron, under its lock: null when no mail is wished for. */
export async function lockLastTold(
  tx: Tx,
  patronId: PatronId,
  id: SavedSearchId,
): Promise<{ toldOn: Temporal.PlainDate | null } | null> {
  const row = await tx
    .selectFrom('saved_search')
    .where('patron_id', '=', patronId)
    .where('id', '=', id)
    .select('told_on as toldOn')
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Sets or takes back the wish for a mail. */
export async function saveMailWish(
  tx: Tx,
  id: SavedSearchId,
  wish: { to: number; on: Temporal.PlainDate } | null,
): Promise<void> {
  await tx
    .updateTable('saved_search')
    .set({ told_to: wish?.to ?? null, told_on: wish?.on ?? null })
    .where('id', '=', id)
    .execute()
}

/** Whether a mail is wished for of any search of a patron. */
export async function wishesMail(tx: Tx, patronId: PatronId): Promise<boolean> {
  const { rows } =
    await sql`select from saved_search where patron_id = ${patronId} and told_on is not null limit 1`.execute(tx)
  return rows.length > 0
}
