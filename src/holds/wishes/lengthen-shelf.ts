import { type Desk, deskOf } from '#acting.ts'
import { type Database, transact } from '#database/database.ts'
import type { HoldId, PatronId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockHoldWithMembers, lockMembers } from '../hold-locks-store.ts'
import type { StoredHold } from '../hold-store.ts'
import { loadShelfFacts, othersWait } from '../queue/queue-store.ts'
import { deriveShelf } from '../rules/shelf.ts'
import { settleShelf } from '../shelf/settle-shelf.ts'
import { findOwnWithMembers, wasLengthened } from './wishes-store.ts'

export type LengthenRefusal = {
  /** `switchedOff`: the library does not offer it. `notTold`: no day was said yet that could be later. */
  why: 'notFound' | 'switchedOff' | 'notReady' | 'notTold' | 'alreadyLengthened' | 'othersWait'
}

/**
 * 取り置きをのばす: once, by the days of the setting, while nobody waits for the copy. The new day is told with the
 * answer, and kept like every day that was told. A set stands together, and is lengthened together.
 */
export async function lengthenShelf(
  library: Library,
  actor: Actor,
  holdId: HoldId,
): Promise<Outcome<{ pickUpBy: Temporal.PlainDate }, LengthenRefusal>> {
  const desk = deskOf(library, actor)
  return transact(library.db, async (tx): Promise<Outcome<{ pickUpBy: Temporal.PlainDate }, LengthenRefusal>> => {
    const hold = await lockHoldWithMembers(tx, holdId)
    if (!hold || (actor.is === 'patron' && hold.patronId !== actor.patronId)) return refused({ why: 'notFound' })
    const holds = hold.kind === 'set' && hold.state.is !== 'closed' ? await lockMembers(tx, hold.orderId) : [hold]
    const judged = await judge(tx, desk, holds)
    if (!judged.ok) return judged
    for (const { one, until } of judged.value)
      await settleShelf(tx, desk, [one], { why: 'lengthen', until }, { toldUntil: until })
    return done({ pickUpBy: untilOf(judged.value, holdId) })
  })
}

/** Until when it could be kept, together with its set; why not otherwise. Nothing changes. */
export async function howLongCouldItStay(
  library: Library,
  patronId: PatronId,
  holdId: HoldId,
): Promise<Outcome<Temporal.PlainDate, LengthenRefusal>> {
  const desk = deskOf(library, { is: 'patron', patronId })
  if (desk.policy.holds.lengthenDays === 0) return refused({ why: 'switchedOff' })
  const holds = await findOwnWithMembers(library.db, patronId, holdId)
  if (holds.length === 0) return refused({ why: 'notFound' })
  const judged = await judge(library.db, desk, holds)
  return judged.ok ? done(untilOf(judged.value, holdId)) : judged
}

const untilOf = (longer: readonly Longer[], holdId: HoldId) => longer.find(({ one }) => one.id === holdId)!.until

type Longer = { one: StoredHold; until: Temporal.PlainDate }

async function judge(
  db: Database,
  desk: Desk,
  holds: readonly StoredHold[],
): Promise<Outcome<Longer[], LengthenRefusal>> {
  const days = desk.policy.holds.lengthenDays
  if (days === 0) return refused({ why: 'switchedOff' })
  const longer: Longer[] = []
  for (const one of holds) {
    if (one.state.is !== 'ready') return refused({ why: 'notReady' })
    if (one.contact !== 'self' && one.notifiedAt === null) return refused({ why: 'notTold' })
    if (await wasLengthened(db, one.id)) return refused({ why: 'alreadyLengthened' })
    const wanted = { bibId: one.bibId, itemId: one.state.itemId, patronId: one.patronId! }
    if (await othersWait(db, desk, wanted)) return refused({ why: 'othersWait' })
    const toldUntil = one.state.pickUpBy.add({ days })
    const facts = (await loadShelfFacts(db, desk, [one.id], null, { toldUntil })).get(one.id)!
    longer.push({ one, until: deriveShelf(desk.policy, facts, facts.calendar).pickUpBy })
  }
  return done(longer)
}
