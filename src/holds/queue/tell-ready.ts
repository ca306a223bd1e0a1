import type { Desk } from '#acting.ts'
import type { Database } from '#database/database.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { assert } from '#std/assert.ts'
import type { Hold } from '../rules/hold.ts'
import type { ShelfFacts } from './queue-store.ts'

/** 用意できました (M26): one notice for a hold, or for all of a set together. Who looks for themself gets none (M22). */
export async function tellReady(
  tx: Database,
  desk: Desk,
  holds: readonly {
    hold: Pick<Hold, 'id' | 'patronId' | 'contact'>
    facts: ShelfFacts
    pickUpBy: Temporal.PlainDate
  }[],
): Promise<void> {
  const first = holds[0]
  assert(first?.hold.patronId, 'a ready hold has a patron')
  if (first.hold.contact === 'self') return
  await writeNotices(tx, desk, [
    {
      kind: 'ready',
      dedupeKey: `ready:hold:${first.hold.id}:${desk.now}`,
      patronId: first.hold.patronId,
      holdId: first.hold.id,
      contact: first.hold.contact,
      facts: {
        titles: holds.map(({ facts }) => facts.title),
        pickup: first.facts.pickupName,
        pickUpBy: first.pickUpBy.toString(),
      },
    },
  ])
}
