import { connect, type Database, sql } from '../database.ts'
import { inDatabaseAside } from '../make-database.ts'
import {
  appliedMigrations,
  applyMigration,
  endsEarlier,
  migrate,
  migrationFiles,
  newerMigrations,
  readMigration,
} from '../migrate.ts'
import { effectsSince, formOf, type TableEffect } from './effects.ts'
import { secondsOf } from './seconds.ts'

/** How large a table is: its bytes with its indexes, and about how many rows it has. */
export type TableSize = { bytes: number; rows: number }

export type PendingMigration = {
  name: string
  touches: (TableEffect & TableSize)[]
  /** About how long it takes on this database, in seconds; rather too long than too short. */
  seconds: number
  /** The version before cannot work on what it makes. */
  endsEarlier: boolean
}

export type Upgrade = {
  pending: PendingMigration[]
  /** What a newer version has done already, and this one can work with. */
  newer: string[]
}

/**
 * What this version is going to change on a database, and about how long that takes. Nothing of the database is changed
 * or locked: every migration is carried out on an empty one beside it, and looked at there.
 * @throws NewerDatabase when a newer version has been here
 */
export async function showUpgrade(databaseUrl: string): Promise<Upgrade> {
  const db = connect(databaseUrl, { connections: 1 })
  try {
    const newer = await newerMigrations(db)
    const applied = new Set(await appliedMigrations(db))
    const names = migrationFiles().filter(name => !applied.has(name))
    if (names.length === 0) return { pending: [], newer }
    const done = migrationFiles().filter(name => applied.has(name))
    const sizes = await sizesOf(db)
    return { pending: await tryAside(databaseUrl, { done, names, sizes }), newer }
  } finally {
    await db.destroy()
  }
}

/** Carries the migrations out one after the other, on tables of the form that the others have made, without rows. */
const tryAside = (
  databaseUrl: string,
  { done, names, sizes }: { done: string[]; names: string[]; sizes: Map<string, TableSize> },
): Promise<PendingMigration[]> =>
  inDatabaseAside(databaseUrl, 'upgrade', async url => {
    const aside = connect(url, { connections: 1, durable: false })
    try {
      await migrate(aside, done)
      const pending: PendingMigration[] = []
      for (const name of names) {
        const effects = await aside.transaction().execute(async tx => {
          const before = await formOf(tx)
          await applyMigration(tx, name)
          return effectsSince(tx, before)
        })
        const touches = effects.map(effect => ({ ...effect, ...(sizes.get(effect.table) ?? { bytes: 0, rows: 0 }) }))
        pending.push({ name, touches, seconds: secondsOf(touches), endsEarlier: endsEarlier(readMigration(name)) })
      }
      return pending
    } finally {
      await aside.destroy()
    }
  })

async function sizesOf(db: Database): Promise<Map<string, TableSize>> {
  // A table that was never looked at has no count of rows yet (-1): its pages say how many there may be.
  const { rows } = await sql<TableSize & { table: string }>`
    select relname as "table", pg_total_relation_size(oid) as bytes,
      (case when reltuples >= 0 then reltuples else pg_relation_size(oid) / 100 end)::bigint as rows
    from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(db)
  return new Map(rows.map(({ table, ...size }) => [table, size]))
}
