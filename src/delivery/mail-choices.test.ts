import { afterAll, beforeEach, expect, test } from 'vitest'
import { readSearch } from '#catalogue/rules/search/search-state.ts'
import { type LoanId, type PatronId, WishListId } from '#ids.ts'
import { writeReminders } from '#notices/write-reminders.ts'
import { chooseMails, myMailChoices, stopMails } from '#patrons/mail-choices/choose-mails.ts'
import { stopToken } from '#patrons/mail-choices/stop-token.ts'
import { saveSearch } from '#saved-searches/save-search.ts'
import { wishForMail } from '#saved-searches/wish-for-mail.ts'
import { newId } from '#std/new-id.ts'
import { ja } from '#text/ja.ts'
import { wishToBeTold } from '#wish-lists/tell-borrowable.ts'
import { wishFor } from '#wish-lists/wish-for.ts'
import { givenCopy, givenHold, givenLoan, givenPatron, givenTown } from '../../test/given-night.ts'
import { givenSession } from '../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { readText, startSmtp } from '../../test/smtp.ts'
import { createApp } from '../web/app.tsx'
import { paths } from '../web/paths.ts'
import { openMailer } from './mailer.ts'
import { sendDueNotices } from './send-due-notices.ts'

const smtp = await startSmtp()
afterAll(() => smtp.stop())
const mailer = openMailer({ smtpUrl: smtp.url, from: 'kago@lib.example.jp', directory: '/nowhere' })

let library: TestLibrary
let patronId: PatronId
beforeEach(async () => {
  library = await openLibrary()
  await givenTown(library.db)
  library.policy = {
    ...library.policy,
    identity: { ...library.policy.identity, publicAddress: 'https://lib.example.jp' },
  }
  patronId = await givenPatron(library.db, { mail: 'hanako@example.jp' })
  smtp.taken.length = 0
})

const today = Temporal.PlainDate.from('2026-11-24')
const loanDueIn = async (days: number): Promise<LoanId> => {
  const { bibId, itemId } = await givenCopy(library.db, { title: `${days}日後の本`, status: 'loan' })
  return givenLoan(library.db, { patronId, bibId, itemId, dueOn: `${today.add({ days })}` })
}
const remind = async () => {
  await writeReminders(library, { day: today, now: library.clock.now(), limit: 100 })
  library.clock.forward({ hours: 1 })
  await sendDueNotices(library, mailer, { limit: 100 })
  return smtp.taken.map(({ source }) => readText(source).text)
}

test('the reminder of the day due comes as the library does it, as many days before as the patron chose, or not', async () => {
  await loanDueIn(2)
  await loanDueIn(5)
  expect((await remind()).join()).toContain('・2日後の本')
  expect(smtp.taken).toHaveLength(1)
  await chooseMails(library, patronId, { dueSoonDays: 5, declined: [] })
  expect((await remind())[1]).toContain('・5日後の本')
  expect(smtp.taken).toHaveLength(2)
  await loanDueIn(7)
  await chooseMails(library, patronId, { dueSoonDays: 0, declined: [] })
  await remind()
  library.policy = { ...library.policy, notices: { ...library.policy.notices, dueSoonDays: 7 } }
  expect(await remind()).toHaveLength(2)
  library.policy = { ...library.policy, notices: { ...library.policy.notices, patronsChoose: false } }
  expect(await remind(), 'where nobody may choose, the library says').toHaveLength(3)
  expect(await chooseMails(library, patronId, { dueSoonDays: 0, declined: [] })).toMatchObject({ ok: false })
})

test('who wants no reminder is not looked for either: the others have theirs, however small the batch', async () => {
  const other = await givenPatron(library.db, { mail: 'taro@example.jp' })
  const lent = await givenCopy(library.db, { status: 'loan' })
  await givenLoan(library.db, { patronId: other, ...lent, dueOn: `${today.add({ days: 2 })}` })
  await loanDueIn(0)
  for (const one of [patronId, other]) {
    const { bibId, itemId } = await givenCopy(library.db)
    const pickUpBy = `${today.add({ days: 1 })}`
    await givenHold(library.db, { patronId: one, bibId, itemId, state: 'ready', contact: 'mail', pickUpBy })
  }
  await chooseMails(library, patronId, { dueSoonDays: 0, declined: ['shelfEnding'] })
  const { did } = await writeReminders(library, { day: today, now: library.clock.now(), limit: 1 })
  const told = await library.db.selectFrom('notice').select(['patron_id', 'kind']).orderBy('kind').execute()
  expect([did, told]).toEqual([
    2,
    [
      { patron_id: other, kind: 'dueSoon' },
      { patron_id: other, kind: 'shelfEnding' },
    ],
  ])
})

test('the link in the mail ends this kind, at once, without signing in, and nothing else', async () => {
  await loanDueIn(2)
  await remind()
  const { source } = smtp.taken[0]!
  const head = source.slice(0, source.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, '')
  const url = /^List-Unsubscribe:\s*<(https:\/\/lib\.example\.jp[^>]*)>$/im.exec(head)![1]!
  expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(readText(source).text).toContain(`このお知らせがいらないとき：${url}`)
  const app = createApp(library)
  const path = new URL(url).pathname
  expect(await (await app.request(path)).text()).toContain('「返却期限が近づいたお知らせ」のメールを、これから送らない')
  expect(await myMailChoices(library, patronId), 'looking stops nothing').toEqual({ dueSoonDays: null, declined: [] })
  const press = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = 'List-Unsubscribe=One-Click'
  expect((await app.request(path, { method: 'POST', headers: press, body })).status).toBe(200)
  expect(await myMailChoices(library, patronId)).toEqual({ dueSoonDays: 0, declined: [] })
  const asParts = new FormData()
  asParts.set('List-Unsubscribe', 'One-Click')
  await chooseMails(library, patronId, { dueSoonDays: null, declined: [] })
  expect((await app.request(path, { method: 'POST', body: asParts })).status, 'as RFC 8058 wants it').toBe(200)
  expect(await myMailChoices(library, patronId)).toEqual({ dueSoonDays: 0, declined: [] })
  expect((await app.request(`${path}x`, { method: 'POST', headers: press, body })).status).toBe(404)
  expect(
    await stopMails(library, stopToken(library.secrets, patronId, 'arrivals').replace('arrivals', 'borrowable')),
  ).toEqual({ ok: false, refusal: { why: 'unknown' } })
})

