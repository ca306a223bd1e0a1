import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'

export type Started = {
  name: string
  /** The namespace in which it runs. */
  within: string
  command: readonly string[]
  env?: Record<string, string>
  user?: string
  cwd?: string
  logFile: string
}

/** A program on one of the hosts. What it says is in its log. */
export class Program {
  private readonly made: () => Started
  private child: ChildProcess | null = null
  private isWanted = false

  /** @param made asked at each start: its environment may be another one then */
  constructor(made: () => Started) {
    this.made = made
  }

  /** Starts it, and starts it again a second after it has ended by itself, as systemd does. */
  start(): void {
    this.isWanted = true
    if (this.child) return
    const { within, command, env = {}, user, cwd = '/', logFile } = this.made()
    const log = openSync(logFile, 'a')
    const as = user ? ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'] : []
    const { DATABASE_URL: _, ...rest } = process.env
    const child = spawn('ip', ['netns', 'exec', within, ...as, ...command], {
      cwd,
      env: { ...rest, ...env },
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    this.child = child
    child.once('exit', () => {
      if (this.child !== child) return
      this.child = null
      if (this.isWanted) setTimeout(() => this.isWanted && this.start(), 1_000).unref()
    })
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal)
  }

  /** Sends the signal and waits for its end; it is not started again by itself. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.isWanted = false
    const { child } = this
    if (!child) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
    this.child = null
  }
}
