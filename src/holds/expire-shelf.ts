import { type Desk, deskOf } from '#circulation/desk.ts'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { crashPoint } from '#std/crash-point.ts'
import { handOn } from './hand-on.ts'
import { findExpired, findNotNeeded } from './night-store.ts'
import { loadShelfFacts } from './queue-store.ts'
import { lastShelfDay } from './rules/shelf.ts'
import { lockHold, saveTransition } from './store.ts'
import type { NightCall, NightReport } from './take-in-cancellations.ts'
import { tellClosed } from './tell-closed.ts'

/**
 * 取り置き期限切れ (M37): the day after its last day a ready hold ends; its copy goes to the next hold or onto the reshelve list.
 * A closure that was entered meanwhile moves the date first. Waiting holds that are needed no longer end too. Each hold is its
 * own transaction, so that the counter never waits for the night.
 */
export async function expireShelf(library: Library, call: NightCall): Promise<NightReport> {
  const desk = deskOf(library, { is: 'night' }, call.now)
  const counts = { expired: 0, moved: 0, notNeeded: 0 }
  for (const id of await findExpired(library.db, desk.today, call.limit)) {
    const what = await expireHold(library, desk, id)
    if (what) counts[what]++
    crashPoint('expireShelf:one')
  }
  const left = call.limit - counts.expired - counts.moved
  for (const id of left > 0 ? await findNotNeeded(library.db, desk.today, left) : []) {
    if (await endUnneeded(library, desk, id)) counts.notNeeded++
  }
  return { done: counts.expired + counts.moved + counts.notNeeded, report: counts }
}

async function expireHold(library: Library, desk: Desk, holdId: number): Promise<'expired' | 'moved' | null> {
  return transact(library.db, async tx => {
    const hold = await lockHold(tx, holdId)
    if (hold?.state.is !== 'ready' || Temporal.PlainDate.compare(hold.state.pickUpBy, desk.today) >= 0) return null
    const facts = (await loadShelfFacts(tx, desk, [holdId], null)).get(holdId)!
    const pickUpBy = lastShelfDay(desk.policy, { contact: hold.contact, ...facts }, facts.calendar)
    if (Temporal.PlainDate.compare(pickUpBy, desk.today) >= 0) {
      await saveTransition(tx, desk, [{ hold, to: { ...hold.state, pickUpBy }, why: 'moveDate' }])
      return 'moved'
    }
    await saveTransition(tx, desk, [{ hold, to: { is: 'closed', why: 'expired' }, why: 'expire' }])
    await tellClosed(tx, desk, [{ hold, reason: 'expired' }])
    await handOn(tx, desk, hold)
    return 'expired'
  })
}

async function endUnneeded(library: Library, desk: Desk, holdId: number): Promise<boolean> {
  return transact(library.db, async tx => {
    const hold = await lockHold(tx, holdId)
    const waits = hold && ['applied', 'waiting', 'captured'].includes(hold.state.is)
    if (!waits || !hold.notNeededAfter || Temporal.PlainDate.compare(hold.notNeededAfter, desk.today) >= 0) return false
    const to = { is: 'closed', why: 'cancelled' } as const
    await saveTransition(tx, desk, [{ hold, to, why: 'notNeeded', closedDetail: 'notNeeded' }])
    await handOn(tx, desk, hold)
    return true
  })
}
