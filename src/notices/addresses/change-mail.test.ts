import { beforeEach, expect, test } from 'vitest'
import { transact } from '#database/database.ts'
import { myAccount, toldToMe } from '#patrons/my-account.ts'
import { changePassword } from '#patrons/signing-in/change-password.ts'
import { resetPassword } from '#patrons/signing-in/reset-password.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { claimMail } from '../outbox-store.ts'
import { tellAccountChanges } from '../tell-account-changes.ts'
import { changeMail } from './change-mail.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
})
const from = { door: 'web', address: '203.0.113.9', device: null } as const

test('a mail address changes with the present password alone', async () => {
  const { id, password } = await givenPatron(library, { mail: 'hana@example.org' })
  const change = (address: string | null, current: string) => changeMail(library, id, { address, current }, from)
  expect(await change('other@example.org', '0000')).toMatchObject({ refusal: { why: 'currentWrong' } })
  expect(await change(null, '0000')).toMatchObject({ refusal: { why: 'currentWrong' } })
  expect(await change('nowhere', password)).toMatchObject({ refusal: { why: 'notAnAddress' } })
  expect(await myAccount(library, id)).toMatchObject({ mail: 'hana@example.org', mailAppliedFor: null })
  expect(await change('other@example.org', password)).toMatchObject({ ok: true })
  expect(await myAccount(library, id)).toMatchObject({ mailAppliedFor: 'other@example.org' })
  expect(await change(null, password)).toMatchObject({ ok: true })
  expect(await myAccount(library, id)).toMatchObject({ mail: null, mailAppliedFor: null })
})

test('guesses at the present password are counted as those at a login', async () => {
  const { id, password } = await givenPatron(library)
  for (let n = 0; n < 5; n++) await changeMail(library, id, { address: 'a@example.org', current: `705${n}` }, from)
  expect(await changeMail(library, id, { address: 'a@example.org', current: password }, from)).toMatchObject({
    refusal: { why: 'currentWrong' },
  })
})

test('what changed is told once, to the address of before, and stands in Myライブラリ for a month', async () => {
  const { id, password } = await givenPatron(library, { mail: 'hana@example.org' })
  await changeMail(library, id, { address: 'other@example.org', current: password }, from)
  library.clock.forward({ seconds: 1 })
  await changePassword(library, id, { current: password, wished: '7152', again: '7152' }, from)
  library.clock.forward({ seconds: 1 })
  await resetPassword(library, { login: 'counter1' }, id, '電話')
  expect(await tellAccountChanges(library, { limit: 10 })).toBe(3)
  expect(await tellAccountChanges(library, { limit: 10 })).toBe(0)
  const notices = await library.db.selectFrom('notice').selectAll().orderBy('id').execute()
  expect(notices.map(({ kind, recipient, facts }) => [kind, recipient, (facts as { reason: string }).reason])).toEqual([
    ['accountChanged', 'hana@example.org', 'mail'],
    ['accountChanged', 'hana@example.org', 'password'],
    ['accountChanged', 'hana@example.org', 'reset'],
  ])
  expect((await toldToMe(library, id)).changes.map(({ what }) => what)).toEqual(['reset', 'password', 'mail'])
  library.clock.forward({ days: 31 })
  expect((await toldToMe(library, id)).changes).toEqual([])
})

test('what changed leaves the house, to the address of before', async () => {
  const { id, password } = await givenPatron(library, { mail: 'hana@example.org' })
  await changeMail(library, id, { address: null, current: password }, from)
  await tellAccountChanges(library, { limit: 10 })
  const now = library.clock.now()
  const at = { now, today: Temporal.PlainDate.from('2026-11-24'), patronsChoose: true }
  const claimed = await transact(library.db, tx => claimMail(tx, at, now.add({ minutes: 5 })))
  expect(claimed).toMatchObject([{ kind: 'accountChanged', recipient: 'hana@example.org' }])
})
