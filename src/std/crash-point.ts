/**
 * A named point at which a test may let the process die as in a power cut (SIGKILL). Does nothing unless KAGO_CRASH_AT
 * names it.
 */
export function crashPoint(name: string): void {
  if (process.env.KAGO_CRASH_AT === name) process.kill(process.pid, 'SIGKILL')
}
