import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openIndex } from '#catalogue/index/keep/open-index.ts'
import { readSearch } from '#catalogue/rules/search/search-state.ts'
import { openCovers } from '#covers/keep-covers.ts'
import { sql } from '#database/database.ts'
import { openMailer } from '#delivery/mailer.ts'
import { sendDueNotices } from '#delivery/send-due-notices.ts'
import { sendWebhooks } from '#delivery/webhooks/send-webhooks.ts'
import { addWebhook } from '#delivery/webhooks/webhooks.ts'
import { type BibId, BranchId, OrderId, QuestionId, RequestId, WishListId } from '#ids.ts'
import { addFamilyCard } from '#patrons/family/add-card.ts'
import { endFamilyLink } from '#patrons/family/end-link.ts'
import { keepHistory } from '#patrons/my-account.ts'
import {
  makeCalendarAddress,
  myCalendarAddress,
  renewCalendarAddress,
  wishTitlesInCalendar,
} from '#patrons/own-calendar/calendar-address.ts'
import { makeTerminalCode, registerTerminal } from '#patrons/terminals/terminals.ts'
import { defaultPolicy } from '#policy.ts'
import { mountProtocols } from '#protocols/mount.ts'
import { serveSip2 } from '#protocols/sip2/server.ts'
import { answerQuestion } from '#questions/answer-question.ts'
import { sendQuestion } from '#questions/send-question.ts'
import { sendRequest } from '#requests/send-request.ts'
import { saveSearch } from '#saved-searches/save-search.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { jsonLog } from '#std/log.ts'
import { openMetrics } from '#web/gate/metrics.ts'
import { pagesFor, pathTable, routesOf } from '#web/path-table.ts'
import { paths } from '#web/paths.ts'
import { serveWeb } from '#web/serve.ts'
import { shareWishList } from '#wish-lists/change-wish-list.ts'
import { myWishList } from '#wish-lists/my-wish-lists.ts'
import { wishFor } from '#wish-lists/wish-for.ts'
import { closeAfterFile } from '../file-life.ts'
import { givenBib, givenBranches } from '../given.ts'
import { applied, barcodeOf, chuo, lent, scanned, waiting } from '../given-holds.ts'
import { givenPatron, givenSession } from '../given-patron.ts'
import { givenStaffSession } from '../given-staff.ts'
import { openLibrary } from '../library.ts'
import type { SignedIn } from '../signed-in.ts'
import { givenMachine, selfCheck } from '../sip2.ts'
import { readText, startSmtp } from '../smtp.ts'

/*
 * What one patron reads, and every door at which somebody else could learn it. Each door is asked as its users ask it;
 * whatever comes out of it, headers too, is searched for her name, her titles, their numbers and her own words.
 */

// Words that stand nowhere else.
const person = ['霧島', 'キリシマ', '29876543', '0254-99-8877', 'hikaru@secret.example']
const own = ['ひみつの棚', '誕生日に読みたい', '逢魔が時', '届かぬ図譜', '母の病のため', '祖父の戦地']
const titleOf = {
  lent: 'かえらぬ渡り鳥',
  ready: '待ちわびた手紙',
  waits: '順番のまえの海',
  applied: '夜あけの申し込み',
  basket: 'まだ決めぬ旅',
  read: 'むかし読んだ灯台',
  wished: 'いつか読む星',
}
const titles = Object.values(titleOf)

const publicAddress = 'https://lib.example.jp'
const library = await openLibrary({
  policy: {
    services: { ...defaultPolicy.services, passkeys: true, questions: true },
    identity: { ...defaultPolicy.identity, publicAddress },
  },
})
const { db, clock } = library
const lines: string[] = []
library.log = jsonLog(
  line => lines.push(line),
  () => clock.now(),
)
await givenBranches(library)
// Numbers that can be told apart from any others.
await sql`alter table bib alter column id restart with 7300001`.execute(db)

const bibs = {} as Record<keyof typeof titleOf, BibId>
const copies = {} as Record<keyof typeof titleOf, Awaited<ReturnType<typeof givenBib>>['itemIds'][0]>
for (const [nth, [name, title]] of Object.entries(titleOf).entries()) {
  const { id, itemIds } = await givenBib(library, { title, isbns: [`978400000000${nth}`] })
  bibs[name as keyof typeof titleOf] = id
  copies[name as keyof typeof titleOf] = itemIds[0]!
}
const numbers = Object.values(bibs).map(String)
/** All that a door about patrons must not say. */
const everything = [...person, ...own, ...titles, ...numbers]
/** What a door about books must not say: the books themselves are no secret. */
const whoseItIs = [...person, ...own]

