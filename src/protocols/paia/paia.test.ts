import { beforeEach, expect, test } from 'vitest'
import { hideBib } from '#cataloguing/hide.ts'
import { BranchId } from '#ids.ts'
import { resetPassword } from '#patrons/signing-in/reset-password.ts'
import { givenBib, givenIndex } from '../../../test/given.ts'
import { asahi, lent, nightPasses, scanned, staff, waiting } from '../../../test/given-holds.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { serveLibrary } from '../../../test/served.ts'
import { mountProtocols } from '../mount.ts'
import { storageCondition } from './deeds.ts'

const { library, base } = await serveLibrary({ machines: mountProtocols })
beforeEach(() => library.clock.set('2026-11-24T10:00:00'))

// biome-ignore lint/suspicious/noExplicitAny: JSON as clients see it, whose shape the expectations say
type Answer = { status: number; body: Record<string, any>; headers: Headers }
async function ask(path: string, token: string | null, json?: object): Promise<Answer> {
  const answer = await fetch(`${base}/paia${path}`, {
    method: json ? 'POST' : 'GET',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(json ? { 'content-type': 'application/json' } : {}),
    },
    ...(json ? { body: JSON.stringify(json) } : {}),
  })
  return { status: answer.status, body: (await answer.json()) as Answer['body'], headers: answer.headers }
}
async function signedIn(more: object = {}) {
  const patron = await givenPatron(library, { name: '山田 太郎', mail: 'taro@example.jp' })
  const { body } = await ask('/auth/login', null, { username: patron.cardNumber, password: patron.password, ...more })
  return { ...patron, token: body.access_token as string, core: `/core/${patron.cardNumber}` }
}
const edition = (id: number) => `${base}/bib/${id}`

test('login by form and by JSON gives a token with scopes, which opens what they say, for this patron alone', async () => {
  const patron = await givenPatron(library)
  const form = new URLSearchParams({ username: patron.cardNumber, password: patron.password, grant_type: 'password' })
  const login = await fetch(`${base}/paia/auth/login`, { method: 'POST', body: form })
  const granted = (await login.json()) as Record<string, unknown>
  expect(granted).toMatchObject({
    patron: patron.cardNumber,
    token_type: 'Bearer',
    expires_in: 3600,
    scope: 'read_patron read_fees read_items write_items change_password',
  })
  expect([login.headers.get('cache-control'), login.headers.get('x-paia-version')]).toEqual(['no-store', '1.4.0'])

  const limited = await signedIn({ scope: 'read_patron' })
  const shown = await ask(limited.core, limited.token)
  expect(shown.body).toEqual({
    name: '山田 太郎',
    email: 'taro@example.jp',
    expires: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    status: 0,
  })
  expect(shown.headers.get('x-oauth-scopes')).toBe('read_patron')
  expect((await ask(`${limited.core}/items`, limited.token)).body).toMatchObject({
    error: 'insufficient_scope',
    code: 403,
  })
  expect((await ask(`/core/${patron.cardNumber}`, limited.token)).body).toMatchObject({
    error: 'access_denied',
    code: 403,
  })
  const without = await ask(limited.core, null)
  expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Bearer')])
  expect((await ask(`${limited.core}/nothing`, limited.token)).status).toBe(404)
  expect((await ask(`${(await signedIn()).core}/fees`, (await signedIn()).token)).status).toBe(403)
})

test('a wrong password counts as everywhere else, and what is missing is told', async () => {
  const patron = await givenPatron(library)
  expect((await ask('/auth/login', null, { username: patron.cardNumber })).body).toMatchObject({
    error: 'invalid_request',
    code: 400,
  })
  expect(
    (await ask('/auth/login', null, { username: patron.cardNumber, password: 'x', scope: 'rule_the_world' })).status,
  ).toBe(400)
  for (let i = 0; i < 5; i++)
    expect((await ask('/auth/login', null, { username: patron.cardNumber, password: '0000' })).body).toMatchObject({
      error: 'access_denied',
      code: 403,
    })
  // The card waits now, whatever the door and the password.
  expect((await ask('/auth/login', null, { username: patron.cardNumber, password: patron.password })).status).toBe(403)
  library.clock.forward({ hours: 25 })
  expect((await ask('/auth/login', null, { username: patron.cardNumber, password: patron.password })).status).toBe(200)
})

