import type { Desk } from '#acting.ts'
import type { Tx } from '#database/database.ts'
import type { OrderId } from '#ids.ts'
import { complete } from '../rules/binding.ts'
import { nothing } from '../rules/steps.ts'
import { loadMembers } from './copy-facts.ts'
import { saveSteps } from './save-steps.ts'

/**
 * 揃い (M29): a set of which nothing is waited for any more becomes ready, with one notice.
 * @returns how many holds became ready now; 0 when the set still waits
 */
export async function completeSet(tx: Tx, desk: Desk, orderId: OrderId): Promise<number> {
  const completed = complete(await loadMembers(tx, desk, orderId))
  await saveSteps(tx, desk, null, { ...nothing, ...completed })
  return completed.ready.length
}
