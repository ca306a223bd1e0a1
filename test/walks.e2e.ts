import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { phoneList } from '#delivery/hand-list.ts'
import { openMailer } from '#delivery/mailer.ts'
import { markCalled } from '#delivery/mark-called.ts'
import { sendDueNotices } from '#delivery/send-due-notices.ts'
import { BranchId, type ItemId } from '#ids.ts'
import { shoot, visit } from './browser.ts'
import { closeAfterFile } from './file-life.ts'
import { givenIndex } from './given.ts'
import { givenPatron } from './given-patron.ts'
import { beginAgain, givenBook, lend, openService, scan, sleep } from './missions/desk.ts'
import { readText, startSmtp } from './smtp.ts'
import { unreadKanji } from './unread-kanji.ts'

/**
 * From the top page to a book in hand, as different people go: nobody types an address, nobody has a script, and nobody
 * meets a page that is not theirs.
 */
const service = await openService()
const { library } = service
const asahi = BranchId('asahi')
const english: Record<string, string> = { chuo: 'Central Library', asahi: 'Asahi Library' }
for (const [id, name_kana] of Object.entries({
  chuo: 'チュウオウトショカン',
  asahi: 'アサヒトショカン',
  arakawa: 'アラカワトショシツ',
  kamihayashi: 'カミハヤシトショシツ',
  sekikawa: 'セキカワムラトショカン',
  bm: 'イドウトショカンシャ',
}))
  await library.db
    .updateTable('branch')
    .set({ name_kana, name_en: english[id] ?? null })
    .where('id', '=', BranchId(id))
    .execute()
await library.db.updateTable('stop').set({ name_kana: 'ヨシウラ' }).execute()
library.policy.identity.name = { ...library.policy.identity.name, kana: 'としょかん' }

const smtp = await startSmtp()
const mailer = openMailer({ smtpUrl: smtp.url, from: '図書館 <kago@lib.example.jp>', directory: '/nowhere' })
closeAfterFile(async () => {
  mailer.close()
  await smtp.stop()
})
beforeEach(() => beginAgain(service))

type Card = { cardNumber: string; password: string }
const main = async (page: Page) => (await page.getByRole('main').textContent())!

/** Somebody on the top page, in a browser without script; `wrong` are the pages that were not theirs. */
async function setOut(options: { width?: number; height?: number } = {}) {
  const { page } = await visit(service.base, options)
  const wrong: string[] = []
  page.on('response', answer => {
    if (answer.status() >= 400) wrong.push(`${answer.status()} ${answer.url()}`)
  })
  await page.goto('/')
  return { page, wrong }
}

/** By the names of the fields, which are the same in every language. */
async function logIn(page: Page, { cardNumber, password }: Card) {
  await page.locator('input[name=cardNumber]').fill(cardNumber)
  await page.locator('input[name=password]').fill(password)
  await page.locator('input[name=password]').press('Enter')
  await page.waitForURL(url => url.pathname !== '/login')
}

/**
 * The part of the house in every walk: the night takes the order in, the copies are scanned where they stand and where
 * they are to be fetched, and whoever wishes it is told, by mail or by telephone.
 * @returns the mails that left, and who was called
 */
async function madeReady(copies: readonly ItemId[], at = BranchId('chuo')) {
  await sleep(service)
  for (const copy of copies) {
    const scanned = await scan(service, copy)
    expect((scanned.do === 'send' ? await scan(service, copy, at) : scanned).do).toBe('holdShelf')
  }
  library.clock.forward({ minutes: 61 })
  smtp.taken.length = 0
  await sendDueNotices(library, mailer, { limit: 20 })
  const calls = await phoneList(library, at)
  for (const { noticeId } of calls.flatMap(({ notices }) => notices))
    expect((await markCalled(library, { is: 'staff', login: 'counter' }, noticeId)).ok).toBe(true)
  return { mails: smtp.taken.map(({ to, source }) => ({ to, ...readText(source) })), calls }
}

/** The whole page fits into the window: nobody has to move it sideways. */
const expectFits = async (page: Page) =>
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), page.url()).toBe(true)

/**
 * What can be pressed and is less than 44 px high. A link in the middle of a sentence is as high as its line; a mark is
 * pressed by its label too.
 */
