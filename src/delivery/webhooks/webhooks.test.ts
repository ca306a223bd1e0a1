import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Webhook as Judge } from 'standardwebhooks'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { PatronId } from '#ids.ts'
import { openSecrets } from '#secrets/secrets.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { givenReader, scanned, waiting } from '../../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { sendWebhooks } from './send-webhooks.ts'
import { addWebhook, listWebhooks, removeWebhook } from './webhooks.ts'

type Got = { headers: IncomingHttpHeaders; body: string }

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary({ at: '2026-11-24T10:00:00' })
  await givenBranches(library)
})

/** Judges and receivers of others look at the machine's own clock. */
const atMachineTime = () => library.clock.set(new Date().toISOString())

const open: (() => void)[] = []
afterAll(() => {
  for (const close of open) close()
})

/** A receiver that keeps what it gets, and answers with the next of these; a null is an answer that never comes. */
async function receiver(...answers: (number | null)[]): Promise<{ url: string; got: Got[]; server: Server }> {
  const got: Got[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const answer = answers.length > 1 ? answers.shift()! : answers[0]!
    got.push({ headers: request.headers, body })
    if (answer !== null) response.writeHead(answer).end('thank you')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/kago`, got, server }
}

async function added(name: string, url: string, given: { tellsTitles?: boolean; tellsCard?: boolean } = {}) {
  const webhook = { name, url, kinds: ['ready'], tellsTitles: false, tellsCard: false, ...given }
  const outcome = await addWebhook(library, { login: 'kanri' }, webhook)
  if (!outcome.ok) throw new Error(outcome.refusal.whys.join())
  return outcome.value.key
}

/** A hold that comes ready: the notice of it is due at once. @returns its patron */
async function comesReady(title: string): Promise<PatronId> {
  const patron = await givenReader(library, { mail: 'yomu@example.jp' })
  const bib = await givenBib(library, { title })
  await waiting(library, patron, [bib.id], { contact: 'mail' })
  await scanned(library, bib.itemIds[0]!)
  library.clock.forward({ hours: 24 })
  return patron
}

const tell = () => sendWebhooks(library, { limit: 50, timeoutMs: 300 })
const later = (by: Temporal.DurationLike) => library.clock.forward(by)

test('news is signed as Standard Webhooks say, told once, without title, name and card', async () => {
  atMachineTime()
  const { url, got } = await receiver(204)
  const key = await added('line', url)
  await comesReady('ひみつの題名')
  await dueNow()
  expect(await tell()).toEqual({ sent: 1, failed: 0 })
  expect(await tell()).toEqual({ sent: 0, failed: 0 })
  expect(got).toHaveLength(1)
  const { headers, body } = got[0]!
  expect(new Judge(key).verify(body, headers as Record<string, string>)).toMatchObject({
    id: headers['webhook-id'],
    type: 'notice.ready',
    data: { count: 1, pickup: '中央図書館', patron: { sign: expect.stringMatching(/^[\w-]{27}$/) } },
  })
  expect(() => new Judge(key).verify(`${body} `, headers as Record<string, string>)).toThrow()
  for (const personal of ['ひみつ', '見本', 'yomu@']) expect(body).not.toContain(personal)
  expect(await listWebhooks(library)).toMatchObject([{ name: 'line', sent: 1, due: 0, failed: 0 }])
  const kept = await library.db.selectFrom('webhook_delivery').selectAll().execute()
  expect(JSON.stringify(kept)).not.toContain('notice.ready')
})

test('title and card are told where the library allows it; a patron is another sign for another webhook', async () => {
  const [open, one, two] = [await receiver(200), await receiver(200), await receiver(200)]
  await added('open', open.url, { tellsTitles: true, tellsCard: true })
  await added('one', one.url)
  await added('two', two.url)
  const patron = await comesReady('題名')
  await tell()
  const { number } = await library.db
    .selectFrom('card')
    .where('patron_id', '=', patron)
    .select('number')
    .executeTakeFirstOrThrow()
  const said = (got: Got[]) => JSON.parse(got[0]!.body).data
  expect(said(open.got)).toMatchObject({ patron: { cardNumber: number }, titles: ['題名'] })
  expect(said(one.got).patron.sign).not.toBe(said(two.got).patron.sign)
})

test('a receiver that is broken, slow or dead gets the same id and body again, later and later; others do not wait for it', async () => {
  const { url, got } = await receiver(500, null, 302, 204)
  const well = await receiver(204)
  const dead = createTcpServer().listen(0, '127.0.0.1')
  await once(dead, 'listening')
  const gone = `http://127.0.0.1:${(dead.address() as AddressInfo).port}/`
  await new Promise(resolve => dead.close(resolve))
  for (const [name, to] of [
    ['broken', url],
    ['well', well.url],
    ['dead', gone],
  ] as const)
    await added(name, to)
  await comesReady('本')
  expect(await tell()).toEqual({ sent: 1, failed: 2 })
  expect(await tell()).toEqual({ sent: 0, failed: 0 })
  for (const wait of [{ minutes: 1 }, { minutes: 3 }, { minutes: 11 }, { minutes: 31 }]) {
    later(wait)
    await tell()
  }
  expect(well.got).toHaveLength(1)
  expect(got).toHaveLength(4)
  expect(new Set(got.map(({ headers }) => headers['webhook-id']))).toHaveProperty('size', 1)
  expect(new Set(got.map(({ body }) => body))).toHaveProperty('size', 1)
  const listed = await listWebhooks(library)
  expect(listed.find(({ name }) => name === 'broken')).toMatchObject({ sent: 1, due: 0, lastError: null })
  expect(listed.find(({ name }) => name === 'dead')).toMatchObject({ sent: 0, due: 1, lastError: 'ECONNREFUSED' })
  for (let day = 0; day < 6; day++) {
    later({ hours: 25 })
    await tell()
  }
  expect((await listWebhooks(library)).find(({ name }) => name === 'dead')).toMatchObject({ due: 0, failed: 1 })
})