test('the link of a mail from before stops it for the registration that the patron has now', async () => {
  const stays = await givenPatron(library.db, { mail: 'hanako@example.jp' })
  await library.db.updateTable('patron').set({ merged_into: stays }).where('id', '=', patronId).execute()
  expect(await stopMails(library, stopToken(library.secrets, patronId, 'arrivals'))).toMatchObject({ ok: true })
  expect(await myMailChoices(library, stays)).toEqual({ dueSoonDays: null, declined: ['arrivals'] })
})

test('a mail that waits is withdrawn when its kind is stopped; one that the library must send goes', async () => {
  await loanDueIn(2)
  await loanDueIn(-7)
  await writeReminders(library, { day: today, now: library.clock.now(), limit: 100 })
  await stopMails(library, stopToken(library.secrets, patronId, 'dueSoon'))
  library.clock.forward({ hours: 1 })
  await sendDueNotices(library, mailer, { limit: 100 })
  const texts = smtp.taken.map(({ source }) => readText(source).text).join()
  expect(texts).toContain('・-7日後の本')
  expect(texts).not.toContain('・2日後の本')
  expect(texts, 'nobody stops it').not.toContain('いらないとき')
})

test('the page has what is chosen, and keeps what is chosen anew', async () => {
  const app = createApp(library)
  const { cookie, csrf } = await givenSession(library, patronId)
  const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
  const body = `${new URLSearchParams({ csrf, dueSoon: '3', wanted: 'arrivals' })}`
  expect((await app.request('/my/mails', { method: 'POST', headers, body })).status).toBe(303)
  expect(await myMailChoices(library, patronId)).toEqual({ dueSoonDays: 3, declined: ['shelfEnding', 'borrowable'] })
  const page = await (await app.request('/my/mails', { headers: { cookie } })).text()
  expect(page).toMatch(/<option value="3" selected/)
  expect(page.match(/checked/g)).toHaveLength(1)
  const receipt = `${new URLSearchParams({ csrf, dueSoon: '3', wanted: 'lent' })}`
  await app.request('/my/mails', { method: 'POST', headers, body: receipt })
  expect(await myMailChoices(library, patronId)).toMatchObject({ receipts: true })
  const [, ticked] = /value="(\w+)" checked/.exec(
    await (await app.request('/my/mails', { headers: { cookie } })).text(),
  )!
  expect(ticked, '貸出レシート is ticked by who wants it alone').toBe('lent')
})

test('mails that the library does not send are not asked about, and what was chosen of them stays', async () => {
  await chooseMails(library, patronId, { dueSoonDays: 10, declined: ['borrowable'] })
  const { services, notices } = library.policy
  library.policy = {
    ...library.policy,
    services: { ...services, savedSearches: false, wishLists: false, loanReceipts: false },
  }
  const app = createApp(library)
  const { cookie, csrf } = await givenSession(library, patronId)
  const page = async (path: string) => (await app.request(path, { headers: { cookie } })).text()
  expect((await page('/my/mails')).match(/type="checkbox"[^>]*value="(\w+)"/g)).toEqual([
    expect.stringContaining('shelfEnding'),
  ])
  const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
  const body = `${new URLSearchParams({ csrf, dueSoon: '10' })}`
  expect((await app.request('/my/mails', { method: 'POST', headers, body })).status).toBe(303)
  expect(await myMailChoices(library, patronId)).toEqual({ dueSoonDays: 10, declined: ['shelfEnding', 'borrowable'] })
  expect(await page('/my/settings')).toContain('href="/my/mails"')
  library.policy = { ...library.policy, notices: { ...notices, patronsChoose: false } }
  expect(await page('/my/settings')).not.toContain('href="/my/mails"')
})

test('a search and a title of which no mail comes say so, and where that is chosen', async () => {
  const search = await saveSearch(library, patronId, readSearch(new URLSearchParams('q=猫')))
  if (!search.ok) throw new Error(search.refusal.why)
  await wishForMail(library, patronId, search.value.id, true)
  const { bibId, itemId } = await givenCopy(library.db, { status: 'loan' })
  await givenLoan(library.db, { patronId, bibId, itemId, dueOn: '2026-12-08' })
  const list = { is: 'new', id: WishListId(newId()), name: '読みたい本' } as const
  await wishFor(library, patronId, { list, bibIds: [bibId], note: '' })
  await wishToBeTold(library, patronId, { listId: list.id, bibId }, true)
  await chooseMails(library, patronId, { dueSoonDays: null, declined: ['arrivals', 'borrowable'] })
  const app = createApp(library)
  const { cookie } = await givenSession(library, patronId)
  const { arrivals, borrowable } = ja.mails.kinds
  const pages = {
    [paths.savedSearches]: arrivals,
    [paths.savedSearch(search.value.id)]: arrivals,
    [paths.wish(list.id, bibId)]: borrowable,
  }
  for (const [path, kind] of Object.entries(pages)) {
    const page = await (await app.request(path, { headers: { cookie } })).text()
    expect([path, page]).toEqual([path, expect.stringContaining(ja.mails.stopped(kind))])
  }
})