const smtp = await startSmtp()
const told: string[] = []
const receiver = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  told.push(`${request.url} ${JSON.stringify(request.headers)} ${body}`)
  response.writeHead(204).end()
})
const askedForCovers: string[] = []
const coverSource = createServer((request, response) => {
  askedForCovers.push(`${decodeURIComponent(request.url!)} ${JSON.stringify(request.headers)}`)
  response.writeHead(404).end()
})
const addressOf = async (server: typeof receiver) => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const webhook = { name: 'line', url: await addressOf(receiver), kinds: ['ready'], tellsTitles: false, tellsCard: false }
expect((await addWebhook(library, { login: 'kanri' }, webhook)).ok).toBe(true)

/** Twelve years old: a guardian may use her card until her birthday on the 26th. */
const her = await givenPatron(library, {
  name: '霧島 ひかる',
  nameReading: 'キリシマ ヒカル',
  birthDate: '2013-11-26',
  cardNumber: '29876543',
  phone: '0254-99-8877',
  mail: 'hikaru@secret.example',
})
const other = await givenPatron(library, { name: '隣の人', mail: 'tonari@example.jp' })
const formerGuardian = await givenPatron(library, { name: '前の保護者' })
const guardian = await givenPatron(library, { name: 'いまの保護者' })

await keepHistory(library, her.id, true)
await lent(library, her.id, copies.read!)
await scanned(library, copies.read!)
await lent(library, her.id, copies.lent!)
// Somebody else has it first.
await lent(library, (await givenPatron(library)).id, copies.waits!)
const [waitingId] = await waiting(library, her.id, [bibs.waits], { contact: 'mail' })
await waiting(library, her.id, [bibs.ready], { contact: 'mail' })
await scanned(library, copies.ready!)
const orderId = OrderId(randomUUID())
await applied(library, her.id, [bibs.applied], { id: orderId, contact: 'mail', confirmByMail: true })
await db.insertInto('basket_line').values({ patron_id: her.id, bib_id: bibs.basket, added_at: clock.now() }).execute()
const listId = WishListId(randomUUID())
const list = { is: 'new', id: listId, name: own[0]! } as const
expect((await wishFor(library, her.id, { list, bibIds: [bibs.wished], note: own[1]! })).ok).toBe(true)
const search = await saveSearch(library, her.id, readSearch(new URLSearchParams({ q: own[2]! })))
const searchId = search.ok ? search.value.id : 0
const requestId = RequestId(randomUUID())
const request = { author: null, publisher: null, published: null, isbn: null, note: own[4]!, pickup: chuo }
expect((await sendRequest(library, her.id, { id: requestId, title: own[3]!, contact: 'mail', ...request })).ok).toBe(
  true,
)
const questionId = QuestionId(randomUUID())
const question = { id: questionId, asks: own[5]!, lookedAt: own[5]!, wantedBy: null }
expect((await sendQuestion(library, her.id, question)).ok).toBe(true)
const asks = await db.selectFrom('question').select('changed_at').executeTakeFirstOrThrow()
const answered = { seen: `${asks.changed_at}`, to: 'answered', answer: own[5]! } as const
expect((await answerQuestion(library, { login: 'chief1' }, questionId, answered)).ok).toBe(true)
const loans = await db.selectFrom('loan').where('patron_id', '=', her.id).select(['id', 'bib_id']).execute()
const loanOf = (bibId: BibId) => loans.find(loan => loan.bib_id === bibId)!.id

const attempt = { cardNumber: her.cardNumber, password: her.password, birthDate: null, device: null }
for (const [carer, address] of [
  [formerGuardian, '203.0.113.1'],
  [guardian, '203.0.113.2'],
] as const)
  expect((await addFamilyCard(library, carer.id, { ...attempt, door: 'web', address })).ok).toBe(true)

