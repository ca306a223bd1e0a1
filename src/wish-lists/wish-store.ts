import { type Database, sql, type Tx } from '#database/database.ts'
import type { BibId, PatronId, WishListId } from '#ids.ts'

export type WishList = {
  id: WishListId
  name: string
  madeAt: Temporal.Instant
  /** The secret end of the address at which anybody may read it; null: nobody may. */
  sharedAs: string | null
  /** How many titles stand on it. */
  titles: number
}

/** Whether anybody may see the title of a wish `w`: it was neither taken out nor is it 非公開. */
const isShownTitle = sql<boolean>`exists (
  select from bib b where b.id = w.bib_id and b.deleted_at is null and b.merged_into is null and b.hidden_at is null)`

const listColumns = sql`l.id, l.name, l.made_at as "madeAt", l.shared_as as "sharedAs",
  (select count(*)::int from wish w where w.list_id = l.id) as titles`

/** A patron's lists, the oldest first. */
export async function loadWishLists(db: Database, patronId: PatronId): Promise<WishList[]> {
  const { rows } = await sql<WishList>`
    select ${listColumns} from wish_list l where l.patron_id = ${patronId} order by l.made_at, l.id limit 200`.execute(
    db,
  )
  return rows
}

/** One of them; null when it is somebody else's, or nobody's. */
export async function loadWishList(db: Database, patronId: PatronId, id: WishListId): Promise<WishList | null> {
  const { rows } = await sql<WishList>`
    select ${listColumns} from wish_list l where l.patron_id = ${patronId} and l.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** The list that is shown under a secret address, with how many titles are; null when none is, or not any more. */
export async function findSharedList(db: Database, sharedAs: string): Promise<WishList | null> {
  const { rows } = await sql<WishList>`
    select l.id, l.name, l.made_at as "madeAt", l.shared_as as "sharedAs",
      (select count(*)::int from wish w where w.list_id = l.id and ${isShownTitle}) as titles
    from wish_list l where l.shared_as = ${sharedAs}`.execute(db)
  return rows[0] ?? null
}

/** Whose list an id is; null when it is nobody's. */
export async function findListOwner(db: Database, id: WishListId): Promise<PatronId | null> {
  const row = await db.selectFrom('wish_list').where('id', '=', id).select('patron_id').executeTakeFirst()
  return row?.patron_id ?? null
}

/** A patron's list of this name, the oldest; null when there is none. */
export async function findListNamed(db: Database, patronId: PatronId, name: string): Promise<WishListId | null> {
  const { rows } = await sql<{ id: WishListId }>`
    select id from wish_list where patron_id = ${patronId} and name = ${name} order by made_at, id limit 1`.execute(db)
  return rows[0]?.id ?? null
}

/** Who looks at a list: whose it is, or anybody who has its address. */
export type WishViewer = 'owner' | 'anybody'

export type Wish = {
  bibId: BibId
  note: string | null
  wishedAt: Temporal.Instant
  /** Whether the patron is to be told when it can be borrowed, and when they were. */
  tell: boolean
  toldOn: Temporal.PlainDate | null
}

const wishColumns = sql`bib_id as "bibId", note, wished_at as "wishedAt", tell, told_on as "toldOn"`

/** What stands on a list, the youngest wish first; for anybody else only the titles that everybody sees. */
export async function loadWishes(
  db: Database,
  listId: WishListId,
  { viewer, offset, limit }: { viewer: WishViewer; offset: number; limit: number },
): Promise<Wish[]> {
  const { rows } = await sql<Wish>`
    select ${wishColumns} from wish w where list_id = ${listId} and ${viewer === 'owner' ? sql`true` : isShownTitle}
    order by wished_at desc, bib_id desc offset ${offset} limit ${limit}`.execute(db)
  return rows
}

export async function loadWish(db: Database, listId: WishListId, bibId: BibId): Promise<Wish | null> {
  const { rows } = await sql<Wish>`
    select ${wishColumns} from wish
    where list_id = ${listId} and bib_id = ${bibId}`.execute(db)
  return rows[0] ?? null
}

/**
 * By what new wishes are judged: how many lists a patron has, and how many titles this one would have with the new
 * ones.
 */
export async function countWishes(
  tx: Tx,
  patronId: PatronId,
  listId: WishListId,
  bibIds: readonly BibId[],
): Promise<{ lists: number; titles: number }> {
  const { rows } = await sql<{ lists: number; titles: number }>`
    select (select count(*)::int from wish_list where patron_id = ${patronId}) as lists,
      (select count(*)::int from (
        select bib_id from wish where list_id = ${listId} union select unnest(${[...bibIds]}::bigint[])) w) as titles`.execute(
    tx,
  )
  return rows[0]!
}

/** Which of these are in the catalogue. */
export async function knownOf(tx: Tx, bibIds: readonly BibId[]): Promise<Set<BibId>> {
  const { rows } = await sql<{ id: BibId }>`
    select id from bib where id = any(${[...bibIds]}::bigint[]) and deleted_at is null and merged_into is null
      and hidden_at is null`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

export async function insertWishList(
  tx: Tx,
  patronId: PatronId,
  { id, name }: { id: WishListId; name: string },
  at: Temporal.Instant,
): Promise<void> {
  await tx.insertInto('wish_list').values({ id, patron_id: patronId, name, made_at: at }).execute()
}

/** What stands on the list already stays where it stands, with its note when none is given. */
export async function insertWishes(
  tx: Tx,
  listId: WishListId,
  bibIds: readonly BibId[],
  note: string | null,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into wish as kept (list_id, bib_id, note, wished_at)
    select ${listId}, id, ${note}, ${at} from unnest(${[...bibIds]}::bigint[]) as w (id)
    on conflict (list_id, bib_id) do update set note = coalesce(excluded.note, kept.note)`.execute(tx)
}

