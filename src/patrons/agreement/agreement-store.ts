import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId, PreRegistrationId } from '#ids.ts'
import type { Agreement } from './terms.ts'

/** To what a patron has agreed; null: to nothing yet. */
export async function loadAgreement(db: Database, patronId: PatronId): Promise<Agreement | null> {
  const row = await db
    .selectFrom('patron')
    .where('id', '=', patronId)
    .select(['agreed_at as at', 'agreed_to as version'])
    .executeTakeFirst()
  return row?.at && row.version ? { at: row.at, version: row.version } : null
}

/** To what somebody agreed at home, when they sent their 利用登録の申し込み; null: to nothing, or it has ended. */
export async function loadAgreementAtHome(db: Database, id: PreRegistrationId): Promise<Agreement | null> {
  const row = await db
    .selectFrom('pre_registration')
    .where('id', '=', id)
    .select(['made_at as at', 'agreed_to as version'])
    .executeTakeFirst()
  return row?.version ? { at: row.at, version: row.version } : null
}

/** Keeps that a patron has agreed, in the place of what they agreed to before. */
export async function saveAgreement(tx: Tx, patronId: PatronId, { at, version }: Agreement): Promise<void> {
  await tx.updateTable('patron').set({ agreed_at: at, agreed_to: version }).where('id', '=', patronId).execute()
}

/** 利用者の統合: it is one person, whose latest agreement holds. */
export async function moveAgreement(tx: Tx, from: PatronId, into: PatronId): Promise<void> {
  await sql`
    update patron p set agreed_at = f.agreed_at, agreed_to = f.agreed_to
    from patron f where f.id = ${from} and p.id = ${into} and f.agreed_at is not null
      and (p.agreed_at is null or p.agreed_at < f.agreed_at)`.execute(tx)
}
