import { afterAll, beforeAll, expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { visit } from './browser.ts'
import { givenIndex } from './given.ts'
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
