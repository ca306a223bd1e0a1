import { transact } from '#database/database.ts'
import { pickupState } from '#holds/queue/queue-store.ts'
import type { PatronId, RequestId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadStanding, lockPatron } from '#patrons/standing-store.ts'
import { assert } from '#std/assert.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { countOwnRequests, findHeldUnder, findRequestOwner, insertRequest } from './request-store.ts'
import { judgeRequest, type RequestRefusal, type RequestWish } from './rules/request.ts'

/**
 * リクエスト: a patron asks for a title that is not held. Sent twice with the same id it is one request. Refused with every
 * reason at once, and then nothing is stored.
 */
export async function sendRequest(
  library: Library,
  signedInAs: PatronId,
  wish: RequestWish,
): Promise<Outcome<{ id: RequestId }, RequestRefusal[] | 'notFound'>> {
  const now = library.clock.now()
  const today = dayOf(now)
  return transact(library.db, async tx => {
    const patronId = await lockPatron(tx, signedInAs)
    assert(patronId !== null, 'a patron who asks exists')
    const owner = await findRequestOwner(tx, wish.id)
    if (owner !== null) return owner === patronId ? done({ id: wish.id }) : refused('notFound')
    const refusals = judgeRequest(
      library.policy,
      wish,
      {
        ...(await loadStanding(tx, patronId, today)),
        ...(await countOwnRequests(tx, patronId, wish, now.subtract({ hours: 7 * 24 }))),
        pickup: await pickupState(tx, wish.pickup, today),
        heldAs: wish.isbn === null ? null : await findHeldUnder(tx, wish.isbn),
      },
      today,
    )
    if (refusals.length > 0) return refused(refusals)
    await insertRequest(tx, patronId, wish, now)
    return done({ id: wish.id })
  })
}
