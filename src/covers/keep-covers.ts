import type { Log } from '#std/log.ts'
import type { Clock } from '#time/clock.ts'
import { CoverFolder, coverFile } from './cover-folder.ts'
import { type Fetched, fetchCover } from './fetch-cover.ts'
import { coverAddress, coverIsbn } from './rules/cover-source.ts'
import { type Shrunk, shrinkCover } from './shrink-cover.ts'

/** 書影: the covers that this library shows. */
export type Covers = {
  /**
   * The number under which the cover of a book lies here. Null, at once, when it does not: it is then asked for behind
   * the page, and the next page has it. No page waits.
   */
  of(isbns: readonly string[]): string | null
  /** Another number whenever a cover has come here: a page that was made before may lack it. */
  readonly arrivals: number
  /** A file of a cover by its name, '9784101010014-s.jpg'; null when there is none. */
  file(name: string): Promise<Buffer | null>
  /** Comes true when nothing is left to be asked for. */
  settled(): Promise<void>
  stop(): Promise<void>
}

type CoverOptions = {
  /** Where they lie. */
  directory: string
  /** Addresses with {isbn}, in the order in which they are asked; none: no cover is shown. */
  sources: () => readonly string[]
  clock: Clock
  log: Log
  /** How long a source may take for one cover. */
  limitMs?: number
  /** Between two covers, so that nobody is pestered. */
  pauseMs?: number
}

/** More are not remembered: whoever looks again asks again. */
const waitingMax = 500
const noneHolds = { hours: 30 * 24 }
const troubleHolds = { hours: 1 }
/** After so many failures one after another a source is left alone for a while. */
const failuresMax = 3
const sourceRests = { minutes: 10 }

/** Opens the covers of a library. They are asked for one after another, once, by the service and never by a browser. */
export function openCovers(options: CoverOptions): Covers {
  return new KeptCovers(options)
}

/** What a source said of a book, when all that came was looked at. */
type Said = Extract<Shrunk, { is: 'cover' }> | Exclude<Fetched, { is: 'picture' }>

class KeptCovers implements Covers {
  private readonly folder: CoverFolder
  private readonly here = new Set<number>()
  arrivals = 0
  private readonly waiting = new Set<string>()
  /** Not asked for again before. */
  private readonly notBefore = new Map<string, Temporal.Instant>()
  private readonly resting = new Map<string, { failures: number; until: Temporal.Instant | null }>()
  private readonly options: CoverOptions
  private readonly loaded: Promise<void>
  private working: Promise<void> | null = null
  private stopped = false

  constructor(options: CoverOptions) {
    this.options = options
    this.folder = new CoverFolder(options.directory)
    this.loaded = this.load()
  }

  of(isbns: readonly string[]): string | null {
    if (isbns.length === 0 || this.options.sources().length === 0) return null
    const isbn = coverIsbn(isbns)
    if (isbn === null) return null
    if (this.here.has(Number(isbn))) return isbn
    if (this.mayAsk(isbn)) {
      this.waiting.add(isbn)
      this.working ??= this.work().finally(() => {
        this.working = null
      })
    }
    return null
  }

  async file(name: string): Promise<Buffer | null> {
    const asked = coverFile(name)
    return asked && this.options.sources().length > 0 ? this.folder.read(asked.isbn, asked.size) : null
  }

  async settled(): Promise<void> {
    await this.loaded
    while (this.working) await this.working
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.waiting.clear()
    await this.working
  }

  private mayAsk(isbn: string): boolean {
    if (this.stopped || this.waiting.size >= waitingMax || this.waiting.has(isbn)) return false
    const notBefore = this.notBefore.get(isbn)
    return notBefore === undefined || Temporal.Instant.compare(notBefore, this.options.clock.now()) <= 0
  }

  private async load(): Promise<void> {
    for await (const isbn of this.folder.isbns()) this.noteHere(isbn)
  }

  private async work(): Promise<void> {
    await this.loaded
    for (const isbn of this.waiting) {
      try {
        if ((await this.ask(isbn)) && this.options.pauseMs !== 0) await pause(this.options.pauseMs ?? 250)
      } catch (error) {
        // A full disk, a folder that cannot be written: the pages go on with their drawn books.
        this.putOff(isbn, this.options.clock.now().add(troubleHolds))
        this.options.log.warn('a cover could not be kept', { error: (error as Error).message })
      }
      this.waiting.delete(isbn)
    }
  }

  /** @returns whether a source was asked */
  private async ask(isbn: string): Promise<boolean> {
    const { clock } = this.options
    const kept = await this.folder.look(isbn)
    if (kept?.is === 'cover') {
      this.noteHere(isbn)
      return false
    }
    const now = clock.now()
    const noneUntil = kept?.since.add(noneHolds)
    if (noneUntil && Temporal.Instant.compare(noneUntil, now) > 0) {
      this.putOff(isbn, noneUntil)
      return false
    }
    let isSure = true
    for (const source of this.options.sources()) {
      if (this.stopped) return true
      if (this.isResting(source, now)) {
        isSure = false
        continue
      }
      const said = await this.askOne(source, isbn)
      this.note(source, said.is === 'trouble' ? said.error : null, now)
      if (said.is === 'trouble') isSure = false
      if (said.is !== 'cover') continue
      await this.folder.keep(isbn, said.cover)
      this.noteHere(isbn)
      return true
    }
    if (isSure) await this.folder.noteNone(isbn, now)
    this.putOff(isbn, now.add(isSure ? noneHolds : troubleHolds))
    return true
  }

  private noteHere(isbn: string): void {
    this.here.add(Number(isbn))
    this.arrivals++
  }

  /** A picture that is broken says as little of the book as an answer that is none. */
  private async askOne(source: string, isbn: string): Promise<Said> {
    const fetched = await fetchCover(coverAddress(source, isbn), this.options.limitMs ?? 5_000)
    if (fetched.is !== 'picture') return fetched
    const shrunk = await shrinkCover(fetched.bytes)
    switch (shrunk.is) {
      case 'cover':
        return shrunk
      case 'placeholder':
        return { is: 'none' }
      case 'broken':
        return { is: 'trouble', error: 'answered with a broken picture' }
      default:
        return shrunk satisfies never
    }
  }

  private putOff(isbn: string, until: Temporal.Instant): void {
    this.notBefore.set(isbn, until)
    for (const oldest of this.notBefore.keys()) {
      if (this.notBefore.size <= 100_000) break
      this.notBefore.delete(oldest)
    }
  }

  private isResting(source: string, now: Temporal.Instant): boolean {
    const until = this.resting.get(source)?.until
    return until !== undefined && until !== null && Temporal.Instant.compare(until, now) > 0
  }

  private note(source: string, error: string | null, now: Temporal.Instant): void {
    if (error === null) {
      this.resting.delete(source)
      return
    }
    const failures = (this.resting.get(source)?.failures ?? 0) + 1
    const rests = failures >= failuresMax
    this.resting.set(source, { failures, until: rests ? now.add(sourceRests) : null })
    // Which book it was is nobody's business in a log: somebody looked at it a moment ago.
    if (failures === 1 || rests)
      this.options.log.warn('a source of covers fails', { kind: new URL(source).host, error })
  }
}

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms).unref())
