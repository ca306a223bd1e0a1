import { transact } from '#database/database.ts'
import { noticeTakenBack } from '#holds/shelf/notice-taken-back.ts'
import type { NoticeId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { withdrawFallen } from '#notices/fallen-store.ts'
import { lockCall } from '#notices/hand-store.ts'
import { saveUntold } from '#notices/outbox-store.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'

export type TakeBackRefusal = { why: 'unknownCall' } | { why: 'callTooOld' }

/**
 * 「連絡済み」 or 「書きました」 was pressed by mistake: the call or the letter is on its list again, and the clock of the hold
 * shelf stands still, as if nobody had been told. On the day of the press only: later somebody may have relied on it.
 * What it told of and is over by now (the book was fetched) is nothing to tell any more, and goes on no list.
 * Taken back twice is taken back.
 */
export async function takeCallBack(
  library: Library,
  staff: Extract<Actor, { is: 'staff' }>,
  noticeId: NoticeId,
): Promise<Outcome<null, TakeBackRefusal>> {
  const now = library.clock.now()
  const today = dayOf(now)
  return await transact(library.db, async (tx): Promise<Outcome<null, TakeBackRefusal>> => {
    const call = await lockCall(tx, noticeId, today)
    if (!call) return refused({ why: 'unknownCall' })
    if (call.state === 'due') return done(null)
    if (call.patronId === null || call.state !== 'sent' || !call.doneAt || !dayOf(call.doneAt).equals(today))
      return refused({ why: 'callTooOld' })
    await saveUntold(tx, noticeId, now)
    const { patronId } = call
    const line = { at: now, staffLogin: staff.login, patronId, detail: { noticeId } }
    if (call.channel === 'phone') await writeAudit(tx, { ...line, did: 'takeCallBack' })
    else await writeAudit(tx, { ...line, did: 'takeLetterBack' })
    if (call.kind === 'ready' && call.holdId !== null)
      await noticeTakenBack(tx, library.policy, [call.holdId], now, staff, 'notCalled')
    await withdrawFallen(tx, { now, today }, { patronId })
    return done(null)
  })
}
