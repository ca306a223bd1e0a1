import { type Database, sql, type Tx } from '#database/database.ts'
import type { BibId, PatronId, WishListId } from '#ids.ts'
import { wantsMails } from '#patrons/mail-choices/mail-choices-store.ts'
import type { Policy } from '#policy.ts'

/** A copy to be lent, which the public sees, stands on a shelf, and nobody waits for one: who goes there finds it. */
const isBorrowable = sql<boolean>`(
  exists (select from item i join bib b on b.id = i.bib_id where i.bib_id = w.bib_id and i.status = 'shelf'
    and i.loan_rule <> 'reference' and i.hidden_at is null and b.hidden_at is null)
  and not exists (select from hold h where h.bib_id = w.bib_id and h.state in ('applied', 'waiting') and h.item_id is null))`

/** Patrons with an address who wished to be told of something that can be borrowed now, and want such mails. */
export async function loadPatronsToTellOfBooks(db: Database, policy: Policy, limit: number): Promise<PatronId[]> {
  const { rows } = await sql<{ id: PatronId }>`
    select distinct p.id from wish w join wish_list l on l.id = w.list_id join patron p on p.id = l.patron_id
    where w.tell and coalesce(p.mail, '') <> '' and ${wantsMails(sql`p`, 'borrowable', policy)} and ${isBorrowable} order by 1 limit ${limit}`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** Takes the wishes of a patron that can be told now as told, and gives their bibs, each once. */
export async function takeBorrowable(tx: Tx, patronId: PatronId, day: Temporal.PlainDate): Promise<BibId[]> {
  const { rows } = await sql<{ id: BibId }>`
    with told as (
      update wish w set tell = false, told_on = ${day} from wish_list l
      where l.id = w.list_id and l.patron_id = ${patronId} and w.tell and ${isBorrowable} returning w.bib_id)
    select distinct bib_id as id from told order by 1`.execute(tx)
  return rows.map(({ id }) => id)
}

/** False when there is no such wish of this patron. */
export async function saveTell(
  db: Database,
  patronId: PatronId,
  { listId, bibId }: { listId: WishListId; bibId: BibId },
  tell: boolean,
): Promise<boolean> {
  const { rows } = await sql`
    update wish set tell = ${tell}, told_on = case when ${tell} then null else told_on end from wish_list l
    where l.id = list_id and l.patron_id = ${patronId} and list_id = ${listId} and bib_id = ${bibId} returning 1`.execute(
    db,
  )
  return rows.length > 0
}
