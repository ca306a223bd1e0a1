import type { BibId } from '#ids.ts'
import type { Block } from '#patrons/rules/block.ts'
import type { Policy } from '#policy.ts'
import { holdRuleOf } from '#settings/rules/rule-table.ts'
import { brokenHoldLimits, type OpenHolds, withMore } from './order.ts'
import { leftToday } from './per-day.ts'

/** What a patron may still reserve of what lies in the basket. */
export type StillPossible = {
  /** Nothing at all, for this reason; null: they may reserve. */
  block: Block | null
  /** Open holds, and how many more of any kind there may be. */
  open: number
  left: number
  /** How many more today, where that is fewer; null: the day sets no limit, or none that counts. */
  today: number | null
  /** As many from the top of the basket as can be reserved together. */
  bibIds: BibId[]
  /** Whether something in the basket has to wait for its turn: more lies there than can be reserved. */
  isOver: boolean
}

type Line = { bibId: BibId; category: string; unholdable: unknown }
type Holder = OpenHolds & { block: Block | null; category: string; placedToday: number }

/** From the top of the basket as much as the limits leave: what an order of it would not be refused for. */
export function stillPossible(
  policy: Policy,
  { block, category: patron, open, openOf: before, placedToday }: Holder,
  lines: readonly Line[],
): StillPossible {
  let taken: OpenHolds = { open, openOf: before }
  const bibIds: BibId[] = []
  let isOver = false
  const today = leftToday(policy, placedToday)
  for (const { bibId, category, unholdable } of lines) {
    if (unholdable !== null) continue
    if (bibIds.length === today || brokenHoldLimits(policy, patron, taken, [category]).length > 0) {
      isOver = true
      continue
    }
    bibIds.push(bibId)
    taken = withMore(taken, [category])
  }
  const max = holdRuleOf(policy, { patron, item: 'normal', branch: '' }).holds.all.value
  const left = Math.max(0, max - open)
  return { block, open, left, today: today !== null && today < left ? today : null, bibIds, isOver }
}
