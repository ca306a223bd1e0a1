import { deskOf } from '#acting.ts'
import type { BibId, BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { assignPulls, type Pull } from '../rules/pulls.ts'
import {
  findWantedTitles,
  isItemAmong,
  loadPullLines,
  loadPulls,
  type PullLine,
  titlesAt,
  titlesOf,
} from './pull-store.ts'

export type { PullLine }

/** More than a branch fetches in a day: those of the titles that have been waited for longest. */
const bibsMax = 20_000

/**
 * 在架予約リスト: the copies to be fetched from the shelves of a branch, in the order of the shelves. Each hold stands on the
 * list of one branch; a scanned copy is captured and leaves the list.
 */
export async function pullList(library: Library, branchId: BranchId, limit = 500): Promise<PullLine[]> {
  return loadPullLines(library.db, await pullsAt(library, branchId), { limit, offset: 0 })
}

export const pullPageSize = 100

/** One page of the list, and how long the whole is. A page beyond the end is empty. */
export async function pullPage(
  library: Library,
  branchId: BranchId,
  page: number,
): Promise<{ lines: PullLine[]; total: number; pages: number }> {
  const pulls = await pullsAt(library, branchId)
  const offset = (page - 1) * pullPageSize
  const lines = await loadPullLines(library.db, pulls, { limit: pullPageSize, offset })
  return { lines, total: pulls.length, pages: Math.ceil(pulls.length / pullPageSize) }
}

export const countPulls = async (library: Library, branchId: BranchId): Promise<number> =>
  (await pullsAt(library, branchId)).length

/**
 * How long the list of each branch is, without those that are empty. A title is looked at once, not once for every
 * branch that has a copy of it. A list ends after so many titles; here all are counted.
 * @param portion so many titles are looked at together: what is loaded of them stays small in the largest library
 */
export async function countPullsOfAll(library: Library, portion = 10_000): Promise<Map<BranchId, number>> {
  const desk = deskOf(library, { is: 'system' })
  const counts = new Map<BranchId, number>()
  let bibIds: BibId[] = []
  do {
    bibIds = await findWantedTitles(library.db, bibIds.at(-1) ?? null, portion)
    const { holds, copies } = await loadPulls(library.db, desk, titlesOf(bibIds))
    for (const { branchId } of assignPulls(desk.policy, holds, copies))
      counts.set(branchId, (counts.get(branchId) ?? 0) + 1)
  } while (bibIds.length === portion)
  return counts
}

/** Whether a copy stands on the list of a branch. */
export async function isOnPullList(library: Library, branchId: BranchId, barcode: string): Promise<boolean> {
  const pulls = await pullsAt(library, branchId)
  return isItemAmong(
    library.db,
    pulls.map(pull => pull.itemId),
    barcode,
  )
}

async function pullsAt(library: Library, branchId: BranchId): Promise<Pull[]> {
  const desk = deskOf(library, { is: 'system' })
  const { holds, copies } = await loadPulls(library.db, desk, titlesAt(branchId, bibsMax))
  return assignPulls(desk.policy, holds, copies).filter(pull => pull.branchId === branchId)
}
