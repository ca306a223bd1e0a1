import type { Desk } from '#acting.ts'
import type { Database } from '#database/database.ts'
import { saveItem } from '#items/item-store.ts'
import type { LockedItem } from '#items/rules/item.ts'
import { assert } from '#std/assert.ts'
import { type HoldColumns, saveTransition } from '../hold-store.ts'
import { itemOf } from '../rules/hold.ts'
import type { HoldStep, Steps } from '../rules/steps.ts'
import { loadShelfFacts } from './queue-store.ts'
import { saveSlip } from './shelved-store.ts'
import { tellReady } from './tell-ready.ts'

/** Writes what was decided about a copy and the holds about it, in the transaction in which it was judged. */
export async function saveSteps(
  tx: Database,
  desk: Desk,
  item: LockedItem | null,
  steps: Steps,
  set: HoldColumns = {},
): Promise<void> {
  for (const round of inRounds(steps.holds)) await saveTransition(tx, desk, round, set)
  if (steps.item) {
    assert(item, 'a copy that changes was judged')
    await saveItem(tx, desk, { item, ...steps.item })
  }
  if (steps.slip !== null) await saveSlip(tx, steps.slip)
  if (steps.ready.length === 0) return
  const facts = await loadShelfFacts(
    tx,
    desk,
    steps.ready.map(({ id }) => id),
    desk.today,
  )
  await tellReady(
    tx,
    desk,
    steps.ready.map(hold => ({ hold, facts: facts.get(hold.id)! })),
  )
}

/**
 * What happens to different holds is one statement. A hold that takes two steps takes them one after the other, and a copy is let go by
 * one hold before another takes it.
 */
function inRounds(steps: readonly HoldStep[]): HoldStep[][] {
  const rounds: HoldStep[][] = []
  for (const step of steps) {
    const last = rounds.at(-1)
    const follows = (before: HoldStep) =>
      before.hold.id === step.hold.id || (itemOf(step.to) !== null && itemOf(before.hold.state) === itemOf(step.to))
    if (!last || last.some(follows)) rounds.push([step])
    else last.push(step)
  }
  return rounds
}
