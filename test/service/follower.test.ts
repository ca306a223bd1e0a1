import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, inject, test } from 'vitest'
import type { CatalogueIndex } from '#catalogue/index/catalogue-index.ts'
import { catchUp } from '#catalogue/index/keep/follow.ts'
import { openIndex } from '#catalogue/index/keep/open-index.ts'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { feedEnd } from '#catalogue/index-store.ts'
import { statistics } from '#circulation/lists/statistics.ts'
import { connect, type Database, hearRoundTrips, onOneConnection, poolState, sql } from '#database/database.ts'
import { type EmbeddedServer, startEmbedded } from '#database/embedded.ts'
import { openFollower } from '#database/following/follower.ts'
import { makeOwnDatabase } from '#database/make-database.ts'
import { migrate } from '#database/migrate.ts'
import { startSession } from '#patrons/signing-in/sessions.ts'
import { defaultPolicy } from '#policy.ts'
import { drawSecrets } from '#secrets/secrets.ts'
import { silentLog } from '#std/log.ts'
import { stoppedClock } from '#time/clock.ts'
import { serveWeb } from '#web/serve.ts'
import { closeAfterFile } from '../file-life.ts'
import { givenBib, givenBranches } from '../given.ts'
import { applied, givenReader } from '../given-holds.ts'
import { startReplica } from '../replica.ts'
import { signedInAs } from '../signed-in.ts'

const settings = { fsync: 'off', shared_buffers: '16MB', max_connections: '40' }
const month = Temporal.PlainYearMonth.from('2026-11')
const comesAndGoes: string[] = []
let replica: EmbeddedServer
let restarted: () => Promise<unknown>
let library: Awaited<ReturnType<typeof openBoth>>

/** A library on a server of its own, and another server that follows it. */
async function openBoth() {
  const directory = mkdtempSync(join(inject('directory'), 'following-'))
  const data = join(directory, 'primary')
  const primary = await startEmbedded(data, settings)
  closeAfterFile(() => primary.stop())
  await makeOwnDatabase(primary.url)
  const db = connect(primary.url, { connections: 6 })
  await migrate(db)
  replica = await startReplica(primary, { data, directory: join(directory, 'replica'), settings })
  restarted = () => startEmbedded(join(directory, 'replica'), settings)
  closeAfterFile(() => replica.stop())
  const follower = openFollower(replica.url, (isAway, why) => comesAndGoes.push(isAway ? why : 'back'))
  const readDb = follower.connect(db, { connections: 4 })
  closeAfterFile(async () => {
    await follower.stop()
    await readDb.destroy()
    await db.destroy()
  })
  const clock = stoppedClock('2026-11-24T10:00:00')
  const open = { db, readDb, clock, policy: defaultPolicy, log: silentLog, secrets: drawSecrets() }
  const index = openIndex(open, { dataDir: null, pollMilliseconds: 20 })
  closeAfterFile(() => index.close())
  await index.ready
  return { ...open, index: index.index }
}

beforeAll(async () => {
  library = await openBoth()
  await givenBranches(library)
}, 120_000)

const onReplica = async <T extends object>(query: string): Promise<T> => {
  const db = connect(replica.url, { connections: 1 })
  try {
    return (await sql.raw<T>(query).execute(db)).rows[0]!
  } finally {
    await db.destroy()
  }
}
const found = (title: string, index: Pick<CatalogueIndex, 'search'> = library.index): number => {
  const answer = index.search({ text: title, limit: 5 })
  return answer.ok ? answer.value.total : 0
}

/** From now on the other server falls behind. */
async function pauseReplay(): Promise<void> {
  await onReplica('select pg_wal_replay_pause()')
  await expect
    .poll(() => onReplica<{ state: string }>('select pg_get_wal_replay_pause_state() as state'), { timeout: 20_000 })
    .toEqual({ state: 'paused' })
}

/** What is asked of a server while `work` is done. */
async function askedOf(db: Database, work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = []
  const end = hearRoundTrips(db, trip => asked.push(...trip))
  await work()
  end()
  return asked
}

