import { transact } from '#database/database.ts'
import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import {
  countStamps,
  firstStamp,
  hasUnstamped,
  loadStamp,
  loadStamps,
  lockStamps,
  type Stamp,
  type StampRange,
  stampSome,
} from './stamp-store.ts'

export type { Stamp, StampRange }

/**
 * So many changes get their stamp before a list is read: after an import there may be a million, and nobody is to wait
 * for them.
 */
const stampedAtOnce = 2_000

/**
 * What changed in the catalogue, in the order in which it can be copied: nothing comes later with an earlier stamp.
 * What has none yet gets it now, so that who asks again from the time of this answer on has missed nothing.
 */
export async function listChanges(library: Library, range: StampRange, limit: number): Promise<Stamp[]> {
  await stampChanges(library)
  return loadStamps(library.db, range, limit)
}

/** How many changes there are in a list; null when it is more than anybody needs to know. */
export async function countChanges(library: Library, range: StampRange): Promise<number | null> {
  const count = await countStamps(library.db, range, countedMax + 1)
  return count > countedMax ? null : count
}
const countedMax = 100_000

/** The last change of one bib, of one that has gone too; null for a number that no bib ever had. */
export async function showChange(library: Library, id: BibId): Promise<Stamp | null> {
  await stampChanges(library, id)
  return loadStamp(library.db, id)
}

/** When the oldest of the changes was; the present where there are none. */
export async function earliestChange(library: Library): Promise<Temporal.Instant> {
  await stampChanges(library)
  return (await firstStamp(library.db)) ?? library.clock.now()
}

async function stampChanges({ db, clock }: Library, only: BibId | null = null): Promise<void> {
  if (!(await hasUnstamped(db))) return
  await transact(db, async tx => {
    await lockStamps(tx)
    // Read behind the lock: whoever held it before has been seen, and what was answered meanwhile is earlier.
    await stampSome(tx, clock.now(), stampedAtOnce, only)
  })
}
