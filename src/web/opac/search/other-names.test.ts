import { afterAll, beforeAll, expect, test } from 'vitest'
import { importRecords } from '#exchange/import-records.ts'
import { serveWeb, type WebServer } from '#web/serve.ts'
import { expectAccessible } from '../../../../test/axe.ts'
import { shoot, visit } from '../../../../test/browser.ts'
import { givenBib, givenBranches, givenIndex } from '../../../../test/given.ts'
import { openLibrary } from '../../../../test/library.ts'

let web: WebServer
let base: string
beforeAll(async () => {
  const library = await openLibrary()
  await givenBranches(library)
  await givenBib(library, { title: '怪人二十面相', author: '江戸川乱歩' })
  await givenBib(library, { title: 'グイン・サーガ', author: '栗本薫' })
  await givenBib(library, { title: '文学の輪郭', author: '中島梓' })
  await givenBib(library, { title: '紙の本の行方', subjects: ['電子書籍'] })
  await givenBib(library, { title: '本の世界', subjects: ['書籍'] })
  const authorities = [
    { authority: 'name', name: '江戸川乱歩', other_names: ['平井太郎'] },
    { authority: 'name', name: '栗本薫', see_also: ['中島梓'] },
    {
      authority: 'subject',
      name: '電子書籍',
      other_names: ['電子図書'],
      see_also: [{ name: '書籍', relation: 'broader' }],
    },
  ]
  await importRecords(library, [Buffer.from(authorities.map(line => JSON.stringify(line)).join('\n'))])
  await givenIndex(library)
  web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${web.port}`
})
afterAll(() => web.close())

test('who searches by a pen name finds the works and reads why', async () => {
  const { page } = await visit(base)
  await page.goto('/search?q=平井太郎')
  const main = page.getByRole('main')
  expect(await main.textContent()).toContain('「平井太郎」の別の名前でも探しました：江戸川乱歩')
  expect(await page.locator('ol > li h2').allTextContents()).toEqual(['怪人二十面相'])
  await expectAccessible(page, 'results under another name')
  await shoot(page, 'other-names')
  await page.getByRole('main').getByRole('link', { name: '江戸川乱歩' }).first().click()
  expect(await page.getByRole('main').textContent()).toContain('怪人二十面相')
})

test('the pages of two pen names lead to each other', async () => {
  const { page } = await visit(base)
  await page.goto('/search?author=栗本薫')
  const names = page.locator('.names')
  expect(await names.textContent()).toBe('別の名前中島梓 1件 ')
  await names.getByRole('link', { name: '中島梓' }).click()
  expect(await names.textContent()).toBe('別の名前栗本薫 1件 ')
  await page.goto('/authors')
  const seen = page.locator('.headings li', { hasText: '平井太郎' })
  expect((await seen.textContent())?.replace(/\s+/g, ' ')).toBe('平井太郎 → 江戸川乱歩 を見よ 1件')
  await expectAccessible(page, 'authors with を見よ')
  await page.locator('.headings').getByRole('link', { name: '江戸川乱歩', exact: true }).first().click()
  expect(await names.textContent()).toContain('別の名前平井太郎')
  await expectAccessible(page, 'author with other names')
  await names.getByRole('link', { name: '平井太郎' }).click()
  expect(await names.textContent()).toContain('本に使っている名前江戸川乱歩')
})

test('subjects say を見よ and をも見よ', async () => {
  const { page } = await visit(base)
  await page.goto('/search?subject=電子図書')
  const names = page.locator('.names')
  expect(await names.textContent()).toContain('この件名を見よ電子書籍')
  expect(await page.getByRole('main').textContent()).toContain('「電子図書」を表す件名でも探しました：電子書籍')
  await names.getByRole('link', { name: '電子書籍' }).click()
  expect(await page.locator('ol > li h2').allTextContents()).toEqual(['紙の本の行方'])
  await page.goto('/search?about=電子書籍')
  expect(await names.textContent()).toBe('同じ意味のことば電子図書 もっと広い件名をも見よ書籍 1件 ')
  await expectAccessible(page, 'subject with を見よ')
  await shoot(page, 'see-also')
  await names.getByRole('link', { name: '書籍', exact: true }).click()
  expect(await names.textContent()).toBe('もっとくわしい件名をも見よ電子書籍 1件 ')
})
