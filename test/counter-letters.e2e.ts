import { afterAll, beforeAll, expect, test } from 'vitest'
import { scanned, violations, waiting } from './given-holds.ts'
import { givenPatron } from './given-patron.ts'
import { staffAtDesk } from './given-staff.ts'
import { givenBook, look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('手紙で知らせる方: printed, marked as written and taken back by keyboard alone, without a script', async () => {
  const { library } = service
  const book = await givenBook(service, { title: '吾輩は猫である：名前はまだ無い猫の長い長い長い題名の物語' })
  const patron = await givenPatron(library, { name: '文野 待子', nameReading: 'フミノ マチコ' })
  const [hold] = await waiting(library, patron.id, [book.id], { contact: 'phone' })
  const home = { phone: null, mail: null, postal_code: '958-0001', address: '村上市見本町一丁目2番地3号' }
  await library.db.updateTable('patron').set(home).where('id', '=', patron.id).execute()
  await scanned(library, book.itemIds[0]!)

  const { page } = await staffAtDesk(service)
  const press = async (name: string | RegExp, role: 'link' | 'button' = 'button') => {
    await page.getByRole(role, { name }).first().focus()
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  }
  const main = () => page.getByRole('main').textContent()
  await page.goto('/counter')
  await press(/^手紙で知らせる方/, 'link')
  expect(await main()).toContain('〒958-0001 村上市見本町一丁目2番地3号')
  expect(await main()).toContain('吾輩は猫である')
  await look(page, 'counter-letters')

  await press('文野 待子 さんへのはがきを印刷', 'link')
  expect(await main()).toContain('文野 待子 様')
  expect(await main()).toContain('・資料 1点')
  expect(await main()).not.toContain('吾輩')
  await look(page, 'counter-letters-postcard')
  await press('もどる', 'link')
  await press('文野 待子 さんへの封書を印刷（資料名入り）', 'link')
  expect(await main()).toContain('・吾輩は猫である')
  await page.goBack()

  await press(/^文野 待子 さんに.*を書きました$/)
  expect(await main()).toContain('手紙で知らせる相手はいません。')
  const told = () =>
    library.db.selectFrom('hold').where('id', '=', hold!).select('told_until').executeTakeFirstOrThrow()
  expect((await told()).told_until).not.toBeNull()
  await page.locator('summary', { hasText: 'きょう「書きました」にしたもの' }).focus()
  await page.keyboard.press('Enter')
  await look(page, 'counter-letters-written')
  await press('文野 待子 さんの「書きました」を取り消す')
  expect(await main()).toContain('〒958-0001')
  expect((await told()).told_until).toBeNull()

  // The book is lent from another desk meanwhile: the page that stands open says so.
  await library.db.updateTable('notice').set({ state: 'cancelled' }).where('hold_id', '=', hold!).execute()
  await press(/^文野 待子 さんに.*を書きました$/)
  expect(await page.getByRole('alert').textContent()).toContain('もういりません')
  await library.db.updateTable('notice').set({ state: 'due' }).where('hold_id', '=', hold!).execute()
  expect((await page.goto(`/counter/letters/to/${patron.id + 1000}`))?.status()).toBe(404)
  expect(await violations(library)).toEqual([])
})
