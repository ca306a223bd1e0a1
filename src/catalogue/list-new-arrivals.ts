import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { dayOf } from '#time/clock.ts'
import type { StoredBib } from './bib-store.ts'
import type { CatalogueIndex, Filters } from './index/catalogue-index.ts'
import { whenChanged } from './index/keep/changes.ts'
import { readBibs } from './read-bibs.ts'

/** 新着図書: the newest first, as many as asked for. */
export async function listNewArrivals(library: Library, limit: number, filters: Filters = {}): Promise<StoredBib[]> {
  const { index, clock, policy } = library
  const since = dayOf(clock.now()).subtract({ days: policy.newArrivalDays })
  return readBibs(library, newestIds(index, since.toString(), limit, filters))
}

/** The whole catalogue is looked through for it, and the first page asks every time: kept until a bib changes. */
function newestIds(index: CatalogueIndex, since: string, limit: number, filters: Filters): BibId[] {
  const key = JSON.stringify([since, limit, filters])
  let lists = remembered.get(index)
  if (!lists) {
    lists = new Map()
    remembered.set(index, lists)
    whenChanged(index, () => remembered.get(index)?.clear())
  }
  const ids = lists.get(key) ?? index.newArrivals(since, limit, filters)
  if (lists.size > 100) lists.clear()
  return lists.set(key, ids).get(key)!
}

const remembered = new WeakMap<CatalogueIndex, Map<string, BibId[]>>()
