import { checkIn } from '#circulation/desk/check-in.ts'
import { checkOut } from '#circulation/desk/check-out.ts'
import { connect } from '#database/database.ts'
import { applyCancellation } from '#holds/changing/apply-cancellation.ts'
import { cancelHold } from '#holds/changing/cancel-hold.ts'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { type BibId, BranchId, type HoldId, type OrderId, type PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { mergeBibs } from '#merging/merge-bibs.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { defaultPolicy } from '#policy.ts'
import { silentLog } from '#std/log.ts'
import { stoppedClock } from '#time/clock.ts'
import { nightPasses } from './given-holds.ts'

/** What the day is played with: numbers that the test laid out before. */
export type Parts = {
  patronId: PatronId
  orderId: OrderId
  bibIds: BibId[]
  toCancel: HoldId
  toCancelAtDesk: HoldId
  returned: string
  borrowed: string
  /** Two records of one title, and two registrations of one person. */
  sameTitle: { from: BibId; into: BibId }
  samePerson: { from: PatronId; into: PatronId }
}

/** A day and a night in which every action that can be cut short happens once. Played again it gives the same. */
export async function playDay(
  library: Library & { clock: ReturnType<typeof stoppedClock> },
  parts: Parts,
): Promise<void> {
  const staff = { is: 'staff', login: 'hanako' } as const
  library.clock.set('2026-11-24T10:00:00')
  const pickup = { branchId: BranchId('chuo'), stopId: null }
  const order = { id: parts.orderId, kind: 'ordinary', channel: 'web', contact: 'mail', pickup } as const
  await placeHolds(library, parts.patronId, { ...order, bibIds: parts.bibIds, confirmByMail: true })
  await applyCancellation(library, parts.patronId, parts.toCancel)
  await checkIn(library, { actor: staff, branchId: BranchId('chuo'), barcode: parts.returned })
  await checkOut(library, {
    actor: staff,
    branchId: BranchId('chuo'),
    patronId: parts.patronId,
    barcode: parts.borrowed,
  })
  await cancelHold(library, staff, parts.toCancelAtDesk, 'call')
  await mergeBibs(library, staff, parts.sameTitle, 'twice')
  await mergePatrons(library, staff, parts.samePerson, 'twice')
  // Ten days on, so that what was captured and not fetched expires.
  library.clock.set('2026-12-12T03:00:00')
  await nightPasses(library)
  // In the morning it is taken off the hold shelf.
  library.clock.set('2026-12-12T10:00:00')
  await checkIn(library, { actor: staff, branchId: BranchId('chuo'), barcode: parts.returned })
}

// As a program of its own: `crash-day.ts <database> <parts>`, with KAGO_CRASH_AT saying where it dies.
const [, script, url, parts] = process.argv
if (script === import.meta.filename && url && parts) {
  const db = connect(url, { connections: 2 })
  const library = {
    db,
    clock: stoppedClock('2026-11-24T10:00:00'),
    policy: defaultPolicy,
    log: silentLog,
  }
  await playDay(library as unknown as Parameters<typeof playDay>[0], JSON.parse(parts) as Parts)
  await db.destroy()
}
