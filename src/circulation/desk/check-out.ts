import { type Desk, deskOf } from '#acting.ts'
import { type Tx, together, transact } from '#database/database.ts'
import { findOpenHold } from '#holds/hold-locks-store.ts'
import { completeSet } from '#holds/queue/complete-set.ts'
import { loadHolder } from '#holds/queue/copy-facts.ts'
import { handItemOn } from '#holds/queue/hand-on.ts'
import { saveSteps } from '#holds/queue/save-steps.ts'
import { type Hold, itemOf } from '#holds/rules/hold.ts'
import type { BibId, BranchId, HoldId, ItemId, PatronId, StopId } from '#ids.ts'
import { lockScannedItem } from '#items/item-store.ts'
import type { LockedItem } from '#items/rules/item.ts'
import type { Actor, Library } from '#library.ts'
import { findPatronByCard, lockPatron } from '#patrons/standing-store.ts'
import { crashPoint } from '#std/crash-point.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { loadLoanFacts } from '../loans/loan-store.ts'
import { type CheckOutFacts, type CheckOutRefusal, decideCheckOut } from '../rules/check-out.ts'
import { dueDay } from '../rules/due.ts'
import type { Afterwards } from '../scans/afterwards.ts'
import { noteInColumn } from '../scans/note-scan.ts'
import type { Said, ScanColumn } from '../scans/said.ts'

export type { CheckOutRefusal }

export type CheckOutOrder = {
  actor: Actor
  branchId: BranchId
  /** On the bookmobile: at which stop. */
  stopId?: StopId | null
  barcode: string
  /** The reason for which staff set limits and blocks aside; it stands in the history. */
  override?: string
  /** Where the desk keeps what it was told; written with the loan, so that an undo can name it. */
  column?: ScanColumn
  /** It was lent earlier and is told now. */
  afterwards?: Afterwards
} & ({ cardNumber: string } | { patronId: PatronId })

export type CheckedOut = {
  itemId: ItemId
  bibId: BibId
  title: string
  dueOn: Temporal.PlainDate
  fulfilledHoldId: HoldId | null
}

/**
 * 貸出: lends a copy to the patron of a card; see `decideCheckOut`. What was captured for the patron besides goes on to
 * the next.
 */
export async function checkOut(library: Library, order: CheckOutOrder): Promise<Outcome<CheckedOut, CheckOutRefusal>> {
  const desk = deskOf(library, order.actor)
  const lent = await transact(library.db, async (tx): Promise<Outcome<CheckedOut, CheckOutRefusal>> => {
    const named = 'patronId' in order ? order.patronId : await findPatronByCard(tx, order.cardNumber)
    if (named === null) return refused({ why: 'unknownPatron' })
    const [patronId, item] = await together(
      tx,
      () => lockPatron(tx, named),
      () => lockScannedItem(tx, order.barcode),
    )
    if (patronId === null) return refused({ why: 'unknownPatron' })
    if (!item) return refused({ why: 'unknownItem' })

    const { afterwards } = order
    await afterwards?.judge(tx, item)
    const day = afterwards?.on ?? desk.today
    const facts = await loadCheckOutFacts(tx, { ...desk, today: day }, item, patronId, order)
    const decided = decideCheckOut(library.policy, facts, day)
    if (!decided.ok) return decided
    const { steps, fulfilled } = decided.value
    const { dueOn } = facts
    const said: Said = { do: 'lend', title: item.title, dueOn: dueOn.toString(), hadHold: fulfilled !== null }
    const { column } = order
    const note = afterwards
      ? { last: () => afterwards.note(tx, item, null) }
      : column
        ? { last: () => noteInColumn(tx, desk, column, { ...order, item, said }) }
        : {}
    await saveSteps(tx, desk, item, steps, fulfilled ? {} : note)
    if (fulfilled) {
      await leaveTheRest(tx, desk, fulfilled, item.id)
      await note.last?.()
    }
    crashPoint('checkOut:saved')
    return done({
      itemId: item.id,
      bibId: item.bibId,
      title: item.title,
      dueOn,
      fulfilledHoldId: fulfilled?.id ?? null,
    })
  })
  crashPoint('checkOut:committed')
  return lent
}

async function loadCheckOutFacts(
  tx: Tx,
  desk: Desk,
  item: LockedItem,
  patronId: PatronId,
  order: CheckOutOrder,
): Promise<CheckOutFacts> {
  const at = { branchId: order.branchId, stopId: order.stopId ?? null }
  const [facts, holder, own] = await together(
    tx,
    () => loadLoanFacts(tx, desk, patronId, item, at),
    () => loadHolder(tx, desk, item),
    () => findOpenHold(tx, patronId, item.bibId),
  )
  return {
    ...facts,
    item,
    patronId,
    at,
    dueOn: dueDay(facts.rule.days.value, desk.today, facts.calendar),
    holder,
    own,
    override: order.override || null,
  }
}

/** Another copy that was kept for the hold is free, and its set waits for it no longer. */
async function leaveTheRest(tx: Tx, desk: Desk, fulfilled: Hold, lentItemId: ItemId): Promise<void> {
  const kept = itemOf(fulfilled.state)
  if (kept !== null && kept !== lentItemId) await handItemOn(tx, desk, kept)
  if (fulfilled.kind === 'set') await completeSet(tx, desk, fulfilled.orderId)
}
