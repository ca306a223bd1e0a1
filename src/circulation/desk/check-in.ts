import { type Desk, deskOf } from '#acting.ts'
import { type Database, transact } from '#database/database.ts'
import { lockHolder, type StoredHold, saveTransition } from '#holds/hold-store.ts'
import { type Bound, capture, putOnHoldShelf, type Scan } from '#holds/queue/capture.ts'
import { loadShelfFacts, nextHold } from '#holds/queue/queue-store.ts'
import { type LockedItem, lockScannedItem, saveItem } from '#items/item-store.ts'
import type { Actor, Library } from '#library.ts'
import { crashPoint } from '#std/crash-point.ts'
import { noteInColumn, type ScanColumn, saidOf } from '../scans/note-scan.ts'

/** What is to be done with a scanned copy: a large word on the screen of the counter. */
export type Verdict =
  | { do: 'shelve'; title: string }
  | {
      do: 'holdShelf'
      title: string
      holdId: number
      /** The last four digits of the card, for the slip. */
      cardLast4: string
      /** Null while the copy is kept for a set that is not complete. */
      pickUpBy: Temporal.PlainDate | null
      waitsForSet: boolean
    }
  /** `to` is a branch: that of the hold's pickup location, or the home of the copy (holdId null). */
  | { do: 'send'; title: string; to: string; holdId: number | null }
  | { do: 'stop'; why: 'unknownItem' | 'withdrawn' | 'inRepair'; title: string | null }

/**
 * 返却, and every other scan of a copy at a desk: a loan ends, a journey ends, a copy from the shelf or the pull list is bound to
 * the next hold (M26, M34, M35). A copy that arrives at its pickup location is ready; for a stop, at the bookmobile: it is loaded.
 * A second scan of the same copy gives the same answer.
 * @param scan.column where the desk keeps what it was told; written with the change, so that an undo can name it
 */
export async function checkIn(
  library: Library,
  scan: { actor: Actor; branchId: string; barcode: string; column?: ScanColumn },
): Promise<Verdict> {
  const desk = deskOf(library, scan.actor)
  const verdict = await transact(library.db, async tx => {
    const item = await lockScannedItem(tx, scan.barcode)
    const decided: Verdict = item
      ? await takeIn(tx, desk, item, scan.branchId)
      : { do: 'stop', why: 'unknownItem', title: null }
    if (scan.column) await noteInColumn(tx, desk, scan.column, { ...scan, item, said: saidOf(decided) })
    crashPoint('checkIn:saved')
    return decided
  })
  crashPoint('checkIn:committed')
  return verdict
}

async function takeIn(tx: Database, desk: Desk, item: LockedItem, branchId: string): Promise<Verdict> {
  const { title } = item
  if (item.status === 'withdrawn') return { do: 'stop', why: 'withdrawn', title }
  if (item.status === 'repair') return { do: 'stop', why: 'inRepair', title }

  const held = await lockHolder(tx, item)
  if (held && held.state.is !== 'cancelApplied') return bring(tx, desk, item, held, branchId)
  if (held) {
    // The patron does not want it any more: it goes on to the next one, though the cancellation is taken in only at night.
    await saveTransition(tx, desk, [{ hold: held, to: { is: 'cancelApplied', itemId: null }, why: 'letGo' }])
  }
  return receive(tx, desk, item, branchId)
}

/** A copy that is bound already: it has come to its pickup location, or is sent there (again). */
async function bring(tx: Database, desk: Desk, item: LockedItem, held: StoredHold, branchId: string): Promise<Verdict> {
  const pickup = held.pickup.branchId
  if (branchId === pickup && item.status === 'transit') {
    return asVerdict(
      item,
      await putOnHoldShelf(tx, desk, item, held, branchId, { why: 'arrive', endsTransit: 'arrived' }, 'arrive'),
    )
  }
  if (branchId === pickup) {
    const { cardLast4 } = (await loadShelfFacts(tx, desk, [held.id], null)).get(held.id)!
    const pickUpBy = held.state.is === 'ready' ? held.state.pickUpBy : null
    return { do: 'holdShelf', title: item.title, holdId: held.id, cardLast4, pickUpBy, waitsForSet: pickUpBy === null }
  }
  if (item.transit && item.transit.fromBranchId !== branchId) {
    await saveItem(tx, desk, {
      item,
      to: 'transit',
      currentBranchId: pickup,
      at: branchId,
      why: 'redirect',
      endsTransit: 'elsewhere',
      send: { from: branchId, to: pickup, holdId: held.id },
    })
  }
  // One that was carried off a hold shelf by mistake still belongs there: it is sent back, and nothing changes for the patron.
  return { do: 'send', title: item.title, to: pickup, holdId: held.id }
}

/** A copy that nothing binds: to the next hold, else to its place on the shelf or home. */
async function receive(tx: Database, desk: Desk, item: LockedItem, branchId: string): Promise<Verdict> {
  const scan: Scan = {
    why: item.loan ? 'return' : item.transit ? 'arrive' : item.status === 'missing' ? 'found' : 'scan',
    endsLoan: !!item.loan,
    endsTransit: !item.transit ? null : item.transit.toBranchId === branchId ? 'arrived' : 'elsewhere',
  }
  const next = item.category === 'reference' ? null : await nextHold(tx, desk, item)
  if (next) return asVerdict(item, await capture(tx, desk, item, next, branchId, scan))

  if (item.homeBranchId === branchId) {
    await saveItem(tx, desk, { item, to: 'shelf', currentBranchId: branchId, at: branchId, ...scan })
    return { do: 'shelve', title: item.title }
  }
  const isAgain = item.transit?.fromBranchId === branchId && item.transit.toBranchId === item.homeBranchId
  if (!isAgain) {
    const send = { from: branchId, to: item.homeBranchId, holdId: null }
    await saveItem(tx, desk, { item, to: 'transit', currentBranchId: item.homeBranchId, at: branchId, send, ...scan })
  }
  return { do: 'send', title: item.title, to: item.homeBranchId, holdId: null }
}

const asVerdict = ({ title }: LockedItem, bound: Bound): Verdict =>
  bound.goes === 'away'
    ? { do: 'send', title, to: bound.to, holdId: bound.holdId }
    : {
        do: 'holdShelf',
        title,
        holdId: bound.holdId,
        cardLast4: bound.cardLast4,
        pickUpBy: bound.pickUpBy,
        waitsForSet: bound.waitsForSet,
      }
