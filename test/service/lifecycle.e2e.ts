import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { Agent, createServer, get } from 'node:http'
import { type AddressInfo, connect, createServer as createSocketServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { givenBranches } from '../given.ts'
import { postmastersBelow } from '../leftovers.ts'
import { openLibrary } from '../library.ts'
import { dataDirectory, demoDirectory, environmentOf, runKago, startService } from './service.ts'

/** An empty library on its own PostgreSQL. */
const own = () => ({ DATA_DIR: dataDirectory(), NODE_ENV: 'production' })
/** The demo library: a production one says `ready` only after its first evening. */
const demo = async () => ({ DATA_DIR: await demoDirectory() })
const postmasterOf = (env: { DATA_DIR: string }) =>
  Number(readFileSync(join(env.DATA_DIR, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
const statusOf = (url: string) =>
  fetch(url).then(
    answer => answer.status,
    () => null,
  )

describe('what cannot start says what to do in a sentence, ends with 1 and leaves nothing behind', () => {
  test('a port that is taken: nothing is made in the library', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const env = { DATA_DIR: dataDirectory() }
    const { code, out, error } = await runKago(['serve'], { ...env, PORT: `${port}` })
    other.close()
    expect(code).toBe(1)
    expect(error).toBe(
      `Port ${port} of 127.0.0.1 is taken by another program. Stop it, or name another port in PORT.\n`,
    )
    expect(out).toBe('')
    expect(readdirSync(env.DATA_DIR)).toEqual([])
  }, 30_000)

  test('a port for machines that is taken: the pages go down again too', async () => {
    const library = await openLibrary()
    await givenBranches(library)
    const other = createSocketServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { code, error } = await runKago(['serve'], {
      ...environmentOf(library, dataDirectory()),
      PORT: '0',
      SIP2_PORT: `${port}`,
    })
    other.close()
    expect(code).toBe(1)
    expect(error).toContain(
      `Port ${port} of 127.0.0.1 is taken by another program. Stop it, or name another port in SIP2_PORT.`,
    )
  }, 30_000)

  test('a database that cannot be reached', async () => {
    const { code, error } = await runKago(['serve'], {
      DATA_DIR: dataDirectory(),
      PORT: '0',
      DATABASE_URL: 'postgresql://127.0.0.1:1/none',
    })
    expect(code).toBe(1)
    expect(error).toMatch(
      /^The database that DATABASE_URL names cannot be reached: .*Start it, or correct DATABASE_URL\.$/m,
    )
  }, 30_000)

  test('a database that takes the connection and says nothing', async () => {
    const silent = createSocketServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const { code, error } = await runKago(['serve'], {
      DATA_DIR: dataDirectory(),
      PORT: '0',
      DATABASE_URL: `postgresql://127.0.0.1:${port}/none`,
    })
    silent.close()
    expect(code).toBe(1)
    expect(error).toContain('cannot be reached')
  }, 30_000)

  test('a server that follows and is not there', async () => {
    const library = await openLibrary()
    const { code, error } = await runKago(['serve'], {
      ...environmentOf(library, dataDirectory()),
      PORT: '0',
      DATABASE_READ_URL: 'postgresql://127.0.0.1:1/none',
    })
    expect(code).toBe(1)
    expect(error).toMatch(/The database that DATABASE_READ_URL names cannot be read: .* or leave it away\.$/m)
  }, 30_000)

  test('secrets that are not those of the database; its server is stopped again', async () => {
    const env = own()
    expect((await runKago(['settings', 'apply', 'demo/library.yaml', '--yes'], env)).code).toBe(0)
    const { code, error } = await runKago(['serve'], { ...env, PORT: '0', KAGO_SECRETS: '{}' })
    expect(code).toBe(1)
    expect(error).toContain('KAGO_SECRETS is broken')
    expect(readdirSync(join(env.DATA_DIR, 'postgres'))).not.toContain('postmaster.pid')
  }, 60_000)
})

test('a database that is killed is started again, one that is frozen is not waited for, and nothing of it is left at the end', async () => {
  const env = await demo()
  const service = await startService(env)
  expect(await statusOf(`${service.url}/readyz`)).toBe(200)
  const first = postmasterOf(env)
  process.kill(first, 'SIGKILL')
  await expect.poll(() => statusOf(`${service.url}/readyz`), { interval: 10, timeout: 20_000 }).toBe(503)
  expect(await statusOf(`${service.url}/healthz`)).toBe(200)
  await expect.poll(() => statusOf(`${service.url}/readyz`), { timeout: 20_000 }).toBe(200)
  expect(postmasterOf(env)).not.toBe(first)
  await expect.poll(() => statusOf(`${service.url}/login`), { timeout: 20_000 }).toBe(200)

  const frozen = [postmasterOf(env), ...childrenOf(postmasterOf(env))]
  for (const pid of frozen) process.kill(pid, 'SIGSTOP')
  try {
    const waiting = await fetch(`${service.url}/login`)
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([503, '10'])
    expect(await statusOf(`${service.url}/`)).toBe(200)
    await expect.poll(() => statusOf(`${service.url}/readyz`), { timeout: 5_000 }).toBe(503)
    expect(await statusOf(`${service.url}/healthz`)).toBe(200)
  } finally {
    for (const pid of frozen) process.kill(pid, 'SIGCONT')
  }
  await expect.poll(() => statusOf(`${service.url}/readyz`), { timeout: 20_000 }).toBe(200)
  expect(await statusOf(`${service.url}/`)).toBe(200)

  expect(await service.stop()).toBe(0)
  expect(postmastersBelow(env.DATA_DIR)).toEqual([])
})

test('the database that a killed service left is taken over by the next, which stops it at its end', async () => {
  const env = await demo()
  const first = await startService(env)
  const postmaster = postmasterOf(env)
  await first.kill()
  const second = await startService(env)
  expect(postmasterOf(env)).toBe(postmaster)
  expect(await second.stop()).toBe(0)
  expect(postmastersBelow(env.DATA_DIR)).toEqual([])
})

test('told to end, a service answers what is asked, closes connections after their answer, and no hanging mail holds it', async () => {
  const silent = createSocketServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  afterAll(() => silent.close())
  const library = await openLibrary()
  await givenBranches(library)
  await library.db
    .insertInto('notice')
    .values({
      dedupe_key: 'x',
      kind: 'orderPlaced',
      channel: 'mail',
      recipient: 'hanako@example.jp',
      facts: JSON.stringify({ titles: [] }),
      due_at: library.clock.now(),
      next_try_at: library.clock.now(),
      message_id: '<x@kago>',
    })
    .execute()
  const talking = once(silent, 'connection')
  const { port } = silent.address() as AddressInfo
  const service = await startService({
    ...environmentOf(library, dataDirectory()),
    SMTP_URL: `smtp://127.0.0.1:${port}`,
  })
  await talking
  const agent = new Agent({ keepAlive: true })
  const ask = (path: string) =>
    new Promise<{ status: number; connection: string | undefined }>((resolve, reject) => {
      get(`${service.url}${path}`, { agent }, answer => {
        answer.resume()
        answer.once('end', () => resolve({ status: answer.statusCode!, connection: answer.headers.connection }))
      }).once('error', reject)
    })
  expect(await ask('/')).toEqual({ status: 200, connection: 'keep-alive' })
  // A request that is being sent when the end is told: half of it is here.
  const { port: own } = new URL(service.url)
  const slow = connect(Number(own), '127.0.0.1')
  await once(slow, 'connect')
  slow.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n')
  const stopped = service.stop()
  await expect.poll(async () => (await ask('/readyz')).status, { interval: 10 }).toBe(503)
  slow.write('\r\n')
  const [answer] = (await once(slow, 'data')) as [Buffer]
  expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\nconnection: close\r\n/i)
  expect(await stopped).toBe(0)
  agent.destroy()
}, 60_000)

const childrenOf = (pid: number): number[] =>
  execFileSync('ps', ['-o', 'pid=', '--ppid', `${pid}`], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
    .map(Number)
