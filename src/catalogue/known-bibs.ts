import type { Database } from '#database/database.ts'
import type { BibId } from '#ids.ts'
import { loadBibs, type StoredBib } from './bib-store.ts'
import type { CatalogueIndex } from './index/catalogue-index.ts'
import { whenChanged } from './index/keep/changes.ts'

/** So many records are kept in memory; a list of results needs twenty. */
const knownMax = 50_000

/**
 * Records that were shown lately. They change seldom, and whoever follows the change feed forgets what did; where a
 * copy is now is never kept, it is asked for every time.
 */
class KnownBibs {
  private readonly byId = new Map<BibId, StoredBib>()
  /** Counts what was forgotten: a record that was read before and arrives after is not kept. */
  private generation = 0

  async load(db: Database, ids: readonly BibId[]): Promise<StoredBib[]> {
    const missing = ids.filter(id => !this.byId.has(id))
    const generation = this.generation
    const loaded = new Map((await loadBibs(db, missing)).map(bib => [bib.id, bib]))
    const bibs = ids.flatMap(id => loaded.get(id) ?? this.byId.get(id) ?? [])
    if (generation === this.generation) for (const [id, bib] of loaded) this.byId.set(id, bib)
    // The oldest go first: a Map keeps the order in which they came.
    for (const id of this.byId.keys()) {
      if (this.byId.size <= knownMax) break
      this.byId.delete(id)
    }
    return bibs
  }

  forget(ids: readonly BibId[]): void {
    this.generation++
    for (const id of ids) this.byId.delete(id)
  }
}

const byIndex = new WeakMap<CatalogueIndex, KnownBibs>()

/** The records known beside an index. */
export function knownBibs(index: CatalogueIndex): KnownBibs {
  const known = byIndex.get(index)
  if (known) return known
  const bibs = new KnownBibs()
  byIndex.set(index, bibs)
  whenChanged(index, ids => bibs.forget(ids))
  return bibs
}
