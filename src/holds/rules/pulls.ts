import type { BibId, BranchId, HoldId, ItemId } from '#ids.ts'
import type { Policy } from '#policy.ts'
import { holdRuleOf } from '#settings/rules/rule-table.ts'

/** A hold whose turn it is, and a copy that stands on a shelf. */
export type PullHold = {
  holdId: HoldId
  bibId: BibId
  onlyItemId: ItemId | null
  pickupBranchId: BranchId
  patronCategory: string
}
export type PullCopy = {
  itemId: ItemId
  bibId: BibId
  branchId: BranchId
  category: string
  homeBranchId: BranchId
  rests: boolean
}
export type Pull = { holdId: HoldId; itemId: ItemId; branchId: BranchId }

/**
 * 在架予約リスト: which copy is to be fetched for which hold. Holds come in queue order; each takes a copy that already stands
 * at its pickup location, else any; one at a branch that is closed for long, or for good, only when no other has one.
 * Every branch computes the same list, so that nobody walks twice for one hold.
 */
export function assignPulls(policy: Policy, holds: readonly PullHold[], copies: readonly PullCopy[]): Pull[] {
  const free = Map.groupBy(
    [...copies].sort((a, b) => a.itemId - b.itemId),
    copy => copy.bibId,
  )
  const pulls: Pull[] = []
  for (const hold of holds) {
    const candidates = (free.get(hold.bibId) ?? []).filter(
      copy => (hold.onlyItemId === null || hold.onlyItemId === copy.itemId) && mayTake(policy, hold, copy),
    )
    const open = candidates.filter(candidate => !candidate.rests)
    const asked = open.length > 0 ? open : candidates
    const copy = asked.find(candidate => candidate.branchId === hold.pickupBranchId) ?? asked[0]
    if (!copy) continue
    pulls.push({ holdId: hold.holdId, itemId: copy.itemId, branchId: copy.branchId })
    const rest = free.get(hold.bibId)!
    rest.splice(rest.indexOf(copy), 1)
  }
  return pulls
}

const mayTake = (policy: Policy, hold: PullHold, copy: PullCopy): boolean =>
  holdRuleOf(policy, { patron: hold.patronCategory, item: copy.category, branch: copy.homeBranchId }).mayBeHeld.value
