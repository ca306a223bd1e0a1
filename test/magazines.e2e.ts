import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mySavedSearches } from '#saved-searches/my-saved-searches.ts'
import { expectAccessible } from './axe.ts'
import { shoot, visit } from './browser.ts'
import { givenIndex } from './given.ts'
import { givenBook, openService, patronAtHome, type Service } from './missions/desk.ts'

let service: Service
const numbers = new Map<string, number>()
beforeAll(async () => {
  service = await openService()
  for (const volume of ['2026年9月号', '2026年11月号', '2026年10月号'])
    numbers.set(volume, (await givenNumber(volume)).id)
  await givenBook(service, { title: '山と川の本', volume: '1' })
  await givenIndex(service.library)
})
afterAll(() => service.web.close())

const givenNumber = (volume: string) => givenBook(service, { title: '山と川', volume, kind: 'magazine' })
const openNumber = (page: Page) => page.goto(`/bib/${numbers.get('2026年10月号')}`)
const main = async (page: Page) => (await page.getByRole('main').textContent()) ?? ''
const tell = { name: '新しい号が入ったら知らせる' }

test('a magazine lists its numbers, the newest first, and leads to all of them', async () => {
  const { page } = await visit(service.base)
  await openNumber(page)
  const shelf = page.getByRole('list', { name: 'この雑誌の号（新しい順）' })
  expect(await shelf.locator('li > :is(a, b)').allTextContents()).toEqual(
    ['2026年11月号', '2026年10月号', '2026年9月号'].map(volume => `山と川 ${volume}`),
  )
  await shoot(page, 'magazine')
  await expectAccessible(page, 'magazine')
  await page.getByRole('link', { name: 'この雑誌のすべての号を見る' }).click()
  expect(await page.locator('.hit').count()).toBe(3)
})

test('who asks for it in one press is told of new numbers, by mail too', async () => {
  const { page, id } = await patronAtHome(service, { mail: 'yama@example.jp' })
  await openNumber(page)
  await page.getByRole('button', tell).click()
  expect(await main(page)).toContain('を保存しました。')
  expect(await main(page)).toContain('メールでもお知らせします。')
  const [saved] = await mySavedSearches(service.library, id)
  expect(saved!.byMail).toBe(true)
  // A second press is not offered.
  await openNumber(page)
  expect(await page.getByRole('button', tell).count()).toBe(0)
  expect(await main(page)).toContain('新しい号が入ると、「保存した検索」でわかります。')

  await givenNumber('2026年12月号')
  await givenIndex(service.library)
  await page.goto('/my/searches')
  expect(await main(page)).toContain('新しく入った資料 1件')
})

test('the way leads through the login, and without a mail address says what it does', async () => {
  const patron = await patronAtHome(service)
  const { page } = await visit(service.base)
  await openNumber(page)
  await page.getByRole('button', tell).click()
  expect(new URL(page.url()).pathname).toBe('/login')
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード').fill(patron.password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  expect(await main(page)).toContain('を保存しました。')
  expect(await main(page)).not.toContain('メールでもお知らせします。')
  const [saved] = await mySavedSearches(service.library, patron.id)
  expect(saved!.byMail).toBe(true)
})
