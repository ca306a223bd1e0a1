import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { sql } from '#database/database.ts'
import { givenBib, givenBranches } from '../given.ts'
import { openLibrary, type TestLibrary } from '../library.ts'
import { givenMachine, selfCheck } from '../sip2.ts'
import { dataDirectory, environmentOf, runKago, startService } from './service.ts'

/** The processes that serve below the one that was started. */
const servingBelow = (pid: number): number[] =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', `${pid}`], { encoding: 'utf8' })
    .split('\n')
    .filter(line => /kago\.js serve/.test(line))
    .map(line => Number(line.trim().split(' ')[0]))
const below = (pid: number): number[] => {
  const own = servingBelow(pid)
  // Started on another Node, the service is a child of what was started.
  return own.length === 1 && servingBelow(own[0]!).length > 0 ? servingBelow(own[0]!) : own
}

test('several processes share the ports of pages and machines, do what is done by the clock once, and one that is killed is started again', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const { id } = await givenBib(library, { title: '雪国' })
  await givenBib(library, { title: '古都' })
  await givenMachine(library)
  const service = await startService({ ...environmentOf(library, dataDirectory()), SIP2_PORT: '0' }, [
    '--processes',
    '2',
  ])
  const before = below(service.pid)
  expect(before).toHaveLength(2)
  const [sip2, ...others] = service.out.filter(line => line.startsWith('SIP2 on port '))
  expect(others).toEqual([])
  const plugIn = () => selfCheck(library, Number(sip2!.slice('SIP2 on port '.length)))
  const kiosks = await Promise.all([plugIn(), plugIn(), plugIn(), plugIn()])
  expect(kiosks.map(({ signedIn }) => signedIn.fixed)).toEqual(Array(4).fill({ ok: '1' }))

  const reads = async () => (await readThroughCuts(`${service.url}/bib/${id}`)).status
  const statuses = await Promise.all(Array.from({ length: 40 }, reads))
  expect(new Set(statuses)).toEqual(new Set([200]))

  const metrics = await (await fetch(`${service.url}/metrics`)).text()
  const counted = [...metrics.matchAll(/^kago_requests_total\{.*route="\/bib.*\} (\d+)$/gm)].map(([, n]) => Number(n))
  expect(counted.reduce((sum, n) => sum + n, 0)).toBe(40)

  // Whoever leads, another one does within ten seconds, and meanwhile everything is answered.
  for (const killed of before) {
    const others = below(service.pid)
    process.kill(killed, 'SIGKILL')
    for (let n = 0; n < 20; n++) expect(await reads()).toBe(200)
    // A machine whose line was cut comes again, whoever serves it then.
    for (let n = 0; n < 4; n++) {
      const kiosk = await plugIn()
      expect((await kiosk.status()).of('AN')).toBe('kiosk1')
      kiosks.push(kiosk)
    }
    await expect.poll(() => below(service.pid).filter(pid => !others.includes(pid)).length, { timeout: 20_000 }).toBe(1)
    await expect.poll(async () => (await leaders(library)).length, { timeout: 10_000 }).toBe(1)
    await expect
      .poll(async () => (await readThroughCuts(`${service.url}/metrics`)).text(), { timeout: 30_000 })
      .toMatch(/^kago_processes 2$/m)
  }
  // Who has said everything closes their own side, and is answered.
  const brief = await plugIn()
  brief.socket.end('9900802.00\r')
  expect(`${Buffer.from(await brief.next())}`).toMatch(/^98/)
  await brief.gone
  // Each of the first four was in one of the two hands that are no more, the later ones in those of whoever lived on.
  await Promise.all(kiosks.slice(0, 4).map(({ gone }) => gone))
  const last = below(service.pid)
  expect(await service.stop()).toBe(0)
  await Promise.all(kiosks.map(({ gone }) => gone))
  for (const pid of last) expect(() => process.kill(pid, 0)).toThrow()
}, 120_000)

test('what cannot start says so, ends with 1 and leaves nothing behind, as one process does', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const library = await openLibrary()
  const usual = { ...environmentOf(library, dataDirectory()), PORT: '0' }
  const none = dataDirectory()
  const whatIsWrong: [env: Record<string, string>, said: string][] = [
    [{ ...usual, DATABASE_URL: 'postgresql://127.0.0.1:1/none' }, 'The database that DATABASE_URL names cannot be'],
    [
      { ...usual, DATABASE_URL: `postgresql://127.0.0.1:${port}/none` },
      'The database that DATABASE_URL names cannot be',
    ],
    [
      { ...usual, DATABASE_READ_URL: `postgresql://127.0.0.1:${port}/none` },
      'The database that DATABASE_READ_URL names',
    ],
    [{ ...usual, KAGO_SECRETS: '{}' }, 'KAGO_SECRETS is broken'],
    [{ DATA_DIR: none, PORT: `${port}` }, `Port ${port} of 127.0.0.1 is taken by another program.`],
  ]
  // Side by side, so that each has the time that it would need on a busy machine.
  const ended = await Promise.all(whatIsWrong.map(([env]) => runKago(['serve', '--processes', '2'], env)))
  silent.close()
  for (const [nth, { code, error }] of ended.entries()) {
    expect(error).toContain(whatIsWrong[nth]![1])
    expect(code).toBe(1)
  }
  expect(readdirSync(none)).toEqual([])
  expect(servingBelow(process.pid)).toEqual([])
  expect((await runKago(['serve', '--processes', '0'])).code).toBe(2)
}, 60_000)

test('one that dies while the library is still being opened ends the start', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const held = await library.db.startTransaction().execute()
  await sql`select pg_advisory_xact_lock(5246001)`.execute(held)
  // The start waits for the lock under which tables are made.
  const service = startService(environmentOf(library, dataDirectory()), ['--processes', '2'])
  const failed = expect(service).rejects.toThrow('One of the processes could not start')
  const serving = () => servingBelow(servingBelow(process.pid)[0]!)
  await expect.poll(() => serving().length, { timeout: 20_000 }).toBe(2)
  process.kill(serving()[0]!, 'SIGKILL')
  await expect.poll(() => serving().length, { timeout: 20_000 }).toBe(1)
  await held.rollback().execute()
  await failed
}, 60_000)

/** Whoever is cut off by a process that dies asks once more, as a browser or a proxy does. */
async function readThroughCuts(url: string): Promise<Response> {
  for (let cuts = 0; ; cuts++)
    try {
      return await fetch(url)
    } catch (error) {
      // Each connection that was kept to that process is cut once.
      if (cuts > 40) throw error
    }
}

/** Who holds the place of the leader. */
async function leaders(library: TestLibrary): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity join pg_locks using (pid)
    where datname = current_database() and application_name like '% leader' and locktype = 'advisory' and granted`.execute(
    library.db,
  )
  return rows.map(({ pid }) => pid)
}
