import { beforeEach, expect, test } from 'vitest'
import { transact } from '#database/database.ts'
import { claimMail } from '#notices/outbox-store.ts'
import { tellAccountChanges } from '#notices/tell-account-changes.ts'
import { tellPasswordLinks } from '#notices/tell-password-links.ts'
import { dayOf } from '#time/clock.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { addFamilyCard } from '../family/add-card.ts'
import { resetPassword } from '../signing-in/reset-password.ts'
import { findSession, startSession } from '../signing-in/sessions.ts'
import { type Attempt, verifyPassword } from '../signing-in/verify-password.ts'
import { askForLink } from './ask-for-link.ts'
import { secretOf } from './link-secret.ts'
import { suggestByLink, usePasswordLink } from './use-link.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
  const { services, identity } = library.policy
  library.policy = {
    ...library.policy,
    services: { ...services, passwordByMail: true },
    identity: { ...identity, publicAddress: 'https://lib.example.jp' },
  }
})

const from = { door: 'web', address: '203.0.113.9' } as const
const hana = () => givenPatron(library, { mail: 'hana@example.org' })
const ask = (cardNumber: string, mail: string, address: string = from.address) =>
  askForLink(library, { cardNumber, mail, door: 'web', address })
const links = () => library.db.selectFrom('password_link').selectAll().execute()
const secretNow = async () => secretOf(library.secrets, (await links())[0]!.half!)
const fresh = { wished: '7152', again: '7152' }
const attempt = (cardNumber: string, more: Partial<Attempt> = {}) =>
  verifyPassword(library, { ...from, cardNumber, password: '7152', ...more })

test('a link goes to the registered address of the card, and everybody is answered the same', async () => {
  const { cardNumber } = await hana()
  const asked = [
    await ask(cardNumber, 'other@example.org'),
    await ask('99999999', 'hana@example.org'),
    await ask('', ''),
    await ask((await givenPatron(library)).cardNumber, ''),
  ]
  expect(await links()).toEqual([])
  asked.push(await ask(cardNumber, '　ＨＡＮＡ@example.org'))
  expect(new Set(asked.map(answer => JSON.stringify(answer))).size).toBe(1)
  expect(await tellPasswordLinks(library, { limit: 10 })).toBe(1)
  expect(await tellPasswordLinks(library, { limit: 10 })).toBe(0)
  const notice = await library.db.selectFrom('notice').selectAll().executeTakeFirstOrThrow()
  expect(notice).toMatchObject({ kind: 'passwordLink', recipient: 'hana@example.org', channel: 'mail' })
  expect(JSON.stringify(notice), 'the outbox has no more than half of it').not.toContain(await secretNow())
})

test('asking is counted on the address it comes from, right or wrong, with the tries at passwords', async () => {
  const { cardNumber } = await hana()
  for (let n = 0; n < 10; n++) expect(await ask(cardNumber, 'hana@example.org')).toMatchObject({ ok: true })
  expect(await ask(cardNumber, 'hana@example.org')).toMatchObject({ refusal: { why: 'tooManyFromHere' } })
  expect(await attempt(cardNumber)).toEqual({ is: 'tooManyFromHere' })
})

test('a patron is sent three links a day, whoever asks, and the newest alone opens', async () => {
  const { cardNumber } = await hana()
  const secrets: string[] = []
  for (let n = 0; n < 4; n++) {
    await ask(cardNumber, 'hana@example.org', `203.0.113.${n}`)
    secrets.push(await secretNow())
  }
  expect(new Set(secrets).size, 'the fourth made none').toBe(3)
  expect(await suggestByLink(library, secrets[0]!)).toBeNull()
  expect(await suggestByLink(library, secrets[2]!)).toMatch(/^\d{4}$/)
  library.clock.forward({ days: 1 })
  await ask(cardNumber, 'hana@example.org', '203.0.113.8')
  expect(secrets).not.toContain(await secretNow())
})

