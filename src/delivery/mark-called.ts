import { transact } from '#database/database.ts'
import { noticeGiven } from '#holds/shelf/notice-given.ts'
import type { NoticeId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { lockCall, saveToldBy } from '#notices/hand-store.ts'
import { saveSent } from '#notices/outbox-store.ts'
import type { ByHand } from '#notices/rules/channel.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'

export type CallRefusal = { why: 'unknownCall' } | { why: 'callNotNeeded' }

type Staff = Extract<Actor, { is: 'staff' }>

/** The patron was told by telephone: with that the hold shelf's clock starts (M37). Marked twice is marked. */
export const markCalled = (library: Library, staff: Staff, noticeId: NoticeId): Promise<Outcome<null, CallRefusal>> =>
  markTold(library, staff, noticeId, 'phone')

/** The same for a letter: who could not be told otherwise was written to. */
export const markWritten = (library: Library, staff: Staff, noticeId: NoticeId): Promise<Outcome<null, CallRefusal>> =>
  markTold(library, staff, noticeId, 'letter')

async function markTold(
  library: Library,
  staff: Staff,
  noticeId: NoticeId,
  by: ByHand,
): Promise<Outcome<null, CallRefusal>> {
  const now = library.clock.now()
  return await transact(library.db, async tx => {
    const call = await lockCall(tx, noticeId, dayOf(now))
    if (!call) return refused({ why: 'unknownCall' } as const)
    if (call.state === 'sent') return done(null)
    if (call.state !== 'due' || !call.stillTrue) return refused({ why: 'callNotNeeded' } as const)
    await saveToldBy(tx, noticeId, by)
    await saveSent(tx, [noticeId], now)
    const { patronId } = call
    const line = { at: now, staffLogin: staff.login, patronId, detail: { noticeId } }
    if (by === 'phone') await writeAudit(tx, { ...line, did: 'markCalled' })
    else await writeAudit(tx, { ...line, did: 'markWritten' })
    if (call.kind === 'ready' && call.holdId !== null) {
      await noticeGiven(tx, library.policy, [call.holdId], now, staff)
    }
    return done(null)
  })
}
