import { statSync } from 'node:fs'
import { join } from 'node:path'
import { countBibs, databaseIdentity, type FeedPosition, feedReachesBack } from '#catalogue/index-store.ts'
import type { Library } from '#library.ts'
import { ToldOnce } from '#std/told-once.ts'
import type { CatalogueIndex } from '../catalogue-index.ts'
import type { MemoryIndex } from '../memory-index.ts'
import { buildFromDatabase, catchUp } from './follow.ts'
import { LiveIndex } from './live-index.ts'
import { loadSnapshot, saveSnapshot } from './snapshot.ts'

/** The database is asked this often what changed. */
const pollMilliseconds = 300
/** Changes alone do not move a bib in the order of popularity: the index is built anew once a day, */
const rebuildHours = 24
/** and when so large a part of it has left the base. Loans and holds move nothing: they are written in place. */
const rebuildShare = 0.2
/** A rebuild that failed reads all records for nothing: it is not tried again before so long. */
const rebuildAgainMs = 600_000
/** Another process builds the index: its snapshot is looked for so often, and for so long. */
const waitForLeaderMs = 1_000
const leaderMayTakeMs = 600_000
/** So often a snapshot that was read is caught up with until it counts right; else it is a wrong one. */
const looksMax = 5
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
export const openIndex = (library: Source, options: Options): OpenIndex => new FollowingIndex(library, options)

type Options = {
  dataDir: string | null
  pollMilliseconds?: number
  waitForLeaderMs?: number
  /** False: another process builds the index and writes the snapshot, and this one takes it up. */
  writes?: () => boolean
}

type Source = Pick<Library, 'readDb' | 'clock' | 'log'>

class FollowingIndex implements OpenIndex {
  readonly index = new LiveIndex()
  readonly ready: Promise<void>
  private readonly library: Source
  private readonly file: string | null
  private readonly pollMilliseconds: number
  private readonly waitForLeaderMs: number
  private readonly writes: () => boolean
  private readonly catchingUp: ToldOnce
  /** When the snapshot that was read last had been written. */
  private readAt = 0
  /** Whoever leads has written a snapshot meanwhile that is of no use here: the next one is not waited for. */
  private isVain = false
  private current: {
    index: MemoryIndex
    position: FeedPosition
    builtAt: Temporal.Instant
  } | null = null
  private followedAt = performance.now()
  private closed = false
  private timer: NodeJS.Timeout | undefined
  private following: Promise<void>
  private rebuilding: Promise<void> | null = null
  private rebuildFailedAt = Number.NEGATIVE_INFINITY

  constructor(library: Source, options: Options) {
    this.writes = options.writes ?? (() => true)
    this.library = library
    this.catchingUp = new ToldOnce(library.log, 'index could not follow')
    this.file = options.dataDir === null ? null : join(options.dataDir, 'catalogue.index')
    this.pollMilliseconds = options.pollMilliseconds ?? pollMilliseconds
    this.waitForLeaderMs = options.waitForLeaderMs ?? waitForLeaderMs
    this.ready = this.begin()
    this.following = this.ready.then(() => this.follow())
  }

