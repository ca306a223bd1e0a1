import { letterList, phoneList } from '#delivery/hand-list.ts'
import { countStuck } from '#holds/lists/stuck-holds.ts'
import { countPulls } from '#holds/pulls/pull-list.ts'
import { bookmobileLoadingList } from '#holds/shelf/bookmobile-loading-list.ts'
import { errandsAt } from '#holds/shelf/errands.ts'
import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { Batch } from './rules/step.ts'
import { loadBranches } from './run-store.ts'

/** The last step of the night: how long the lists of each branch are this morning. It changes nothing. */
export async function countMorningLists(
  library: Library,
  { day }: Batch,
): Promise<{ did: 0; report: Record<string, Record<string, number> | number> }> {
  const report: Record<string, Record<string, number>> = {}
  for (const { id } of await loadBranches(library.db)) {
    const { errands, phone, letters, loading } = await listsWithoutPulls(library, id, day)
    report[id] = {
      pull: await countPulls(library, id),
      errands: errands.length,
      phone: phone.length,
      letters: letters.length,
      loading: loading.flatMap(list => list.lines).length,
    }
  }
  const stuck = await countStuck(library)
  return { did: 0, report: stuck === 0 ? report : { ...report, stuck } }
}

async function listsWithoutPulls(library: Library, branchId: BranchId, day: Temporal.PlainDate) {
  const branches = await loadBranches(library.db)
  const isBookmobile = branches.some(branch => branch.id === branchId && branch.kind === 'bookmobile')
  return {
    errands: await errandsAt(library, branchId),
    phone: await phoneList(library, branchId),
    letters: await letterList(library, branchId),
    loading: isBookmobile ? await bookmobileLoadingList(library, day) : [],
  }
}
