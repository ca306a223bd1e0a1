import type { Desk } from '#acting.ts'
import { openDayFrom } from '#calendar/rules/open-days.ts'
import type { Tx } from '#database/database.ts'
import { withdrawReadyNotices } from '#notices/fallen-store.ts'
import { writeAgain } from '#notices/write-notices.ts'
import { assert } from '#std/assert.ts'
import type { Hold } from '../rules/hold.ts'
import type { ShelfFacts } from './queue-store.ts'

/**
 * 用意できました (M26): one notice for a hold, or for all of a set together, not before the place is open. Who looks for
 * themself gets none (M22). The last day is not said here: it begins with the telling. One that was withdrawn is told
 * again. A notice speaks for all of its set, so that a set which is complete a second time, untold, is told of once.
 */
export async function tellReady(
  tx: Tx,
  desk: Desk,
  holds: readonly {
    hold: Pick<Hold, 'id' | 'patronId' | 'contact' | 'kind'> & { readyAt?: Temporal.Instant | null }
    facts: ShelfFacts
  }[],
): Promise<void> {
  const first = holds[0]
  assert(first?.hold.patronId, 'a ready hold has a patron')
  if (first.hold.contact === 'self') return
  if (first.hold.kind === 'set') await withdrawReadyNotices(tx, [first.hold.id], desk.now)
  await writeAgain(tx, desk, [
    {
      kind: 'ready',
      dedupeKey: `ready:hold:${first.hold.id}:${first.hold.readyAt ?? desk.now}`,
      patronId: first.hold.patronId,
      holdId: first.hold.id,
      contact: first.hold.contact,
      facts: { titles: holds.map(({ facts }) => facts.title), pickup: first.facts.pickupName },
      notBefore: openDayFrom(first.facts.calendar.openDays, desk.today),
    },
  ])
}
