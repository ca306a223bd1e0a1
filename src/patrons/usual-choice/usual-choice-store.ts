import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import { sql, type Tx } from '#database/database.ts'
import type { Contact } from '#holds/rules/hold.ts'
import type { BranchId, PatronId, StopId } from '#ids.ts'

/** いつもの受取館 and いつもの連絡方法. */
export type UsualChoice = { pickup: PickupLocation; contact: Contact }

/** What a patron has laid down; null when they have not. It may be offered no more. */
export const toUsualChoice = (row: {
  usual_branch_id: BranchId | null
  usual_stop_id: StopId | null
  usual_contact: Contact | null
}): UsualChoice | null =>
  row.usual_branch_id && row.usual_contact
    ? { pickup: { branchId: row.usual_branch_id, stopId: row.usual_stop_id }, contact: row.usual_contact }
    : null

/** Writes it; null: the form begins as the last time. */
export async function saveUsualChoice(tx: Tx, patronId: PatronId, usual: UsualChoice | null): Promise<void> {
  await tx
    .updateTable('patron')
    .set({
      usual_branch_id: usual?.pickup.branchId ?? null,
      usual_stop_id: usual?.pickup.stopId ?? null,
      usual_contact: usual?.contact ?? null,
    })
    .where('id', '=', patronId)
    .execute()
}

/** 利用者の統合: who stays keeps their own; who has none has that of the other. */
export async function moveUsualChoice(tx: Tx, from: PatronId, into: PatronId): Promise<void> {
  await sql`
    update patron p set usual_branch_id = f.usual_branch_id, usual_stop_id = f.usual_stop_id,
      usual_contact = f.usual_contact
    from patron f where f.id = ${from} and p.id = ${into} and p.usual_branch_id is null`.execute(tx)
}
