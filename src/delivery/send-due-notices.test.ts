import { afterAll, expect, test } from 'vitest'
import { BranchId, type HoldId, type PatronId } from '#ids.ts'
import { loadMailStanding } from '#notices/addresses/mail-application-store.ts'
import type { NewNotice } from '#notices/rules/notice.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { myAccount } from '#patrons/my-account.ts'
import { givenCopy, givenHold, givenPatron, givenTown, readyNotice } from '../../test/given-night.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { readText, startSmtp } from '../../test/smtp.ts'
import { letterList } from './hand-list.ts'
import { type Mailer, openMailer } from './mailer.ts'
import { sendDueNotices } from './send-due-notices.ts'

const from = '図書館 <kago@lib.example.jp>'
const open: { stop(): Promise<void> }[] = []
afterAll(() => Promise.all(open.map(server => server.stop())))

async function begin(
  answer?: (recipient: string, tries: number) => number | null,
  before?: (recipient: string) => Promise<void> | undefined,
) {
  const library = await openLibrary()
  await givenTown(library.db)
  const smtp = await startSmtp(answer, before)
  open.push(smtp)
  const mailer = openMailer({ smtpUrl: smtp.url, from, directory: '/nowhere' })
  return { library, smtp, mailer }
}

async function givenReady(library: TestLibrary, patronId: PatronId, title: string): Promise<HoldId> {
  const { bibId, itemId } = await givenCopy(library.db, { title })
  const holdId = await givenHold(library.db, { patronId, bibId, itemId, state: 'ready', contact: 'mail' })
  await write(library, readyNotice(patronId, holdId, title))
  return holdId
}

const write = (library: TestLibrary, ...notices: NewNotice[]) =>
  library.db
    .transaction()
    .execute(tx => writeNotices(tx, { now: library.clock.now(), policy: library.policy }, notices))
const send = (library: TestLibrary, mailer: Mailer) => sendDueNotices(library, mailer, { limit: 100 })
const notices = (library: TestLibrary) => library.db.selectFrom('notice').selectAll().orderBy('id').execute()
const notifiedAt = async (library: TestLibrary, holdId: HoldId) =>
  (await library.db.selectFrom('hold').where('id', '=', holdId).select('notified_at').executeTakeFirstOrThrow())
    .notified_at

test('M26 books that come ready within the hour are told in one mail, and the shelf clock starts when the server takes it', async () => {
  const { library, smtp, mailer } = await begin()
  const patronId = await givenPatron(library.db, { mail: 'hanako@example.jp' })
  const first = await givenReady(library, patronId, 'こころ')
  library.clock.forward({ minutes: 40 })
  const second = await givenReady(library, patronId, '三四郎')
  expect((await send(library, mailer)).sent).toBe(0)

  library.clock.forward({ minutes: 20 })
  expect((await send(library, mailer)).sent).toBe(1)
  expect(smtp.taken).toHaveLength(1)
  const { subject, text } = readText(smtp.taken[0]!.source)
  expect(subject).toBe('【図書館】予約の資料が用意できました')
  expect(text).toContain('・こころ')
  expect(text).toContain('・三四郎')
  expect(text).toContain('0254-00-0001')
  for (const holdId of [first, second]) {
    expect((await notifiedAt(library, holdId))?.equals(library.clock.now())).toBe(true)
  }
  expect((await notices(library)).map(notice => notice.state)).toEqual(['sent', 'sent'])
  expect((await send(library, mailer)).sent).toBe(0)
})

