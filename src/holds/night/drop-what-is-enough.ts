import type { Desk } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { lockHold } from '../hold-locks-store.ts'
import { saveTransition } from '../hold-store.ts'
import { findEnough, isEnough } from './due-hold-store.ts'

/**
 * いずれか予約: as many have come as the patron wanted; what still waits of the order ends. Until then nothing was prepared
 * for it, and it would have been again, had a copy that came been lost. Nobody is told: it is what was asked for.
 * @returns how many ended
 */
export async function dropWhatIsEnough(library: Library, desk: Desk, limit: number): Promise<number> {
  let dropped = 0
  for (const holdId of await findEnough(library.db, limit)) {
    const isDropped = await transact(library.db, async tx => {
      const hold = await lockHold(tx, holdId)
      if (!hold || (hold.state.is !== 'waiting' && hold.state.is !== 'applied')) return false
      if (!(await isEnough(tx, holdId))) return false
      const to = { is: 'closed', why: 'cancelled' } as const
      await saveTransition(tx, desk, [{ hold, to, why: 'enough' }])
      return true
    })
    if (isDropped) dropped++
  }
  return dropped
}
