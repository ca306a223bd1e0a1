import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { endByLoan } from '#holds/queue/end-by-loan.ts'
import { lockScannedItem, saveItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { findPatronByCard, lockPatron } from '#patrons/standing-store.ts'
import { crashPoint } from '#std/crash-point.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { loadLoanFacts } from '../loans/loan-store.ts'
import { dueDay } from '../rules/due.ts'
import { judgeLending, type LendingRefusal } from '../rules/lending.ts'
import { noteInColumn, type Said, type ScanColumn } from '../scans/note-scan.ts'

export type CheckOutOrder = {
  actor: Actor
  branchId: string
  /** On the bookmobile: at which stop. */
  stopId?: string | null
  barcode: string
  /** The reason for which staff set limits and blocks aside; it stands in the history. */
  override?: string
  /** Where the desk keeps what it was told; written with the loan, so that an undo can name it. */
  column?: ScanColumn
} & ({ cardNumber: string } | { patronId: number })

export type CheckedOut = {
  itemId: number
  bibId: number
  title: string
  dueOn: Temporal.PlainDate
  fulfilledHoldId: number | null
}

export type CheckOutRefusal =
  | LendingRefusal
  | { why: 'unknownPatron' }
  | { why: 'unknownItem' }
  | { why: 'heldForAnother'; holdId: number }

/**
 * 貸出: lends a copy to the patron of a card. A captured copy goes only to the patron of its hold; a copy from the open shelf to
 * whoever brings it to the counter. Fulfils the patron's hold on the bib, whichever copy it is.
 */
export async function checkOut(library: Library, order: CheckOutOrder): Promise<Outcome<CheckedOut, CheckOutRefusal>> {
  const desk = deskOf(library, order.actor)
  const lent = await transact(library.db, async (tx): Promise<Outcome<CheckedOut, CheckOutRefusal>> => {
    const named = 'patronId' in order ? order.patronId : await findPatronByCard(tx, order.cardNumber)
    const patronId = named === null ? null : await lockPatron(tx, named)
    if (patronId === null) return refused({ why: 'unknownPatron' })
    const item = await lockScannedItem(tx, order.barcode)
    if (!item) return refused({ why: 'unknownItem' })

    const stopId = order.stopId ?? null
    const facts = await loadLoanFacts(tx, desk, patronId, item, { branchId: order.branchId, stopId })
    const refusal = judgeLending(library.policy, { ...facts, item, patronId }, desk.today, Boolean(order.override))
    if (refusal) return refused(refusal)

    const ended = await endByLoan(tx, desk, item, patronId)
    if (!ended.ok) return ended
    const dueOn = dueDay(facts.rule.days.value, desk.today, facts.calendar)
    await saveItem(tx, desk, {
      item,
      to: 'loan',
      currentBranchId: order.branchId,
      at: order.branchId,
      why: 'checkOut',
      detail: order.override ? `override: ${order.override}` : null,
      endsTransit: item.transit ? 'elsewhere' : null,
      lend: { patronId, branchId: order.branchId, stopId, dueOn },
    })
    await ended.value.afterwards()
    const { holdId } = ended.value
    const said: Said = { do: 'lend', title: item.title, dueOn: dueOn.toString(), hadHold: holdId !== null }
    if (order.column) await noteInColumn(tx, desk, order.column, { ...order, item, said })
    crashPoint('checkOut:saved')
    return done({ itemId: item.id, bibId: item.bibId, title: item.title, dueOn, fulfilledHoldId: holdId })
  })
  crashPoint('checkOut:committed')
  return lent
}
