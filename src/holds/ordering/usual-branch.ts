import type { BranchId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadUsualBranch } from './choices-store.ts'

/**
 * いつもの館 of a patron: the branch of their いつもの受取館; else that at which they wished to fetch their newest hold, or at
 * which they registered.
 * @returns null where neither is known
 */
export const usualBranch = ({ db }: Pick<Library, 'db'>, patronId: PatronId): Promise<BranchId | null> =>
  loadUsualBranch(db, patronId)
