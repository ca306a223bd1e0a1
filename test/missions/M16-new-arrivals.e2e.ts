import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveWeb, type WebServer } from '#web/serve.ts'
import { visit } from '../browser.ts'
import { givenBib, givenBranches, givenIndex } from '../given.ts'
import { openLibrary, type TestLibrary } from '../library.ts'

let web: WebServer
let library: TestLibrary
let base: string
beforeAll(async () => {
  library = await openLibrary({ at: '2026-11-24T10:00:00' })
  await givenBranches(library)
  const joined = (title: string, joinedOn: string) => givenBib(library, { title, items: [{ joinedOn }] })
  await joined('雪の本 きのう来た', '2026-11-23')
  await joined('雪の本 六十日前に来た', '2026-09-25')
  await joined('雪の本 六十一日前に来た', '2026-09-24')
  await joined('花の本 今月来た', '2026-11-10')
  await givenBib(library, {
    title: '雪の本 二冊めが来た',
    items: [{ joinedOn: '2010-04-01' }, { joinedOn: '2026-11-01' }],
  })
  await givenBib(library, { title: '雪の本 まだ持っていない', items: 0 })
  await givenIndex(library)
  web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${web.port}`
})
afterAll(() => web.close())

test('M16 「新着図書」 shows the new arrivals and nothing else, the newest first', async () => {
  const { page } = await visit(base)
  await page.goto('/')
  await page
    .getByRole('navigation', { name: '探しかた' })
    .getByRole('link', { name: /新着図書/ })
    .click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('新着図書')
  expect(await page.locator('ol > li h2').allTextContents()).toEqual([
    '雪の本 きのう来た',
    '花の本 今月来た',
    '雪の本 二冊めが来た',
    '雪の本 六十日前に来た',
  ])
  expect(await page.getByRole('button', { name: /予約かごへ/ }).count()).toBe(4)
})

test('M16 a search there finds new arrivals only, by word and by しぼりこみ', async () => {
  const { page } = await visit(base)
  await page.goto('/new')
  await page.getByRole('searchbox', { name: '新着図書の中からさがす' }).fill('雪の本')
  await page
    .getByRole('search')
    .filter({ has: page.getByRole('searchbox', { name: '新着図書の中からさがす' }) })
    .getByRole('button')
    .click()
  expect(new URL(page.url()).pathname).toBe('/new')
  expect(await page.locator('ol > li h2').allTextContents()).toEqual([
    '雪の本 きのう来た',
    '雪の本 二冊めが来た',
    '雪の本 六十日前に来た',
  ])
  await page.goto('/new?q=六十一日前')
  expect(await page.getByRole('main').textContent()).toContain('見つかりませんでした。')
  await page.getByRole('link', { name: '図書館の資料すべてからさがす' }).click()
  expect(await page.locator('li.hit').getByRole('link', { name: '雪の本 六十一日前に来た' }).count()).toBe(1)
})

test('M16 the feed has the same, and a day on the oldest has left', async () => {
  const titles = async () =>
    [...(await (await fetch(`${base}/new.atom`)).text()).matchAll(/<entry>.*?<title>(.*?)<\/title>/gs)].map(
      found => found[1],
    )
  expect(await titles()).toHaveLength(4)
  library.clock.forward({ days: 1 })
  expect(await titles()).not.toContain('雪の本 六十日前に来た')
})
