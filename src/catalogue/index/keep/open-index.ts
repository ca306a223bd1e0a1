import { join } from 'node:path'
import { countBibs, databaseIdentity, type FeedPosition, feedReachesBack } from '#catalogue/index-store.ts'
import type { Library } from '#library.ts'
import type { CatalogueIndex } from '../catalogue-index.ts'
import type { MemoryIndex } from '../memory-index.ts'
import { buildFromDatabase, catchUp } from './follow.ts'
import { LiveIndex } from './live-index.ts'
import { loadSnapshot, saveSnapshot } from './snapshot.ts'

/** The database is asked this often what changed. */
const pollMilliseconds = 300
/** Changes alone do not move a bib in the order of popularity: the index is built anew once a day, */
const rebuildHours = 24
/** and when so large a part of it lies in the small segments. */
const rebuildShare = 0.2
/** Transactions end in another order than they draw their numbers: rows this much older may still be unread. */
const lateRows = 100_000

export type OpenIndex = {
  index: CatalogueIndex
  /** Settles when there is something to search. */
  ready: Promise<void>
  /** Seconds since it was last up to date. */
  lag(): number
  close(): Promise<void>
}

/**
 * Keeps an index of the library's catalogue: at once from the snapshot of the last time, or built from the database;
 * then it follows what changes. The snapshot only ever saves time.
 */
export function openIndex(
  library: Pick<Library, 'readDb' | 'clock' | 'log'>,
  options: { dataDir: string | null; pollMilliseconds?: number },
): OpenIndex {
  const { readDb: db, clock, log } = library
  const file = options.dataDir === null ? null : join(options.dataDir, 'catalogue.index')
  const live = new LiveIndex()
  let current: { index: MemoryIndex; position: FeedPosition; appliedSince: number; builtAt: Temporal.Instant } | null =
    null
  let followedAt = performance.now()
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let rebuilding: Promise<void> | null = null

  const ready = begin()
  let following = ready.then(follow)

  return {
    index: live,
    ready,
    lag: () => (performance.now() - followedAt) / 1_000,
    async close() {
      closed = true
      clearTimeout(timer)
      await Promise.allSettled([following, rebuilding])
      await keep()
    },
  }

  async function begin(): Promise<void> {
    const kept = file === null ? null : loadSnapshot(file)
    if (kept) await takeUp(kept)
    for (let wait = 200; !current && !closed; wait = Math.min(wait * 2, 10_000)) {
      try {
        take(await buildFromDatabase(db, clock.now()))
        await keep()
      } catch (error) {
        say('index could not be built', error)
        await new Promise(resolve => setTimeout(resolve, wait))
      }
    }
  }

  async function follow(): Promise<void> {
    try {
      if (current) {
        const { position, applied } = await catchUp(db, live, current.position, clock.now())
        current.position = position
        followedAt = performance.now()
        current.appliedSince += applied
        if (isDueForRebuild() && !rebuilding) rebuilding = rebuild().finally(() => (rebuilding = null))
      }
    } catch (error) {
      // The database is away for a while: the pages go on with what is known, and the next round asks again.
      say('index could not follow', error)
    }
    if (!closed) timer = setTimeout(() => (following = follow()), options.pollMilliseconds ?? pollMilliseconds)
  }

  async function rebuild(): Promise<void> {
    try {
      const built = await buildFromDatabase(db, clock.now())
      const { position } = await catchUp(db, built.index, built.position, clock.now())
      if (closed) return
      take({ index: built.index, position })
      await keep()
    } catch (error) {
      say('index could not be built', error)
    }
  }

  function take(next: { index: MemoryIndex; position: FeedPosition }, builtAt = clock.now()): void {
    current = { ...next, appliedSince: 0, builtAt }
    live.use(next.index)
  }

  async function keep(): Promise<void> {
    if (file === null || !current) return
    try {
      const identity = await databaseIdentity(db)
      const { position, builtAt } = current
      saveSnapshot(file, current.index, `${identity} ${position.tx}:${position.seq} ${builtAt}`)
    } catch (error) {
      say('index snapshot could not be written', error)
    }
  }

  function isDueForRebuild(): boolean {
    if (!current) return false
    const hours = current.builtAt.until(clock.now()).total('hours')
    return hours >= rebuildHours || current.appliedSince > Math.max(1_000, current.index.size * rebuildShare)
  }

  /**
   * Takes a snapshot if it is of this database, if the feed still tells all that came after it, and if it then counts
   * right.
   */
  async function takeUp(kept: { index: MemoryIndex; sequence: string }): Promise<void> {
    const match = /^(.+) (\d+):(\d+) (\S+)$/.exec(kept.sequence)
    if (!match) return
    const position = { tx: match[2]!, seq: Number(match[3]) }
    try {
      if (match[1] !== (await databaseIdentity(db)) || !(await feedReachesBack(db, position, lateRows))) return
      const caughtUp = await catchUp(db, kept.index, position, clock.now())
      // Its order is as old as its build: a service that starts anew every day is to build one every day all the same.
      if (kept.index.size === (await countBibs(db)))
        take({ index: kept.index, position: caughtUp.position }, Temporal.Instant.from(match[4]!))
    } catch (error) {
      say('index snapshot could not be used', error)
    }
  }

  function say(event: string, error: unknown): void {
    if (!closed) log.warn(event, { error: (error as Error).message })
  }
}
