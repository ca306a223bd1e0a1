import { afterAll, beforeAll, expect, test } from 'vitest'
import { listWebhooks, webhookKey } from '#delivery/webhooks/webhooks.ts'
import { staffAtDesk } from './given-staff.ts'
import { look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('an administrator adds a webhook, sees its key and how it does, and ends it', async () => {
  const { library } = service
  const { page } = await staffAtDesk(service, { role: 'admin' })
  await page.getByRole('link', { name: '外部との接続' }).click()
  await look(page, 'counter-connections')
  await page.getByRole('link', { name: '外部への通知' }).click()
  expect(await page.getByRole('main').textContent()).toContain('登録はありません。')
  const everything = ['英小文字ではじまる', 'https のアドレス', '一つ以上選んで']
  await page.getByLabel('予約の資料が用意できた').uncheck()
  await page.getByRole('button', { name: 'このサービスに知らせる' }).click()
  for (const said of everything) expect(await page.getByRole('alert').textContent()).toContain(said)
  await page.getByLabel('サービスの名前').fill('LINE!')
  await page.getByLabel('送り先のアドレス').fill('http://example.jp/hook')
  await page.getByLabel('題名も知らせる').check()
  await page.getByRole('button', { name: 'このサービスに知らせる' }).click()
  const alert = page.getByRole('alert')
  for (const said of everything) expect(await alert.textContent()).toContain(said)
  expect(await page.getByLabel('サービスの名前').inputValue()).toBe('LINE!')
  expect(await page.getByLabel('題名も知らせる').isChecked()).toBe(true)
  expect(await page.getByLabel('予約の資料が用意できた').isChecked()).toBe(false)
  await look(page, 'counter-webhooks-wrong')

  await page.getByLabel('サービスの名前').fill('line')
  await page.getByLabel('送り先のアドレス').fill('https://gate.example.jp/kago')
  await page.getByLabel('予約が終わった').check()
  await page.getByRole('button', { name: 'このサービスに知らせる' }).click()
  const [webhook] = await listWebhooks(library)
  expect(webhook).toMatchObject({ name: 'line', kinds: ['closed'], tellsTitles: true, tellsCard: false })
  const key = webhookKey(library, webhook!)
  expect(await page.getByRole('status').textContent()).toContain(key)
  // Opened again, the page has no key in it until it is asked for.
  await page.goto('/counter/webhooks')
  expect(await page.content()).not.toContain(key)
  await page.getByRole('button', { name: 'line の鍵を見る' }).click()
  expect(await page.getByRole('status').textContent()).toContain(key)
  const seen = await library.db.selectFrom('audit').where('did', '=', 'showWebhookKey').selectAll().execute()
  expect(seen).toHaveLength(1)
  await look(page, 'counter-webhooks')
  await page.getByRole('button', { name: 'line に知らせるのをやめる' }).click()
  expect(await page.getByRole('status').textContent()).toContain('line には、もう知らせません。')
  expect(await listWebhooks(library)).toEqual([])
  const chief = await staffAtDesk(service, { role: 'chief' })
  expect((await chief.page.goto('/counter/webhooks'))?.status()).toBe(403)
})