test('a mail goes out in the language that its patron chose, by given name, with the addresses of the service', async () => {
  const { library, smtp, mailer } = await begin()
  library.policy.identity.publicAddress = 'https://lib.example.jp'
  library.policy.identity.name = { ja: '図書館', en: 'Town Library' }
  await library.db
    .updateTable('branch')
    .set({ name_en: 'Central Library' })
    .where('id', '=', BranchId('chuo'))
    .execute()
  const languages = ['en', 'ja-easy', null] as const
  for (const language of languages) {
    const patronId = await givenPatron(library.db, { mail: `${language}@example.jp` })
    await library.db.updateTable('patron').set({ language }).where('id', '=', patronId).execute()
    await givenReady(library, patronId, 'こころ')
  }
  library.clock.forward({ hours: 1 })
  expect((await send(library, mailer)).sent).toBe(3)
  const [en, easy, ja] = smtp.taken.map(({ source }) => readText(source))
  expect(en!.subject).toBe('[Town Library] Your reservation is ready')
  expect(en!.text).toMatch(/^Dear 花子,/)
  expect(en!.text).toContain('Pickup place: Central Library')
  expect(easy!.subject).toBe('【図書館】予約した本の 準備が できました')
  expect(ja!.text).toMatch(/^花子 様/)
  for (const { text } of [en!, easy!, ja!]) {
    expect(text).toContain('・こころ')
    expect(text).toContain('https://lib.example.jp/my/holds')
    expect(text).not.toContain('籠')
  }
})

test('a book that comes ready after the mail has gone is told in another', async () => {
  const { library, smtp, mailer } = await begin()
  const patronId = await givenPatron(library.db, { mail: 'hanako@example.jp' })
  await givenReady(library, patronId, 'こころ')
  library.clock.forward({ hours: 1 })
  await send(library, mailer)
  await givenReady(library, patronId, '三四郎')
  library.clock.forward({ hours: 1 })
  await send(library, mailer)
  expect(smtp.taken).toHaveLength(2)
  expect(readText(smtp.taken[1]!.source).text).not.toContain('こころ')
})

test('a hold that is no longer ready when its mail is due is not told', async () => {
  const { library, smtp, mailer } = await begin()
  const patronId = await givenPatron(library.db, { mail: 'hanako@example.jp' })
  const holdId = await givenReady(library, patronId, 'こころ')
  await library.db
    .updateTable('hold')
    .set({
      state: 'closed',
      item_id: null,
      ready_at: null,
      pick_up_by: null,
      closed_at: library.clock.now(),
      closed_why: 'fulfilled',
    })
    .where('id', '=', holdId)
    .execute()
  library.clock.forward({ hours: 1 })
  await send(library, mailer)
  expect(smtp.taken).toHaveLength(0)
  expect((await notices(library)).map(notice => notice.state)).toEqual(['cancelled'])
})

test('a refused address (550) is not tried again: the hold goes to the phone list and its clock does not start', async () => {
  const { library, smtp, mailer } = await begin(() => 550)
  const patronId = await givenPatron(library.db, { mail: 'gone@example.jp', phone: '0254-99-1234' })
  const holdId = await givenReady(library, patronId, 'こころ')
  library.clock.forward({ hours: 1 })
  expect(await send(library, mailer)).toEqual({ sent: 0, later: 0, refused: 1, unreachable: false })
  library.clock.forward({ days: 3 })
  await send(library, mailer)
  expect(smtp.tries.get('gone@example.jp')).toBe(1)
  expect((await notices(library)).map(({ channel, state, recipient }) => [channel, state, recipient])).toEqual([
    ['mail', 'failed', 'gone@example.jp'],
    ['phone', 'due', '0254-99-1234'],
  ])
  expect(await notifiedAt(library, holdId)).toBeNull()
  // The address is registered no more; the patron and the desk read why.
  expect(await myAccount(library, patronId)).toMatchObject({ mail: null, mailBounced: 'gone@example.jp' })
  expect(await loadMailStanding(library.db, patronId)).toMatchObject({ registered: null, bounced: 'gone@example.jp' })
})

test('a patron whose address is refused and who has no telephone stands on the list all the same', async () => {
  const { library, mailer } = await begin(() => 550)
  const patronId = await givenPatron(library.db, { mail: 'gone@example.jp', phone: null })
  await givenReady(library, patronId, 'こころ')
  library.clock.forward({ hours: 1 })
  await send(library, mailer)
  expect(
    (await letterList(library, BranchId('chuo'))).map(({ recipient, notices }) => [recipient, notices.length]),
  ).toEqual([['', 1]])
})

