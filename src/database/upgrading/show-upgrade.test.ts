import { readFileSync } from 'node:fs'
import { afterAll, expect, inject, test } from 'vitest'
import { databaseUrl } from '../../../test/global-setup.ts'
import { testDatabase } from '../../../test/library.ts'
import { connect, type Database, sql } from '../database.ts'
import { endsEarlier, migrate, migrationFiles, NewerDatabase, newerMigrations, readMigration } from '../migrate.ts'
import { secondsOf } from './seconds.ts'
import { showUpgrade } from './show-upgrade.ts'

const opened: Database[] = []
afterAll(async () => {
  for (const db of opened) await db.destroy()
})

/** A database as an earlier version has left it: up to a migration. */
async function upTo(last: string): Promise<{ url: string; db: Database }> {
  const { url } = inject('server')
  const name = testDatabase()
  const maintenance = connect(url, { connections: 1 })
  await sql`create database ${sql.ref(name)}`.execute(maintenance)
  await maintenance.destroy()
  const own = databaseUrl(url, name)
  const db = connect(own, { connections: 2 })
  opened.push(db)
  const files = migrationFiles()
  await migrate(
    db,
    files.filter(file => file <= last),
  )
  return { url: own, db }
}

/** Everything that the database says of its form and its rows. */
async function formOf(db: Database): Promise<unknown> {
  const { rows } = await sql`
    select table_name, column_name, data_type, column_default from information_schema.columns
    where table_schema = 'public' order by 1, 2`.execute(db)
  const { rows: migrations } = await sql`select * from migration order by name`.execute(db)
  return { rows, migrations }
}

test('what a new version changes is named before, with the tables it touches, and nothing is changed by looking', async () => {
  const { url, db } = await upTo('0300')
  await sql`
    insert into bib (source_key, kind, title, added_at, changed_at)
    select 'T:' || n, 'book', 'x', '2026-01-01', '2026-01-01' from generate_series(1, 2000) n`.execute(db)
  await sql`analyze`.execute(db)
  const before = await formOf(db)
  const { pending, newer } = await showUpgrade(url)
  expect(newer).toEqual([])
  expect(pending.map(({ name }) => name)).toEqual(migrationFiles().filter(name => name > '0300'))
  expect(await formOf(db)).toEqual(before)
  const of = (name: string, table?: string) =>
    pending.find(one => one.name.startsWith(name))!.touches.filter(one => table === undefined || one.table === table)
  // Its column with a check is a lock on the table and a look at every row; the index is new.
  expect(of('0480')).toMatchObject([{ table: 'hold', stops: 'everything', isRewritten: false, newIndexes: 1 }])
  // A table that is new, with a reference: patrons are not written for a moment, and nothing of them is read.
  expect(of('0363', 'patron')).toMatchObject([{ stops: 'writing', isScanned: false, newIndexes: 0 }])
  expect(of('0430')).toEqual([])
  expect(of('0361')).toMatchObject([{ table: 'item', stops: 'writing', newIndexes: 1 }])
  // How large a table is, is said as it is here.
  const { rows } = await sql<{ bytes: number }>`select pg_total_relation_size('patron') as bytes`.execute(db)
  expect(of('0363', 'patron')).toMatchObject(rows)
  await migrate(db)
  expect(await showUpgrade(url)).toEqual({ pending: [], newer: [] })
})

test('how long it takes grows with the table and with what is done to it', () => {
  const nothing = {
    stops: 'everything',
    isRewritten: false,
    isScanned: false,
    isUpdated: false,
    newIndexes: 0,
  } as const
  const table = { table: 'item', bytes: 200e6, rows: 500_000 }
  expect(secondsOf([])).toBeLessThan(1)
  expect(secondsOf([{ ...nothing, ...table }])).toBeLessThan(1)
  const each = [{ isScanned: true }, { newIndexes: 1 }, { isRewritten: true }, { isUpdated: true }] as const
  const seconds = each.map(one => secondsOf([{ ...nothing, ...table, ...one }]))
  expect(seconds).toEqual(seconds.toSorted((one, other) => one - other))
  expect(secondsOf([{ ...nothing, ...table, bytes: 400e6, isRewritten: true }])).toBeGreaterThan(seconds[2]!)
})

test('what a newer version has added is borne; what ends the work of this one is refused, and nothing is changed', async () => {
  const { url, db } = await upTo('9999')
  await sql`insert into migration (name) values ('9998-adds-only.sql')`.execute(db)
  expect((await migrate(db)).newer).toEqual(['9998-adds-only.sql'])
  expect(await showUpgrade(url)).toEqual({ pending: [], newer: ['9998-adds-only.sql'] })
  await sql`insert into migration (name, ends_earlier) values ('9999-takes-away.sql', true)`.execute(db)
  const before = await formOf(db)
  for (const refused of [() => migrate(db), () => newerMigrations(db), () => showUpgrade(url)])
    await expect(refused()).rejects.toThrow(NewerDatabase)
  await expect(migrate(db)).rejects.toThrow('9999-takes-away.sql')
  expect(await formOf(db)).toEqual(before)
})

/** The first number from which a migration says whether the version before goes on. */
const said = '0521'
/** What takes nothing away from whoever knows the tables as they were. */
const adds = [
  /^create (unlogged )?(table|sequence|function|view)\b/,
  /^create index\b/,
  /^create (or replace )?trigger\b/,
  /^alter table \w+( add column (?!.*not null(?!.*default)).*)$/,
  /^(insert into|comment on)\b/,
]

test('a migration only adds, or says in its first line that the version before cannot work on it', () => {
  const statementsOf = (text: string) =>
    text
      .replace(/--.*$/gm, '')
      .replace(/\$\$[\s\S]*?\$\$/g, "''")
      .split(';')
      .map(statement => statement.replace(/\s+/g, ' ').trim().toLowerCase())
      .filter(Boolean)
  const taking = (text: string) => statementsOf(text).filter(one => !adds.some(form => form.test(one)))
  const borne = (text: string) => /^-- The version before works on this: /m.test(text)
  const files = migrationFiles().filter(name => name >= said)
  const silent = files.filter(name => {
    const text = readMigration(name)
    return taking(text).length > 0 && !endsEarlier(text) && !borne(text)
  })
  expect(silent).toEqual([])
  // The rule itself: what it lets through, and what it does not.
  expect(taking('alter table hold add column enough smallint check (enough >= 1);')).toEqual([])
  expect(taking('alter table hold add column asked boolean not null default false;')).toEqual([])
  expect(taking('alter table hold add column asked boolean not null;')).toHaveLength(1)
  expect(taking('drop table news; create unique index n on hold (id); update hold set id = 1')).toHaveLength(3)
  expect(
    taking(readFileSync(new URL('../migrations/0290-account-changes-are-notices.sql', import.meta.url), 'utf8')).length,
  ).toBeGreaterThan(0)
})