/** False when there is no such list of this patron. */
export async function saveListName(db: Database, patronId: PatronId, id: WishListId, name: string): Promise<boolean> {
  const { rows } = await sql`
    update wish_list set name = ${name} where id = ${id} and patron_id = ${patronId} returning 1`.execute(db)
  return rows.length > 0
}

/** A list that is shown already keeps its address. False when there is no such list of this patron. */
export async function saveSharedAs(
  db: Database,
  patronId: PatronId,
  id: WishListId,
  sharedAs: string | null,
): Promise<boolean> {
  const { rows } = await sql`
    update wish_list set shared_as = case when ${sharedAs}::text is null then null else coalesce(shared_as, ${sharedAs}) end
    where id = ${id} and patron_id = ${patronId} returning 1`.execute(db)
  return rows.length > 0
}

/** False when there is no such wish of this patron. */
export async function saveNote(
  db: Database,
  patronId: PatronId,
  { listId, bibId }: { listId: WishListId; bibId: BibId },
  note: string | null,
): Promise<boolean> {
  const { rows } = await sql`
    update wish set note = ${note} from wish_list l
    where l.id = list_id and l.patron_id = ${patronId} and list_id = ${listId} and bib_id = ${bibId} returning 1`.execute(
    db,
  )
  return rows.length > 0
}

export async function deleteWish(db: Database, patronId: PatronId, listId: WishListId, bibId: BibId): Promise<void> {
  await sql`
    delete from wish using wish_list l
    where l.id = list_id and l.patron_id = ${patronId} and list_id = ${listId} and bib_id = ${bibId}`.execute(db)
}

export async function deleteWishList(db: Database, patronId: PatronId, id: WishListId): Promise<void> {
  await db.deleteFrom('wish_list').where('id', '=', id).where('patron_id', '=', patronId).execute()
}

/** 利用者の統合: the lists of both are those of the one who stays. Nobody loses one because there are many. */
export async function moveWishLists(tx: Tx, fromPatronId: PatronId, intoPatronId: PatronId): Promise<void> {
  await tx.updateTable('wish_list').set({ patron_id: intoPatronId }).where('patron_id', '=', fromPatronId).execute()
}

/** 書誌の統合: who wished for the one wishes for the record that stays. A list that has both keeps the notes of both. */
export async function moveWishesToBib(tx: Tx, fromBibId: BibId, intoBibId: BibId): Promise<void> {
  await sql`
    insert into wish as kept (list_id, bib_id, note, wished_at, tell, told_on)
    select list_id, ${intoBibId}, note, wished_at, tell, told_on from wish where bib_id = ${fromBibId}
    on conflict (list_id, bib_id) do update set wished_at = least(kept.wished_at, excluded.wished_at),
      tell = kept.tell or excluded.tell, told_on = greatest(kept.told_on, excluded.told_on),
      note = left(nullif(concat_ws(E'\\n', kept.note, excluded.note), ''), 500)`.execute(tx)
  await tx.deleteFrom('wish').where('bib_id', '=', fromBibId).execute()
}

/** All of a patron who leaves. */
export async function forgetWishLists(tx: Tx, patronId: PatronId): Promise<void> {
  await tx.deleteFrom('wish_list').where('patron_id', '=', patronId).execute()
}