test('a token ends after an hour, by signing out, by another password and by a reset; it is no session of the pages', async () => {
  const isOpen = async ({ core, token }: { core: string; token: string }) => (await ask(core, token)).status === 200
  const [early, out, changed, reset] = [await signedIn(), await signedIn(), await signedIn(), await signedIn()]
  expect(await isOpen(early)).toBe(true)
  expect((await ask('/auth/logout', out.token, {})).body).toEqual({ patron: out.cardNumber })
  expect(await isOpen(out)).toBe(false)
  const change = await ask('/auth/change', changed.token, {
    patron: changed.cardNumber,
    username: changed.cardNumber,
    old_password: changed.password,
    new_password: '1111',
  })
  expect(change.body).toMatchObject({
    error: 'access_denied',
    error_description: expect.stringContaining('くりかえし'),
  })
  expect(
    (
      await ask('/auth/change', changed.token, {
        patron: changed.cardNumber,
        old_password: changed.password,
        new_password: '5937',
      })
    ).status,
  ).toBe(200)
  expect(await isOpen(changed)).toBe(false)
  await resetPassword(library, { login: 'hanako' }, reset.id, 'card')
  expect(await isOpen(reset)).toBe(false)
  library.clock.forward({ minutes: 61 })
  expect(await isOpen(early)).toBe(false)
})

test('with a 仮パスワード nothing is open but its change', async () => {
  const patron = await givenPatron(library, { password: null, birthDate: '1980-03-04' })
  const login = await ask('/auth/login', null, { username: patron.cardNumber, password: '19800304' })
  expect(login.body.scope).toBe('change_password')
  expect((await ask(`/core/${patron.cardNumber}/items`, login.body.access_token)).status).toBe(403)
})

test('loans and holds are documents; a hold is applied for, waits, is ready and then only the counter cancels it (M40)', async () => {
  const patron = await signedIn()
  const loan = await givenBib(library, { title: '借りた本' })
  await lent(library, patron.id, loan.itemIds[0]!)
  const wanted = await givenBib(library, { title: 'ほしい本' })
  await givenIndex(library)
  const { body } = await ask(`${patron.core}/items`, patron.token)
  expect(body.doc).toEqual([
    expect.objectContaining({
      status: 3,
      about: '借りた本',
      endtime: '2026-12-08',
      starttime: '2026-11-24',
      canrenew: false,
      renewals: 0,
      edition: edition(loan.id),
    }),
  ])

  // No place was ever chosen: the condition is told, and nothing happens.
  const asked = await ask(`${patron.core}/request`, patron.token, { doc: [{ edition: edition(wanted.id) }] })
  expect(asked.body.doc[0]).toMatchObject({
    status: 0,
    edition: edition(wanted.id),
    condition: { [storageCondition]: { multiple: false } },
  })
  const options = asked.body.doc[0].condition[storageCondition].option as { id: string; about: string }[]
  const place = options.find(({ about }) => about === '朝日図書館')!
  const placed = await ask(`${patron.core}/request`, patron.token, {
    doc: [{ edition: edition(wanted.id), confirm: { [storageCondition]: [place.id] } }],
  })
  expect(placed.body.doc[0]).toMatchObject({ status: 1, about: 'ほしい本', cancancel: true, storage: '朝日図書館' })
  const again = await ask(`${patron.core}/request`, patron.token, { doc: [{ edition: edition(wanted.id) }] })
  expect(again.body.doc[0]).toMatchObject({ status: 0, error: 'もう予約しています。' })

  library.clock.set('2026-11-25T03:10:00')
  const login = { username: patron.cardNumber, password: patron.password }
  const byNight = (await ask('/auth/login', null, login)).body.access_token as string
  const closed = await ask(`${patron.core}/request`, byNight, {
    doc: [{ edition: edition(loan.id) }, { edition: edition(wanted.id) }, { edition: 'urn:x' }],
  })
  expect(closed.body.doc.map(({ error }: { error: string }) => error)).toEqual([
    '03:00から04:00は予約できません。',
    '03:00から04:00は予約できません。',
    'この資料は登録が見つかりません。',
  ])
  await nightPasses(library)
  library.clock.set('2026-11-25T10:00:00')
  await scanned(library, wanted.itemIds[0]!)
  await scanned(library, wanted.itemIds[0]!, BranchId('asahi'))
  const token = (await ask('/auth/login', null, { username: patron.cardNumber, password: patron.password })).body
    .access_token
  const ready = (await ask(`${patron.core}/items`, token)).body.doc.find(
    ({ about }: { about: string }) => about === 'ほしい本',
  )
  expect(ready).toMatchObject({
    status: 4,
    cancancel: false,
    storage: '朝日図書館',
    endtime: expect.stringMatching(/^2026-12-0/),
  })
  const refused = await ask(`${patron.core}/cancel`, token, { doc: [{ edition: edition(wanted.id) }] })
  expect(refused.body.doc[0]).toMatchObject({ status: 4, error: '用意ができている予約は、窓口で取り消してください。' })
})

