import { deskOf } from '#acting.ts'
import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { assignPulls, type Pull } from '../rules/pulls.ts'
import { isItemAmong, loadPullLines, loadPulls, type PullLine } from './pull-store.ts'

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
  const { holds, copies } = await loadPulls(library.db, desk, branchId, bibsMax)
  return assignPulls(desk.policy, holds, copies).filter(pull => pull.branchId === branchId)
}