const following = openIndex(library, { dataDir: null, pollMilliseconds: 20 })
await following.ready
const directory = await mkdtemp(join(tmpdir(), 'kago-privacy-'))
const source = `${await addressOf(coverSource)}/{isbn}`
const covers = openCovers({ directory, sources: () => [source], clock, log: library.log, pauseMs: 0, limitMs: 5_000 })
const open = Object.assign(library, { index: following.index, covers })
const web = await serveWeb(open, {
  port: 0,
  host: '127.0.0.1',
  machines: mountProtocols,
  metrics: openMetrics(open, { token: null }),
})
const base = `http://127.0.0.1:${web.port}`
const sip2 = await serveSip2(open, { port: 0, host: '127.0.0.1', tls: null })
const machine = await givenMachine(open)
closeAfterFile(async () => {
  await Promise.all([sip2.close(), web.close(), following.close(), covers.stop(), smtp.stop()])
  for (const server of [receiver, coverSource]) {
    server.closeAllConnections()
    server.close()
  }
  await rm(directory, { recursive: true, force: true })
})

type Answer = { asked: string; status: number; said: string }
/** Headers and body, but for the address itself and the number in it: whoever asks knows them already. */
async function heard(asked: string, answer: Response): Promise<Answer> {
  const known = [asked, encodeURIComponent(asked), ...numbers.filter(number => asked.includes(number))]
  const said = `${JSON.stringify([...answer.headers])}\n${await answer.text()}`
  return { asked, status: answer.status, said: known.reduce((left, word) => left.replaceAll(word, ''), said) }
}
const get = async (path: string, cookie = '', headers: Record<string, string> = {}) =>
  heard(path, await fetch(base + path, { redirect: 'manual', headers: { cookie, ...headers } }))
const send = (path: string, fields: Record<string, string>, cookie = '') =>
  fetch(base + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', cookie },
    body: new URLSearchParams(fields),
  })
const inTurn = async (asks: (() => Promise<Answer>)[]): Promise<Answer[]> => {
  const answers: Answer[] = []
  for (const ask of asks) answers.push(await ask())
  return answers
}

/** A route of Myライブラリ with what is hers in the place of numbers. */
const hersAt = (route: string): string => {
  const ids: [of: string, id: string | number][] = [
    ['/my/orders/', orderId],
    ['/my/holds/', waitingId!],
    ['/my/loans/', loanOf(bibs.lent)],
    ['/my/reading/', loanOf(bibs.read)],
    ['/my/searches/', searchId],
    ['/my/requests/', requestId],
    ['/my/questions/', questionId],
    ['/my/lists/', listId],
  ]
  const id = ids.find(([of]) => route.startsWith(of))?.[1] ?? ''
  return route.replace(/:id(\{[^}]*\})?/, `${id}`).replace(/:bib(\{[^}]*\})?/, `${bibs.wished}`)
}
const herPages = pagesFor('patron').map(hersAt)
const herDeeds = routesOf('patron')
  .filter(route => pathTable[route]!.is === 'act')
  .map(hersAt)
const herFiles = routesOf('patron')
  .filter(route => pathTable[route]!.is === 'file')
  .map(hersAt)

/** Everything of Myライブラリ that is hers, asked by somebody else: pages, files and deeds. */
const allOfHersAs = async ({ cookie, csrf }: SignedIn) => [
  ...(await inTurn([...herPages, ...herFiles].map(path => () => get(path, cookie)))),
  ...(await inTurn(herDeeds.map(path => async () => heard(path, await send(path, { csrf }, cookie))))),
]

async function usingHerCard(patron: typeof her): Promise<SignedIn> {
  const session = await givenSession(library, patron.id)
  const used = await send(paths.familyUse, { member: `${her.id}`, csrf: session.csrf }, session.cookie)
  expect(used.status).toBe(303)
  return session
}

/** A terminal of the library, with what a browser there keeps. */
async function terminalOf(mode: 'no' | 'loans') {
  const code = await makeTerminalCode(library, { login: 'chief1' }, BranchId('chuo'), `端末 ${mode}`, mode)
  const proof = (await registerTerminal(library, code, '127.0.0.1'))!
  const terminal = `kago-terminal=${proof}.${keyedHash(library.secrets.cookieKey, 'cookie terminal', proof)}`
  const visit = async (login: string) => {
    const answer = await send(login, { cardNumber: her.cardNumber, password: her.password }, terminal)
    expect(answer.status).toBe(303)
    return [terminal, ...answer.headers.getSetCookie().map(cookie => cookie.split(';')[0]!)].join('; ')
  }
  return { terminal, visit }
}
const tokenIn = ({ said }: Answer) => /name="csrf" value="([^"]+)"/.exec(said)![1]!

