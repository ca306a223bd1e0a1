import type { Context } from 'hono'
import type { FloorShape } from '#branches/rules/floor-plan.ts'
import type { Page } from '#web/page.ts'
import { FloorPlan } from '#web/parts/floor-plan.tsx'
import { ListTable } from '#web/parts/list-table.tsx'

/** 館内の案内図 of a branch, and in words what stands on which shelf; nothing where there is no plan. */
export function BranchFloor({ c, plan }: { c: Context<Page>; plan: readonly FloorShape[] }) {
  const words = c.var.t.premises.plan
  if (plan.length === 0) return null
  const rows = plan.flatMap(({ name, shelf, from, until }) =>
    from === undefined || until === undefined
      ? []
      : [
          <tr>
            <td lang="ja">
              <b>{name}</b>
            </td>
            <td lang="ja">{shelf ?? ''}</td>
            <td>{words.range(from, until)}</td>
          </tr>,
        ],
  )
  return (
    <section class="stack tight" aria-labelledby="floor-title">
      <h2 id="floor-title">{words.title}</h2>
      <FloorPlan plan={plan} />
      {rows.length === 0 ? null : (
        <ListTable name={words.shelves} heads={[words.shelf, words.place, words.calls]}>
          {rows}
        </ListTable>
      )}
    </section>
  )
}
