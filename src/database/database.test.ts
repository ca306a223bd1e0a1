import { expect, test } from 'vitest'
import { closeAfterFile } from '../../test/file-life.ts'
import { openLibrary, testDatabase } from '../../test/library.ts'
import { sql, transact } from './database.ts'
import { inDatabaseAside } from './make-database.ts'

test('days, hours and instants go in and come out as themselves', async () => {
  const { db, clock } = await openLibrary()
  const day = Temporal.PlainDate.from('2026-11-24')
  const time = Temporal.PlainTime.from('09:30')
  const { rows } = await sql<{ at: Temporal.Instant; day: Temporal.PlainDate; time: Temporal.PlainTime; big: number }>`
    select ${clock.now()}::timestamptz as at, ${day}::date as day, ${time}::time as time, 9007199254740991::bigint as big`.execute(
    db,
  )
  expect(rows[0]!.at.equals(clock.now())).toBe(true)
  expect(rows[0]!.day.equals(day)).toBe(true)
  expect(rows[0]!.time.equals(time)).toBe(true)
  expect(rows[0]!.big).toBe(Number.MAX_SAFE_INTEGER)
})

test('a transaction that the server asks to repeat is repeated', async () => {
  const { db } = await openLibrary()
  let tries = 0
  await transact(db, async tx => {
    tries++
    if (tries < 3) await sql.raw("do $$ begin raise exception using errcode = '40001'; end $$").execute(tx)
  })
  expect(tries).toBe(3)
})

test('a statement that stands alone is asked again when the server chose it out of a deadlock', async () => {
  const { db } = await openLibrary()
  await sql`create sequence tries`.execute(db)
  await sql`
    create function chosen_once() returns int language plpgsql as $$ begin
      if nextval('tries') = 1 then raise exception using errcode = '40P01'; end if;
      return 7;
    end $$`.execute(db)
  expect((await sql`select chosen_once() as n`.execute(db)).rows).toEqual([{ n: 7 }])
})

test('a statement that was prepared outlives a migration of its tables', async () => {
  const { db } = await openLibrary({ connections: 1 })
  await sql`create table shelf (a int)`.execute(db)
  await sql`insert into shelf values (1)`.execute(db)
  const read = (tx: typeof db) => sql`select * from shelf where a = ${1}`.execute(tx)
  for (let time = 0; time < 8; time++) await read(db)
  await sql`alter table shelf add column b int default 2`.execute(db)
  const { rows } = await transact(db, read)
  expect(rows).toEqual([{ a: 1, b: 2 }])
  await sql`alter table shelf add column c int default 3`.execute(db)
  const answers = await Promise.all([read(db), read(db)])
  expect(answers.map(answer => answer.rows)).toEqual(Array(2).fill([{ a: 1, b: 2, c: 3 }]))
})

test('whoever may make no database is told which right is lacking', async () => {
  const { db, databaseUrl } = await openLibrary()
  const role = testDatabase()
  await sql`create role ${sql.ref(role)}`.execute(db)
  closeAfterFile(() => sql`drop role ${sql.ref(role)}`.execute(db))
  const asRole = `${databaseUrl}${databaseUrl.includes('?') ? '&' : '?'}options=${encodeURIComponent(`-c role=${role}`)}`
  await expect(inDatabaseAside(asRole, 'test', async () => {})).rejects.toThrow('createdb')
})
