import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openLibrary } from '../../test/library.ts'
import { connect, sql } from './database.ts'
import { describeSchema } from './generate-schema.ts'
import { migrate } from './migrate.ts'

test('migrating again changes nothing', async () => {
  const { db } = await openLibrary()
  expect((await migrate(db)).applied).toEqual([])
})

test('a migration that waits for a table holds up nobody else, and goes on when it is free', async () => {
  const { db } = await openLibrary()
  await sql`alter table hold drop column enough`.execute(db)
  await sql`delete from migration where name = '0480-any-of-these.sql'`.execute(db)
  const busy = await db.startTransaction().execute()
  await sql`select from hold`.execute(busy)
  const migrating = migrate(db)
  await expect
    .poll(
      async () => (await sql`select from pg_locks where not granted and relation = 'hold'::regclass`.execute(db)).rows,
    )
    .toHaveLength(1)
  // It would wait for as long as `busy` lasts.
  expect((await sql`select from hold`.execute(db)).rows).toEqual([])
  await busy.rollback().execute()
  expect((await migrating).applied.map(({ name }) => name)).toEqual(['0480-any-of-these.sql'])
}, 30_000)

test('whoever waits for another that migrates is not cut off, however long that takes', async () => {
  const { db, databaseUrl } = await openLibrary()
  const other = await db.startTransaction().execute()
  await sql`select pg_advisory_xact_lock(5246001)`.execute(other)
  const waiting = connect(databaseUrl, { connections: 1 })
  await sql`set statement_timeout = 100`.execute(waiting)
  const migrating = migrate(waiting)
  const waitsLong = sql`select from pg_stat_activity where datname = current_database()
    and wait_event = 'advisory' and clock_timestamp() > query_start + interval '300 ms'`
  await expect.poll(async () => (await waitsLong.execute(db)).rows, { timeout: 5_000 }).toHaveLength(1)
  await other.rollback().execute()
  expect((await migrating).applied).toEqual([])
  await waiting.destroy()
}, 30_000)

test('schema.ts is what the migrations make (else: npm run schema)', async () => {
  const { db } = await openLibrary()
  expect(readFileSync(new URL('schema.ts', import.meta.url), 'utf8')).toBe(await describeSchema(db))
})