test('the index and statistics are read from the server that follows; nothing is written there', async () => {
  expect(await onReplica<{ follows: boolean }>('select pg_is_in_recovery() as follows')).toEqual({ follows: true })
  const { id } = await givenBib(library, { title: '雪国' })
  const reader = await givenReader(library)
  await expect.poll(() => found('雪国'), { timeout: 20_000 }).toBe(1)
  let counted: unknown
  const statistical = (asked: string[]) => asked.filter(text => text.includes('with happened as'))
  const own = await askedOf(library.db, async () => {
    const there = await askedOf(library.readDb, async () => {
      counted = await statistics(library, month, month)
    })
    expect(statistical(there)).toHaveLength(1)
  })
  expect([statistical(own), counted]).toEqual([[], []])
  const toFollower = await askedOf(library.readDb, () => applied(library, reader, [id]))
  expect(toFollower.filter(text => /\b(insert|update|delete|begin)\b/.test(text))).toEqual([])
  await expect
    .poll(() => onReplica<{ holds: number }>('select count(*) as holds from hold'), { timeout: 20_000 })
    .toEqual({ holds: 1 })
})

test('a patron never sees the state before their own press, however far behind the other server is', async () => {
  const { id } = await givenBib(library, { title: '古都' })
  await expect.poll(() => found('古都'), { timeout: 20_000 }).toBe(1)
  const reader = await givenReader(library)
  const web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
  closeAfterFile(() => web.close())
  const session = await startSession(library, { patronId: reader, mustChangePassword: false, terminalId: null })
  const { cookie, csrf } = signedInAs(library, 'session', session)
  const address = `http://127.0.0.1:${web.port}`
  const seen = async (path: string) => (await fetch(`${address}${path}`, { headers: { cookie } })).text()
  const before = await seen(`/bib/${id}`)

  await pauseReplay()
  try {
    const pressed = await fetch(`${address}/basket`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ bib: `${id}`, csrf }),
    })
    expect(pressed.status).toBe(303)
    expect(await seen('/my/basket')).toContain('古都')
    await applied(library, reader, [id])
    expect(await seen('/my/holds')).toContain('古都')
    expect(await seen(`/bib/${id}`)).not.toBe(before)
    expect(await onReplica('select count(*)::int as holds from hold')).toEqual({ holds: 1 })
  } finally {
    await onReplica('select pg_wal_replay_resume()')
  }
  await expect
    .poll(() => onReplica<{ holds: number }>('select count(*) as holds from hold'), { timeout: 20_000 })
    .toEqual({ holds: 2 })
})

test('what changed is read from the server that told of it, however far behind the other one is', async () => {
  const follower = openFollower(replica.url, () => {})
  const readDb = follower.connect(library.db, { connections: 1 })
  const index = buildIndex([])
  const position = await feedEnd(library.db)
  await pauseReplay()
  try {
    await givenBib(library, { title: '名人' })
    // The follower has no connection left, and has one again as soon as the first server is asked what changed.
    const gone = Promise.withResolvers<void>()
    const taken = onOneConnection(readDb, () => gone.promise)
    await expect.poll(() => poolState(readDb), { timeout: 5_000 }).toEqual({ connections: 1, idle: 0, waiting: 0 })
    const end = hearRoundTrips(library.db, trip => {
      if (trip.some(text => text.includes('from bib_change'))) gone.resolve()
    })
    await catchUp(readDb, index, position, library.clock.now())
    end()
    await taken
    expect(found('名人', index)).toBe(1)
  } finally {
    await onReplica('select pg_wal_replay_resume()')
  }
  await follower.stop()
  await readDb.destroy()
})

test.each(['40001', '40P01'])('what the other server gives up (%s) is asked of the first one', async code => {
  const givenUp = `do $$ begin if pg_is_in_recovery() then raise exception using errcode = '${code}'; end if; end $$`
  expect((await sql.raw(givenUp).execute(library.readDb)).rows).toEqual([])
})

test('while the other server is away the first one is read, and afterwards the other one again', async () => {
  await replica.stop()
  expect(await statistics(library, month, month)).toMatchObject([{ holds: 2 }])
  await givenBib(library, { title: '千羽鶴' })
  await expect.poll(() => found('千羽鶴'), { timeout: 20_000 }).toBe(1)
  await expect.poll(() => comesAndGoes.length, { timeout: 20_000 }).toBe(1)
  expect(comesAndGoes).not.toContain('back')

  await restarted()
  await expect.poll(() => comesAndGoes.at(-1), { timeout: 20_000 }).toBe('back')
  const there = await askedOf(library.readDb, () => statistics(library, month, month))
  expect(there.some(text => text.includes('with happened as'))).toBe(true)
  await givenBib(library, { title: '山の音' })
  await expect.poll(() => found('山の音'), { timeout: 20_000 }).toBe(1)
  expect(comesAndGoes).toHaveLength(2)
})
