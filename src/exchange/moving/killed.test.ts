import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { sql } from '#database/database.ts'
import { writeEarlierSystem } from '../../../bench/move-in/earlier-system.ts'
import { runChild } from '../../../test/child.ts'
import { violations } from '../../../test/given-holds.ts'
import { openLibrary } from '../../../test/library.ts'
import { exportAll } from './export-all.ts'
import { moveIn } from './move-in.ts'

const base = mkdtempSync(join(tmpdir(), 'kago-killed-moving-'))
afterAll(() => rmSync(base, { recursive: true }))
const program = fileURLToPath(new URL('../../../test/move-in-process.ts', import.meta.url))

test('a moving over the base that a rehearsal left ends as one without, and takes only what changed of the catalogue', async () => {
  const old = join(base, 'old')
  const now = join(base, 'now')
  const sizes = { patrons: 10, bibs: 30, items: 40, loans: 5, holds: 5, damaged: 0 }
  for (const folder of [old, now]) writeEarlierSystem(folder, { ...sizes, kind: 'clean', seed: 4, today: '2026-11-24' })
  // Since the rehearsal one record has changed; one that was there then is there no more.
  const file = join(now, 'catalogue.jsonl')
  const records = readFileSync(file, 'utf8').trim().split('\r\n')
  writeFileSync(file, [...records.slice(0, -1), records.at(-1)!.replace('岩舟書房', '村上書房')].join('\r\n'))
  const gone = JSON.stringify({ agency: 'EARLIER', id: '999', title: 'なくなった本' })
  writeFileSync(join(old, 'catalogue.jsonl'), [...records, gone].join('\r\n'))
  const library = await openLibrary()
  const rehearsed = await moveIn(library, old, { isBase: true, leaveOut: true })
  expect(rehearsed).toMatchObject({ ok: true, value: { problems: [], tables: { patrons: { read: 10, leftOut: 0 } } } })
  for (const table of ['patron', 'item', 'hold', 'loan'] as const)
    expect([table, await library.db.selectFrom(table).select('id').execute()]).toEqual([table, []])
  library.clock.forward({ hours: 24 })
  const moved = await moveIn(library, now)
  expect(moved).toMatchObject({
    ok: true,
    value: { problems: [{ value: 'EARLIER:999', want: { is: 'goneSinceBase' } }] },
  })
  const touched = await library.db
    .selectFrom('bib')
    .select(['source_key', 'publisher'])
    .where('changed_at', '=', library.clock.now())
    .where('deleted_at', 'is', null)
    .execute()
  expect(touched).toEqual([{ source_key: 'EARLIER:30', publisher: '村上書房' }])
  expect(await violations(library)).toEqual([])
  const straight = await openLibrary()
  straight.clock.forward({ hours: 24 })
  expect(await moveIn(straight, now)).toMatchObject({ ok: true, value: { problems: [] } })
  await exportAll(library, join(base, 'over'))
  await exportAll(straight, join(base, 'whole'))
  for (const name of readdirSync(join(base, 'whole')).filter(one => !one.endsWith('.mrc')))
    expect(readFileSync(join(base, 'over', name), 'utf8'), name).toBe(readFileSync(join(base, 'whole', name), 'utf8'))
})

