import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { layOutCalendar } from '#calendar/lay-out-calendar.ts'
import { connect, type Database, sql } from '#database/database.ts'
import { migrate, migrationFiles } from '#database/migrate.ts'
import { PatronId } from '#ids.ts'
import { runNight } from '#nightly/run.ts'
import { closeAfterFile } from '../../test/file-life.ts'
import { at, day, givenCopy, givenHold, givenLoan, givenPatron, givenTown } from '../../test/given-night.ts'
import { databaseUrl } from '../../test/global-setup.ts'
import { openLibrary, testDatabase } from '../../test/library.ts'
import { backUp } from './back-up.ts'
import { isIntact } from './backup-file.ts'
import { restore } from './restore.ts'

const directory = mkdtempSync(join(tmpdir(), 'kago-backup-'))
const when = at('2026-11-24T23:00:00')
const today = day('2026-11-24')
const oddTitle = 'タブ\tと\n改行と\\N と "引用" と 𠮷野家 と 🧺'

/** A database without any table. */
async function emptyDatabase(): Promise<string> {
  const { url } = inject('server')
  const name = testDatabase()
  const maintenance = connect(url, { connections: 1 })
  await sql.raw(`create database ${name} template template0`).execute(maintenance)
  closeAfterFile(async () => {
    await sql.raw(`drop database ${name} with (force)`).execute(maintenance)
    await maintenance.destroy()
  })
  return databaseUrl(url, name)
}

async function livingLibrary() {
  const library = await openLibrary()
  const { db } = library
  await givenTown(db)
  await layOutCalendar(db, day('2026-11-01'), day('2027-02-28'))
  const patronId = await givenPatron(db, { mail: 'hanako@example.jp' })
  for (let n = 0; n < 20; n++) {
    const { bibId, itemId } = await givenCopy(db, { title: n === 0 ? oddTitle : `本 ${n}` })
    if (n < 5) await givenHold(db, { patronId, bibId, state: 'applied' })
    else if (n < 8) await givenLoan(db, { patronId, bibId, itemId, dueOn: '2026-11-29' })
  }
  const merged = await givenCopy(db)
  // A record that points at a later one: no order of the rows pleases the reference.
  await sql`update bib set merged_into = ${merged.bibId} where id = 20`.execute(db)
  await runNight(library, today)
  return library
}

/** Every row of every table, as text; and where the numbers stand. */
async function contents(db: Database): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'bib_change'`.execute(
    db,
  )
  const all: Record<string, string> = {}
  for (const { name } of rows) {
    const { rows: sums } = await sql<{ sum: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${sql.table(name)} t`.execute(
      db,
    )
    all[name] = sums[0]!.sum
  }
  const sequences = await sql`select sequencename, last_value from pg_sequences order by 1`.execute(db)
  return { ...all, sequences: JSON.stringify(sequences.rows) }
}

test('what is backed up and restored is the same library, goes on with its numbers, and is sound', async () => {
  const library = await livingLibrary()
  const file = join(directory, 'whole.kago')
  const seen: string[] = []
  const written = await backUp(library.databaseUrl, file, when, {
    onProgress: (rows, all) => seen.push(`${rows}/${all}`),
  })
  expect(seen.at(-1)).toBe(`${written.rows}/${written.rows}`)
  expect(await isIntact(file)).toBe(true)

  const url = await emptyDatabase()
  const restored = await restore(url, file, { today })
  expect(restored).toEqual({
    ok: true,
    value: { rows: written.rows, at: when.toString(), migrated: [], violations: [] },
  })
  const db = connect(url, { connections: 2 })
  expect(await contents(db)).toEqual(await contents(library.db))
  const { rows } = await sql`select 1 from bib where title = ${oddTitle}`.execute(db)
  expect(rows).toHaveLength(1)
  // Triggers and references are in force again, and no number is given twice.
  const next = await givenCopy(db)
  expect(next.bibId).toBe((await givenCopy(library.db)).bibId)
  const { rows: changes } = await sql`select 1 from bib_change where bib_id = ${next.bibId}`.execute(db)
  expect(changes.length).toBeGreaterThan(0)
  await expect(
    sql`insert into item (barcode, bib_id, home_branch_id, current_branch_id, joined_on) values ('x', 999999, 'chuo', 'chuo', '2026-01-01')`.execute(
      db,
    ),
  ).rejects.toThrow(/foreign key/)
  await db.destroy()
})

