import { transact } from '#database/database.ts'
import { noticeTakenBack } from '#holds/shelf/notice-taken-back.ts'
import type { Actor, Library } from '#library.ts'
import { saveUntold } from '#notices/outbox-store.ts'
import { lockCall } from '#notices/phone-store.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'

export type TakeBackRefusal = { why: 'unknownCall' } | { why: 'callTooOld' }

/**
 * 「連絡済み」 was pressed by mistake: the call is on the list again, and the clock of the hold shelf stands still, as if nobody had been
 * told. On the day of the press only: later somebody may have relied on it. Taken back twice is taken back.
 */
export async function takeCallBack(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  noticeId: number,
): Promise<Outcome<null, TakeBackRefusal>> {
  const now = library.clock.now()
  const today = dayOf(now)
  return await transact(library.db, async (tx): Promise<Outcome<null, TakeBackRefusal>> => {
    const call = await lockCall(tx, noticeId, today)
    if (!call) return refused({ why: 'unknownCall' })
    if (call.state === 'due') return done(null)
    if (call.state !== 'sent' || !call.doneAt || !dayOf(call.doneAt).equals(today))
      return refused({ why: 'callTooOld' })
    await saveUntold(tx, noticeId, now)
    const { patronId } = call
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'takeCallBack', patronId, detail: { noticeId } })
    if (call.kind === 'ready' && call.holdId !== null)
      await noticeTakenBack(tx, library.policy, [call.holdId], now, staff, 'notCalled')
    return done(null)
  })
}