test('an address that is none stops nobody: its notice is parked, the patron is called, the others get their mail', async () => {
  const { library, smtp, mailer } = await begin()
  const patronId = await givenPatron(library.db, { mail: '(hanako@example.jp', phone: '0254-99-1234' })
  await givenReady(library, patronId, 'こころ')
  await givenReady(library, await givenPatron(library.db, { mail: 'taro@example.jp' }), '三四郎')
  library.clock.forward({ hours: 1 })
  expect(await send(library, mailer)).toEqual({ sent: 1, later: 0, refused: 1, unreachable: false })
  expect(smtp.taken.map(mail => mail.to)).toEqual(['taro@example.jp'])
  expect((await notices(library)).map(({ channel, state }) => [channel, state])).toEqual([
    ['mail', 'failed'],
    ['mail', 'sent'],
    ['phone', 'due'],
  ])
})

test('a notice that cannot be made into a mail is counted and parked, and the others go', async () => {
  const { library, smtp, mailer } = await begin()
  await givenReady(library, await givenPatron(library.db, { mail: 'hanako@example.jp' }), 'こころ')
  await library.db.updateTable('notice').set({ facts: '{}', kind: 'orderPlaced' }).execute()
  await givenReady(library, await givenPatron(library.db, { mail: 'taro@example.jp' }), '三四郎')
  library.clock.forward({ hours: 1 })
  expect(await send(library, mailer)).toMatchObject({ sent: 1, later: 1 })
  expect(smtp.taken.map(mail => mail.to)).toEqual(['taro@example.jp'])
  for (let hours = 0; hours < 12 * 24; hours++) {
    library.clock.forward({ hours: 1 })
    await send(library, mailer)
  }
  expect((await notices(library)).map(({ state, attempts }) => [state, attempts])).toEqual([
    ['failed', 10],
    ['sent', 1],
  ])
})

test('a server that falls silent over one mail holds one worker until the limit; the try is counted, and the others go', async () => {
  const hanging = Promise.withResolvers<void>()
  const { library, smtp } = await begin(
    () => null,
    to => (to === 'slow@slow.example.jp' ? hanging.promise : undefined),
  )
  const limits = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 400, talkMaxMs: 5_000 }
  const mailer = openMailer({ smtpUrl: smtp.url, from, directory: '/nowhere', limits })
  for (const mail of ['slow@slow.example.jp', 'a@example.jp', 'b@example.jp'])
    await givenReady(library, await givenPatron(library.db, { mail }), mail)
  library.clock.forward({ hours: 1 })
  const reports = await Promise.all([send(library, mailer), send(library, mailer)])
  hanging.resolve()
  expect(reports.map(({ unreachable }) => unreachable)).toEqual([false, false])
  expect(smtp.taken.map(mail => mail.to).sort()).toEqual(['a@example.jp', 'b@example.jp', 'slow@slow.example.jp'])
  expect((await notices(library)).map(({ state, attempts }) => [state, attempts])).toEqual([
    ['due', 1],
    ['sent', 1],
    ['sent', 1],
  ])
})

test('of the workers two at most talk about one domain: a slow host does not hold them all', async () => {
  const hanging = Promise.withResolvers<void>()
  const { library, smtp, mailer } = await begin(
    () => null,
    to => (to.endsWith('@slow.jp') ? hanging.promise : undefined),
  )
  for (const mail of ['1@slow.jp', '2@slow.jp', '3@slow.jp', '4@slow.jp', 'a@example.jp'])
    await givenReady(library, await givenPatron(library.db, { mail }), mail)
  library.clock.forward({ hours: 1 })
  const working = [1, 2, 3].map(() => send(library, mailer))
  await expect.poll(async () => (await notices(library)).at(-1)!.state).toBe('sent')
  expect((await notices(library)).filter(({ attempts }) => attempts > 0)).toHaveLength(3)
  hanging.resolve()
  await Promise.all(working)
  expect(smtp.taken).toHaveLength(5)
})

test('a greylisting server (451) gets the same mail again after five minutes', async () => {
  const { library, smtp, mailer } = await begin((_, tries) => (tries < 3 ? 451 : null))
  const patronId = await givenPatron(library.db, { mail: 'hanako@example.jp' })
  await givenReady(library, patronId, 'こころ')
  library.clock.forward({ hours: 1 })
  expect((await send(library, mailer)).later).toBe(1)
  library.clock.forward({ minutes: 4, seconds: 59 })
  await send(library, mailer)
  expect(smtp.tries.get('hanako@example.jp')).toBe(1)
  library.clock.forward({ seconds: 1 })
  expect((await send(library, mailer)).later).toBe(1)
  library.clock.forward({ minutes: 10 })
  expect((await send(library, mailer)).sent).toBe(1)
  const [notice] = await notices(library)
  expect(smtp.taken.map(mail => mail.messageId)).toEqual([notice!.message_id])
})