test('a file that was cut or altered anywhere is refused before anything is written', async () => {
  const library = await livingLibrary()
  const file = join(directory, 'victim.kago')
  await backUp(library.databaseUrl, file, when)
  const bytes = readFileSync(file)
  const url = await emptyDatabase()
  const broken = join(directory, 'broken.kago')
  const places = [0, 1, 7, 100, Math.floor(bytes.length / 2), bytes.length - 50, bytes.length - 20, bytes.length - 1]
  for (const place of places) {
    const altered = Buffer.from(bytes)
    altered[place]! ^= 1
    writeFileSync(broken, altered)
    expect(await restore(url, broken, { today }), `byte ${place}`).toEqual({ ok: false, refusal: { why: 'notIntact' } })
    writeFileSync(broken, bytes.subarray(0, place))
    expect(await restore(url, broken, { today }), `cut at ${place}`).toEqual({
      ok: false,
      refusal: { why: 'notIntact' },
    })
  }
  writeFileSync(broken, 'no backup at all, but a text that is long enough to be taken for one by somebody in a hurry')
  expect(await restore(url, broken, { today })).toEqual({ ok: false, refusal: { why: 'notIntact' } })
  const db = connect(url, { connections: 1 })
  const { rows } = await sql`select 1 from pg_class where relnamespace = 'public'::regnamespace`.execute(db)
  expect(rows).toEqual([])
  await db.destroy()
})

test('a database that holds something is not written over, unless that is said', async () => {
  const library = await livingLibrary()
  const file = join(directory, 'replace.kago')
  await backUp(library.databaseUrl, file, when)
  const before = await contents(library.db)
  const other = await openLibrary()
  await givenTown(other.db)
  await givenPatron(other.db)
  expect(await restore(other.databaseUrl, file, { today })).toMatchObject({ ok: false, refusal: { why: 'notEmpty' } })
  expect(await restore(other.databaseUrl, file, { today, replace: true })).toMatchObject({ ok: true })
  expect(await contents(other.db)).toEqual(before)
})

test('a backup of an older version comes up to the newest form; one of a newer version is refused', async () => {
  const url = await emptyDatabase()
  const old = connect(url, { connections: 2 })
  const six = migrationFiles().slice(0, 6)
  await migrate(old, six)
  await givenPatron(old)
  const file = join(directory, 'old.kago')
  await backUp(url, file, when)
  const target = await emptyDatabase()
  expect(await restore(target, file, { today })).toMatchObject({ ok: true, value: { violations: [] } })
  const db = connect(target, { connections: 1 })
  const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(db)
  expect(rows.map(row => row.name)).toEqual(migrationFiles())
  await db.destroy()

  await sql`insert into migration values ('9999-from-the-future.sql')`.execute(old)
  await backUp(url, file, when)
  expect(await restore(target, file, { today, replace: true })).toEqual({
    ok: false,
    refusal: { why: 'tooNew', migrations: ['9999-from-the-future.sql'] },
  })
  await old.destroy()
})

test('a backup that is taken while the library works is of one moment', async () => {
  const library = await livingLibrary()
  let working = true
  const work = (async () => {
    while (working) {
      await library.db.transaction().execute(async tx => {
        const { bibId, itemId } = await givenCopy(tx)
        await givenLoan(tx, { patronId: PatronId(1), bibId, itemId, dueOn: '2026-11-29' })
      })
    }
  })()
  const file = join(directory, 'busy.kago')
  for (let n = 0; n < 3; n++) {
    await backUp(library.databaseUrl, file, when)
    const url = await emptyDatabase()
    expect(await restore(url, file, { today })).toMatchObject({ ok: true, value: { violations: [] } })
  }
  working = false
  await work
})

test('a backup that fails leaves no file', async () => {
  const file = join(directory, 'never.kago')
  await expect(backUp('postgresql://nobody@127.0.0.1:1/none', file, when)).rejects.toThrow()
  const library = await livingLibrary()
  await expect(backUp(library.databaseUrl, join(directory, 'no', 'such', 'place.kago'), when)).rejects.toThrow()
  expect(readdirSync(directory).filter(name => name.includes('never') || name.endsWith('.part'))).toEqual([])
})