  lag(): number {
    return (performance.now() - this.followedAt) / 1_000
  }

  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.timer)
    await Promise.allSettled([this.following, this.rebuilding])
    await this.keep()
  }

  private async begin(): Promise<void> {
    const begun = performance.now()
    await this.takeUpNewer()
    for (let wait = 200; !this.current && !this.closed; wait = Math.min(wait * 2, 10_000)) {
      try {
        if (this.waitsForLeader(begun)) {
          await new Promise(resolve => setTimeout(resolve, this.waitForLeaderMs))
          await this.takeUpNewer()
          continue
        }
        this.take(await buildFromDatabase(this.library.readDb, this.library.clock.now()))
        await this.keep()
      } catch (error) {
        this.warn('index could not be built', error)
        await new Promise(resolve => setTimeout(resolve, wait))
      }
    }
  }

  private async follow(): Promise<void> {
    try {
      const followed = this.current
      if (followed) {
        // Of the one that was followed: what took its place meanwhile may lack what was applied before that.
        followed.position = await catchUp(this.library.readDb, this.index, followed.position, this.library.clock.now())
        this.followedAt = performance.now()
        this.catchingUp.wentWell()
        if (this.isDueForRebuild() && !this.rebuilding)
          this.rebuilding = this.rebuild().finally(() => (this.rebuilding = null))
      }
    } catch (error) {
      // The database is away for a while: the pages go on with what is known, and the next round asks again.
      if (!this.closed) this.catchingUp.failed(error)
    }
    if (!this.closed) this.timer = setTimeout(() => (this.following = this.follow()), this.pollMilliseconds)
  }

  private async rebuild(): Promise<void> {
    try {
      if (this.file !== null && !this.writes()) return await this.takeUpNewer()
      const built = await buildFromDatabase(this.library.readDb, this.library.clock.now())
      const position = await catchUp(this.library.readDb, built.index, built.position, this.library.clock.now())
      if (this.closed) return
      this.take({ index: built.index, position })
      await this.keep()
    } catch (error) {
      this.rebuildFailedAt = performance.now()
      this.warn('index could not be built', error)
    }
  }

  /**
   * The feed is followed on from where the one before stood: whoever keeps records and pages beside the index has not
   * heard of what came after that.
   */
  private take(next: { index: MemoryIndex; position: FeedPosition }, builtAt = this.library.clock.now()): void {
    const position = this.current ? earlier(this.current.position, next.position) : next.position
    this.current = { index: next.index, position, builtAt }
    this.index.use(next.index)
  }

  private async keep(): Promise<void> {
    if (this.file === null || !this.current || !this.writes()) return
    try {
      const identity = await databaseIdentity(this.library.readDb)
      // Another process may lead by now, and write its own.
      if (!this.writes()) return
      const { position, builtAt } = this.current
      saveSnapshot(this.file, this.current.index, `${identity} ${position.tx}:${position.seq} ${builtAt}`)
    } catch (error) {
      this.warn('index snapshot could not be written', error)
    }
  }

  private isDueForRebuild(): boolean {
    if (!this.current || performance.now() - this.rebuildFailedAt < rebuildAgainMs) return false
    const { index, builtAt } = this.current
    const hours = builtAt.until(this.library.clock.now()).total('hours')
    return hours >= rebuildHours || index.outsideBase > Math.max(1_000, index.size * rebuildShare)
  }

  /** Whoever leads builds the first index for all; if nothing comes of that, or nothing of use, each builds its own. */
  private waitsForLeader(begun: number): boolean {
    return this.file !== null && !this.isVain && !this.writes() && performance.now() - begun < leaderMayTakeMs
  }

  /** Takes up the snapshot, when it is another one than was read before. */
  private async takeUpNewer(): Promise<void> {
    if (this.file === null) return
    const writtenAt = statSync(this.file, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (writtenAt === this.readAt) return
    this.readAt = writtenAt
    const kept = loadSnapshot(this.file)
    if (kept) await this.takeUp(kept)
  }

  /**
   * Takes a snapshot if it is of this database, if the feed still tells all that came after it, and if it then counts
   * right.
   */
  private async takeUp(kept: { index: MemoryIndex; sequence: string }): Promise<void> {
    const match = /^(.+) (\d+):(\d+) (\S+)$/.exec(kept.sequence)
    if (!match) return
    const position = { tx: match[2]!, seq: Number(match[3]) }
    try {
      if (match[1] !== (await databaseIdentity(this.library.readDb))) return
      if (!(await feedReachesBack(this.library.readDb, position, lateRows))) {
        // Files are dated by the machine's time, and so is the beginning of this process.
        this.isVain = this.readAt >= performance.timeOrigin
        return
      }
      for (let look = 1, from: FeedPosition = position; look <= looksMax; look++) {
        from = await catchUp(this.library.readDb, kept.index, from, this.library.clock.now())
        // Something may have come in between the two.
        if (kept.index.size !== (await countBibs(this.library.readDb))) continue
        // Its order is as old as its build: a service that starts anew every day is to build one every day all the
        // same.
        this.take({ index: kept.index, position: from }, Temporal.Instant.from(match[4]!))
        return
      }
    } catch (error) {
      // Nothing is known of this snapshot yet: it is looked at again.
      this.readAt = 0
      this.warn('index snapshot could not be used', error)
    }
  }

  private warn(event: string, error: unknown): void {
    if (!this.closed) this.library.log.warn(event, { error: (error as Error).message })
  }
}

function earlier(one: FeedPosition, other: FeedPosition): FeedPosition {
  const [tx, otherTx] = [BigInt(one.tx), BigInt(other.tx)]
  return tx < otherTx || (tx === otherTx && one.seq < other.seq) ? one : other
}
