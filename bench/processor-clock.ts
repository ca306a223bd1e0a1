import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * How long one process really computed, in ms: on a machine that others use too, the time on the wall mostly measures
 * them. Linux tells it in nanoseconds (/proc/<pid>/schedstat, the main thread); elsewhere the wall has to do.
 */
export class ProcessorClock {
  private readonly file: string | null

  constructor(pid: number | 'self') {
    const file = `/proc/${pid}/schedstat`
    this.file = isReadable(file) ? file : null
  }

  get isOfProcessor(): boolean {
    return this.file !== null
  }

  async now(): Promise<number> {
    if (this.file === null) return performance.now()
    // The number is brought up to date when the process goes to sleep.
    await sleep(2)
    return Number(readFileSync(this.file, 'utf8').split(' ')[0]) / 1e6
  }
}

function isReadable(file: string): boolean {
  try {
    return Number(readFileSync(file, 'utf8').split(' ')[0]) > 0
  } catch {
    return false
  }
}