test('what waits can be cancelled, and what is lent renewed once', async () => {
  const patron = await signedIn()
  const [loan, hold] = [
    await givenBib(library, { title: '延ばす本' }),
    await givenBib(library, { title: 'やめる本', items: 1 }),
  ]
  await lent(library, patron.id, loan.itemIds[0]!)
  await waiting(library, patron.id, [hold.id], { pickup: asahi })
  library.clock.set('2026-11-27T10:00:00')
  const { body } = await ask('/auth/login', null, { username: patron.cardNumber, password: patron.password })
  const token = body.access_token as string
  const [item] = (await ask(`${patron.core}/items`, token)).body.doc
  expect((await ask(`${patron.core}/renew`, token, { doc: [{ item: item.item }] })).body.doc[0]).toMatchObject({
    status: 3,
    endtime: '2026-12-11',
    renewals: 1,
    canrenew: false,
  })
  expect((await ask(`${patron.core}/renew`, token, { doc: [{ item: item.item }] })).body.doc[0].error).toBe(
    '延長は1回までです。',
  )
  expect(
    (await ask(`${patron.core}/cancel`, token, { doc: [{ edition: edition(hold.id) }] })).body.doc[0],
  ).toMatchObject({ status: 0, about: 'やめる本' })
  expect((await ask(`${patron.core}/items`, token)).body.doc).toHaveLength(1)
  expect((await ask(`${patron.core}/cancel`, token, { doc: [] })).status).toBe(400)
})

test('a hidden title has no address that leads anywhere: its loan and its hold have their own, by which they go on', async () => {
  const patron = await signedIn()
  const [loan, hold] = [
    await givenBib(library, { title: 'かくれた本' }),
    await givenBib(library, { title: 'かくれる本' }),
  ]
  await lent(library, patron.id, loan.itemIds[0]!)
  await waiting(library, patron.id, [hold.id], { pickup: asahi })
  library.clock.set('2026-11-27T10:00:00')
  for (const { id } of [loan, hold]) expect((await hideBib(library, staff, id, '確認中')).ok).toBe(true)
  const { body } = await ask('/auth/login', null, { username: patron.cardNumber, password: patron.password })
  const token = body.access_token as string
  const { doc } = (await ask(`${patron.core}/items`, token)).body
  expect(doc.map(({ about }: { about: string }) => about)).toEqual(['かくれた本', 'かくれる本'])
  expect(JSON.stringify(doc)).not.toContain('/bib/')
  const [lentOne, heldOne] = doc
  expect((await ask(`${patron.core}/renew`, token, { doc: [{ item: lentOne.item }] })).body.doc[0]).toMatchObject({
    status: 3,
    renewals: 1,
    item: lentOne.item,
  })
  expect(
    (await ask(`${patron.core}/request`, token, { doc: [{ item: lentOne.item }] })).body.doc[0].error,
  ).toBeDefined()
  // Of the loan's name no hold is cancelled, nor by the other way round.
  expect((await ask(`${patron.core}/cancel`, token, { doc: [{ item: lentOne.item }] })).body.doc[0].error).toBeDefined()
  expect((await ask(`${patron.core}/renew`, token, { doc: [{ item: heldOne.item }] })).body.doc[0].error).toBeDefined()
  expect((await ask(`${patron.core}/cancel`, token, { doc: [{ item: heldOne.item }] })).body.doc[0]).toEqual({
    status: 0,
    item: heldOne.item,
    about: 'かくれる本',
    cancancel: false,
  })
  expect((await ask(`${patron.core}/items`, token)).body.doc).toHaveLength(1)
})

