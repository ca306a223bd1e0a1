import { deskOf } from '#circulation/desk.ts'
import type { Library } from '#library.ts'
import { loadPullLines, loadPulls, type PullLine } from './pull-store.ts'
import { assignPulls } from './rules/pulls.ts'

export type { PullLine }

/**
 * 在架予約リスト: the copies to be fetched from the shelves of a branch, in the order of the shelves. Each hold stands on the list
 * of one branch; a scanned copy is captured and leaves the list.
 */
export async function pullList(library: Library, branchId: string, limit = 500): Promise<PullLine[]> {
  const desk = deskOf(library, { is: 'system' })
  const { holds, copies } = await loadPulls(library.db, desk, branchId, 2 * limit)
  const here = assignPulls(holds, copies).filter(pull => pull.branchId === branchId)
  return loadPullLines(library.db, here.slice(0, limit))
}
