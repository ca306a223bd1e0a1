import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { shoot, visit } from './browser.ts'
import { givenIndex } from './given.ts'
import { givenPatron } from './given-patron.ts'
import { givenBook, lend, openService, type Service, scan, sleep } from './missions/desk.ts'

/** From the top page to a book in hand, as different people go: nobody types an address, nobody has a script. */
let service: Service
beforeAll(async () => {
  service = await openService()
  const { db } = service.library
  for (const [id, name_en] of Object.entries({ chuo: 'Central Library', asahi: 'Asahi Library' }))
    await db.updateTable('branch').set({ name_en }).where('id', '=', BranchId(id)).execute()
})
afterAll(() => service.web.close())

const main = async (page: Page) => (await page.getByRole('main').textContent())!

/** The whole page fits into the window: nobody has to move it sideways. */
const expectFits = async (page: Page) =>
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), page.url()).toBe(true)

test('somebody of 75 with a phone of 240 px finds a book by its reading and fetches it at the branch nearby', async () => {
  const book = await givenBook(service, { title: '蝉しぐれ', titleReading: 'セミシグレ', author: '藤沢 周平' })
  await givenIndex(service.library)
  const patron = await givenPatron(service.library, { birthDate: '1951-05-02' })
  const { page } = await visit(service.base, { width: 240, height: 320 })
  await page.goto('/')
  await expectFits(page)
  await page.getByRole('searchbox').first().fill('せみしぐれ')
  await page.getByRole('button', { name: 'さがす' }).first().click()
  await expectFits(page)
  await page.getByRole('main').getByRole('button', { name: '予約かごへ' }).first().click()
  await expectFits(page)
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード', { exact: true }).fill(patron.password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  await expectFits(page)
  await page.getByRole('radio', { name: /^朝日図書館/ }).check()
  await page.getByRole('radio', { name: /^電話/ }).check()
  await page.getByRole('button', { name: '通常予約' }).click()
  await expectFits(page)
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await main(page)).toContain('以下のタイトルについて予約を行いました。')
  await expectFits(page)
  await sleep(service)
  expect((await scan(service, book.itemIds[0]!)).do).toBe('send')
  expect((await scan(service, book.itemIds[0]!, BranchId('asahi'))).do).toBe('holdShelf')
  await lend(service, book.itemIds[0]!, patron.id, BranchId('asahi'))
  await page.goto('/')
  await page.getByRole('link', { name: 'Myライブラリ' }).first().click()
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード', { exact: true }).fill(patron.password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  await page.getByRole('link', { name: '借りている資料' }).first().click()
  expect(await main(page)).toContain('蝉しぐれ')
  await expectFits(page)
  await shoot(page, 'walk-240')
})

test('somebody who reads English alone finds a book in Japanese by its author in Latin letters, and fetches it', async () => {
  const book = await givenBook(service, {
    title: '雪国',
    titleReading: 'ユキグニ',
    author: '川端 康成',
  })
  await givenIndex(service.library)
  const patron = await givenPatron(service.library)
  const { page } = await visit(service.base)
  await page.goto('/')
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('searchbox').first().fill('yukiguni')
  await page.getByRole('button', { name: 'Search' }).first().click()
  await page.getByRole('main').getByRole('button', { name: 'Add to basket' }).first().click()
  await page.getByLabel('Library card number').fill(patron.cardNumber)
  await page.getByLabel('Password', { exact: true }).fill(patron.password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('radio', { name: 'Central Library' }).check()
  await page.getByRole('radio', { name: 'I look for myself' }).check()
  await page.getByRole('button', { name: 'Ordinary reservation' }).click()
  await page.getByRole('button', { name: 'Reserve', exact: true }).click()
  await sleep(service)
  await scan(service, book.itemIds[0]!)
  await page.goto('/')
  await page.getByRole('link', { name: 'My Library' }).first().click()
  await page.getByLabel('Library card number').fill(patron.cardNumber)
  await page.getByLabel('Password', { exact: true }).fill(patron.password)
  await page.getByRole('button', { name: 'Log in' }).click()
  expect(await main(page)).toMatch(/Central Library/)
  await lend(service, book.itemIds[0]!, patron.id)
  await page.getByRole('link', { name: 'Borrowed items' }).first().click()
  expect(await main(page)).toContain('雪国')
})

/** What a screen reader says of the page: names and roles alone. */
const said = (page: Page) => page.locator('body').ariaSnapshot()

test('somebody who sees nothing is led by names and headings alone, from the search to what is ready', async () => {
  const book = await givenBook(service, { title: '銀河鉄道の夜', author: '宮沢 賢治' })
  await givenIndex(service.library)
  const patron = await givenPatron(service.library)
  const { page } = await visit(service.base)
  await page.goto('/')
  expect(await said(page)).toMatch(/- searchbox "/)
  await page.getByRole('searchbox').first().fill('銀河鉄道')
  await page.keyboard.press('Enter')
  const found = await said(page)
  expect(found.match(/- heading ".*" \[level=1\]/g)).toHaveLength(1)
  expect(found).toContain('銀河鉄道の夜')
  // No picture of a book is read out, and no button says only what it does without to what.
  expect(found).not.toMatch(/- img\b/)
  expect(found).not.toMatch(/- (button|link)(:|$)/m)
  await page
    .getByRole('main')
    .getByRole('button', { name: /予約かごへ/ })
    .first()
    .press('Enter')
  expect(await said(page)).toMatch(/- textbox "利用者カード番号/)
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード', { exact: true }).fill(patron.password)
  await page.keyboard.press('Enter')
  const basket = await said(page)
  expect(basket).toMatch(/- group "予約受取館/)
  expect(basket).toMatch(/- checkbox ".*銀河鉄道の夜/)
  await page.getByRole('radio', { name: /^中央図書館/ }).press('Space')
  await page.getByRole('radio', { name: /^自主確認/ }).press('Space')
  await page.getByRole('button', { name: '通常予約' }).press('Enter')
  await page.getByRole('button', { name: '予約', exact: true }).press('Enter')
  await page.waitForURL(/\/my\/orders\/[0-9a-f-]{36}$/)
  expect(await said(page)).toContain('以下のタイトルについて予約を行いました。')
  await sleep(service)
  await scan(service, book.itemIds[0]!)
  await page.goto('/')
  await page.getByRole('link', { name: 'Myライブラリ' }).first().press('Enter')
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード', { exact: true }).fill(patron.password)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: '銀河鉄道の夜' }).first().waitFor()
  expect(await said(page)).toMatch(/- region "[^"]*"/)
  expect(await main(page)).toContain('中央図書館で12月')
})
