import { inject } from 'vitest'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { connect, sql } from '#database/database.ts'
import type { Library } from '#library.ts'
import { defaultPolicy, type Policy } from '#policy.ts'
import { drawSecrets } from '#secrets/secrets.ts'
import { jsonLog, silentLog } from '#std/log.ts'
import { stoppedClock } from '#time/clock.ts'
import { closeAfterFile } from './file-life.ts'
import { databaseUrl, letters } from './global-setup.ts'

export type TestLibrary = Library & {
  clock: ReturnType<typeof stoppedClock>
  databaseUrl: string
  close(): Promise<void>
}

/**
 * A library of its own for a test: an empty migrated database, a stopped clock, the default policy. It is dropped after
 * the file.
 * @param at where the clock stands, in the library's zone; a Tuesday morning if not said
 */
export async function openLibrary(
  options: { at?: string; policy?: Partial<Policy>; connections?: number } = {},
): Promise<TestLibrary> {
  const { url, template } = inject('server')
  const name = testDatabase()
  const maintenance = connect(url, { connections: 1 })
  await sql.raw(`create database ${name} template ${template}`).execute(maintenance)
  const ownUrl = databaseUrl(url, name)
  const db = connect(ownUrl, {
    connections: options.connections ?? 10,
    // Two hundred at once on a busy machine are a test, not a page that hangs.
    waitMs: 60_000,
  })
  let open = true
  const close = async () => {
    if (!open) return
    open = false
    await db.destroy()
    await sql.raw(`drop database ${name} with (force)`).execute(maintenance)
    await maintenance.destroy()
  }
  closeAfterFile(close)
  const clock = stoppedClock(options.at ?? '2026-11-24T10:00:00')
  return {
    db,
    readDb: db,
    clock,
    policy: structuredClone({ ...defaultPolicy, ...options.policy }),
    // KAGO_LOG=1 shows what a failing page has to say.
    log: process.env.KAGO_LOG
      ? jsonLog(
          line => process.stderr.write(line),
          () => clock.now(),
        )
      : silentLog,
    index: buildIndex([]),
    secrets: drawSecrets(),
    databaseUrl: ownUrl,
    close,
  }
}

// What all libraries begin with: a test changes the policy of its own library alone.
freeze(defaultPolicy)
function freeze(part: object): void {
  Object.freeze(part)
  for (const value of Object.values(part)) if (value !== null && typeof value === 'object') freeze(value)
}

/** A name for a database that no other test of the run has; the end of the run drops it by its beginning. */
export const testDatabase = (): string => `${inject('server').prefix}${letters()}`
