import type { Desk } from '#acting.ts'
import { type Database, sql, type Tx } from '#database/database.ts'
import type { BranchId, HoldId, LoanId, PatronId } from '#ids.ts'
import { actorName } from '#library.ts'
import { assert } from '#std/assert.ts'

/** Gives a loan a new due date, with its row in the history of the copy. */
export async function saveDueDate(
  tx: Tx,
  desk: Desk,
  loan: { id: LoanId; branchId: BranchId },
  dueOn: Temporal.PlainDate,
  why: 'renew' | 'moveDate',
  passedOver: readonly HoldId[] | null = null,
): Promise<void> {
  const { rows } = await sql`
    with changed as (
      update loan set due_on = ${dueOn}, renewals = renewals + ${why === 'renew' ? 1 : 0}
      where id = ${loan.id} and returned_at is null returning item_id)
    insert into item_event (item_id, at, actor, branch_id, from_status, to_status, why, detail, passed_over)
    select item_id, ${desk.now}, ${actorName(desk.actor)}, ${loan.branchId}, 'loan', 'loan', ${why}, ${dueOn.toString()},
      ${passedOver && [...passedOver]}::bigint[]
    from changed returning 1`.execute(tx)
  assert(rows.length === 1, 'a loan that was judged open is open')
}

/** Cuts returned loans from their patrons, unless these keep a history: everybody's, or those of one. */
export async function forgetLoans(tx: Tx, limit: number, patronId: PatronId | null = null): Promise<number> {
  const { rows } = await sql`
    with old as (
      select l.id from loan l join patron p on p.id = l.patron_id
      where l.returned_at is not null and l.patron_id is not null and not p.keeps_history
        and l.patron_id = coalesce(${patronId}, l.patron_id) limit ${limit})
    update loan set patron_id = null, own_note = null from old where loan.id = old.id returning 1`.execute(tx)
  return rows.length
}

/** Cuts every loan from a patron who leaves. */
export async function forgetLoansOf(tx: Tx, patronId: PatronId): Promise<void> {
  await sql`update loan set patron_id = null, own_note = null where patron_id = ${patronId}`.execute(tx)
}

/** Every loan, open and kept, belongs to the patron who stays. */
export async function moveLoans(tx: Tx, from: PatronId, into: PatronId): Promise<number> {
  const { rows } = await sql<{ open: boolean }>`
    update loan set patron_id = ${into} where patron_id = ${from} returning returned_at is null as open`.execute(tx)
  return rows.filter(row => row.open).length
}

/** False when there is no such line in this patron's record. */
export async function saveOwnNote(
  db: Database,
  patronId: PatronId,
  loanId: LoanId,
  note: string | null,
): Promise<boolean> {
  const { rows } = await sql`
    update loan l set own_note = ${note} from patron p
    where l.id = ${loanId} and l.patron_id = ${patronId} and l.returned_at is not null and p.id = l.patron_id and p.keeps_history
    returning 1`.execute(db)
  return rows.length > 0
}

/** Cuts one returned loan of a patron, or all, from their name. @returns how many */
export async function cutReadings(db: Database, patronId: PatronId, loanId: LoanId | null): Promise<number> {
  const { rows } = await sql`
    update loan set patron_id = null, own_note = null
    where patron_id = ${patronId} and returned_at is not null and id = coalesce(${loanId}, id) returning 1`.execute(db)
  return rows.length
}
