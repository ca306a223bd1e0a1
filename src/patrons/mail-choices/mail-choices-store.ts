import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Policy } from '#policy.ts'
import type { MailChoices, Stoppable } from '../rules/mail-choices.ts'

export async function loadMailChoices(db: Database, patronId: PatronId): Promise<MailChoices> {
  const row = await db
    .selectFrom('patron')
    .where('id', '=', patronId)
    .select(['due_soon_days', 'declined_mails', 'wants_receipts'])
    .executeTakeFirst()
  return {
    dueSoonDays: row?.due_soon_days ?? null,
    declined: (row?.declined_mails ?? []) as MailChoices['declined'],
    ...(row?.wants_receipts ? { receipts: true } : {}),
  }
}

export async function saveMailChoices(
  tx: Tx,
  patronId: PatronId,
  { dueSoonDays, declined, receipts }: MailChoices,
): Promise<void> {
  await tx
    .updateTable('patron')
    .set({ due_soon_days: dueSoonDays, declined_mails: [...declined], wants_receipts: receipts ?? false })
    .where('id', '=', patronId)
    .execute()
}

/** Kinds of mails that a patron does not want. */
export const declinedMails = (patron: ReturnType<typeof sql>) =>
  sql<
    string[]
  >`(${patron}.declined_mails || case when ${patron}.due_soon_days = 0 then array['dueSoon'] else array[]::text[] end
    || case when ${patron}.wants_receipts then array[]::text[] else array['lent'] end)`

/**
 * Whether a patron wants the mails of a kind. The night asks it where it looks for whom to tell: who is looked for and
 * not told would be found again, in the place of others.
 */
export const wantsMails = (patron: ReturnType<typeof sql>, kind: Stoppable, { notices }: Pick<Policy, 'notices'>) =>
  notices.patronsChoose ? sql<boolean>`not (${kind}::text = any(${declinedMails(patron)}))` : sql<boolean>`true`

/**
 * Notes that a patron wants no more mails of this kind; of one who was merged, that the registration they have now does
 * not. @returns false when there is no such patron (any more)
 */
export async function saveDeclined(db: Database, patronId: PatronId, kind: Stoppable): Promise<boolean> {
  const set = {
    dueSoon: sql`due_soon_days = 0`,
    lent: sql`wants_receipts = false`,
    other: sql`declined_mails = array_append(array_remove(declined_mails, ${kind}::text), ${kind}::text)`,
  }[kind === 'dueSoon' || kind === 'lent' ? kind : 'other']
  const { rows } = await sql`
    update patron set ${set}
    where id = (select coalesce(merged_into, id) from patron where id = ${patronId}) and name <> '' returning 1`.execute(
    db,
  )
  return rows.length > 0
}

/** Who asks to be told of something wants the mails of that kind again. */
export async function wantAgain(
  db: Database,
  patronId: PatronId,
  kind: MailChoices['declined'][number],
): Promise<void> {
  await sql`
    update patron set declined_mails = array_remove(declined_mails, ${kind}::text)
    where id = ${patronId} and ${kind}::text = any(declined_mails)`.execute(db)
}
