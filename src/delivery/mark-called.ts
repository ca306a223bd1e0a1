import { transact } from '#database/database.ts'
import { noticeGiven } from '#holds/shelf/notice-given.ts'
import type { Actor, Library } from '#library.ts'
import { saveSent } from '#notices/outbox-store.ts'
import { lockCall } from '#notices/phone-store.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'

export type CallRefusal = { why: 'unknownCall' } | { why: 'callNotNeeded' }

/** The patron was told by telephone: with that the hold shelf's clock starts (M37). Marked twice is marked. */
export async function markCalled(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  noticeId: number,
): Promise<Outcome<null, CallRefusal>> {
  const now = library.clock.now()
  return await transact(library.db, async tx => {
    const call = await lockCall(tx, noticeId, dayOf(now))
    if (!call) return refused({ why: 'unknownCall' } as const)
    if (call.state === 'sent') return done(null)
    if (call.state !== 'due' || !call.stillTrue) return refused({ why: 'callNotNeeded' } as const)
    await saveSent(tx, [noticeId], now)
    const { patronId } = call
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'markCalled', patronId, detail: { noticeId } })
    if (call.kind === 'ready' && call.holdId !== null) {
      await noticeGiven(tx, library.policy, [call.holdId], now, staff)
    }
    return done(null)
  })
}