test('a link opens once, within an hour, and as it was sent', async () => {
  const { cardNumber } = await hana()
  await ask(cardNumber, 'hana@example.org')
  const secret = await secretNow()
  expect(await usePasswordLink(library, `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`, fresh)).toEqual({
    ok: false,
    refusal: { why: 'over' },
  })
  expect(await usePasswordLink(library, secret, { wished: '1234', again: '1234' })).toMatchObject({ ok: false })
  expect(await usePasswordLink(library, secret, { wished: '7152', again: '7153' })).toMatchObject({
    refusal: { why: 'notTheSame' },
  })
  const [one, other] = await Promise.all([
    usePasswordLink(library, secret, fresh),
    usePasswordLink(library, secret, fresh),
  ])
  expect([one.ok, other.ok].sort()).toEqual([false, true])
  await ask(cardNumber, 'hana@example.org')
  const late = await secretNow()
  library.clock.forward({ minutes: 60 })
  expect(await usePasswordLink(library, late, fresh)).toMatchObject({ refusal: { why: 'over' } })
})

test('a link whose hour is over before its mail could leave is not sent', async () => {
  const { cardNumber } = await hana()
  await ask(cardNumber, 'hana@example.org')
  expect(await tellPasswordLinks(library, { limit: 10 })).toBe(1)
  const claim = () => {
    const now = library.clock.now()
    const at = { now, today: dayOf(now), patronsChoose: true }
    return transact(library.db, tx => claimMail(tx, at, now.add({ minutes: 5 })))
  }
  expect(await claim()).toMatchObject([{ kind: 'passwordLink' }])
  library.clock.forward({ minutes: 60 })
  expect(await claim()).toEqual([])
})

test('the new password ends every session, clears the failures and is told', async () => {
  const { id, cardNumber } = await hana()
  const session = await startSession(library, { patronId: id, mustChangePassword: false, terminalId: null })
  for (let n = 0; n < 6; n++) await attempt(cardNumber, { password: `905${n}`, address: `198.51.100.${n}` })
  await ask(cardNumber, 'hana@example.org')
  expect(await usePasswordLink(library, await secretNow(), fresh)).toMatchObject({ ok: true })
  expect(await findSession(library, session, null)).toBeNull()
  expect(await attempt(cardNumber, { keepsVeil: true })).toMatchObject({ is: 'patron', mustChangePassword: false })
  await tellAccountChanges(library, { limit: 10 })
  const told = await library.db.selectFrom('notice').where('kind', '=', 'accountChanged').selectAll().execute()
  expect(told).toMatchObject([{ recipient: 'hana@example.org', facts: { reason: 'passwordByMail' } }])
})

test('for a day it opens the veiled pages alone: no program, no machine, no family; a reset at the counter lifts that', async () => {
  const { id, cardNumber } = await hana()
  const other = await givenPatron(library)
  await ask(cardNumber, 'hana@example.org')
  await usePasswordLink(library, await secretNow(), fresh)
  const session = await startSession(library, { patronId: id, mustChangePassword: false, terminalId: null })
  expect((await findSession(library, session, null))!.veiledUntil).not.toBeNull()
  for (const door of ['api', 'sip2', 'terminal'] as const)
    expect(await attempt(cardNumber, { door })).toEqual({ is: 'veiled' })
  expect(await attempt(cardNumber, { door: 'api', password: '9058' }), 'who does not prove it').toEqual({
    is: 'refused',
  })
  expect(
    await addFamilyCard(library, other.id, { ...from, cardNumber, password: '7152', birthDate: null, device: null }),
  ).toMatchObject({ refusal: { why: 'veiled' } })
  library.clock.forward({ hours: 24 })
  expect(await attempt(cardNumber, { door: 'api' })).toMatchObject({ is: 'patron' })

  await ask(cardNumber, 'hana@example.org')
  await usePasswordLink(library, await secretNow(), { wished: '8305', again: '8305' })
  await resetPassword(library, { login: 'counter1' }, id, '窓口')
  const again = await startSession(library, { patronId: id, mustChangePassword: false, terminalId: null })
  expect((await findSession(library, again, null))!.veiledUntil).toBeNull()
})

test('where the library does not offer it nothing is made, and a link from before opens nothing', async () => {
  const { cardNumber } = await hana()
  await ask(cardNumber, 'hana@example.org')
  const secret = await secretNow()
  library.policy = { ...library.policy, services: { ...library.policy.services, passwordByMail: false } }
  expect(await ask(cardNumber, 'hana@example.org')).toMatchObject({ refusal: { why: 'notOffered' } })
  expect(await usePasswordLink(library, secret, fresh)).toMatchObject({ refusal: { why: 'over' } })
})
