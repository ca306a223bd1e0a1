import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Database, onOneConnection } from '#database/database.ts'
import type { Library } from '#library.ts'
import { ToldOnce } from '#std/told-once.ts'
import { highestNumber } from '../bib-store.ts'
import { databaseIdentity, feedEnd, feedReachesBack, readFeed } from '../index-store.ts'
import { loadCopied, loadCopiedFrom } from './copied-store.ts'
import { CopyFile, type CopyState, isDamaged, NotMadeYet, removeCopy } from './copy-file.ts'
import { RecordCopy } from './record-copy.ts'

/** The database is asked this often what changed, and so much is taken at once. */
const pollMilliseconds = 1_000
/** That nothing has changed is written down this often: other processes read in the file of when it is. */
const notedSeconds = 5
const feedBatch = 500
/** Few enough that nobody who waits for a page notices that they are written. */
const buildBatch = 200
/** As for the index: rows this much older than the one read last may still be unread. */
const lateRows = 100_000

export type KeptCopy = {
  /** Null as long as it is not whole. */
  readonly copy: RecordCopy | null
  /** Settles when the copy is whole for the first time. */
  whole: Promise<void>
  /** Seconds since it was last up to date, whichever process keeps it; null while it is not whole. */
  lag(): number | null
  close(): Promise<void>
}

/**
 * Keeps a copy of the catalogue in `dataDir`, from which search results and record pages are made while the database is
 * away. Built once, it follows the change feed.
 */
export const keepCopy = (library: Source, options: Options): KeptCopy => new FollowingCopy(library, options)

type Source = Pick<Library, 'readDb' | 'clock' | 'log'>

type Options = {
  dataDir: string
  /** False: another process keeps the same file up to date, this one only reads it. */
  writes?: () => boolean
  pollMs?: number
}

class FollowingCopy implements KeptCopy {
  readonly whole: Promise<void>
  private readonly library: Source
  private readonly path: string
  private readonly writes: () => boolean
  private readonly pollMs: number
  private readonly becomesWhole = Promise.withResolvers<void>()
  private file: CopyFile | null = null
  private read: RecordCopy | null = null
  /** Whoever read in this file has found it damaged. */
  private isSpoilt = false
  /** Which database this is, when the file was seen to be of it. */
  private database: string | null = null
  /** When it was seen to be up to date. */
  private asOf: Temporal.Instant | null = null
  private readonly keeping: ToldOnce
  private closed = false
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void>

  constructor(library: Source, { dataDir, writes = () => true, pollMs = pollMilliseconds }: Options) {
    this.library = library
    this.keeping = new ToldOnce(library.log, 'the copy of the catalogue could not be kept')
    this.path = join(dataDir, 'catalogue.copy')
    this.writes = writes
    this.pollMs = pollMs
    this.whole = this.becomesWhole.promise
    this.running = this.round()
  }

  get copy(): RecordCopy | null {
    return this.read
  }

  lag(): number | null {
    const { read, asOf, library } = this
    return read && asOf ? Math.max(0, library.clock.now().since(asOf).total('seconds')) : null
  }

  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.timer)
    await this.running
    this.letGo()
    this.becomesWhole.resolve()
  }

  private async round(): Promise<void> {
    try {
      await this.bringUpToDate()
      this.keeping.wentWell()
    } catch (error) {
      if (!this.closed && !(error instanceof NotMadeYet)) this.keeping.failed(error)
      this.database = null
      if (isDamaged(error)) this.startAnew()
    } finally {
      if (!this.closed) this.timer = setTimeout(() => (this.running = this.round()), this.pollMs)
    }
  }

  private async bringUpToDate(): Promise<void> {
    if (this.file && !this.file.isInPlace) this.letGo()
    const isWriter = this.writes()
    if (!this.file && !isWriter && !existsSync(this.path)) return
    this.file ??= openFile(this.path, isWriter)
    const { file } = this
    // What changed is read from the server that told of it: another one may be behind.
    const seenAt = isWriter ? await onOneConnection(this.library.readDb, db => this.follow(file, db)) : null
    if (!isWriter) this.database = null
    // Found by a reader while the database was away: the rest of it was better than nothing until now.
    else if (this.isSpoilt) this.startAnew()
    const state = this.file?.state ?? null
    this.asOf = seenAt ?? (state && Temporal.Instant.from(state.asOf))
    if (!state || !this.file) this.read = null
    else this.read ??= new RecordCopy(this.file, () => (this.isSpoilt = true))
    if (this.read) this.becomesWhole.resolve()
  }

  private letGo(): void {
    this.read = null
    this.asOf = null
    this.isSpoilt = false
    this.file?.close()
    this.file = null
  }

  /** Only who writes the file may take it away; the others see that it has gone. */
  private startAnew(): void {
    this.letGo()
    if (this.writes()) removeCopy(this.path)
  }

  /** @returns when it was seen to be up to date */
  private async follow(file: CopyFile, db: Database): Promise<Temporal.Instant | null> {
    const { clock } = this.library
    // Who leads no longer writes no longer: another process does.
    const job = { db, file, isOver: () => this.closed || !this.writes(), clock }
    const known = file.state
    const isSeen = this.database !== null
    this.database ??= await databaseIdentity(db)
    const isOurs = known?.database === this.database && (isSeen || (await feedReachesBack(db, known, lateRows)))
    if (known && isOurs) return catchUp(job, known)
    this.read = null
    await build(job, this.database)
    return null
  }
}

type Job = { db: Database; file: CopyFile; isOver(): boolean; clock: Source['clock'] }

/** Everything anew. The position is read first: what changes meanwhile is written again afterwards. */
async function build({ db, file, isOver, clock }: Job, database: string): Promise<void> {
  const asOf = `${clock.now()}`
  const position = await feedEnd(db)
  const highest = await highestNumber(db)
  if (isOver()) return
  file.empty()
  for (let from = 0; from <= highest; from += buildBatch) {
    const records = await loadCopiedFrom(db, from, from + buildBatch)
    if (isOver()) return
    file.write(records, [], null)
  }
  file.write([], [], { database, ...position, asOf })
}

/** @returns when it was seen to be up to date; null when others write it from now on */
async function catchUp({ db, file, isOver, clock }: Job, from: CopyState): Promise<Temporal.Instant | null> {
  for (let position = from; !isOver(); ) {
    const asked = clock.now()
    const { ids, end, more } = await readFeed(db, position, feedBatch)
    const isSame = end.tx === position.tx && end.seq === position.seq
    const records = ids.length === 0 ? [] : await loadCopied(db, ids)
    if (isOver()) return null
    const isNoted = Math.abs(asked.since(Temporal.Instant.from(position.asOf)).total('seconds')) < notedSeconds
    if (!isSame || !isNoted) {
      const there = new Set(records.map(({ bib }) => bib.id))
      position = { ...position, ...end, asOf: more ? position.asOf : `${asked}` }
      file.write(
        records,
        ids.filter(id => !there.has(id)),
        position,
      )
    }
    if (!more) return asked
  }
  return null
}

/** A file that cannot be read is written anew. */
function openFile(path: string, writes: boolean): CopyFile {
  try {
    return new CopyFile(path, { writes })
  } catch (error) {
    if (!writes) throw error
    removeCopy(path)
    return new CopyFile(path, { writes })
  }
}
