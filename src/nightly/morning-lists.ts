import { type HandListEntry, letterList, phoneList } from '#delivery/hand-list.ts'
import { countStuck } from '#holds/lists/stuck-holds.ts'
import { countPulls, pullList } from '#holds/pulls/pull-list.ts'
import { bookmobileLoadingList, type LoadingList } from '#holds/shelf/bookmobile-loading-list.ts'
import type { Errand } from '#holds/shelf/errand.ts'
import { errandsAt } from '#holds/shelf/errands.ts'
import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { Batch } from './rules/step.ts'
import { loadBranches } from './run-store.ts'

/**
 * What a branch begins its day with: 在架予約リスト, what is to be done on the hold shelf, whom to call and to write to, what
 * the bookmobile takes along.
 */
export type MorningLists = {
  pull: Awaited<ReturnType<typeof pullList>>
  errands: Errand[]
  phone: HandListEntry[]
  letters: HandListEntry[]
  /** Only of the bookmobile, for the tour of `day`. */
  loading: LoadingList[]
}

/** The lists are asked for when they are read, so they are never stale; the night only counts them. */
export async function morningLists(
  library: Library,
  branchId: BranchId,
  day: Temporal.PlainDate,
): Promise<MorningLists> {
  return { pull: await pullList(library, branchId), ...(await listsWithoutPulls(library, branchId, day)) }
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
