/**
 * Work that takes turns: so much of it goes on at the same time, the rest waits, first come, first served. A turn lasts
 * until the event loop has turned, however short the work was. Whoever needs no turn is therefore never behind more
 * work than that, however many wait.
 *
 * Work that takes longer than `longMs` waits for somebody else (a database, another library, a slow reader). It gives
 * its turn on and goes on beside the others.
 */
export class Turns {
  private working = 0
  private readonly waiting: { since: number; start: (waitedMs: number) => void }[] = []
  private readonly atOnce: number
  private readonly longMs: number

  constructor({ atOnce, longMs }: { atOnce: number; longMs: number }) {
    this.atOnce = atOnce
    this.longMs = longMs
  }

  /** How many wait for their turn. */
  get length(): number {
    return this.waiting.length
  }

  /** Does `work` when its turn has come. @param work is told how many milliseconds it has waited */
  async take<T>(work: (waitedMs: number) => Promise<T>): Promise<T> {
    const waitedMs = await this.begin()
    const end = once(() => setImmediate(() => this.goOn()))
    const long = setTimeout(end, this.longMs)
    try {
      return await work(waitedMs)
    } finally {
      clearTimeout(long)
      end()
    }
  }

  private begin(): number | Promise<number> {
    if (this.working < this.atOnce) {
      this.working++
      return 0
    }
    const { promise, resolve } = Promise.withResolvers<number>()
    this.waiting.push({ since: performance.now(), start: resolve })
    return promise
  }

  /** A turn is over: the next one has it. */
  private goOn(): void {
    const next = this.waiting.shift()
    if (next) next.start(performance.now() - next.since)
    else this.working--
  }
}

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    act()
  }
}
