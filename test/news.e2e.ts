import { afterAll, beforeAll, expect, test } from 'vitest'
import { visit } from './browser.ts'
import { staffAtDesk } from './given-staff.ts'
import { look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('a piece of news stands on the top page from its day until its day, in the language of the reader', async () => {
  const { page } = await staffAtDesk(service, { role: 'chief' })
  await page.goto('/counter')
  await page.getByRole('link', { name: 'トップページのお知らせ' }).click()
  await look(page, 'counter-news-empty')
  await page.getByLabel('最後の日').fill('2026-11-01')
  await page.getByText('ほかのことばでも書く').click()
  await page.getByLabel('本文（英語）').fill('On Saturday')
  await page.getByRole('button', { name: '載せる' }).click()
  const all = (await page.getByRole('alert').textContent())!
  for (const said of ['入力してください。', '最後の日が、最初の日より前', '題も書いてください。'])
    expect(all).toContain(said)
  await page.getByLabel('題', { exact: true }).fill('秋の読書会')
  await page.getByRole('button', { name: '載せる' }).click()
  const summary = (await page.getByRole('alert').textContent())!
  expect(summary).toContain('最後の日が、最初の日より前になっています。')
  expect(summary).toContain('本文を書いたことばでは、題も書いてください。')
  expect(await page.getByLabel('題', { exact: true }).inputValue()).toBe('秋の読書会')

  await page.getByLabel('最後の日').fill('2026-12-05')
  await page.getByLabel('本文', { exact: true }).fill('土曜日の午後2時から。\n<b>申込みはいりません。</b>')
  await page.getByLabel('題（英語）').fill('Reading circle')
  await page.getByLabel('題（やさしい日本語）').fill('本の 話を する 会')
  await page.getByRole('button', { name: '載せる' }).click()
  expect(await page.getByRole('status').textContent()).toBe('「秋の読書会」を載せました。')
  await look(page, 'counter-news')

  const { page: reader } = await visit(service.base)
  const told = async (language: string) => {
    // What stands on every page is asked of the database once a second.
    service.library.clock.forward({ seconds: 2 })
    await reader.goto(`/language?to=${language}&back=/`)
    return (await reader.locator('section[aria-labelledby=news]').allTextContents()).join('')
  }
  expect(await told('ja')).toContain('秋の読書会')
  expect(await told('ja')).toContain('<b>申込みはいりません。</b>')
  await look(reader, 'top-with-news')
  expect(await told('ja-easy')).toContain('本の 話を する 会')
  expect(await told('en')).toContain('Reading circle')
  expect(await told('en')).not.toContain('秋の読書会')

  await page.getByRole('link', { name: '「秋の読書会」を書きなおす' }).click()
  expect(await page.getByLabel('題（英語）').inputValue()).toBe('Reading circle')
  await page.getByLabel('題', { exact: true }).fill('冬の読書会')
  await page.getByRole('button', { name: '載せる' }).click()
  expect(await page.getByRole('row').count()).toBe(2)
  expect(await told('ja')).toContain('冬の読書会')

  service.library.clock.set('2026-12-06T10:00:00')
  expect(await told('ja')).toBe('')
  service.library.clock.set('2026-12-05T10:00:00')
  expect(await told('ja')).toContain('冬の読書会')
  service.library.clock.set('2026-11-24T10:05:00')
  await page.goto('/counter/news')
  await page.getByRole('button', { name: '「冬の読書会」を消す' }).click()
  expect(await page.getByRole('status').textContent()).toBe('お知らせを消しました。')
  expect(await told('ja')).toBe('')
})

test('who serves patrons alone writes no news', async () => {
  const { page } = await staffAtDesk(service, { role: 'counter' })
  expect((await page.goto('/counter/news'))!.status()).toBe(403)
})