test('passwords are hashed before the moving, and those that were made are not made again', async () => {
  const folder = join(base, 'passwords')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'patrons.csv'),
    'patron,category,name,name_reading,birth_date,expires_on\n1,general,x,x,1980-01-01,2028-03-31\n2,general,y,y,1980-01-01,2028-03-31\n',
  )
  // Two with the same, and one that cannot be used.
  writeFileSync(join(folder, 'passwords.csv'), 'patron,earlier\n1,2580\n2,2580\n3,25\n')
  const library = await openLibrary()
  const end = await runChild(program, [library.databaseUrl, folder], { KAGO_CRASH_AT: 'moveIn:hashed' })
  expect(end, end.error).toMatchObject({ signal: 'SIGKILL' })
  const made = await library.db.selectFrom('moving_password').selectAll().orderBy('said').execute()
  expect(new Set(made.map(({ hash }) => hash)).size).toBe(2)
  expect(JSON.stringify(made)).not.toContain('2580')
  const marked = made.map((one, nth) => ({ ...one, hash: `made before ${nth}` }))
  for (const { said, hash } of marked)
    await library.db.updateTable('moving_password').set({ hash }).where('said', '=', said).execute()
  expect(await runChild(program, [library.databaseUrl, folder])).toMatchObject({ code: 0, out: 'moved' })
  const { rows } = await sql<{ hash: string }>`select hash from patron_secret order by hash`.execute(library.db)
  expect(rows).toEqual(marked.map(({ hash }) => ({ hash })))
  expect(await library.db.selectFrom('moving_password').selectAll().execute()).toEqual([])
})

test('passwords that were hashed for the base are not hashed again on the last evening; those that changed are', async () => {
  const folder = join(base, 'hashed-before')
  mkdirSync(folder)
  const patrons = [1, 2].map(nth => `${nth},general,x,x,1980-01-01,2028-03-31\n`)
  writeFileSync(
    join(folder, 'patrons.csv'),
    `patron,category,name,name_reading,birth_date,expires_on\n${patrons.join('')}`,
  )
  writeFileSync(join(folder, 'passwords.csv'), 'patron,earlier\n1,2580\n2,2580\n')
  const library = await openLibrary()
  expect(await moveIn(library, folder, { isBase: true })).toMatchObject({ ok: true, value: { problems: [] } })
  const secrets = () => sql<{ hash: string }>`select hash from patron_secret order by patron_id`.execute(library.db)
  expect((await secrets()).rows).toEqual([])
  const made = await library.db.updateTable('moving_password').set({ hash: 'made before' }).executeTakeFirst()
  expect(made.numUpdatedRows).toBe(2n)
  writeFileSync(join(folder, 'passwords.csv'), 'patron,earlier\n1,2580\n2,3690\n')
  expect(await moveIn(library, folder)).toMatchObject({ ok: true, value: { problems: [] } })
  expect((await secrets()).rows).toEqual([{ hash: 'made before' }, { hash: expect.stringMatching(/^(?!made before)/) }])
  expect(await library.db.selectFrom('moving_password').selectAll().execute()).toEqual([])
})

test('a moving that is killed three times and started again ends as one that was not', {
  timeout: 240_000,
}, async () => {
  const folder = join(base, 'earlier')
  const sizes = { patrons: 30, bibs: 60, items: 120, loans: 20, holds: 20, damaged: 1 }
  writeEarlierSystem(folder, { ...sizes, kind: 'cp932', seed: 3, today: '2026-11-24' })
  const straight = await openLibrary()
  expect(await moveIn(straight, folder, { leaveOut: true })).toMatchObject({ ok: true, value: { before: false } })
  const killed = await openLibrary()
  for (const at of ['moveIn:catalogue', 'moveIn:loans', 'moveIn:committed']) {
    const end = await runChild(program, [killed.databaseUrl, folder], { KAGO_CRASH_AT: at })
    expect(end, end.error).toMatchObject({ signal: 'SIGKILL' })
  }
  // The last one had done all of it.
  expect(await runChild(program, [killed.databaseUrl, folder])).toMatchObject({ code: 0, out: 'before' })
  expect(await violations(killed)).toEqual([])
  await exportAll(straight, join(base, 'straight'))
  await exportAll(killed, join(base, 'killed'))
  const files = readdirSync(join(base, 'straight'))
  expect(readdirSync(join(base, 'killed'))).toEqual(files)
  for (const file of files.filter(name => !name.endsWith('.mrc')))
    expect(readFileSync(join(base, 'killed', file), 'utf8'), file).toBe(
      readFileSync(join(base, 'straight', file), 'utf8'),
    )
})
