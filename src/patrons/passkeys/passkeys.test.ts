import { beforeEach, describe, expect, test } from 'vitest'
import { forgetPatron } from '#merging/forget-patron.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { tellAccountChanges } from '#notices/tell-account-changes.ts'
import { makeAuthenticator } from '../../../test/authenticator.ts'
import { staff } from '../../../test/given-holds.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { askForLink } from '../by-mail/ask-for-link.ts'
import { secretOf } from '../by-mail/link-secret.ts'
import { usePasswordLink } from '../by-mail/use-link.ts'
import { retireCard } from '../desk/issue-card.ts'
import { myData, toldToMe } from '../my-account.ts'
import { passkeysMax } from '../rules/signing-in/passkey.ts'
import { changePassword } from '../signing-in/change-password.ts'
import { resetPassword } from '../signing-in/reset-password.ts'
import { verifyPassword } from '../signing-in/verify-password.ts'
import { addPasskey, beginPasskey } from './add-passkey.ts'
import { myPasskeys } from './my-passkeys.ts'
import { removePasskey } from './remove-passkey.ts'
import { askForPasskey, signInByPasskey } from './sign-in-by-passkey.ts'

const origin = 'https://lib.example.jp'
const offered = ({ policy }: TestLibrary, passkeys = true) => ({
  ...policy,
  services: { ...policy.services, passkeys, passwordByMail: true },
  identity: { ...policy.identity, publicAddress: `${origin}/` },
})
let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
  library.policy = offered(library)
})

const from = { door: 'web', address: '203.0.113.9', device: null } as const
const browser = 'this browser'
type Patron = Awaited<ReturnType<typeof givenPatron>>

async function begun(patron: Patron): Promise<object> {
  const question = await beginPasskey(library, patron.id, patron.password, from, browser)
  if (!question.ok) throw new Error(question.refusal.why)
  return question.value
}

/** A patron whose device has a passkey. */
async function withPasskey(given: Parameters<typeof givenPatron>[1] = {}) {
  const patron = await givenPatron(library, given)
  const device = makeAuthenticator(origin)
  const answer = device.create(await begun(patron))
  expect(await addPasskey(library, patron.id, { name: '電話', answer }, browser)).toEqual({ ok: true, value: null })
  return { patron, device }
}
const asked = async () => (await askForPasskey(library, browser))!.question
const goIn = (answer: string, more: { browser?: string; address?: string } = {}) =>
  signInByPasskey(library, { answer, browser, address: from.address, ...more })
const unknown = { ok: false, refusal: { why: 'unknown' } }
const over = { ok: false, refusal: { why: 'over' } }

test('a device that made a passkey opens the account, and the patron reads of it', async () => {
  const { patron, device } = await withPasskey({ mail: 'hana@example.org' })
  expect(await goIn(device.prove(await asked()))).toEqual({ ok: true, value: { patronId: patron.id, isVeiled: false } })
  const now = library.clock.now()
  expect(await myPasskeys(library, patron.id)).toMatchObject([{ name: '電話', lastUsedAt: now, opens: true }])
  expect((await toldToMe(library, patron.id)).changes).toMatchObject([{ what: 'passkeyAdded' }])
  expect(await tellAccountChanges(library, { limit: 10 })).toBe(1)
  const data = JSON.stringify(await myData(library, patron.id))
  expect(data).toContain('電話')
  const stored = await library.db.selectFrom('passkey').selectAll().executeTakeFirstOrThrow()
  for (const secret of [stored.credential_id, stored.user_handle]) expect(data).not.toContain(secret)
  // Elsewhere it is none: what is bound to a host opens no other.
  library.policy.identity.publicAddress = 'https://new.example.jp'
  expect(await myPasskeys(library, patron.id)).toMatchObject([{ opens: false }])
  expect(await goIn(device.prove(await asked()))).toEqual(unknown)
})

