import { expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { makeTerminalCode, registerTerminal } from '#patrons/terminals/terminals.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { createApp } from '#web/app.tsx'
import { serveWeb } from '#web/serve.ts'
import { fromHere } from '../../test/from-here.ts'
import { givenBranches } from '../../test/given.ts'
import { givenPatron, givenSession } from '../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { givenMachine, selfCheck } from '../../test/sip2.ts'
import { mountProtocols } from './mount.ts'
import { serveSip2 } from './sip2/server.ts'

type Door = (cardNumber: string, password: string) => Promise<boolean>

/** Every door through which a password of a patron can be tried, each as its clients come; true when it opened. */
async function doorsOf(library: TestLibrary) {
  const web = await serveWeb(library, { port: 0, host: '127.0.0.1', machines: mountProtocols })
  const sip2 = await serveSip2(library, { port: 0, host: '127.0.0.1', tls: null })
  const machine = await givenMachine(library)
  const { id: guardian } = await givenPatron(library)
  const base = `http://127.0.0.1:${web.port}`
  const code = await makeTerminalCode(library, { login: 'chief1' }, BranchId('chuo'), '自動貸出機1', 'loans')
  const terminal = (await registerTerminal(library, code, '127.0.0.1'))!
  const cookie = `kago-terminal=${terminal}.${keyedHash(library.secrets.cookieKey, 'cookie terminal', terminal)}`
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(base + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams(fields),
    })
  const doors: Record<string, Door> = {
    web: async (cardNumber, password) => (await post('/login', { cardNumber, password })).status === 303,
    terminal: async (cardNumber, password) =>
      (await post('/login', { cardNumber, password }, { cookie })).status === 303,
    selfCheck: async (cardNumber, password) =>
      (await post('/self-check', { cardNumber, password }, { cookie })).status === 303,
    // Plugged in anew each time: a machine that is silent for half a day is cut.
    sip2: async (cardNumber, password) => {
      const kiosk = await selfCheck(library, sip2.port, { name: machine.name })
      const answer = await kiosk.card(cardNumber, password)
      kiosk.close()
      return answer.of('CQ') === 'Y'
    },
    // Somebody who has a card of their own tries for another's.
    family: async (cardNumber, password) => {
      const { cookie, csrf } = await givenSession(library, guardian)
      return (await post('/my/family', { cardNumber, password, csrf }, { cookie })).status === 303
    },
    paia: async (username, password) =>
      (await post('/paia/auth/login', { username, password, grant_type: 'password' })).status === 200,
  }
  const close = async () => {
    await Promise.all([sip2.close(), web.close()])
  }
  return { doors, close }
}

async function given() {
  const library = await openLibrary()
  await givenBranches(library)
  // What is tried here is one card: the alarm of the whole library has tests of its own.
  const calm = { alarmFailuresPerHour: 100_000, alarmFailuresPerDay: 100_000 }
  library.policy = { ...library.policy, passwords: { ...library.policy.passwords, ...calm } }
  return library
}

test('every door opens for the right password', async () => {
  const library = await given()
  const { doors, close } = await doorsOf(library)
  for (const [name, opens] of Object.entries(doors)) {
    const { cardNumber, password } = await givenPatron(library)
    expect([name, await opens(cardNumber, password)]).toEqual([name, true])
  }
  await close()
})

test('who goes from door to door has no more tries than at one: the tenth failure shuts the card everywhere', async () => {
  const library = await given()
  const { doors, close } = await doorsOf(library)
  const { id, cardNumber, password } = await givenPatron(library)
  const inTurn = Object.values(doors)
  let looked = 0
  for (let guess = 0; guess < 40; guess++) {
    expect(await inTurn[guess % inTurn.length]!(cardNumber, `${1000 + guess * 7}`)).toBe(false)
    const card = await library.db.selectFrom('sign_in_card').selectAll().where('patron_id', '=', id).executeTakeFirst()
    looked = card?.failed_at.length ?? 0
    // Whoever guesses waits until the card waits no longer.
    library.clock.forward({ hours: 5 })
  }
  expect(looked).toBe(10)
  for (const [name, opens] of Object.entries(doors))
    expect([name, await opens(cardNumber, password)]).toEqual([name, false])
  await close()
})

test.each(['/paia/auth/login', '/sru'])('who posts to %s sign by sign takes nobody’s place', async path => {
  const app = createApp(await given(), { machines: mountProtocols })
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const half = () =>
    new ReadableStream({
      start: body => {
        body.enqueue(Buffer.from('username=1'))
        void ended.then(() => body.close())
      },
    })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const post = (body: ReadableStream | string) =>
    app.request(path, { method: 'POST', headers, body, duplex: 'half' } as RequestInit, fromHere)
  const slow = Array.from({ length: 40 }, () => post(half()))
  expect((await app.request('/sru', {}, fromHere)).status).toBe(200)
  expect((await post('a='.repeat(50_000))).status).toBeGreaterThanOrEqual(400)
  end()
  // Those that were sent to their end are answered as ever: a field is missing, or it is no question.
  const statuses = (await Promise.all(slow)).map(({ status }) => status)
  expect(statuses.filter(status => status === 503).length).toBeLessThanOrEqual(20)
  expect(statuses.filter(status => status < 500).length).toBeGreaterThanOrEqual(20)
})
