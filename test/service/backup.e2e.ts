import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sql } from '#database/database.ts'
import { appliedMigrations, migrationFiles } from '#database/migrate.ts'
import { givenBib, givenBranches } from '../given.ts'
import { openLibrary } from '../library.ts'
import { dataDirectory, environmentOf, runKago } from './service.ts'

test('kago backup into a folder keeps what is to be kept, encrypted to a key; kago drill restores the newest beside the library', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  await givenBib(library, { title: 'こころ', items: 2 })
  const data = dataDirectory()
  const folder = join(data, 'backups')
  const key = join(data, 'key.pem')
  mkdirSync(folder)
  const env = environmentOf(library, data)
  const made = await runKago(['backup', '--new-key', key], env)
  const publicKey = /^BACKUP_KEY=(\S+)$/m.exec(made.out)![1]!

  const old = Array.from(
    { length: 40 },
    (_, n) => `kago-${Temporal.PlainDate.from('2026-10-10').add({ days: n })}T0430.kago`,
  )
  for (const name of old) writeFileSync(join(folder, name), '')
  writeFileSync(join(folder, 'notes.txt'), 'of somebody else')
  const backup = await runKago(['backup', folder], { ...env, BACKUP_KEY: publicKey })
  expect([backup.code, backup.error]).toEqual([0, ''])
  expect(backup.out).toMatch(/, encrypted\n\d+ backups stay in /)
  const left = readdirSync(folder)
  expect(left).toContain('notes.txt')
  expect(left.filter(name => name.startsWith('kago-'))).toEqual([
    'kago-2026-10-31T0430.kago',
    ...['2026-11-01', '2026-11-08', '2026-11-13', '2026-11-14', '2026-11-15'].map(day => `kago-${day}T0430.kago`),
    ...['2026-11-16', '2026-11-17', '2026-11-18'].map(day => `kago-${day}T0430.kago`),
    'kago-2026-11-24T1000.kago',
  ])
  expect(readFileSync(join(folder, left.at(-2)!)).includes(Buffer.from('KAGOSUM1'))).toBe(false)

  const without = await runKago(['drill', folder], env)
  expect(without.code).toBe(2)
  expect(without.error).toContain('is encrypted: name the file of the private key with --key')
  const drilled = await runKago(['drill', folder, '--key', key], env)
  expect([drilled.code, drilled.out]).toEqual([
    0,
    expect.stringMatching(/^\d+ rows of 2026-11-24T01:00:\S+\nall is well\n$/),
  ])
  const { rows } = await sql`select from pg_database where datname like 'kago_drill_%'`.execute(library.db)
  expect(rows).toEqual([])
  expect(readdirSync(folder)).toEqual(left)
}, 120_000)

test('a backup and a drill by a newer program leave the tables to the version that works on them', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const data = dataDirectory()
  const file = join(data, 'before.kago')
  const env = environmentOf(library, data)
  // As the version before has them, which knows nothing of this migration.
  const newer = '0512-the-base-of-a-moving.sql'
  await sql`drop table moving_base`.execute(library.db)
  await sql`delete from migration where name = ${newer}`.execute(library.db)
  const backup = await runKago(['backup', file], env)
  expect([backup.code, backup.error]).toEqual([0, ''])
  const drilled = await runKago(['drill', file], env)
  expect([drilled.code, drilled.out]).toEqual([0, expect.stringContaining(`brought up by ${newer}`)])
  expect(await appliedMigrations(library.db)).toEqual(migrationFiles().filter(name => name !== newer))
  expect(await library.db.selectFrom('backup_made').select('made_at').execute()).toHaveLength(1)
  expect(await library.db.selectFrom('opening_done').select('what').execute()).toEqual([{ what: 'backup' }])
}, 60_000)
