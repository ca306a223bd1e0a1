import { afterAll, beforeEach, expect, test } from 'vitest'
import { transact } from '#database/database.ts'
import { openMailer } from '#delivery/mailer.ts'
import { sendDueNotices } from '#delivery/send-due-notices.ts'
import { BranchId, type PatronId } from '#ids.ts'
import { chooseMails, myMailChoices, stopMails } from '#patrons/mail-choices/choose-mails.ts'
import { saveDeclined } from '#patrons/mail-choices/mail-choices-store.ts'
import { stopToken } from '#patrons/mail-choices/stop-token.ts'
import { myData } from '#patrons/my-account.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { givenReader, lent, nightPasses, notices, scanned, violations } from '../../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { readText, startSmtp } from '../../../test/smtp.ts'
import { untilSomebodyWaits } from '../../../test/until-somebody-waits.ts'
import { tellLent } from './tell-lent.ts'

const smtp = await startSmtp()
afterAll(() => smtp.stop())
const mailer = openMailer({ smtpUrl: smtp.url, from: 'kago@lib.example.jp', directory: '/nowhere' })

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary({ connections: 4 })
  await givenBranches(library)
  const { identity } = library.policy
  library.policy = { ...library.policy, identity: { ...identity, publicAddress: 'https://lib.example.jp' } }
  smtp.taken.length = 0
})

const choices = { dueSoonDays: null, declined: [] }
async function givenWisher(given: Parameters<typeof givenReader>[1] = {}): Promise<PatronId> {
  const reader = await givenReader(library, given)
  expect(await chooseMails(library, reader, { ...choices, receipts: true })).toMatchObject({ ok: true })
  return reader
}
const borrow = async (reader: PatronId, title: string, branch = 'chuo') => {
  const { itemIds } = await givenBib(library, { title })
  expect(await lent(library, reader, itemIds[0]!, BranchId(branch))).toMatchObject({ ok: true })
  return itemIds[0]!
}
const tell = () => tellLent(library, { limit: 10 })
const after = (minutes: number) => library.clock.forward({ minutes })

test('one mail a visit tells what was lent and when each is due, and can be stopped like the others', async () => {
  const reader = await givenWisher()
  await borrow(reader, '北越雪譜')
  after(9)
  await borrow(reader, '草枕', 'asahi')
  after(9)
  expect(await tell()).toBe(0)
  after(1)
  expect((await sendDueNotices(library, mailer, { limit: 10 })).sent).toBe(1)
  expect(await tell()).toBe(0)
  const { source } = smtp.taken[0]!
  const { text } = readText(source)
  expect(text).toContain('・北越雪譜\n　返却期限：2026年12月8日（火）\n・草枕\n　返却期限：2026年12月8日（火）')
  expect(source).toMatch(/^List-Unsubscribe:\s+<https:\/\/lib\.example\.jp\/mails\/stop\//m)
  after(60)
  await borrow(reader, '三四郎')
  after(10)
  expect(await tell()).toBe(1)
  expect((await notices(library, 'lent'))[1]).toMatchObject({
    patron_id: reader,
    facts: { titles: ['三四郎'], dueEach: ['2026-12-08'] },
  })
  expect(await stopMails(library, stopToken(library.secrets, reader, 'lent'))).toEqual({ ok: true, value: 'lent' })
  expect(await myMailChoices(library, reader)).toEqual(choices)
  expect((await sendDueNotices(library, mailer, { limit: 10 })).sent, 'what waits is withdrawn').toBe(0)
})

test('several workers at once tell it once', async () => {
  const reader = await givenWisher()
  await borrow(reader, '北越雪譜')
  after(10)
  const told = await Promise.all([tell(), tell(), tell()])
  expect(told.toSorted()).toEqual([0, 0, 1])
})

test('nobody is told who did not ask, has no address, brought it back, or was lent it long ago', async () => {
  await borrow(await givenReader(library), '頼まない人の本')
  await borrow(await givenWisher({ mail: null }), 'アドレスのない人の本')
  const back = await borrow(await givenWisher(), 'すぐに返した本')
  await scanned(library, back)
  const late = await givenReader(library)
  await borrow(late, 'おとといの本')
  after(48 * 60)
  await chooseMails(library, late, { ...choices, receipts: true })
  expect(await tell()).toBe(0)
  expect(await notices(library)).toEqual([])
})

test('nor where the library does not offer it, or lets nobody choose; what was chosen stays', async () => {
  const reader = await givenWisher()
  await borrow(reader, '北越雪譜')
  after(10)
  const { policy } = library
  library.policy = { ...policy, notices: { ...policy.notices, patronsChoose: false } }
  expect(await tell()).toBe(0)
  library.policy = { ...policy, services: { ...policy.services, loanReceipts: false } }
  expect(await tell()).toBe(0)
  await chooseMails(library, reader, { dueSoonDays: 3, declined: ['arrivals'] })
  library.policy = policy
  expect(await myMailChoices(library, reader)).toEqual({ dueSoonDays: 3, declined: ['arrivals'], receipts: true })
  expect(await myData(library, reader)).toMatchObject({ wantsReceipts: true })
  expect(await tell()).toBe(1)
})

test('what a link stops while other mails are chosen stays stopped', async () => {
  const reader = await givenWisher()
  const { policy } = library
  library.policy = { ...policy, services: { ...policy.services, loanReceipts: false } }
  let chosen: ReturnType<typeof chooseMails> | undefined
  await transact(library.db, async tx => {
    await saveDeclined(tx, reader, 'lent')
    chosen = chooseMails(library, reader, choices)
    await untilSomebodyWaits(library.db)
  })
  expect(await chosen).toMatchObject({ ok: true })
  expect(await myMailChoices(library, reader)).toEqual(choices)
})

test('after the return and the night nothing of it leads to its reader', async () => {
  const reader = await givenWisher()
  const item = await borrow(reader, '北越雪譜')
  after(10)
  expect((await sendDueNotices(library, mailer, { limit: 10 })).sent).toBe(1)
  await scanned(library, item)
  await nightPasses(library)
  const [notice] = await notices(library, 'lent')
  expect(notice).toMatchObject({ patron_id: null, recipient: '', facts: {} })
  expect(notice!.dedupe_key).toMatch(/^lent:[0-9a-f-]{36}$/)
  expect(await violations(library)).toEqual([])
})
