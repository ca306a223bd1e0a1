import { afterAll, beforeAll, expect, test } from 'vitest'
import { staffAtDesk } from './given-staff.ts'
import { look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('who is registered already is shown with the other card, and a namesake can be registered', async () => {
  const { page } = await staffAtDesk(service)
  const register = async (card: string, name: string, reading: string) => {
    await page.goto('/counter/patrons/new')
    await page.getByLabel('利用者カード番号').fill(card)
    await page.getByLabel('名前').fill(name)
    await page.getByLabel('よみ').fill(reading)
    await page.getByLabel('生年月日').fill('昭和45年1月1日')
    await page.getByLabel('電話番号').fill('0254-53-1234')
    await page.getByLabel('住所').fill('村上市本町1丁目2-3')
    await page.getByRole('button', { name: '登録する' }).click()
  }
  await register('00012501', '髙橋 花子', 'タカハシ ハナコ')
  expect(await page.getByRole('status').textContent()).toContain('登録しました')
  await register('00012502', '高橋花子', 'たかはし　はなこ')
  expect(await page.getByRole('table').textContent()).toContain('00012501')
  await look(page, 'counter-patron-registered-already')
  expect(await page.getByLabel('利用者カード番号').inputValue()).toBe('00012502')
  await page.getByLabel('確かめました。別の方なので登録します。').check()
  await page.getByRole('button', { name: '登録する' }).click()
  expect(await page.getByRole('status').textContent()).toContain('登録しました')

  await page.goto('/counter/patrons')
  await page.locator('#q').fill('たかはし S45.1.1')
  await page.getByRole('button', { name: 'さがす' }).click()
  expect(await page.getByRole('status').textContent()).toContain('2人見つかりました')
  await look(page, 'counter-patrons-found')
})
