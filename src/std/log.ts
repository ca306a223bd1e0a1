/**
 * One JSON line a call on standard error. Fields are allow-listed by type: no card number, name, password or query can
 * get in by accident.
 */
export type LogFields = {
  at?: string
  method?: string
  path?: string
  status?: number
  ms?: number
  run?: string
  step?: string
  count?: number
  port?: number
  kind?: string
  migrations?: string
  /** The account of a self-check machine. */
  machine?: string
  error?: string
  stack?: string
}

export type Log = {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** @param write takes one finished line, e.g. process.stderr.write */
export function jsonLog(write: (line: string) => void, now: () => Temporal.Instant): Log {
  const line = (level: string) => (event: string, fields?: LogFields) =>
    write(`${JSON.stringify({ at: now().toString({ smallestUnit: 'millisecond' }), level, event, ...fields })}\n`)
  return { info: line('info'), warn: line('warn'), error: line('error') }
}

export const silentLog: Log = { info() {}, warn() {}, error() {} }