const shareOf = async () => {
  await shareWishList(library, her.id, listId, true)
  return (await myWishList(library, her.id, listId, 1))!.sharedAs!
}
const calendarOf = async () => `/my/calendar/${(await myCalendarAddress(library, her.id))!.secret}.ics`
const paiaToken = async (patron: typeof her): Promise<string> => {
  const login = { username: patron.cardNumber, password: patron.password, grant_type: 'password' }
  return ((await (await send('/paia/auth/login', login)).json()) as { access_token: string }).access_token
}
const sip = async (ask: (kiosk: Awaited<ReturnType<typeof selfCheck>>) => Promise<{ text: string }>) => {
  const kiosk = await selfCheck(library, sip2.port, { name: machine.name })
  const { text } = await ask(kiosk)
  kiosk.close()
  return [{ asked: 'SIP2', status: 200, said: text }]
}
const withEach = (asked: string[]) => inTurn(asked.map(path => () => get(path)))
const bib = bibs.lent

/** Whoever asks, what they must not learn, and how; `answers`: the statuses with which this door may answer. */
type Door = [who: string, mustNotLearn: readonly string[], answers: number[], ask: () => Promise<Answer[]>]
const shut = [303, 404]

const doors: Door[] = [
  ['nobody, at everything that is hers', everything, [303], () => withEach([...herPages, ...herFiles])],
  [
    'another patron, at everything that is hers',
    everything,
    [200, 303, 404, 409, 422],
    async () => allOfHersAs(await givenSession(library, other.id)),
  ],
  [
    'a guardian, while she is a child: her own words and what she has read',
    [...own, titleOf.read, titleOf.wished],
    [200, 303, 404],
    async () => {
      const { cookie } = await usingHerCard(guardian)
      return inTurn([...herPages, ...herFiles].map(path => () => get(path, cookie)))
    },
  ],
  [
    'a guardian who was one, in the session that used her card',
    everything,
    [200, 303, 404, 409, 422],
    async () => {
      const session = await usingHerCard(formerGuardian)
      expect((await get(paths.loans, session.cookie)).said).toContain(titleOf.lent)
      await endFamilyLink(library, formerGuardian.id, her.id)
      return allOfHersAs(session)
    },
  ],
  [
    'the next one at a terminal, when she has signed out',
    everything,
    [...shut, 200],
    async () => {
      const { visit } = await terminalOf('no')
      const cookie = await visit(paths.login)
      const mine = await get(paths.holds, cookie)
      expect(mine.said).toContain(titleOf.ready)
      expect((await send(paths.logout, { csrf: tokenIn(mine) }, cookie)).status).toBe(303)
      return inTurn([paths.top, paths.login, ...herPages].map(path => () => get(path, cookie)))
    },
  ],
  [
    'the next one at a self-check machine, when her visit has ended',
    everything,
    [...shut, 200],
    async () => {
      const { visit } = await terminalOf('loans')
      const cookie = await visit(paths.selfCheck)
      const visiting = await get(paths.selfCheck, cookie)
      expect(visiting.said).toContain(titleOf.lent)
      expect((await send(paths.selfCheckEnd, { csrf: tokenIn(visiting) }, cookie)).status).toBe(303)
      return inTurn([paths.selfCheck, paths.top, ...herPages].map(path => () => get(path, cookie)))
    },
  ],
  [
    'a desk, at what is for the administration alone',
    everything,
    [403],
    async () => {
      const { cookie } = await givenStaffSession(library)
      return inTurn(
        ['/counter/audit', '/counter/audit.csv', '/counter/settings', '/counter/staff'].map(
          path => () => get(path, cookie),
        ),
      )
    },
  ],
  [
    'a desk that serves her: her own words, her basket, what she has read',
    [own[0]!, own[1]!, own[2]!, titleOf.basket, titleOf.read, titleOf.wished],
    [200, 303, 404],
    async () => {
      const { cookie } = await givenStaffSession(library)
      return inTurn(
        [`/counter/patrons/${her.id}`, `/counter/check-out/${her.id}`, `/counter/receipt/${her.id}`].map(
          path => () => get(path, cookie),
        ),
      )
    },
  ],
  [
    'who has the secret address of a list: whose it is, and what else she has',
    [...person, ...own.slice(2), titleOf.lent, titleOf.ready, titleOf.read, titleOf.basket],
    [200],
    async () => [await get(paths.sharedList(await shareOf()))],
  ],
  [
    'who had the secret address of a list, when it was taken back and another one was made',
    everything,
    [404],
    async () => {
      const before = await shareOf()
      expect((await get(paths.sharedList(before))).said).toContain(titleOf.wished)
      await shareWishList(library, her.id, listId, false)
      const ended = await get(paths.sharedList(before))
      await shareOf()
      return [ended, await get(paths.sharedList(before))]
    },
  ],
  [
    'who had the address of her calendar, when it was renewed',
    everything,
    [404],
    async () => {
      await makeCalendarAddress(library, her.id)
      await wishTitlesInCalendar(library, her.id, true)
      const before = await calendarOf()
      expect((await get(before)).said).toContain(titleOf.lent)
      await renewCalendarAddress(library, her.id)
      return [await get(before)]
    },
  ],
  [
    'who has the address of her calendar: whose it is',
    [...whoseItIs, titleOf.read, titleOf.basket, titleOf.wished],
    [200],
    async () => [await get(await calendarOf())],
  ],
  [
    'an app with the token of another (PAIA)',
    [...own, ...titles, ...numbers, '霧島', 'hikaru@secret.example'],
    [401, 403],
    async () => {
      const authorization = `Bearer ${await paiaToken(other)}`
      const core = `/paia/core/${her.cardNumber}`
      const ask = (path: string, headers: Record<string, string>) => () => get(path, '', headers)
      return inTurn([ask(core, { authorization }), ask(`${core}/items`, { authorization }), ask(`${core}/items`, {})])
    },
  ],
  [
    'a machine that asks of her without her password (SIP2)',
    [...own, ...titles, ...numbers, '霧島', 'hikaru@secret.example'],
    [200],
    async () => [
      ...(await sip(kiosk => kiosk.patron(her.cardNumber, undefined, 'Y         '))),
      ...(await sip(kiosk => kiosk.patron(her.cardNumber, '0000', '  Y       '))),
    ],
  ],
  [
    'a machine that asks of her copy (SIP2)',
    whoseItIs,
    [200],
    async () => [
      ...(await sip(async kiosk => kiosk.item(await barcodeOf(library, copies.lent!)))),
      ...(await sip(async kiosk => kiosk.item(await barcodeOf(library, copies.ready!)))),
    ],
  ],
  [
    'nobody, at the pages about her books',
    whoseItIs,
    [200, 302],
    () =>
      withEach([
        '/',
        `/search?q=${encodeURIComponent(titleOf.lent)}`,
        `/bib/${bib}`,
        `/bib/${bibs.ready}`,
        `/bib/${bib}.json`,
        `/bib/${bib}/related`,
        '/ranking?by=holds',
        '/ranking?by=loans',
        '/new',
        '/new.atom',
        `/search.atom?q=${encodeURIComponent(titleOf.ready)}`,
        '/children',
        '/calendar',
        `/shelf?branch=chuo&place=${encodeURIComponent('一般')}`,
        '/sitemap.xml',
        '/robots.txt',
      ]),
  ],
  [
    'nobody, by what is suggested while one types',
    whoseItIs,
    [200],
    () => withEach(['逢', '逢魔', '霧', 'キリ', '届か', 'ひみ'].map(q => `/suggestions?q=${encodeURIComponent(q)}`)),
  ],
  [
    'other libraries and programs, at the doors for machines',
    whoseItIs,
    [200],
    () =>
      withEach([
        `/sru?version=1.2&operation=searchRetrieve&query=${encodeURIComponent(`title="${titleOf.lent}"`)}`,
        '/oai?verb=ListRecords&metadataPrefix=oai_dc',
        `/daia?id=${encodeURIComponent(`${base}/bib/${bib}`)}`,
        '/api/availability?isbn=9784000000000',
        '/opds/new',
        '/opds2/new',
        `/unapi?id=${encodeURIComponent(`${publicAddress}/bib/${bib}`)}&format=mods`,
        '/calendar/chuo.ics',
        '/api',
      ]),
  ],
  ['who reads the figures of the service', everything, [200], () => withEach(['/metrics', '/healthz', '/readyz'])],
]

