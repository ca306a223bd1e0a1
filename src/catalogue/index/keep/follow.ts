import { loadAuthorities, loadAuthoritiesAfter } from '#catalogue/authority-store.ts'
import { highestNumber } from '#catalogue/bib-store.ts'
import { type FeedPosition, feedEnd, loadIndexed, loadIndexedFrom, readFeed } from '#catalogue/index-store.ts'
import { type Database, onOneConnection } from '#database/database.ts'
import { buildInWorker } from '../build/build-in-worker.ts'
import type { CatalogueIndex, IndexedBib } from '../catalogue-index.ts'
import type { MemoryIndex } from '../memory-index.ts'
import { tellChanged, tellNamesChanged } from './changes.ts'

/** So many rows of the feed are taken at once. */
const feedBatch = 1_000
/** The index is built from the database in pieces of so many bib numbers. */
const buildBatch = 2_000
const authorityBatch = 5_000

/**
 * Brings an index up to what the database says. What changed is read from the server that told of it: another one may
 * be behind.
 * @returns where it stands now, from where the next call goes on
 */
export const catchUp = (
  db: Database,
  index: Followed,
  from: FeedPosition,
  now: Temporal.Instant,
): Promise<FeedPosition> => onOneConnection(db, connection => applyChanges(connection, index, from, now))

type Followed = Pick<CatalogueIndex, 'apply' | 'applyAuthorities'>

async function applyChanges(
  db: Database,
  index: Followed,
  from: FeedPosition,
  now: Temporal.Instant,
): Promise<FeedPosition> {
  let position = from
  for (;;) {
    const { ids, authorityIds, end, more } = await readFeed(db, position, feedBatch)
    if (ids.length > 0) {
      const known = new Map((await loadIndexed(db, ids, now)).map(bib => [bib.id, bib]))
      index.apply(ids.map(id => ({ id, bib: known.get(id) ?? null })))
      tellChanged(index, ids)
    }
    if (authorityIds.length > 0) {
      const known = new Map((await loadAuthorities(db, authorityIds)).map(authority => [authority.id, authority]))
      index.applyAuthorities(authorityIds.map(id => ({ id, authority: known.get(id) ?? null })))
      tellNamesChanged(index)
    }
    position = end
    if (!more) return position
  }
}

/**
 * Builds an index from the database alone, in a thread of its own. The position is read first, and from the same
 * server: what changes meanwhile is applied again afterwards, which does no harm.
 */
export const buildFromDatabase = (
  db: Database,
  now: Temporal.Instant,
): Promise<{ index: MemoryIndex; position: FeedPosition }> =>
  onOneConnection(db, connection => buildFromServer(connection, now))

async function buildFromServer(
  db: Database,
  now: Temporal.Instant,
): Promise<{ index: MemoryIndex; position: FeedPosition }> {
  const position = await feedEnd(db)
  const index = await buildInWorker(allIndexed(db, now))
  for (let after = 0; ; ) {
    const authorities = await loadAuthoritiesAfter(db, after, authorityBatch)
    index.applyAuthorities(authorities.map(authority => ({ id: authority.id, authority })))
    const last = authorities.at(-1)
    if (!last) return { index, position }
    after = last.id
  }
}

async function* allIndexed(db: Database, now: Temporal.Instant): AsyncGenerator<IndexedBib[]> {
  const highest = await highestNumber(db)
  for (let from = 0; from <= highest; from += buildBatch) yield await loadIndexedFrom(db, from, from + buildBatch, now)
}
