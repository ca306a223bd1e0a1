import type { Database } from '#database/database.ts'
import { type FeedPosition, feedEnd, loadIndexed, loadIndexedFrom, readFeed } from '../index-store.ts'
import { highestNumber } from '../store.ts'
import { BranchSets } from './branch-sets.ts'
import { SegmentBuilder } from './build.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import { MemoryIndex } from './memory-index.ts'

/** So many rows of the feed are taken at once. */
const feedBatch = 1_000
/** The index is built from the database in pieces of so many bib numbers. */
const buildBatch = 5_000

/**
 * Brings an index up to what the database says.
 * @returns where it stands now; the next call goes on from there
 */
export async function catchUp(
  db: Database,
  index: CatalogueIndex,
  from: FeedPosition,
  now: Temporal.Instant,
): Promise<FeedPosition> {
  let position = from
  for (;;) {
    const { ids, end, more } = await readFeed(db, position, feedBatch)
    if (ids.length > 0) {
      const known = new Map((await loadIndexed(db, ids, now)).map(bib => [bib.id, bib]))
      index.apply(ids.map(id => ({ id, bib: known.get(id) ?? null })))
    }
    position = end
    if (!more) return position
  }
}

/**
 * Builds an index from the database alone. The position is read first: what changes meanwhile is applied again afterwards,
 * which does no harm.
 */
export async function buildFromDatabase(
  db: Database,
  now: Temporal.Instant,
): Promise<{ index: MemoryIndex; position: FeedPosition }> {
  const position = await feedEnd(db)
  const highest = await highestNumber(db)
  const branchSets = new BranchSets()
  const builder = new SegmentBuilder(branchSets)
  for (let from = 0; from <= highest; from += buildBatch)
    for (const bib of await loadIndexedFrom(db, from, from + buildBatch, now)) builder.add(bib)
  return { index: new MemoryIndex(builder.finish(), branchSets), position }
}
