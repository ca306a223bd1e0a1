import { transact } from '#database/database.ts'
import type { PatronId, RequestId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockRequest, saveRequestState } from './request-store.ts'
import { mayWithdraw } from './rules/request.ts'

/** 取り下げ: a patron takes a request back while nothing has been ordered for it. Taken back before, it stays so. */
export async function withdrawRequest(
  library: Library,
  patronId: PatronId,
  id: RequestId,
): Promise<Outcome<null, { why: 'notFound' | 'tooLate' }>> {
  return transact(library.db, async tx => {
    const request = await lockRequest(tx, id)
    if (!request || request.patronId !== patronId) return refused({ why: 'notFound' })
    if (request.state === 'withdrawn') return done(null)
    if (!mayWithdraw(request.state)) return refused({ why: 'tooLate' })
    const actor = { is: 'patron', patronId } as const
    await saveRequestState(tx, request, { to: 'withdrawn', at: library.clock.now(), actor, answer: null })
    return done(null)
  })
}
