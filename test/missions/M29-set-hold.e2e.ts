import { expect, test } from 'vitest'
import { stateOf, violations } from '../given-holds.ts'
import { scan, staffAtDesk } from '../given-staff.ts'
import { givenBook, look, openService, patronAtHome, stateOf as shownState } from './desk.ts'

const service = await openService()

test('M29 a set hold that staff make on a call is ready only when every volume is', async () => {
  await givenBook(service, { title: '坂の上の雲', volume: '1', items: [{ barcode: '290000001' }] })
  await givenBook(service, { title: '坂の上の雲', volume: '2', items: [{ barcode: '290000002' }] })
  const patron = await patronAtHome(service)
  const { page } = await staffAtDesk(service)

  await page.goto('/counter/patrons')
  await scan(page, patron.cardNumber)
  await page.getByRole('link', { name: '予約する' }).click()
  await scan(page, '290000001')
  await scan(page, '290000002')
  await page.getByLabel('揃い予約：揃ってから貸出').check()
  await look(page, 'counter-order')
  await page.getByRole('button', { name: '予約する' }).click()
  expect(await page.getByRole('status').textContent()).toBe('予約しました。')
  expect(await page.getByRole('table').textContent()).toContain('揃い予約 2/2')
  await look(page, 'counter-patron')

  // The first volume is kept; the patron reads 準備中 and is told nothing.
  await page.goto('/counter/check-in')
  await scan(page, '290000001')
  const first = page.getByRole('listitem').first()
  expect(await first.textContent()).toContain('予約棚へ')
  expect(await first.textContent()).toContain('ほかの本がそろうまで')
  await patron.page.goto('/my/holds')
  expect(await shownState(patron.page, '坂の上の雲 1')).toMatch('準備中')
  expect(await shownState(patron.page, '坂の上の雲 2')).not.toMatch('貸出可能')

  await scan(page, '290000002')
  expect(await page.getByRole('listitem').first().textContent()).toContain('予約棚へ')
  const holds = await service.library.db.selectFrom('hold').where('patron_id', '=', patron.id).select('id').execute()
  for (const { id } of holds) expect(await stateOf(service.library, id)).toBe('ready')
  const notices = await service.library.db.selectFrom('notice').where('kind', '=', 'ready').selectAll().execute()
  expect(notices).toHaveLength(1)
  await page.getByRole('link', { name: '予約票を印刷' }).first().click()
  expect(await page.textContent('.slip')).toContain(patron.cardNumber.slice(-4))
  await look(page, 'counter-hold-slip')
  expect(await violations(service.library)).toEqual([])
})

test('a series needs two titles, and a refusal keeps what was chosen', async () => {
  await givenBook(service, { title: 'ひとりの本', items: [{ barcode: '290000009' }] })
  const patron = await patronAtHome(service)
  const { page } = await staffAtDesk(service)
  await page.goto(`/counter/patrons/${patron.id}/holds/new`)
  await scan(page, '290000009')
  await page.getByLabel('シリーズ予約').check()
  await page.getByRole('button', { name: '予約する' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('2点以上')
  expect(await page.getByRole('main').textContent()).toContain('ひとりの本')
  await page.getByLabel('通常予約').check()
  await page.getByLabel('この1冊だけ').fill('290000001')
  await page.getByRole('button', { name: '予約する' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('えらんだ資料のものではありません')
  await page.getByLabel('この1冊だけ').fill('290000009')
  await page.getByRole('button', { name: '予約する' }).click()
  expect(await page.getByRole('status').textContent()).toBe('予約しました。')
})
