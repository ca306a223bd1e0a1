import { loadBranches } from '#branches/branch-store.ts'
import type { Branch } from '#branches/rules/branch.ts'
import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import {
  findByCallNumber,
  loadAvailability,
  loadBib,
  loadItemsOf,
  loadStanding,
  type ShownItem,
  type StoredBib,
  type Viewer,
} from './bib-store.ts'
import { loadExported } from './exchange/export-store.ts'
import { knownBibs } from './known-bibs.ts'
import type { ExportedBib } from './records/write-records.ts'
import type { Availability } from './rules/availability.ts'

/** What the catalogue is read from: the database, or, while it is away, what a process has beside it. */
type Source = Pick<Library, 'db' | 'policy' | 'index' | 'copy' | 'kept'>

/** The bibs of these numbers, in their order; what is merged, gone or hidden is left out. */
export const readBibs = async ({ db, index, copy }: Source, ids: readonly BibId[]): Promise<StoredBib[]> =>
  copy ? copy.bibs(ids) : knownBibs(index).load(db, ids)

/** A bib as it is kept: also one that was merged into another, taken out or hidden. */
export const readBib = async ({ db, copy }: Source, id: BibId): Promise<StoredBib | null> =>
  copy ? copy.bib(id) : loadBib(db, id)

/**
 * Every copy of a bib that is not withdrawn, for the public without hidden ones; how many wait without one captured for
 * them, how long loans last.
 */
export async function readItemsOf(source: Source, id: BibId, viewer: Viewer): Promise<ItemsOfBib> {
  if (!source.copy) return loadItemsOf(source.db, source.policy, id, viewer)
  const { items, ...about } = source.copy.itemsOf(id)
  // A branch may have another name by now.
  const names = await readBranchNames(source)
  return { ...about, items: items.map(item => ({ ...item, branchName: names.get(item.branchId) ?? item.branchName })) }
}
type ItemsOfBib = { items: ShownItem[]; waiting: number; meanLoanDays: number | null }

/** The names of all branches, by their ids; while the database is away those that are kept. */
export async function readBranchNames({
  db,
  copy,
  kept,
}: Omit<Source, 'index' | 'policy'>): Promise<Map<string, string>> {
  const branches = await keptOr<Branch[]>(kept, 'branches', async () => (copy ? [] : loadBranches(db)))
  return new Map(branches.map(({ id, name }) => [id, name]))
}

/** Where each of these bibs stands, and how many wait. */
export const readAvailability = async (
  { db, policy, copy }: Source,
  ids: readonly BibId[],
): Promise<Map<BibId, Availability>> => (copy ? copy.availability(ids) : loadAvailability(db, policy, ids))

/** The bibs by whose name these go now: one that was merged is the other, one that is gone or hidden is none. */
export const readStanding = async ({ db, copy }: Source, ids: readonly BibId[]): Promise<Map<BibId, BibId>> =>
  copy ? copy.standing(ids) : loadStanding(db, ids)

/** The bibs of the copy with this 資料コード, or of the copies that stand under this 請求記号. */
export const readByCallNumber = async ({ db, copy }: Source, text: string, limit: number): Promise<BibId[]> =>
  copy ? copy.byCode(text, limit) : findByCallNumber(db, text, limit)

/** The records of these numbers as an export has them, in their order. */
export const readExported = async (
  { db, copy }: Source,
  ids: readonly BibId[],
): Promise<(ExportedBib & { id: BibId; changedAt: Temporal.Instant })[]> =>
  copy ? copy.exported(ids) : loadExported(db, ids)