/** What is said to her on her own pages: so that the words that are searched for are words that could come out. */
async function expectAllToldToHer() {
  const { cookie } = await givenSession(library, her.id)
  const answers = await inTurn([...herPages, ...herFiles].map(path => () => get(path, cookie)))
  const said = answers.map(({ said }) => said).join('\n')
  for (const word of everything) expect.soft(said.includes(word), word).toBe(true)
}

test('she herself is told all of it, and what she is told is kept and passed on by nobody', async () => {
  await expectAllToldToHer()
  const { cookie } = await givenSession(library, her.id)
  for (const path of [...herPages, ...herFiles]) {
    const { headers } = await fetch(base + path, { redirect: 'manual', headers: { cookie } })
    expect.soft([path, headers.get('cache-control')]).toEqual([path, 'no-store'])
    // The address of a page (a search, a secret list) goes to no other site.
    expect.soft([path, headers.get('referrer-policy')]).toEqual([path, 'same-origin'])
  }
})

test.each(doors)('%s', async (_who, mustNotLearn, answers, ask) => {
  const heardThere = await ask()
  expect(heardThere.length).toBeGreaterThan(0)
  for (const { asked, status, said } of heardThere) {
    expect.soft(answers, asked).toContain(status)
    expect.soft([asked, mustNotLearn.filter(word => said.includes(word))]).toEqual([asked, []])
  }
})