describe('nothing else opens it', () => {
  const forged = Buffer.from('a'.repeat(58)).toString('base64url')
  test.each<[string, Parameters<ReturnType<typeof makeAuthenticator>['prove']>[1]]>([
    ['a page of another origin', { origin: 'https://lib.example.jp.evil.example' }],
    ['a page of the same host without TLS', { origin: 'http://lib.example.jp' }],
    ['a passkey of another host', { host: 'evil.example' }],
    ['an answer to what nobody asked', { challenge: forged }],
    ['a device that did not look at its user', { looksAtUser: false }],
    ['a device that counts backwards', { counter: 0 }],
    ['an answer that says it is somebody else', { userHandle: Buffer.from('x').toString('base64url') }],
    ['an answer that names nobody', { userHandle: '' }],
    ['a passkey that nobody has', { credentialId: 'AAAAAAAAAAAAAAAAAAAAAA' }],
  ])('%s', async (_, otherwise) => {
    const { device } = await withPasskey()
    expect((await goIn(device.prove(await asked()))).ok).toBe(true)
    expect(await goIn(device.prove(await asked(), otherwise))).toEqual(unknown)
    expect((await goIn(device.prove(await asked(), { counter: 7 }))).ok, 'and it still opens').toBe(true)
  })

  test('the key of one patron under the name of another', async () => {
    const [one, other] = [await withPasskey(), await withPasskey()]
    const [ofOne] = await library.db.selectFrom('passkey').orderBy('id').selectAll().execute()
    const claimed = { credentialId: ofOne!.credential_id, userHandle: ofOne!.user_handle }
    expect(await goIn(other.device.prove(await asked(), claimed))).toEqual(unknown)
    expect(await goIn(one.device.prove(await asked()))).toMatchObject({ value: { patronId: one.patron.id } })
  })

  test('an answer a second time, in another browser, or too late', async () => {
    const { device } = await withPasskey()
    const answer = device.prove(await asked())
    expect(await goIn(answer, { browser: 'another' })).toEqual(unknown)
    const [first, second] = await Promise.all([goIn(answer), goIn(answer)])
    expect([first, second].filter(one => one.ok)).toHaveLength(1)
    expect(await goIn(answer)).toEqual(unknown)
    const late = device.prove(await asked())
    library.clock.forward({ minutes: 10 })
    expect(await goIn(late)).toEqual(over)
    // A device that counts nothing (most of telephones) is held by the question alone.
    await library.db.updateTable('passkey').set({ counter: 0 }).execute()
    const uncounted = device.prove(await asked(), { counter: 0 })
    expect((await goIn(uncounted)).ok).toBe(true)
    expect(await goIn(uncounted)).toEqual(over)
  })

  test.each(['', 'null', '{}', '[]', '{"id":1}', '{"id":"a","rawId":"a","type":"public-key","response":{}}'])(
    '%s',
    async answer => expect(await goIn(answer)).toEqual(unknown),
  )

  test('where the library does not offer it, or has no address', async () => {
    const { patron, device } = await withPasskey()
    const question = await asked()
    for (const policy of [offered(library, false), { ...offered(library), identity: { name: { ja: '図書館' } } }]) {
      library.policy = policy
      expect(await askForPasskey(library, browser)).toBeNull()
      expect(await goIn(device.prove(question))).toEqual(unknown)
      expect(await beginPasskey(library, patron.id, patron.password, from, browser)).toMatchObject({
        refusal: { why: 'notOffered' },
      })
      expect(await addPasskey(library, patron.id, { name: 'x', answer: '' }, browser)).toMatchObject({
        refusal: { why: 'notOffered' },
      })
    }
  })
})

test('tries that fail are counted on their address with those at passwords; one that is right is taken back', async () => {
  const { patron, device } = await withPasskey()
  for (let n = 0; n < 30; n++) expect((await goIn(device.prove(await asked()))).ok).toBe(true)
  for (let n = 0; n < 10; n++) expect(await goIn('{}')).toEqual(unknown)
  expect(await goIn(device.prove(await asked()))).toEqual({ ok: false, refusal: { why: 'tooManyFromHere' } })
  const { cardNumber, password } = patron
  expect(await verifyPassword(library, { ...from, cardNumber, password })).toEqual({ is: 'tooManyFromHere' })
  expect((await goIn(device.prove(await asked()), { address: '203.0.113.10' })).ok).toBe(true)
})

describe('adding one', () => {
  const add = (patron: Patron, answer: string, inBrowser = browser) =>
    addPasskey(library, patron.id, { name: '電話', answer }, inBrowser)

  test('needs the present password, counted as at a login', async () => {
    const patron = await givenPatron(library)
    for (let n = 0; n < 10; n++)
      expect(await beginPasskey(library, patron.id, `905${n}`, from, browser)).toMatchObject({
        refusal: { why: 'currentWrong' },
      })
    expect(await beginPasskey(library, patron.id, patron.password, from, browser)).toMatchObject({ ok: false })
  })

  test('an answer of another page, device or browser, of somebody else, a second time or too late adds none', async () => {
    const [patron, other] = [await givenPatron(library), await givenPatron(library)]
    const device = makeAuthenticator(origin)
    const question = await begun(patron)
    const right = device.create(question)
    const unread = { ok: false, refusal: { why: 'unread' } }
    expect(await add(patron, device.create(question, { origin: 'https://evil.example' }))).toEqual(unread)
    expect(await add(patron, device.create(question, { host: 'evil.example' }))).toEqual(unread)
    expect(await add(patron, device.create(question, { looksAtUser: false }))).toEqual(unread)
    expect(await add(patron, '{}')).toEqual(unread)
    expect(await add(patron, right, 'another')).toEqual(over)
    expect(await add(other, right)).toEqual(over)
    const signInQuestion = { ...question, challenge: ((await asked()) as { challenge: string }).challenge }
    expect(await add(patron, device.create(signInQuestion))).toEqual(over)
    expect(await library.db.selectFrom('passkey').selectAll().execute()).toEqual([])
    expect((await add(patron, right)).ok).toBe(true)
    expect(await add(patron, right)).toEqual(over)
    // The key of somebody else's device is theirs.
    expect(await add(other, device.create(await begun(other)))).toEqual(unread)
    const late = makeAuthenticator(origin).create(await begun(patron))
    library.clock.forward({ minutes: 10 })
    expect(await add(patron, late)).toEqual(over)
    expect(await myPasskeys(library, patron.id)).toHaveLength(1)
  })

  test('a password that is set anew between the two steps ends it', async () => {
    const patron = await givenPatron(library)
    const answer = makeAuthenticator(origin).create(await begun(patron))
    library.clock.forward({ minutes: 1 })
    await resetPassword(library, staff, patron.id, '窓口')
    expect(await add(patron, answer)).toEqual(over)
  })

  test('there is an end to them', async () => {
    const patron = await givenPatron(library)
    const spare = makeAuthenticator(origin).create(await begun(patron))
    for (let n = 0; n < passkeysMax; n++)
      expect((await add(patron, makeAuthenticator(origin).create(await begun(patron)))).ok).toBe(true)
    const tooMany = { ok: false, refusal: { why: 'tooMany', max: passkeysMax } }
    expect(await beginPasskey(library, patron.id, patron.password, from, browser)).toEqual(tooMany)
    expect(await add(patron, spare)).toEqual(tooMany)
  })
})