test('410 ends a webhook, what was before it is not told, what is not true any more is not told, removed it is told nothing', async () => {
  await comesReady('まえの本')
  const over = await receiver(410)
  await added('over', over.url)
  await comesReady('一')
  await comesReady('二')
  await tell()
  later({ minutes: 5 })
  await tell()
  expect(over.got).toHaveLength(1)
  expect(await listWebhooks(library)).toMatchObject([{ disabledBecause: 'HTTP 410', failed: 1, due: 0 }])
  const again = await receiver(204)
  await added('over', again.url)
  await tell()
  expect(again.got).toEqual([])

  await removeWebhook(library, { login: 'kanri' }, 'over')
  const { url, got } = await receiver(204)
  await added('late', url)
  await comesReady('取り消される本')
  await library.db.updateTable('notice').set({ state: 'cancelled', done_at: library.clock.now() }).execute()
  await tell()
  expect(got).toEqual([])
  expect(await removeWebhook(library, { login: 'kanri' }, 'late')).toBe(true)
  expect(await removeWebhook(library, { login: 'kanri' }, 'late')).toBe(false)
  await comesReady('あとの本')
  await tell()
  expect(got).toEqual([])
})

test('set anew, it is told what waits as it is set now, under another id where it was tried; an unwanted kind not at all', async () => {
  const before = await receiver(500)
  const after = await receiver(204)
  await added('line', before.url, { tellsTitles: true })
  await comesReady('ひみつの題名')
  await tell()
  await comesReady('まだ知らせていない本')
  await added('line', after.url)
  expect(await tell()).toEqual({ sent: 2, failed: 0 })
  expect(before.got[0]!.body).toContain('ひみつの題名')
  expect(after.got.map(({ body }) => JSON.parse(body).data.titles)).toEqual([undefined, undefined])
  expect(after.got.map(({ headers }) => headers['webhook-id'])).not.toContain(before.got[0]!.headers['webhook-id'])

  const broken = await receiver(500)
  await added('line', broken.url)
  await comesReady('もう知らせない本')
  await tell()
  const changed = { name: 'line', url: after.url, kinds: ['closed'], tellsTitles: false, tellsCard: false }
  await addWebhook(library, { login: 'kanri' }, changed)
  later({ hours: 1 })
  expect(await tell()).toEqual({ sent: 0, failed: 0 })
  expect(await listWebhooks(library)).toMatchObject([{ due: 0, failed: 0, lastError: null }])
})

test('410 of the address before does not end a webhook that was set anew meanwhile', async () => {
  const after = await receiver(204)
  const before = createServer(async (_request, response) => {
    await added('line', after.url)
    response.writeHead(410).end()
  }).listen(0, '127.0.0.1')
  open.push(() => before.close())
  await once(before, 'listening')
  await added('line', `http://127.0.0.1:${(before.address() as AddressInfo).port}/`)
  await comesReady('本')
  await tell()
  expect(await listWebhooks(library)).toMatchObject([{ disabledAt: null, due: 1 }])
  expect(await tell()).toEqual({ sent: 1, failed: 0 })
  expect(after.got).toHaveLength(1)
})

