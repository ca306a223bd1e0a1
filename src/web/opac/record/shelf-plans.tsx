import type { Context } from 'hono'
import { type FloorShape, shelvesOf } from '#branches/rules/floor-plan.ts'
import { shelfKey } from '#catalogue/rules/shelf-key.ts'
import type { ShownBib } from '#catalogue/show-bib.ts'
import type { Page } from '#web/page.ts'
import { FloorPlan } from '#web/parts/floor-plan.tsx'

type Items = Extract<ShownBib, { is: 'shown' }>['items']
type Found = { branchId: string; branchName: string; callNumber: string; plan: readonly FloorShape[]; at: FloorShape[] }

/** More copies than this stand at so many shelves that the table says it better. */
const plansMax = 4

/** 棚の場所: for each branch with a plan, the shelf on which a copy stands now, in words and lit on the plan. */
export function ShelfPlans({ c, items }: { c: Context<Page>; items: Items }) {
  const words = c.var.t.premises.plan
  return (
    <>
      {foundOn(c, items).map(({ branchName, callNumber, plan, at }) => (
        <details>
          <summary>{words.where(branchName)}</summary>
          <p>{words.at(callNumber, at.map(({ name }) => name).join(words.or))}</p>
          <FloorPlan plan={plan} lit={at} />
        </details>
      ))}
    </>
  )
}

function foundOn(c: Context<Page>, items: Items): Found[] {
  const found = new Map<string, Found>()
  for (const { branchId, branchName, shelf, callNumber, state } of items) {
    if (callNumber === null || (state !== 'available' && state !== 'inHouse')) continue
    const plan = c.var.today.branches.get(branchId)?.floor ?? []
    const at = shelvesOf(plan, { shelf, callNumber }, shelfKey)
    if (at.length === 0) continue
    const key = `${branchId} ${at.map(({ name }) => name).join()}`
    if (!found.has(key))
      found.set(key, { branchId, branchName: c.var.today.placeName(branchName), callNumber, plan, at })
  }
  return [...found.values()].slice(0, plansMax)
}
