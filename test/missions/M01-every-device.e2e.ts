import { randomUUID } from 'node:crypto'
import type { Page, Response } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { type BibId, PreRegistrationId, ThemeId, WishListId } from '#ids.ts'
import { termsVersion } from '#patrons/agreement/terms.ts'
import { askForLink } from '#patrons/by-mail/ask-for-link.ts'
import { secretOf } from '#patrons/by-mail/link-secret.ts'
import { stopToken } from '#patrons/mail-choices/stop-token.ts'
import { preRegister } from '#patrons/pre-registration/pre-register.ts'
import { newId } from '#std/new-id.ts'
import { languages } from '#text/language.ts'
import { addTitles } from '#themes/change-titles.ts'
import { writeTheme } from '#themes/write-theme.ts'
import { pagesFor, routeAt } from '#web/path-table.ts'
import { shareWishList } from '#wish-lists/change-wish-list.ts'
import { myWishList } from '#wish-lists/my-wish-lists.ts'
import { wishFor } from '#wish-lists/wish-for.ts'
import { narrowLook, openWalk, wordsLook } from '../axe.ts'
import { visit } from '../browser.ts'
import { givenBib, givenIndex } from '../given.ts'
import { givenPatron } from '../given-patron.ts'
import { serveLibrary } from '../served.ts'

let bibId: BibId
let sharedList: string
let passwordLink: string
let registration: PreRegistrationId
let stop: string
const theme = ThemeId(newId())
const { base } = await serveLibrary({}, async library => {
  bibId = (await givenBib(library, { title: '北越雪譜', author: '鈴木牧之', isbns: ['9784003022618'] })).id
  await givenBib(library, { title: '北越雪譜物語', author: '田村賢一', items: [{ joinedOn: '2026-11-20' }] })
  const { id: patronId } = await givenPatron(library)
  const list = { is: 'new', id: WishListId(randomUUID()), name: '冬休み' } as const
  await wishFor(library, patronId, { list, bibIds: [bibId], note: '' })
  await shareWishList(library, patronId, list.id, true)
  sharedList = (await myWishList(library, patronId, list.id, 1))!.sharedAs!
  const { services, identity, words: ownWords } = library.policy
  library.policy = {
    ...library.policy,
    services: { ...services, passwordByMail: true, passkeys: true, preRegistration: true },
    identity: { ...identity, publicAddress: 'https://lib.example.jp' },
    words: { ...ownWords, terms: { ja: '本は期限までに返してください。' } },
  }
  const { cardNumber } = await givenPatron(library, { mail: 'hana@example.org' })
  await askForLink(library, { cardNumber, mail: 'hana@example.org', door: 'web', address: '203.0.113.9' })
  const link = await library.db.selectFrom('password_link').select('half').executeTakeFirstOrThrow()
  passwordLink = secretOf(library.secrets, link.half!)
  stop = stopToken(library.secrets, patronId, 'arrivals')
  registration = PreRegistrationId(newId())
  const person = {
    name: '新井 読子',
    nameReading: 'アライ ヨミコ',
    phone: '0254-53-0001',
    mail: null,
    postalCode: null,
    agreedTo: termsVersion(library.policy),
  }
  const birthDate = Temporal.PlainDate.from('1990-04-01')
  await preRegister(library, { ...person, id: registration, birthDate, address: '本町1-1' }, '203.0.113.9')
  const words = { ja: { title: '雪を読む', body: '雪の夜に。' }, easy: null, en: null, branchId: null }
  const always = { shownFrom: null, shownUntil: null, forChildren: true }
  await writeTheme(library, { login: 'mado' }, { id: theme, ...words, ...always })
  await addTitles(library, { login: 'mado' }, theme, `#${bibId} 名著`)
  await givenIndex(library)
})