const hardToPress = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const alone = link => [...link.parentElement.childNodes].every(one => one === link || !(one.textContent ?? '').trim() || one.nodeType === 1)
    const all = [...document.querySelectorAll('button, select, summary, input:not([type=hidden]), a')]
    return all.filter(one => one.tagName !== 'A' || alone(one)).flatMap(one => {
      const pressed = one.matches('[type=radio], [type=checkbox]') ? one.closest('label') ?? one : one
      const { width, height } = pressed.getBoundingClientRect()
      if (width === 0 || one.closest('.skip') || getComputedStyle(one).visibility === 'hidden') return []
      return height < 43.5 ? [Math.round(height) + ' ' + one.tagName + ' ' + (one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 30)] : []
    })
  })()`)

test('somebody of 75 with a phone of 240 px finds a book by its reading and fetches it at the branch nearby', async () => {
  const book = await givenBook(service, { title: '蝉しぐれ', titleReading: 'セミシグレ', author: '藤沢 周平' })
  await givenIndex(library)
  const patron = await givenPatron(library, { name: '松原 トシ', birthDate: '1951-05-02', phone: '0254-72-0075' })
  const { page, wrong } = await setOut({ width: 240, height: 320 })
  const look = async () => {
    await expectFits(page)
    expect.soft(await hardToPress(page), page.url()).toEqual([])
  }
  await look()
  await page.getByRole('searchbox').first().fill('せみしぐれ')
  await page.getByRole('button', { name: 'さがす' }).first().click()
  await look()
  await page.getByRole('main').getByRole('button', { name: '予約かごへ' }).first().click()
  await look()
  await logIn(page, patron)
  await look()
  await page.getByRole('radio', { name: /^朝日図書館/ }).check()
  await page.getByRole('radio', { name: /^電話/ }).check()
  await page.getByRole('button', { name: '通常予約' }).click()
  await look()
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await main(page)).toContain('以下のタイトルについて予約を行いました。')
  await look()

  const told = await madeReady(book.itemIds, asahi)
  expect(told).toMatchObject({ mails: [], calls: [{ name: '松原 トシ', recipient: '0254-72-0075' }] })
  await page.goto('/')
  await page.getByRole('link', { name: 'Myライブラリ' }).first().click()
  await look()
  await logIn(page, patron)
  expect(await main(page)).toMatch(/蝉しぐれ 朝日図書館で/)
  await look()
  await lend(service, book.itemIds[0]!, patron.id, asahi)
  await page.getByRole('link', { name: '借りている資料' }).first().click()
  expect(await main(page)).toContain('蝉しぐれ')
  await look()
  await shoot(page, 'walk-240')
  expect(wrong).toEqual([])
})

test('somebody who reads English alone finds a Japanese book in Latin letters, and is told in English that it is ready', async () => {
  const book = await givenBook(service, { title: '雪国', titleReading: 'ユキグニ', author: '川端 康成' })
  await givenIndex(library)
  const patron = await givenPatron(library, { mail: 'ann@example.org' })
  const { page, wrong } = await setOut()
  const inEnglish = async () => expect(await page.locator('html').getAttribute('lang'), page.url()).toBe('en')
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('searchbox').first().fill('yukiguni')
  await page.getByRole('button', { name: 'Search' }).first().click()
  await page.getByRole('main').getByRole('button', { name: 'Add to basket' }).first().click()
  await inEnglish()
  await logIn(page, patron)
  await page.getByRole('radio', { name: 'Central Library' }).check()
  await page.getByRole('radio', { name: 'Mail' }).check()
  await page.getByRole('button', { name: 'Ordinary reservation' }).click()
  await inEnglish()
  await page.getByRole('button', { name: 'Reserve', exact: true }).click()
  expect(await main(page)).toContain('Mails from the library come in Japanese')
  await shoot(page, 'done-mails-in-japanese')
  await page.getByRole('button', { name: 'Send me mails in English' }).click()
  await inEnglish()
  expect(await page.getByRole('status').textContent()).toBe('The language was changed.')

  const { mails } = await madeReady(book.itemIds)
  expect(mails.map(({ to }) => to)).toEqual(['ann@example.org'])
  expect(mails[0]!.subject).toContain('Your reservation is ready')
  expect(mails[0]!.text).toContain('Central Library')
  await page.goto('/')
  await page.getByRole('link', { name: 'My Library' }).first().click()
  await logIn(page, patron)
  await inEnglish()
  expect(await main(page)).toMatch(/雪国 at Central Library until/)
  await lend(service, book.itemIds[0]!, patron.id)
  await page.getByRole('link', { name: 'Borrowed items' }).first().click()
  expect(await main(page)).toContain('雪国')
  expect(wrong).toEqual([])
})

test('somebody who reads やさしい日本語 finds furigana on every page of the way, and is told in easy words', async () => {
  const book = await givenBook(service, {
    title: 'はなのき むら',
    author: 'にいみ なんきち',
    publisher: 'いわなみ',
    place: 'とうきょう',
    items: [{ shelf: 'いっぱん', callNumber: '913.6/ニイ' }],
  })
  await givenIndex(library)
  const patron = await givenPatron(library, { name: 'グエン アン', mail: 'nguyen@example.org' })
  const { page, wrong } = await setOut()
  const isEasy = async () => {
    expect.soft(await page.locator('html').getAttribute('class'), page.url()).toBe('easy')
    expect.soft(await unreadKanji(page, /著/), page.url()).toEqual([])
  }
  await page.getByRole('link', { name: 'やさしい日本語' }).click()
  await isEasy()
  await page.getByRole('searchbox').first().fill('はなのき')
  await page.getByRole('searchbox').first().press('Enter')
  await isEasy()
  await page
    .getByRole('main')
    .getByRole('button', { name: /予約かごへ/ })
    .first()
    .click()
  await isEasy()
  await logIn(page, patron)
  await isEasy()
  await page.getByRole('radio').and(page.locator('[value=chuo]')).check()
  await page.getByRole('radio').and(page.locator('[value=mail]')).check()
  await page.getByRole('button', { name: '通常予約' }).click()
  await isEasy()
  await page.getByRole('button', { name: '予約', exact: true }).click()
  await isEasy()
  await page.getByRole('button', { name: 'メールも やさしい' }).click()
  await isEasy()

  const { mails } = await madeReady(book.itemIds)
  expect(mails).toHaveLength(1)
  expect(mails[0]!.text).toContain('はなのき むら')
  expect(mails[0]!.text).toMatch(/準備|用意/)
  await page.goto('/')
  await page
    .getByRole('link', { name: /Myライブラリ/ })
    .first()
    .click()
  await isEasy()
  await logIn(page, patron)
  await isEasy()
  expect(await main(page)).toContain('はなのき むら')
  await lend(service, book.itemIds[0]!, patron.id)
  await page.getByRole('main').locator('a[href="/my/loans"]').click()
  await isEasy()
  expect(await main(page)).toContain('はなのき むら')
  await shoot(page, 'walk-easy')
  expect(wrong).toEqual([])
})

test('a child of eight goes in by the entrance for children and stays there, until the book is fetched', async () => {
  const book = await givenBook(service, {
    title: '手ぶくろを買いに',
    titleReading: 'テブクロ オ カイニ',
    audience: 'child',
    items: [{ shelf: '児童' }],
  })
  await givenIndex(library)
  const child = await givenPatron(library, {
    name: '小川 みお',
    birthDate: '2018-06-01',
    category: 'child',
    phone: '0254-72-0008',
  })
  const { page, wrong } = await setOut()
  const back = page.getByRole('link', { name: 'こどもの ページに もどる' })
  /** Either one of the pages for children, or one with their easy words, the readings and the way back. */
  const isForChild = async () => {
    const path = new URL(page.url()).pathname
    if (path.startsWith('/children')) return
    expect.soft(await back.count(), path).toBe(1)
    expect.soft(await page.locator('html').getAttribute('class'), path).toBe('easy')
    expect.soft(await page.locator('main ruby').count(), path).toBeGreaterThan(0)
  }
  await page.getByRole('link', { name: /こどもの本/ }).click()
  await page.getByRole('searchbox').fill('てぶくろ')
  await page.getByRole('button', { name: 'さがす', exact: true }).click()
  await page.getByRole('listitem').filter({ hasText: '手ぶくろ' }).getByRole('link').first().click()
  expect(new URL(page.url()).pathname).toMatch(/^\/children\/bib\//)
  await page.getByRole('main').getByRole('button', { name: '予約かごへ' }).click()
  await isForChild()
  await logIn(page, child)
  await isForChild()
  await page.locator('input[name=pickup][value=chuo]').check()
  await page.locator('input[name=contact][value=phone]').check()
  await page.getByRole('button', { name: '通常予約' }).click()
  await isForChild()
  await page.getByRole('button', { name: '予約', exact: true }).click()
  await isForChild()
  await back.click()

  expect((await madeReady(book.itemIds)).calls).toMatchObject([{ name: '小川 みお', recipient: '0254-72-0008' }])
  await page.goto('/')
  await page
    .getByRole('link', { name: /^こどもの/ })
    .first()
    .click()
  await shoot(page, 'children-mine')
  await page.getByRole('link', { name: /よやくした/ }).click()
  await isForChild()
  await logIn(page, child)
  await isForChild()
  expect(await main(page)).toContain('手ぶくろを買いに')
  await lend(service, book.itemIds[0]!, child.id)
  await page.getByRole('main').locator('a[href="/my/loans"]').click()
  await isForChild()
  expect(await main(page)).toContain('手ぶくろを買いに')
  await shoot(page, 'child-loans')
  await back.click()
  expect(new URL(page.url()).pathname).toBe('/children')
  expect(wrong).toEqual([])
})

/** What a screen reader says of the page: names and roles alone. */
const said = (page: Page) => page.locator('body').ariaSnapshot()

/**
 * The Tab key until the screen reader says this of what has the focus; in a group of radio buttons the arrows go on.
 */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const heard: string[] = []
  for (let presses = 0; presses < 80; presses++) {
    const inGroup = /^- radio /.test(heard.at(-1) ?? '') && wanted.source.includes('radio')
    await page.keyboard.press(inGroup ? 'ArrowDown' : 'Tab')
    const now = await page.locator(':focus').ariaSnapshot()
    if (wanted.test(now)) return
    heard.push(now)
  }
  throw new Error(`Nothing says ${wanted} on the way of the keyboard: ${heard.join(' ')}`)
}

test('somebody who sees nothing goes by names, roles and the keyboard alone, until the book is fetched', async () => {
  const book = await givenBook(service, { title: '銀河鉄道の夜', author: '宮沢 賢治' })
  await givenIndex(library)
  const patron = await givenPatron(library, { name: '耳原 聡', phone: '0254-72-0009' })
  const { page, wrong } = await setOut()
  /** One heading of the first level, one main part; no picture is read out, and nothing that is pressed has no name. */
  const hear = async () => {
    const words = await said(page)
    expect.soft(words.match(/- heading ".*" \[level=1\]/g), page.url()).toHaveLength(1)
    expect.soft(words.match(/^ *- main:/gm), page.url()).toHaveLength(1)
    expect.soft(words, page.url()).not.toMatch(/- img\b|- (button|link|textbox|radio|checkbox)(:|$)/m)
    return words
  }
  const press = async (wanted: RegExp, key = 'Enter') => {
    await tabTo(page, wanted)
    await page.keyboard.press(key)
    if (key === 'Enter') await page.waitForLoadState()
  }
  const typeInto = async (wanted: RegExp, text: string) => {
    await tabTo(page, wanted)
    await page.keyboard.type(text)
  }
  const logInByKeys = async () => {
    await hear()
    await typeInto(/^- textbox "利用者カード番号/, patron.cardNumber)
    await typeInto(/^- textbox "パスワード/, patron.password)
    await page.keyboard.press('Enter')
    await page.waitForURL(url => url.pathname !== '/login')
  }
  await hear()
  await typeInto(/^- searchbox "/, '銀河鉄道')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\?|\/bib\//)
  expect(await hear()).toContain('銀河鉄道の夜')
  await press(/^- link "本文へ"/)
  await press(/^- button ".*予約かごへ"/)
  await page.waitForURL(/\/login/)
  await logInByKeys()
  const basket = await hear()
  expect(basket).toMatch(/- group "予約受取館/)
  expect(basket).toMatch(/- checkbox ".*銀河鉄道の夜/)
  await press(/^- radio "中央図書館/, 'Space')
  await press(/^- radio "電話/, 'Space')
  await press(/^- button "通常予約"/)
  await page.waitForURL(/\/my\/orders\/new/)
  await hear()
  await press(/^- button "予約"$/)
  await page.waitForURL(/\/my\/orders\/[0-9a-f-]{36}$/)
  expect(await hear()).toContain('以下のタイトルについて予約を行いました。')

  expect((await madeReady(book.itemIds)).calls).toMatchObject([{ name: '耳原 聡' }])
  await page.goto('/')
  await press(/^- link "Myライブラリ"/)
  await page.waitForURL(/\/login/)
  await logInByKeys()
  expect(await hear()).toMatch(/- region "用意ができた予約"/)
  expect(await main(page)).toContain('中央図書館で12月')
  await press(/^- link "銀河鉄道の夜"/)
  await page.waitForURL(/\/my\/holds\//)
  await hear()
  await lend(service, book.itemIds[0]!, patron.id)
  await page.goBack()
  await press(/^- link "借りている資料/)
  await page.waitForURL(/\/my\/loans/)
  expect(await hear()).toContain('銀河鉄道の夜')
  expect(wrong).toEqual([])
})

test('two parents look after three children by one login each, and fetch what all of them wait for', async () => {
  const titles = ['そらいろのたね', '大きな森の小さな家', '三国志の話', '家計簿の一年', '父だけの山歩き']
  const books = []
  for (const title of titles) books.push(await givenBook(service, { title }))
  await givenIndex(library)
  const mother = await givenPatron(library, { name: '森 春子' })
  const father = await givenPatron(library, { name: '森 夏夫' })
  const children = []
  for (const [name, birthDate] of [
    ['森 一', '2019-05-05'],
    ['森 二', '2016-04-01'],
    ['森 三', '2014-02-02'],
  ] as const)
    children.push(await givenPatron(library, { name, birthDate, category: 'child', phone: '0254-72-0100' }))

  const { page: hers, wrong } = await setOut()
  const { page: his, wrong: wrongForHim } = await setOut()
  const openFamily = async (page: Page) => {
    await page.getByRole('link', { name: 'Myライブラリ' }).first().click()
    await page.getByRole('link', { name: /^家族のカード/ }).click()
  }
  const toFamily = async (page: Page, card: Card) => {
    await page.getByRole('link', { name: 'Myライブラリ' }).first().click()
    await logIn(page, card)
    await page.getByRole('link', { name: /^家族のカード/ }).click()
  }
  for (const [page, parent] of [
    [hers, mother],
    [his, father],
  ] as const) {
    await toFamily(page, parent)
    for (const child of children) {
      await page.getByLabel('利用者カード番号').fill(child.cardNumber)
      await page.getByLabel('パスワード').fill(child.password)
      await page.getByRole('button', { name: '加える', exact: true }).click()
      expect(await page.getByRole('status').textContent()).toBe(`${child.name} さんのカードを加えました。`)
    }
  }
  const reserve = async (page: Page, title: string) => {
    await page.locator('.sign').click()
    await page.getByRole('searchbox').first().fill(title)
    await page.getByRole('button', { name: 'さがす' }).first().click()
    await page.getByRole('main').getByRole('button', { name: '予約かごへ' }).first().click()
    await page.getByRole('radio', { name: /^中央図書館/ }).check()
    await page.getByRole('radio', { name: /^電話/ }).check()
    await page.getByRole('button', { name: '通常予約' }).click()
    await page.getByRole('button', { name: '予約', exact: true }).click()
    expect(await main(page)).toContain(title)
  }
  const reserveFor = async (page: Page, name: string, title: string) => {
    await openFamily(page)
    await page.getByRole('button', { name: `このカードを使う：${name} さん` }).click()
    await reserve(page, title)
    expect(await page.textContent('body')).toContain(`${name} さんのカードを使っています。`)
    await page.getByRole('button', { name: '自分のカードにもどる' }).click()
  }
  await reserveFor(hers, '森 一', titles[0]!)
  await reserveFor(hers, '森 二', titles[1]!)
  await reserveFor(his, '森 三', titles[2]!)
  await reserve(hers, titles[3]!)
  await reserve(his, titles[4]!)

  const { calls } = await madeReady(books.flatMap(({ itemIds }) => itemIds))
  expect(calls.map(({ name }) => name).sort()).toEqual(['森 一', '森 三', '森 二', '森 夏夫', '森 春子'].sort())
  await hers.goto('/')
  await toFamily(hers, mother)
  const ready = (await hers.getByRole('region', { name: '受け取れる予約（家族全員）' }).textContent())!
  for (const title of titles.slice(0, 4)) expect(ready).toContain(title)
  for (const { name } of children) expect(ready).toContain(`${name} さん：中央図書館で`)
  // Each parent's own books are their own.
  expect(await hers.content()).not.toContain(titles[4])
  await shoot(hers, 'walk-family')

  const owners = [...children, mother, father]
  for (const [nth, { id }] of owners.entries()) await lend(service, books[nth]!.itemIds[0]!, id)
  await hers.reload()
  expect((await main(hers)).match(/予約0件　貸出1点/g)).toHaveLength(3)
  await hers.getByRole('button', { name: 'このカードを使う：森 三 さん' }).click()
  await hers.getByRole('link', { name: '借りている資料' }).first().click()
  expect(await main(hers)).toContain(titles[2])
  expect([...wrong, ...wrongForHim]).toEqual([])
})
