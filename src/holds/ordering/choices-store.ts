import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import { type Database, type Row, sql } from '#database/database.ts'
import type { BranchId, PatronId } from '#ids.ts'
import { toUsualChoice, type UsualChoice } from '#patrons/usual-choice/usual-choice-store.ts'
import type { Contact } from '../rules/hold.ts'

export type ContactFacts = {
  phone: string | null
  mail: string | null
  /** An address was typed in and is not registered yet (M44). */
  mailApplied: boolean
  homeBranchId: BranchId | null
  /** What they have laid down for every order. */
  usual: UsualChoice | null
}

type ChoiceRow = Pick<
  Row<'patron'>,
  'phone' | 'mail' | 'home_branch_id' | 'usual_branch_id' | 'usual_stop_id' | 'usual_contact'
> & { applied: string | null }

export async function loadContactFacts(db: Database, patronId: PatronId): Promise<ContactFacts> {
  const { rows } = await sql<ChoiceRow>`
    select p.phone, p.mail, p.home_branch_id, p.usual_branch_id, p.usual_stop_id, p.usual_contact, a.address as applied
    from patron p left join mail_application a on a.patron_id = p.id where p.id = ${patronId}`.execute(db)
  const row = rows[0]!
  return {
    phone: row.phone,
    mail: row.mail,
    mailApplied: row.applied !== null,
    homeBranchId: row.home_branch_id,
    usual: toUsualChoice(row),
  }
}

/** Where and how the patron wished to be served by the newest of their holds. */
export async function loadLastChoice(
  db: Database,
  patronId: PatronId,
): Promise<{ pickup: PickupLocation; contact: Contact } | null> {
  const { rows } = await sql<Pick<Row<'hold'>, 'pickup_branch_id' | 'pickup_stop_id' | 'contact'>>`
    select pickup_branch_id, pickup_stop_id, contact from hold
    where patron_id = ${patronId} order by applied_at desc, id desc limit 1`.execute(db)
  const row = rows[0]
  return row ? { pickup: { branchId: row.pickup_branch_id, stopId: row.pickup_stop_id }, contact: row.contact } : null
}

/** The branch of いつもの受取館; else where they wished to fetch the newest of their holds; else where they registered. */
export async function loadUsualBranch(db: Database, patronId: PatronId): Promise<BranchId | null> {
  const { rows } = await sql<{ branchId: BranchId | null }>`
    select coalesce(p.usual_branch_id, (
      select pickup_branch_id from hold where patron_id = p.id order by applied_at desc, id desc limit 1), home_branch_id) as "branchId"
    from patron p where id = ${patronId}`.execute(db)
  return rows[0]?.branchId ?? null
}