describe('what ends one', () => {
  test('its patron, with the present password; nobody else, and told once', async () => {
    const [one, other] = [await withPasskey(), await withPasskey()]
    const [passkey] = await myPasskeys(library, one.patron.id)
    const remove = (patron: Patron, current = patron.password) =>
      removePasskey(library, patron.id, { id: passkey!.id, current }, from)
    expect(await remove(one.patron, '9999')).toMatchObject({ refusal: { why: 'currentWrong' } })
    expect(await remove(other.patron)).toMatchObject({ ok: true })
    expect((await goIn(one.device.prove(await asked()))).ok).toBe(true)
    expect(await remove(one.patron)).toMatchObject({ ok: true })
    expect(await remove(one.patron)).toMatchObject({ ok: true })
    expect((await toldToMe(library, one.patron.id)).changes.map(({ what }) => what)).toEqual([
      'passkeyRemoved',
      'passkeyAdded',
    ])
    expect((await toldToMe(library, other.patron.id)).changes.map(({ what }) => what)).toEqual(['passkeyAdded'])
    expect(await goIn(one.device.prove(await asked()))).toEqual(unknown)
  })

  test('a reset at the counter, of which the trail says how many', async () => {
    const { patron, device } = await withPasskey()
    await resetPassword(library, staff, patron.id, '窓口')
    expect(await goIn(device.prove(await asked()))).toEqual(unknown)
    const told = await library.db.selectFrom('audit').where('did', '=', 'resetPassword').selectAll().execute()
    expect(told).toMatchObject([{ detail: { passkeys: 1 } }])
  })

  test('a new password by mail; one that is added before the veil falls shows nothing either', async () => {
    const { patron, device } = await withPasskey({ mail: 'hana@example.org' })
    await askForLink(library, { cardNumber: patron.cardNumber, mail: 'hana@example.org', ...from })
    const { half } = await library.db.selectFrom('password_link').selectAll().executeTakeFirstOrThrow()
    await usePasswordLink(library, secretOf(library.secrets, half!), { wished: '7152', again: '7152' })
    expect(await goIn(device.prove(await asked()))).toEqual(unknown)
    const answer = device.create(await begun({ ...patron, password: '7152' }))
    expect((await addPasskey(library, patron.id, { name: '電話', answer }, browser)).ok).toBe(true)
    expect(await goIn(device.prove(await asked()))).toMatchObject({ value: { isVeiled: true } })
    library.clock.forward({ hours: 24 })
    expect(await goIn(device.prove(await asked()))).toMatchObject({ value: { isVeiled: false } })
  })

  test('not a change of the password by its patron, who has proved the one before', async () => {
    const { patron, device } = await withPasskey()
    const change = { current: patron.password, wished: '7152', again: '7152' }
    expect((await changePassword(library, patron.id, change, from)).ok).toBe(true)
    expect((await goIn(device.prove(await asked()))).ok).toBe(true)
  })

  test('a card that is lost, until there is another; a merge; the end of the registration', async () => {
    const { patron, device } = await withPasskey()
    await retireCard(library, staff, patron.id)
    expect(await goIn(device.prove(await asked()))).toEqual(unknown)
    const [merged, left] = [await withPasskey(), await withPasskey()]
    expect((await mergePatrons(library, staff, { from: merged.patron.id, into: left.patron.id }, '二重')).ok).toBe(true)
    expect(await goIn(merged.device.prove(await asked()))).toEqual(unknown)
    expect((await goIn(left.device.prove(await asked()))).ok).toBe(true)
    expect((await forgetPatron(library, staff, left.patron.id)).ok).toBe(true)
    expect(await goIn(left.device.prove(await asked()))).toEqual(unknown)
    expect((await library.db.selectFrom('passkey').select('patron_id').execute()).map(row => row.patron_id)).toEqual([
      patron.id,
    ])
  })
})