test('a limit, a stopped card and loans that are long overdue come back as errors of each document, and nothing is placed', async () => {
  const patron = await signedIn()
  const first = await givenBib(library, { title: '一冊目' })
  const [second, third] = [await givenBib(library, { title: '二冊目' }), await givenBib(library, { title: '三冊目' })]
  await givenIndex(library)
  const { policy } = library
  library.policy = { ...policy, holds: { ...policy.holds, openHoldsMax: 1 } }
  const confirm = { [storageCondition]: ['#chuo'] }
  const errorsOf = async (ids: number[]) => {
    const doc = ids.map(id => ({ edition: edition(id), confirm }))
    const { status, body } = await ask(`${patron.core}/request`, patron.token, { doc })
    expect([status, body.doc.length]).toEqual([200, ids.length])
    return body.doc.map(({ error }: { error?: string }) => error ?? null) as (string | null)[]
  }
  expect(await errorsOf([first.id, second.id])).toEqual([null, expect.stringContaining('1')])
  library.policy = policy
  await library.db.updateTable('patron').set({ stopped_because: '転居' }).where('id', '=', patron.id).execute()
  const [stopped] = await errorsOf([second.id])
  expect(stopped).toMatch(/カード/)
  expect(stopped).not.toContain('転居')
  await library.db.updateTable('patron').set({ stopped_because: null }).where('id', '=', patron.id).execute()
  await lent(library, patron.id, third.itemIds[0]!)
  library.clock.set('2026-12-24T10:00:00')
  const login = { username: patron.cardNumber, password: patron.password }
  patron.token = (await ask('/auth/login', null, login)).body.access_token
  expect(await errorsOf([second.id])).toEqual([expect.stringMatching(/カード/)])
  expect((await ask(patron.core, patron.token)).body.status).toBeGreaterThan(0)
  const { count } = await library.db
    .selectFrom('hold')
    .where('patron_id', '=', patron.id)
    .select(eb => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(1)
})

test('browsers may ask before, and words are in the language of the reader', async () => {
  const preflight = await fetch(`${base}/paia/core/1/items`, { method: 'OPTIONS' })
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
    204,
    'Content-Type, Authorization, Accept-Language',
  ])
  const login = await fetch(`${base}/paia/auth/login`, {
    method: 'POST',
    headers: { 'accept-language': 'en-GB' },
    body: new URLSearchParams({ username: '99999999', password: 'x' }),
  })
  expect(((await login.json()) as { error_description: string }).error_description).toMatch(/^[\x20-\x7e]+$/)
})

test('DAIA says of each copy what can be done with it', async () => {
  const bib = await givenBib(library, {
    title: '所蔵の本',
    items: [{ branch: 'chuo' }, { branch: 'asahi', loanRule: 'reference' }, { branch: 'chuo' }, { status: 'onOrder' }],
  })
  await lent(library, (await givenPatron(library)).id, bib.itemIds[2]!)
  await givenIndex(library)
  const answer = (await (
    await fetch(`${base}/daia?id=${bib.id}|${encodeURIComponent(edition(bib.id))}|999999&format=json`)
  ).json()) as {
    document: { id: string; requested: string; item: { available: { service: string }[]; unavailable: object[] }[] }[]
  }
  expect(answer.document.map(({ id, requested }) => [id, requested])).toEqual([
    [edition(bib.id), `${bib.id}`],
    [edition(bib.id), edition(bib.id)],
  ])
  const services = answer.document[0]!.item.map(({ available, unavailable }) => [
    available.map(({ service }) => service),
    unavailable.length,
  ])
  expect(services).toEqual(
    expect.arrayContaining([
      [['presentation', 'loan'], 0],
      [['presentation'], 1],
      [[], 2],
    ]),
  )
  expect(JSON.stringify(answer)).toContain('"expected":"unknown"')
  expect(JSON.stringify(answer)).toContain('"expected":"2026-12-08"')
  expect((await fetch(`${base}/daia`)).status).toBe(400)
})

test('who posts too much is told so, and not that they are not signed in', async () => {
  const { token, core } = await signedIn()
  const large = JSON.stringify({ doc: [{ edition: 'x'.repeat(70_000) }] })
  const pieces = new ReadableStream({
    start(controller) {
      for (const piece of [large.slice(0, 30_000), large.slice(30_000)])
        controller.enqueue(new TextEncoder().encode(piece))
      controller.close()
    },
  })
  for (const body of [large, pieces]) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${base}/paia${core}/request`, {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit)
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([400, 'invalid_request'])
  }
})
