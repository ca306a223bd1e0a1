import { transact } from '#database/database.ts'
import type { PatronId, SavedSearchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { cancelNotice } from '#notices/cancelling-store.ts'
import { wantAgain } from '#patrons/mail-choices/mail-choices-store.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { lockLastTold, saveMailWish, wishesMail } from './arrival-mail-store.ts'
import { arrivalsKey } from './tell-arrivals.ts'

/**
 * 新しい資料をメールで知らせる: from now on a mail tells what comes in for this search, or does not. Who wishes for none any more
 * gets none, not even the one that is written and waits for the morning.
 */
export async function wishForMail(
  library: Library,
  patronId: PatronId,
  id: SavedSearchId,
  wished: boolean,
): Promise<Outcome<null, { why: 'notFound' }>> {
  const now = library.clock.now()
  const today = dayOf(now)
  return transact(library.db, async tx => {
    const last = await lockLastTold(tx, patronId, id)
    if (!last) return refused({ why: 'notFound' })
    if (wished === (last.toldOn !== null)) return done(null)
    if (wished) await wantAgain(tx, patronId, 'arrivals')
    await saveMailWish(tx, id, wished ? { to: library.index.newestId, on: today } : null)
    if (last.toldOn !== null && !(await wishesMail(tx, patronId)))
      await cancelNotice(tx, arrivalsKey(patronId, last.toldOn), now)
    return done(null)
  })
}
