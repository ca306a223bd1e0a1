import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '#database/database.ts'
import { serveWeb, type WebServer } from '#web/serve.ts'
import { expectAccessible } from '../../../../test/axe.ts'
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

test('場所 narrows to copies on a shelf, at the branch that is ticked too, and goes on when a copy moves', async () => {
  const copies = (...places: [branch: 'chuo' | 'asahi', shelf: string][]) =>
    places.map(([branch, shelf]) => ({ branch, shelf }))
  await givenBib(library, { title: '峠の本 甲', items: copies(['chuo', '児童'], ['asahi', '書庫']) })
  await givenBib(library, { title: '峠の本 乙', items: copies(['chuo', '書庫'], ['asahi', '一般']) })
  const { id: moved } = await givenBib(library, { title: '峠の本 丙', items: copies(['chuo', '児童']) })
  await givenIndex(library)
  const { page } = await visit(`http://127.0.0.1:${web.port}`)
  const titles = () => page.locator('.hit h2').allTextContents()
  await page.goto(`/search?q=${encodeURIComponent('峠の本')}&sort=title`)
  const group = page.getByRole('group', { name: '館のなかの場所' })
  expect(await group.locator('label').allTextContents()).toEqual(['児童 2', '書庫 2', '一般 1'])
  await group.getByRole('checkbox', { name: '書庫' }).check()
  await shoot(page, 'results-places')
  await expectAccessible(page, 'results with places')
  await page.getByRole('button', { name: 'しぼりこむ', exact: true }).click()
  expect((await titles()).toSorted()).toEqual(['峠の本 乙', '峠の本 甲'])

  // The copy in the stacks has to be the one at the branch.
  await page.getByRole('group', { name: '館', exact: true }).getByRole('checkbox', { name: '中央図書館' }).check()
  await page.getByRole('button', { name: 'しぼりこむ', exact: true }).click()
  expect(await titles()).toEqual(['峠の本 乙'])
  expect(await group.locator('label').allTextContents()).toEqual(['児童 2', '書庫 1'])
  await page.getByRole('link', { name: '書庫のしぼりこみをやめる' }).click()
  expect((await titles()).length).toBe(3)

  const told = async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from bib_change where bib_id = ${moved}`.execute(library.db)
    return rows[0]!.count
  }
  const before = await told()
  await sql`update item set shelf = '書庫' where bib_id = ${moved}`.execute(library.db)
  expect(await told()).toBe(before + 1)
  await givenIndex(library)
  await page.reload()
  expect(await group.locator('label').allTextContents()).toEqual(['書庫 2', '児童 1'])
  await page.goto('/search?shelf=どこにもない場所')
  expect(await page.getByRole('main').textContent()).toContain('見つかりませんでした')
})
