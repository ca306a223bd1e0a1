import type { Log } from './log.ts'

/**
 * Something that is tried again and again, and fails as long as what it needs is away: one line in the log, not
 * thousands. A failure of another kind is a line again, and so is the same one after it went well.
 */
export class ToldOnce {
  private readonly log: Log
  private readonly event: string
  private told: string | null = null

  /** @param event what is said in the log */
  constructor(log: Log, event: string) {
    this.log = log
    this.event = event
  }

  failed(error: unknown): void {
    const { message } = error as Error
    if (message !== this.told) this.log.warn(this.event, { error: message })
    this.told = message
  }

  wentWell(): void {
    this.told = null
  }
}
