import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { checkLibrary, type Violation } from '#check/check-library.ts'
import { type CopyConnection, openCopy } from '#database/copy.ts'
import { connect } from '#database/database.ts'
import { type Migrated, migrate, migrationFiles } from '#database/migrate.ts'
import { loadPolicy } from '#policy-store.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { countLines, type OnProgress } from './back-up.ts'
import { type BackupReader, isIntact, readBackupFile } from './backup-file.ts'
import {
  copyInStatement,
  dropEverything,
  firstTableWithRows,
  loadMigrations,
  type Manifest,
  openForFilling,
  setSequences,
} from './store.ts'

export type RestoreRefusal =
  /** Cut off, altered, or no backup at all. */
  | { why: 'notIntact' }
  /** Written by a newer version of the service. */
  | { why: 'tooNew'; migrations: string[] }
  | { why: 'notEmpty'; table: string }

/** What came back, of which moment, what had to be done to bring it to the newest form, and what is broken of it. */
export type Restored = { rows: number; at: string; migrated: Migrated['applied']; violations: Violation[] }

/**
 * Puts a backup into a database, brings its tables to the newest form and checks what must always be true. Before
 * anything is written the whole file is seen to be intact. The rows come in one transaction: all or none.
 * @param replace true: what the database holds is given up
 */
export async function restore(
  databaseUrl: string,
  file: string,
  { today, replace = false, onProgress }: { today: Temporal.PlainDate; replace?: boolean; onProgress?: OnProgress },
): Promise<Outcome<Restored, RestoreRefusal>> {
  if (!(await isIntact(file))) return refused({ why: 'notIntact' })
  const reader = await readBackupFile(file)
  const copy = await openCopy(databaseUrl)
  const db = connect(databaseUrl, { connections: 2 })
  try {
    const manifest = JSON.parse(await reader.line()) as Manifest
    const unknown = manifest.migrations.filter(name => !migrationFiles().includes(name))
    if (unknown.length > 0) return refused({ why: 'tooNew', migrations: unknown })
    const table = replace ? null : await firstTableWithRows(copy)
    if (table !== null) return refused({ why: 'notEmpty', table })

    const there = await loadMigrations(copy)
    if (there.join() !== manifest.migrations.join()) {
      await dropEverything(copy)
      await migrate(db, manifest.migrations)
    }
    const rows = await fill(copy, reader, manifest, onProgress)
    const { applied: migrated } = await migrate(db)
    const { policy } = await loadPolicy(db)
    return done({ rows, at: manifest.at, migrated, violations: await checkLibrary(db, policy, today) })
  } finally {
    reader.close()
    await copy.close()
    await db.destroy()
  }
}

async function fill(
  copy: CopyConnection,
  reader: BackupReader,
  manifest: Manifest,
  onProgress: OnProgress | undefined,
): Promise<number> {
  const all = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  let rows = 0
  await copy.query('begin')
  const close = await openForFilling(copy)
  for (const table of manifest.tables) {
    const into = copy.copyIn(copyInStatement(table))
    const ended = finished(into)
    ended.catch(() => {}) // Told below, or by what went wrong before.
    let filled = 0
    for await (const piece of reader.pieces()) {
      filled += countLines(piece)
      if (!into.write(piece)) await Promise.race([once(into, 'drain'), ended])
      onProgress?.(rows + filled, all)
    }
    into.end()
    await ended
    if (filled !== table.rows) throw new Error(`The backup says ${table.rows} rows of ${table.name} and has ${filled}.`)
    rows += filled
  }
  await setSequences(copy, manifest.sequences)
  for (const statement of close) await copy.query(statement)
  await copy.query('commit')
  return rows
}
