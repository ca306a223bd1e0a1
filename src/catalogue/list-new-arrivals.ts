import type { Library } from '#library.ts'
import { dayOf } from '#time/clock.ts'
import type { Filters } from './index/catalogue-index.ts'
import type { Bib } from './rules/bib.ts'
import { loadBibs } from './store.ts'

/** 新着図書: the newest first, as many as asked for. */
export async function listNewArrivals(library: Library, limit: number, filters: Filters = {}): Promise<Bib[]> {
  const since = dayOf(library.clock.now()).subtract({ days: library.policy.newArrivalDays })
  return loadBibs(library.db, library.index.newArrivals(since.toString(), limit, filters))
}
