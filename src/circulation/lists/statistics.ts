import { listBranches } from '#branches/list-branches.ts'
import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { instantAt } from '#time/clock.ts'
import { type Counted, countByMonth } from './statistics-store.ts'

export type MonthOfBranch = Counted & { branchName: string }

/** 統計 from one month to another, both included: at most three years. */
export async function statistics(
  library: Library,
  from: Temporal.PlainYearMonth,
  until: Temporal.PlainYearMonth,
): Promise<MonthOfBranch[]> {
  const latest = from.add({ months: monthsMax - 1 })
  const last = Temporal.PlainYearMonth.compare(until, latest) > 0 ? latest : until
  const branches = await listBranches(library)
  const order = (branchId: BranchId) => branches.findIndex(branch => branch.id === branchId)
  const counted = await countByMonth(
    library.readDb,
    instantAt(from.toPlainDate({ day: 1 }), '00:00'),
    instantAt(last.add({ months: 1 }).toPlainDate({ day: 1 }), '00:00'),
  )
  return counted
    .map(row => ({ ...row, branchName: branches.find(branch => branch.id === row.branchId)?.name ?? row.branchId }))
    .sort((a, b) => a.month.localeCompare(b.month) || order(a.branchId) - order(b.branchId))
}

const monthsMax = 36
