import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { connect, sql } from '#database/database.ts'
import { migrationFiles } from '#database/migrate.ts'
import type { Library } from '#library.ts'
import { loadPolicy } from '#policy-store.ts'
import { drawSecrets } from '#secrets/secrets.ts'
import { silentLog } from '#std/log.ts'
import { newId } from '#std/new-id.ts'
import { stoppedClock } from '#time/clock.ts'
import { commitBefore, layOut } from '../earlier.ts'
import { givenPatron, givenSession } from '../given-patron.ts'
import { givenStaffSession } from '../given-staff.ts'
import { databaseUrl } from '../global-setup.ts'
import { openLibrary, testDatabase } from '../library.ts'
import { dataDirectory, environmentOf, runKago, startService } from './service.ts'

const newest = migrationFiles().at(-1)!
const earlier = commitBefore()
if (earlier === null)
  process.stderr.write('the version before is not put beside this one: its commit is not in this copy\n')

/** An empty database, as a server has it before there is a library. */
async function emptyDatabase(): Promise<string> {
  const { url } = inject('server')
  const name = testDatabase()
  const maintenance = connect(url, { connections: 1 })
  await sql`create database ${sql.ref(name)}`.execute(maintenance)
  await maintenance.destroy()
  return databaseUrl(url, name)
}

if (earlier !== null)
  test('a town of the version before comes up while that version serves it; both work beside each other, and either alone', async () => {
    const url = await emptyDatabase()
    const program = join(dataDirectory(), 'earlier')
    layOut(earlier, program)
    const secrets = drawSecrets()
    const clock = stoppedClock('2026-11-25T10:00:00')
    const env = environmentOf({ databaseUrl: url, secrets, clock }, dataDirectory())
    const old = (...args: string[]) => runKago(args, env, undefined, program)
    const service = await startService(env, [], program)
    const db = connect(url, { connections: 2 })
    try {
      const look = await runKago(['upgrade', '--check'], env)
      expect([look.code, look.error]).toEqual([3, ''])
      expect(look.out).toContain(`${newest}: less than a second`)
      expect(look.out).toContain('Nothing was changed.')
      const done = await runKago(['upgrade'], env)
      expect([done.code, done.error]).toEqual([0, ''])
      expect(done.out).toContain(newest)

      // The version before still serves: a patron reserves, and a copy that somebody waits for is found on the shelf.
      const { policy } = await loadPolicy(db)
      const library: Library = { db, readDb: db, clock, policy, log: silentLog, index: buildIndex([]), secrets }
      const patron = await givenPatron(library)
      const session = await givenSession(library, patron.id)
      const staff = await givenStaffSession(library, { role: 'chief' })
      const free = await sql<{ bib: number }>`
        select i.bib_id as bib from item i where i.status = 'shelf' and i.loan_rule = 'normal'
          and not exists (select from hold h where h.bib_id = i.bib_id and h.state <> 'closed')
        order by i.id limit 1`.execute(db)
      const wanted = await sql<{ barcode: string }>`
        select i.barcode from item i join hold h on h.bib_id = i.bib_id
        where h.state = 'waiting' and i.status = 'shelf' and i.current_branch_id = 'chuo'`.execute(db)
      const post = async (path: string, who: { cookie: string; csrf: string }, fields: Record<string, string>) => {
        const answer = await fetch(`${service.url}${path}`, {
          method: 'POST',
          body: new URLSearchParams({ csrf: who.csrf, ...fields }),
          headers: { cookie: who.cookie, 'sec-fetch-site': 'same-origin' },
          redirect: 'manual',
        })
        return answer.status
      }
      const order = { id: newId(), kind: 'ordinary', bib: `${free.rows[0]!.bib}`, pickup: 'chuo', contact: 'self' }
      expect(await post('/my/orders', session, order)).toBe(303)
      for (const { barcode } of wanted.rows)
        expect(await post('/counter/check-in', staff, { barcode })).toBeLessThan(400)
      const caught = await sql<{ count: number }>`
        select count(*)::int as count from item where status in ('holdShelf', 'transit')
          and barcode = any(${wanted.rows.map(({ barcode }) => barcode)})`.execute(db)
      expect(caught.rows[0]!.count).toBeGreaterThan(0)
      await service.stop()
      expect((await old('night', '--date', '2026-11-26')).out).toContain('finished')
      expect(await db.selectFrom('hold').select('state').where('patron_id', '=', patron.id).execute()).toEqual([
        { state: 'waiting' },
      ])

      // Then this one, and one back.
      expect((await runKago(['check'], env)).out).toBe('all is well\n')
      expect((await runKago(['night', '--date', '2026-11-27'], env)).out).toContain('finished')
      expect((await old('check')).out).toContain('all is well')
    } finally {
      await db.destroy()
      await service.stop()
    }
  }, 300_000)

test('a program that is too old for a database says so and how to go back; a backup of before is that way', async () => {
  const library = await openLibrary()
  const directory = dataDirectory()
  const env = environmentOf(library, directory)
  const file = join(directory, 'before.kago')
  await givenPatron(library)
  expect((await runKago(['backup', file], env)).code).toBe(0)
  // What a newer version leaves behind that has taken something away.
  await sql`alter table patron rename column name to full_name`.execute(library.db)
  await sql`insert into migration (name, ends_earlier) values ('9999-names.sql', true)`.execute(library.db)
  for (const command of [['check'], ['serve'], ['upgrade', '--check'], ['upgrade']]) {
    const { code, out, error } = await runKago(command, { ...env, PORT: '0' })
    expect([command, code, out]).toEqual([command, 1, ''])
    expect(error).toContain('kago restore FILE --replace')
    expect(error).toContain('9999-names.sql')
  }
  expect((await runKago(['restore', file, '--replace'], env)).out).toContain('all is well')
  expect((await runKago(['check'], env)).code).toBe(0)
  const { rows } = await sql`select name from patron`.execute(library.db)
  expect(rows).toHaveLength(1)
})
