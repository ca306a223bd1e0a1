import { afterAll, beforeAll, expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { visit } from './browser.ts'
import { givenIndex } from './given.ts'
import { lent } from './given-holds.ts'
import { givenPatron } from './given-patron.ts'
import { givenBook, look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
  await service.library.db
    .updateTable('branch')
    .set({ name_kana: 'ちゅうおうとしょかん' })
    .where('id', '=', BranchId('chuo'))
    .execute()
})
afterAll(() => service.web.close())

test('a child who opens a book stays in the pages for children: how it is read, where it is, and back to the list', async () => {
  await givenBook(service, {
    title: '銀河鉄道の夜',
    titleReading: 'ギンガ テツドウ ノ ヨル',
    creators: [{ name: '宮沢 賢治', reading: 'ミヤザワ ケンジ', role: '作' }],
    audience: 'child',
    items: [{ shelf: '児童', callNumber: 'K913.6/ミ' }],
  })
  await givenIndex(service.library)
  const { page } = await visit(service.base)
  await page.goto('/children?q=ぎんが')
  const hit = page.getByRole('listitem').filter({ hasText: '銀河鉄道の夜' })
  expect(await hit.textContent()).toContain('ぎんが てつどう の よる')
  expect(await hit.textContent()).toContain('ちゅうおうとしょかんに あるよ')
  await hit.getByRole('link').first().click()
  expect(new URL(page.url()).pathname).toMatch(/^\/children\/bib\/\d+$/)
  const main = page.getByRole('main')
  expect(await main.textContent()).toContain('みやざわ けんじ')
  expect(await main.textContent()).toContain('ちゅうおうとしょかんに あるよ')
  expect(await main.textContent()).not.toContain('K913.6')
  expect(await main.getByRole('button', { name: '予約かごへ' }).count()).toBe(1)
  await look(page, 'child-record')
  await main.getByRole('link', { name: 'ほかの 本' }).click()
  expect(decodeURIComponent(page.url())).toContain('/children?q=ぎんが')
  expect((await page.goto('/children/bib/999999'))!.status()).toBe(404)
})

test('a child who reserves a book keeps easy words and the way back, through login, basket and confirmation', async () => {
  await givenBook(service, { title: '注文の多い料理店', audience: 'child', items: [{ shelf: '児童' }] })
  await givenIndex(service.library)
  const patron = await givenPatron(service.library)
  const { page } = await visit(service.base, { width: 390 })
  const back = page.getByRole('link', { name: 'こどもの ページに もどる' })
  const isForChild = async (name: string) => {
    expect(await back.count(), name).toBe(1)
    expect(await page.locator('main ruby').count(), name).toBeGreaterThan(0)
    if (name === 'child-login' || name === 'child-done') await look(page, name)
  }
  await page.goto('/children?q=注文')
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('child')
  await page.getByRole('listitem').filter({ hasText: '料理店' }).getByRole('button').click()
  await isForChild('child-login')
  await page.locator('input[name=cardNumber]').fill(patron.cardNumber)
  await page.locator('input[name=password]').fill(patron.password)
  await page.locator('input[name=password]').press('Enter')
  await page.waitForURL(/\/my\/basket/)
  await isForChild('child-basket')
  await page.locator('input[name=pickup][value=chuo]').check()
  await page.locator('input[name=contact][value=self]').check()
  await page.locator('button[name="kind"][value="ordinary"]').click()
  await isForChild('child-confirm')
  await page.locator('form[action="/my/orders"] button.chief').click()
  await page.waitForURL(/\/my\/orders\/[0-9a-f-]{36}$/)
  await isForChild('child-done')
  await back.click()
  expect(new URL(page.url()).pathname).toBe('/children')

  await page.goto('/my')
  await page.getByRole('link', { name: '日本語', exact: true }).click()
  expect(await back.count()).toBe(0)
  expect(await page.locator('main ruby').count()).toBe(0)
})

test('what many children read is a list in the pages for children, and one comes back to it from a book', async () => {
  const { itemIds } = await givenBook(service, { title: 'ごんぎつね', audience: 'child', items: 2 })
  const { itemIds: grownUps } = await givenBook(service, { title: '城', items: 1 })
  const { id } = await givenPatron(service.library)
  for (const itemId of [itemIds[0]!, grownUps[0]!]) await lent(service.library, id, itemId)
  await givenIndex(service.library)
  const { page } = await visit(service.base, { width: 390 })
  await page.goto('/children')
  await page.getByRole('link', { name: 'みんなが よく' }).click()
  const titles = page.locator('.child-books h2')
  expect(await titles.allTextContents()).toEqual(['ごんぎつね'])
  await titles.getByRole('link').click()
  await page.getByRole('main').getByRole('link', { name: 'ほかの 本' }).click()
  expect(await titles.count()).toBe(1)
})
