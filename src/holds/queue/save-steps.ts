import type { Desk } from '#acting.ts'
import { asLast, type Tx, together } from '#database/database.ts'
import { saveItem } from '#items/item-store.ts'
import type { LockedItem } from '#items/rules/item.ts'
import { assert } from '#std/assert.ts'
import { type HoldColumns, saveTransition } from '../hold-store.ts'
import { itemOf } from '../rules/hold.ts'
import type { HoldStep, Steps } from '../rules/steps.ts'
import { loadShelfFacts } from './queue-store.ts'
import { saveSlip } from './shelved-store.ts'
import { tellReady } from './tell-ready.ts'

/**
 * Writes what was decided about a copy and the holds about it, in the transaction in which it was judged.
 * @param last one statement to be written behind them, with which the transaction ends: nothing can be asked in it
 *   afterwards
 */
export async function saveSteps(
  tx: Tx,
  desk: Desk,
  item: LockedItem | null,
  steps: Steps,
  { set = {}, last }: { set?: HoldColumns; last?: () => Promise<void> } = {},
): Promise<void> {
  for (const round of inRounds(steps.holds)) await saveTransition(tx, desk, round, set)
  const writes = writesOf(tx, desk, item, steps)
  if (steps.ready.length === 0) return void (last ? await asLast(tx, ...writes, last) : await together(tx, ...writes))
  await together(tx, ...writes)
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
  if (last) await asLast(tx, last)
}

/** What becomes of the copy: one statement each, in the order in which they are to be written. */
function writesOf(tx: Tx, desk: Desk, item: LockedItem | null, steps: Steps): (() => Promise<void>)[] {
  const writes: (() => Promise<void>)[] = []
  const { item: step, slip } = steps
  if (step) {
    assert(item, 'a copy that changes was judged')
    writes.push(() => saveItem(tx, desk, { item, ...step }))
  }
  if (slip !== null) writes.push(() => saveSlip(tx, slip))
  return writes
}

/**
 * What happens to different holds is one statement. A hold that takes two steps takes them one after the other, and a
 * copy is let go by one hold before another takes it.
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
