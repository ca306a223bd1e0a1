import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveWeb, type WebServer } from '#web/serve.ts'
import { shoot, visit } from '../../../../test/browser.ts'
import { givenBib, givenBranches, givenIndex } from '../../../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../../../test/library.ts'

let library: TestLibrary
let web: WebServer
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
})
afterAll(() => web.close())

test('an author behind the first eight is ticked too, and then stands in sight', async () => {
  const authors = ['青木', '井上', '上田', '江口', '岡田', '加藤', '木村', '久保', '小林', '佐藤']
  for (const [i, author] of authors.entries())
    for (let copies = authors.length - i; copies > 0; copies--)
      await givenBib(library, { title: `湖の本 ${author}${copies}`, author })
  await givenIndex(library)
  const { page } = await visit(`http://127.0.0.1:${web.port}`, { width: 1280 })
  await page.goto(`/search?q=${encodeURIComponent('湖の本')}`)
  const group = page.getByRole('group', { name: '著者' })
  expect(await group.getByRole('checkbox', { includeHidden: true }).count()).toBe(10)
  expect(await group.getByRole('checkbox', { name: '佐藤' }).isVisible()).toBe(false)
  await shoot(page, 'results-filters')

  await group.getByText('もっと見る').click()
  await group.getByRole('checkbox', { name: '佐藤' }).check()
  await page.getByRole('button', { name: 'しぼりこむ' }).click()
  expect(await page.locator('.hit h2').allTextContents()).toEqual(['湖の本 佐藤1'])
  expect(await group.getByRole('checkbox', { name: '佐藤' }).isChecked()).toBe(true)
  expect(await group.getByRole('checkbox', { name: '佐藤' }).isVisible()).toBe(true)
})
