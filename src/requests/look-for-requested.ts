import type { Library } from '#library.ts'
import { zone } from '#time/clock.ts'
import { becomeHold } from './answer-request.ts'
import { deleteEndedRequests, loadCatalogued, loadRequestsByIds, saveLookedOn } from './request-store.ts'

type Batch = { day: Temporal.PlainDate; now: Temporal.Instant; limit: number }

/**
 * A step of the night: a request whose ISBN is in the catalogue by now becomes a hold. One that cannot be reserved (a
 * limit, a card) stays as it is, and the next night looks again. Killed anywhere it goes on: the hold's order has the
 * id of the request.
 */
export async function lookForRequested(
  library: Library,
  { day, limit }: Batch,
): Promise<{ did: number; report: { becameHolds: number; notYet: number } }> {
  const looked = await loadCatalogued(library.db, day, limit)
  const found = new Map(looked.flatMap(({ id, bibId }) => (bibId === null ? [] : [[id, bibId] as const])))
  let becameHolds = 0
  for (const request of await loadRequestsByIds(library.db, [...found.keys()])) {
    const answer = { to: 'held', answer: null, bibId: found.get(request.id)! } as const
    if ((await becomeHold(library, { is: 'night' }, request, answer)).ok) becameHolds++
  }
  await saveLookedOn(
    library.db,
    looked.map(({ id }) => id),
    day,
  )
  return { did: looked.length, report: { becameHolds, notYet: looked.length - becameHolds } }
}

/** A step of the night: what ended goes when it has been in sight as long as an ended hold. */
export async function forgetRequests(
  library: Library,
  { now, limit }: Batch,
): Promise<{ did: number; report: { [name: string]: unknown } }> {
  const { closedInSightDays: days } = library.policy.holds
  const before = now.toZonedDateTimeISO(zone).subtract({ days }).toInstant()
  return { did: await deleteEndedRequests(library.db, before, limit), report: {} }
}
