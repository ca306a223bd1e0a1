import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '#database/database.ts'
import type { Library } from '#library.ts'
import { highestNumber } from '../bib-store.ts'
import { databaseIdentity, feedEnd, feedReachesBack, readFeed } from '../index-store.ts'
import { loadCopied, loadCopiedFrom } from './copied-store.ts'
import { CopyFile, type CopyState } from './copy-file.ts'
import { RecordCopy } from './record-copy.ts'

/** The database is asked this often what changed, and so much is taken at once. */
const pollMilliseconds = 1_000
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
  /** Seconds since it was last up to date. */
  lag(): number
  close(): Promise<void>
}

/**
 * Keeps a copy of the catalogue in `dataDir`, from which search results and record pages are made while the database is
 * away. Built once, it follows the change feed.
 * @param writes false: another process keeps the same file up to date, this one only reads it
 */
export function keepCopy(
  library: Pick<Library, 'readDb' | 'log'>,
  {
    dataDir,
    writes = () => true,
    pollMs = pollMilliseconds,
  }: { dataDir: string; writes?: () => boolean; pollMs?: number },
): KeptCopy {
  const { readDb: db, log } = library
  const path = join(dataDir, 'catalogue.copy')
  const whole = Promise.withResolvers<void>()
  let file: CopyFile | null = null
  let copy: RecordCopy | null = null
  let said = ''
  /** Which database this is, when the file was seen to be of it. */
  let database: string | null = null
  let followedAt = performance.now()
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let running = round()

  return {
    get copy() {
      return copy
    },
    whole: whole.promise,
    lag: () => (performance.now() - followedAt) / 1_000,
    async close() {
      closed = true
      clearTimeout(timer)
      await running
      copy = null
      file?.close()
      file = null
      whole.resolve()
    },
  }

  async function round(): Promise<void> {
    try {
      file ??= openFile(path)
      if (writes()) await follow(file)
      else database = null
      followedAt = performance.now()
      if (!copy && file.state) copy = new RecordCopy(file)
      if (copy) whole.resolve()
      said = ''
    } catch (error) {
      const why = (error as Error).message
      if (why !== said && !closed) log.warn('the copy of the catalogue could not be kept', { error: why })
      said = why
      database = null
    }
    if (!closed) timer = setTimeout(() => (running = round()), pollMs)
  }

  async function follow(file: CopyFile): Promise<void> {
    const job = { db, file, isClosed: () => closed }
    const known = file.state
    const isSeen = database !== null
    database ??= await databaseIdentity(db)
    const isOurs = known?.database === database && (isSeen || (await feedReachesBack(db, known, lateRows)))
    if (known && isOurs) return await catchUp(job, known)
    copy = null
    await build(job, database)
  }
}

type Job = { db: Database; file: CopyFile; isClosed(): boolean }

/** Everything anew. The position is read first: what changes meanwhile is written again afterwards. */
async function build({ db, file, isClosed }: Job, database: string): Promise<void> {
  const position = await feedEnd(db)
  const highest = await highestNumber(db)
  file.empty()
  for (let from = 0; from <= highest && !isClosed(); from += buildBatch)
    file.write(await loadCopiedFrom(db, from, from + buildBatch), [], null)
  if (!isClosed()) file.write([], [], { database, ...position })
}

async function catchUp({ db, file, isClosed }: Job, from: CopyState): Promise<void> {
  for (let position = from; !isClosed(); ) {
    const { ids, end, more } = await readFeed(db, position, feedBatch)
    if (end.tx === position.tx && end.seq === position.seq) return
    const records = await loadCopied(db, ids)
    const there = new Set(records.map(({ bib }) => bib.id))
    position = { ...position, ...end }
    file.write(
      records,
      ids.filter(id => !there.has(id)),
      position,
    )
    if (!more) return
  }
}

/** A file that cannot be read is written anew. */
function openFile(path: string): CopyFile {
  try {
    return new CopyFile(path)
  } catch {
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
    return new CopyFile(path)
  }
}
