import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { dayOf } from '#time/clock.ts'
import { loadBranches } from './branch-store.ts'
import { type Branch, isStillThere } from './rules/branch.ts'

export type { Branch }

/** The branches at which staff stand and to which books are sent: not those closed for good. */
export async function listBranches(library: Pick<Library, 'db' | 'clock' | 'kept'>): Promise<Branch[]> {
  const today = dayOf(library.clock.now())
  const branches = await keptOr(library.kept, 'branches', () => loadBranches(library.db))
  return branches.filter(branch => isStillThere(branch, today))
}
