import { transact } from '#database/database.ts'
import type { NoticeId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { lockCall, saveNotReached } from '#notices/hand-store.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import type { CallRefusal } from './mark-called.ts'

/**
 * Nobody answered: the call stays on the list, behind the others for some hours. The hold shelf's clock does not start.
 */
export async function markNotReached(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  noticeId: NoticeId,
): Promise<Outcome<null, CallRefusal>> {
  return await transact(library.db, async tx => {
    const now = library.clock.now()
    const call = await lockCall(tx, noticeId, dayOf(now))
    if (!call) return refused({ why: 'unknownCall' } as const)
    if (call.state !== 'due' || !call.stillTrue) return refused({ why: 'callNotNeeded' } as const)
    await saveNotReached(tx, noticeId, now.add({ hours: 3 }))
    const { patronId } = call
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'markNotReached', patronId, detail: { noticeId } })
    return done(null)
  })
}