test('what was told is forgotten after a month, also when no webhook is told anything any more', async () => {
  const { url } = await receiver(204, 410)
  await added('line', url)
  await comesReady('一')
  await tell()
  await comesReady('二')
  await tell()
  expect(await listWebhooks(library)).toMatchObject([{ disabledBecause: 'HTTP 410', sent: 1, failed: 1 }])
  later({ hours: 24 * 31 })
  await tell()
  expect(await listWebhooks(library)).toMatchObject([{ sent: 0, failed: 0 }])
})

test('two workers at once tell each piece of news once', async () => {
  const { url, got } = await receiver(204)
  await added('line', url)
  for (const title of ['一', '二', '三', '四']) await comesReady(title)
  await Promise.all([tell(), tell(), tell()])
  expect(got).toHaveLength(4)
  expect(new Set(got.map(({ headers }) => headers['webhook-id']))).toHaveProperty('size', 4)
})

test('the receiver in deploy/ takes what is signed, once, and nothing else', async () => {
  atMachineTime()
  const directory = mkdtempSync(join(tmpdir(), 'kago-webhook-'))
  open.push(() => rmSync(directory, { recursive: true }))
  // Added before the port is known: the key is what the receiver starts with.
  const key = await added('gate', 'http://127.0.0.1:9/')
  const process = start(key, directory)
  const port = await ready(process)
  await moveTo(port)
  await comesReady('本')
  await dueNow()
  const [line] = await Promise.all([once(process.stdout!, 'data'), tell()])
  expect(JSON.parse(`${line}`)).toMatchObject({ type: 'notice.ready', data: { count: 1 } })
  // As after a crash between its yes and our mark: it says yes again, and prints nothing more.
  const lines: string[] = []
  process.stdout!.on('data', chunk => lines.push(`${chunk}`))
  await library.db
    .updateTable('webhook_delivery')
    .set({ state: 'due', done_at: null, next_try_at: library.clock.now() })
    .execute()
  expect(await tell()).toEqual({ sent: 1, failed: 0 })
  const forged = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}' })
  expect(forged.status).toBe(401)
  process.kill()
  await once(process, 'close')
  expect(lines).toEqual([])
})

test('the example in docs/protocols.md works when it is pasted', async () => {
  atMachineTime()
  const docs = readFileSync(join(root, 'docs/protocols.md'), 'utf8')
  const [add, receive] = [...docs.matchAll(/```sh\n(.*webhook.*)\n```/g)].map(([, command]) => command!)
  const directory = mkdtempSync(join(tmpdir(), 'kago-webhook-'))
  open.push(() => rmSync(directory, { recursive: true }))
  const env = { ...process.env, DATABASE_URL: library.databaseUrl, DATA_DIR: directory }
  const { stdout } = await promisify(execFile)('sh', ['-c', add!], { cwd: root, env })
  const [key] = /^whsec_\S+$/m.exec(stdout)!
  const child = spawn('sh', ['-c', `exec env ${receive!.replace('whsec_…', key)}`], {
    cwd: root,
    env: { ...process.env, PORT: '0', SEEN: join(directory, 'ids') },
  })
  open.push(() => child.kill())
  await moveTo(await ready(child))
  library.secrets = await openSecrets(library.db, { dataDir: directory, fromEnvironment: null })
  await comesReady('本')
  await dueNow()
  const [line] = await Promise.all([once(child.stdout, 'data'), tell()])
  expect(JSON.parse(`${line}`)).toMatchObject({ type: 'notice.ready', data: { count: 1, pickup: '中央図書館' } })
})

/** What waits is told now. */
async function dueNow(): Promise<void> {
  atMachineTime()
  await library.db.updateTable('webhook_delivery').set({ next_try_at: library.clock.now() }).execute()
}

const root = join(import.meta.dirname, '../../..')

/** The receiver chose its port after the webhook was added. */
const moveTo = (port: string) =>
  library.db
    .updateTable('webhook')
    .set({ url: `http://127.0.0.1:${port}/` })
    .execute()

function start(key: string, directory: string): ChildProcess {
  const child = spawn(process.execPath, [join(root, 'deploy/webhook-receiver.mjs')], {
    env: { WEBHOOK_KEY: key, PORT: '0', SEEN: join(directory, 'ids') },
  })
  open.push(() => child.kill())
  return child
}

async function ready(child: ChildProcess): Promise<string> {
  const [said] = await once(child.stderr!, 'data')
  return /ready (\d+)/.exec(`${said}`)![1]!
}
