import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { endByLoan } from '#holds/queue/end-by-loan.ts'
import { lockScannedItem, saveItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { type Block, blockOf } from '#patrons/rules/block.ts'
import { findPatronByCard, lockPatron } from '#patrons/standing-store.ts'
import { crashPoint } from '#std/crash-point.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { loadLoanFacts } from '../loans/loan-store.ts'
import { dueDay } from '../rules/due.ts'
import { brokenLimit, type LimitRefusal } from '../rules/lending.ts'
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
  | Block
  | { why: 'unknownPatron' }
  | { why: 'unknownItem' }
  | { why: 'notForLoan' }
  | { why: 'withdrawn' }
  | { why: 'inRepair' }
  | { why: 'onLoan'; toThisPatron: boolean }
  | { why: 'heldForAnother'; holdId: number }
  | LimitRefusal
  /** The newest number of a magazine, which stays until the next has come. */
  | { why: 'newestStays' }

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

    if (item.status === 'withdrawn') return refused({ why: 'withdrawn' })
    if (item.status === 'repair') return refused({ why: 'inRepair' })
    if (item.loan) return refused({ why: 'onLoan', toThisPatron: item.loan.patronId === patronId })
    if (item.category === 'reference' && !order.override) return refused({ why: 'notForLoan' })

    const stopId = order.stopId ?? null
    const { standing, rule, open, stays, calendar } = await loadLoanFacts(tx, desk, patronId, item, {
      branchId: order.branchId,
      stopId,
    })
    if (stays && !order.override) return refused({ why: 'newestStays' })
    const block = blockOf(standing, desk.today, library.policy)
    if (block && !order.override) return refused(block)
    const limit = brokenLimit(rule, open)
    if (limit && !order.override) return refused({ why: limit.why, max: limit.max, open: limit.open })

    const ended = await endByLoan(tx, desk, item, patronId)
    if (!ended.ok) return ended
    const dueOn = dueDay(rule.days.value, desk.today, calendar)
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