test('covers are asked for by their number alone: who looked at the book does not come along', async () => {
  const { cookie } = await givenSession(library, her.id)
  await get(paths.loans, cookie)
  await get(`/bib/${bib}`, cookie)
  await covers.settled()
  expect(askedForCovers.length).toBeGreaterThan(0)
  const passedOn = [...person, ...own, ...titles, ...numbers, 'cookie', 'referer', 'forwarded']
  for (const asked of askedForCovers)
    expect(
      passedOn.filter(word => asked.includes(word)),
      asked,
    ).toEqual([])
})

test('mails go to her alone, their subjects name no book; those of others and the webhooks know nothing of her', async () => {
  const mailer = openMailer({ smtpUrl: smtp.url, from: '図書館 <kago@lib.example.jp>', directory: '/nowhere' })
  clock.forward({ hours: 2 })
  await sendDueNotices(library, mailer, { limit: 50 })
  await sendWebhooks(library, { limit: 50, timeoutMs: 2_000 })
  mailer.close()
  const mails = smtp.taken.map(({ to, source }) => ({ to, head: source.split('\r\n\r\n')[0]!, ...readText(source) }))
  const hers = mails.filter(({ to }) => to === 'hikaru@secret.example')
  expect(hers.map(({ text }) => text).join()).toContain(titleOf.ready)
  for (const { subject, head } of hers)
    for (const word of [...own, ...titles, ...numbers, '霧島']) expect(`${subject} ${head}`, word).not.toContain(word)
  for (const { to, subject, text, head } of mails.filter(({ to }) => to !== 'hikaru@secret.example'))
    expect(
      everything.filter(word => `${subject}${text}${head}`.includes(word)),
      to,
    ).toEqual([])
  expect(told.length).toBeGreaterThan(0)
  for (const one of told) expect(everything.filter(word => one.includes(word))).toEqual([])
})

test('a guardian in whose session she has her thirteenth birthday sees nothing of hers any more', async () => {
  clock.set('2026-11-25T23:50:00')
  const session = await usingHerCard(guardian)
  expect((await get(paths.loans, session.cookie)).said).toContain(titleOf.lent)
  clock.set('2026-11-26T00:05:00')
  for (const { asked, said } of await allOfHersAs(session))
    expect([asked, everything.filter(word => said.includes(word))]).toEqual([asked, []])
})

test('no line of the log has any of it, and all of it is still hers', async () => {
  await expectAllToldToHer()
  library.log.info('asked', { count: lines.length })
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines)
    expect(
      everything.filter(word => line.includes(word)),
      line,
    ).toEqual([])
})