const focused = (page: Page) => page.locator(':focus')
/** Tab until what is focused reads so; a page that cannot be walked through fails here. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const here = focused(page)
    const said = `${(await here.getAttribute('aria-label')) ?? ''} ${(await here.textContent()) ?? ''}`.trim()
    if (typeof name === 'string' ? said.split(' ').includes(name) || said === name : name.test(said)) return
  }
  throw new Error(`Nothing reads ${name} on the way of the Tab key`)
}

describe.each([240, 390, 1280])('M01 at %d px', width => {
  test('M01 from the first page to the login by keyboard alone, without script', async () => {
    const { page } = await visit(base, { width, javaScript: false })
    await page.goto('/')
    await tabTo(page, '本・資料を探す')
    await page.keyboard.type('北越雪譜')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/search\?q=/)
    await tabTo(page, '北越雪譜')
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`/bib/${bibId}\\?`))
    await tabTo(page, '予約かごへ')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/login/)
  })
})

test('M01 the first Tab is a way past the masthead, and the keys 0 to 9 are shown on a small screen', async () => {
  const { page } = await visit(base, { width: 240 })
  await page.goto('/')
  await page.keyboard.press('Tab')
  expect(await focused(page).textContent()).toBe('本文へ')
  const keys = await page.locator('[accesskey]').evaluateAll(all => all.map(one => one.getAttribute('accesskey')))
  expect(new Set(keys).size).toBe(keys.length)
  expect(await page.locator('.key:visible').count()).toBe(keys.length - 1) // the search box needs no sign
})

const everyPage = () => [
  '/',
  '/search',
  '/search?q=北越',
  '/search?q=どこにもない',
  '/search/advanced',
  '/search/further?q=北越',
  '/new',
  '/news',
  '/news?branch=asahi',
  '/themes',
  `/themes/${theme}`,
  `/children?theme=${theme}`,
  '/classes',
  '/classes?in=91',
  '/ranking',
  '/ranking?by=holds&audience=child',
  '/authors',
  '/authors?row=カ',
  '/subjects?start=A',
  '/children',
  '/children?q=ゆき',
  '/children/keys',
  '/keys?q=ほくえ',
  '/calendar',
  '/calendar?branch=bm&month=2026-12',
  '/guide',
  '/privacy',
  '/terms',
  '/mistake',
  `/mistake?bib=${bibId}`,
  '/isbn/9784003022618',
  `/bib/${bibId}`,
  `/bib/${bibId}/related`,
  `/children/bib/${bibId}`,
  '/login',
  '/forgotten',
  `/forgotten/${passwordLink}`,
  '/register',
  `/registration/${registration}`,
  `/mails/stop/${stop}`,
  '/shelf',
  `/lists/${sharedList}`,
]

test('M01 every page that stands in the table of paths for anyone is looked at below', () => {
  const seen = new Set(everyPage().map(address => routeAt(address.split('?')[0]!)))
  expect(pagesFor('anyone').filter(route => !seen.has(route))).toEqual([])
})

test.each(languages.filter(language => language !== 'ja'))(
  'M01 every page for everyone in %s',
  async language => {
    const walk = await openWalk(base, language === 'ja-easy' || language === 'en' ? wordsLook : narrowLook)
    await walk(`/language?to=${language}&back=/`, language)
    for (const path of everyPage()) await walk(path, `${path} in ${language}`)
  },
  300_000,
)

test('M01 a page with all its parts is no more than 50 KB', async () => {
  const { page } = await visit(base)
  for (const path of everyPage()) {
    let bytes = 0
    const count = async (response: Response) => {
      bytes += (await response.body()).length
    }
    const pending: Promise<void>[] = []
    const listen = (response: Response) => void pending.push(count(response))
    page.on('response', listen)
    await page.goto(path)
    await Promise.all(pending)
    page.off('response', listen)
    expect(bytes, path).toBeLessThan(50_000)
  }
})

test('M01 addresses that cannot be are answered, never with 500', async () => {
  const long = 'あ'.repeat(300)
  for (const [path, status] of [
    ['/bib/0', 404],
    ['/bib/99999999999999', 404],
    ['/bib/abc', 404],
    ['/bib/1e3', 404],
    ['/isbn/', 404],
    ['/isbn/x', 404],
    [`/search?q=${long}`, 422],
    ['/search?q=%00', 400],
    ['/search?q=★', 422],
    ['/search?q=-まんが', 422],
    ['/search?q=a&page=999999&size=-1&sort=x&class=77&year=abc&branch=%27', 200],
    ['/search?q=北越&page=400', 200],
    ['/search/advanced?title-how=x&from=abc', 200],
    ['/new?page=99', 200],
    ['/ranking?by=x&audience=%27', 200],
    [`/authors?start=${long}&page=99999999`, 200],
    ['/subjects?row=x&page=-1', 200],
    ['/classes?in=abc', 404],
    ['/classes?in=999', 200],
    ['/children?door=x&page=-1', 200],
    [`/keys?q=${long}&key=x`, 200],
    ['/children/keys?key=back', 200],
    ['/calendar?month=2026-13', 200],
    ['/calendar?branch=nowhere', 404],
    ['/sitemap.xml?part=x', 404],
    ['/search.atom', 400],
  ] as const) {
    const answer = await fetch(`${base}${path}`)
    expect([answer.status, path]).toEqual([status, path])
    await answer.text()
  }
})
