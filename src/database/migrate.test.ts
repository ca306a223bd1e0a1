import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openLibrary } from '../../test/library.ts'
import { sql } from './database.ts'
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

test('schema.ts is what the migrations make (else: npm run schema)', async () => {
  const { db } = await openLibrary()
  expect(readFileSync(new URL('schema.ts', import.meta.url), 'utf8')).toBe(await describeSchema(db))
})
