import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'

/** So many links a patron is sent in one day. */
const linksPerDayMax = 3

/**
 * Makes a link for the patron of this card, if this is their registered address, in place of the one from before. One
 * statement, whether there is such a patron or not, so that its time tells nobody.
 */
export async function insertLink(
  tx: Tx,
  link: { cardNumber: string; mail: string; half: string; now: Temporal.Instant; today: Temporal.PlainDate },
): Promise<void> {
  const { cardNumber, mail, half, now, today } = link
  await sql`
    insert into password_link as one (patron_id, half, made_at, asked_on, asked_that_day, tell)
    select patron.id, ${half}::text, ${now}::timestamptz, ${today}::date, 1, patron.mail
    from card join patron on patron.id = card.patron_id
    where card.number = ${cardNumber} and card.retired_on is null and patron.merged_into is null
      and lower(patron.mail) = lower(${mail})
    on conflict (patron_id) do update set half = excluded.half, made_at = excluded.made_at, tell = excluded.tell,
      asked_on = excluded.asked_on,
      asked_that_day = case when one.asked_on = excluded.asked_on then one.asked_that_day + 1 else 1 end
    where one.asked_on <> excluded.asked_on or one.asked_that_day < ${linksPerDayMax}`.execute(tx)
}

/** Whose password a link sets. */
export async function loadLink(db: Database, half: string, madeAfter: Temporal.Instant): Promise<PatronId | null> {
  const row = await db
    .selectFrom('password_link')
    .where('half', '=', half)
    .where('made_at', '>', madeAfter)
    .select('patron_id')
    .executeTakeFirst()
  return row?.patron_id ?? null
}

/** A link opens once. @returns false: somebody was quicker, or it is over */
export async function takeLink(tx: Tx, half: string, madeAfter: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('password_link')
    .set({ half: null, tell: null })
    .where('half', '=', half)
    .where('made_at', '>', madeAfter)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Links whose mail is to be written now; the caller writes it in the same transaction. */
export async function takeLinksToTell(
  tx: Tx,
  limit: number,
): Promise<{ patronId: PatronId; half: string; to: string }[]> {
  const { rows } = await sql<{ patronId: PatronId; half: string; to: string }>`
    with told as (
      select patron_id, tell from password_link where tell is not null order by made_at limit ${limit} for update skip locked
    )
    update password_link link set tell = null from told where link.patron_id = told.patron_id
    returning link.patron_id as "patronId", link.half, told.tell as "to"`.execute(tx)
  return rows
}

/** Those of which nobody can make anything any more, and that count for no day. */
export async function deleteOldLinks(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.deleteFrom('password_link').where('made_at', '<', before).execute()
}

/** What others' eyes must not see stays closed until then; null: it is open. */
export async function saveVeil(tx: Tx, patronId: PatronId, until: Temporal.Instant): Promise<void> {
  await tx.updateTable('patron_secret').set({ veiled_until: until }).where('patron_id', '=', patronId).execute()
}