test('a server that says "later" for days counts as refusing in the end', async () => {
  const { library, mailer } = await begin(() => 452)
  const patronId = await givenPatron(library.db, { mail: 'full@example.jp' })
  await givenReady(library, patronId, 'こころ')
  for (let days = 0; days < 12; days++) {
    for (let hours = 0; hours < 24; hours++) {
      library.clock.forward({ hours: 1 })
      await send(library, mailer)
    }
  }
  expect((await notices(library)).map(({ channel, state, attempts }) => [channel, state, attempts])).toEqual([
    ['mail', 'failed', 10],
    ['phone', 'due', 0],
  ])
})

test('while the mail server is down nothing is lost and no try is counted; everything follows when it is back', async () => {
  const { library, smtp, mailer } = await begin()
  for (const name of ['a', 'b', 'c']) {
    await givenReady(library, await givenPatron(library.db, { mail: `${name}@example.jp` }), `本 ${name}`)
  }
  const down = openMailer({ smtpUrl: 'smtp://127.0.0.1:1', from, directory: '/nowhere' })
  for (let hour = 0; hour < 4; hour++) {
    library.clock.forward({ hours: 1 })
    expect((await send(library, down)).unreachable).toBe(true)
  }
  expect((await notices(library)).map(({ state, attempts }) => [state, attempts])).toEqual(Array(3).fill(['due', 0]))
  library.clock.forward({ minutes: 5 })
  expect((await send(library, mailer)).sent).toBe(3)
  expect(smtp.taken.map(mail => mail.to).sort()).toEqual(['a@example.jp', 'b@example.jp', 'c@example.jp'])
})

test('ten workers at once send every mail once', async () => {
  const { library, smtp, mailer } = await begin()
  for (let n = 0; n < 30; n++) {
    await givenReady(library, await givenPatron(library.db, { mail: `p${n}@example.jp` }), `本 ${n}`)
  }
  library.clock.forward({ hours: 1 })
  const reports = await Promise.all(Array.from({ length: 10 }, () => send(library, mailer)))
  expect(reports.reduce((sum, report) => sum + report.sent, 0)).toBe(30)
  expect(new Set(smtp.taken.map(mail => mail.to)).size).toBe(30)
  expect(smtp.taken).toHaveLength(30)
})

test('addresses with dots where no standard has them get their mail, with the mail named in the return path', async () => {
  const { library, smtp, mailer } = await begin()
  await givenReady(library, await givenPatron(library.db, { mail: 'a..b.@docomo.ne.jp' }), '本')
  library.clock.forward({ hours: 1 })
  await send(library, mailer)
  const [notice] = await notices(library)
  expect(smtp.taken.map(mail => mail.to)).toEqual(['"a..b."@docomo.ne.jp'])
  expect(smtp.taken[0]!.from).toBe(`kago+${notice!.message_id.slice(1).split('@')[0]}@lib.example.jp`)
})

test('a mail about a hold does not ring at night; the answer to an order does', async () => {
  const { library, smtp, mailer } = await begin()
  library.clock.set('2026-11-24T20:30:00')
  const patronId = await givenPatron(library.db, { mail: 'hanako@example.jp' })
  await givenReady(library, patronId, 'こころ')
  await write(library, {
    kind: 'orderPlaced',
    dedupeKey: 'orderPlaced:x',
    patronId,
    holdId: null,
    contact: 'mail',
    facts: { titles: ['三四郎'] },
  })
  library.clock.set('2026-11-25T07:59:59')
  await send(library, mailer)
  expect(smtp.taken).toHaveLength(1)
  expect(readText(smtp.taken[0]!.source).subject).toContain('予約を受け付けました')
  library.clock.set('2026-11-25T08:00:00')
  await send(library, mailer)
  expect(smtp.taken).toHaveLength(2)
})
