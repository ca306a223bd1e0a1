import { expect, test } from 'vitest'
import { applied, holdRow, itemStatus, nightPasses, scanned, stateOf, violations, waiting } from '../given-holds.ts'
import { scan, staffAtDesk } from '../given-staff.ts'
import { givenBook, look, openService, patronAtHome, stateOf as shownState } from './desk.ts'

const service = await openService()

test('M40 a ready hold has no 予約取消 for its patron; staff cancel it, and the copy goes on to the next', async () => {
  const { library } = service
  const book = await givenBook(service, { title: '三四郎' })
  const first = await patronAtHome(service)
  const second = await patronAtHome(service)
  const [hold] = await waiting(library, first.id, [book.id])
  const [next] = await waiting(library, second.id, [book.id])
  await scanned(library, book.itemIds[0]!)
  await first.page.goto('/my/holds')
  expect(await shownState(first.page, '三四郎')).toMatch('貸出可能')
  expect(await first.page.getByRole('link', { name: '三四郎 の予約取消' }).count()).toBe(0)
  expect(await first.page.getByRole('button', { name: '三四郎 の予約取消' }).count()).toBe(0)

  const { page } = await staffAtDesk(service)
  await page.goto(`/counter/patrons/${first.id}`)
  await page.getByRole('link', { name: `三四郎 の予約（${hold}）をひらく` }).click()
  await look(page, 'counter-hold')
  await page.getByText('予約を取り消す').click()
  await page.getByLabel('理由').first().selectOption('利用者からの電話')
  await page.getByRole('button', { name: '予約取消' }).click()
  expect(await page.getByRole('status').first().textContent()).toBe('予約を取り消しました。')
  expect(await holdRow(library, hold!)).toMatchObject({ state: 'closed', closed_why: 'cancelled' })
  expect(await page.getByRole('main').textContent()).toContain('利用者からの電話')
  expect(await stateOf(library, next!)).toBe('ready')
  expect(await itemStatus(library, book.itemIds[0]!)).toBe('holdShelf')
  expect(await violations(library)).toEqual([])
})

test('staff move a hold before another, with a reason in its story, and change where it is fetched', async () => {
  const { library } = service
  const book = await givenBook(service, { title: 'それから', items: [{ status: 'missing' }] })
  await library.db.updateTable('item').set({ status: 'shelf' }).where('bib_id', '=', book.id).execute()
  const one = await patronAtHome(service)
  const two = await patronAtHome(service)
  await waiting(library, one.id, [book.id])
  const [later] = await waiting(library, two.id, [book.id])
  const { page } = await staffAtDesk(service)
  await page.goto(`/counter/bibs/${book.id}`)
  await look(page, 'counter-queue')
  await page.goto(`/counter/holds/${later}`)
  await page.getByText('順番を変える').first().click()
  await page.getByLabel('理由').last().fill('読書会のため')
  await page.getByRole('button', { name: '順番を変える' }).click()
  expect(await page.getByRole('status').first().textContent()).toBe('順番を変えました。')
  expect(await page.getByRole('main').textContent()).toContain('1番目')
  expect(await page.getByRole('main').textContent()).toContain('読書会のため')
  // The other one is the second of the list now, and is offered under that number.
  expect(await page.getByLabel('どこへ').locator('option').first().textContent()).toMatch(/^2番（/)
  await page.getByText('受取館・連絡方法を変える').first().click()
  await page.getByLabel('予約受取館').selectOption({ label: 'BM/吉浦' })
  await page.getByLabel('連絡方法').selectOption({ label: 'メール' })
  await page.getByRole('button', { name: '変更する' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('登録されていません')
  await page.getByText('受取館・連絡方法を変える').first().click()
  await page.getByLabel('予約受取館').selectOption({ label: 'BM/吉浦' })
  await page.getByLabel('連絡方法').selectOption({ label: '自主確認' })
  await page.getByRole('button', { name: '変更する' }).click()
  expect(await page.getByRole('main').textContent()).toContain('BM/吉浦')
})

test('M42 on the day of application a loan at the counter comes first', async () => {
  const { library } = service
  const book = await givenBook(service, { title: '門', items: [{ barcode: '420000001' }] })
  const atHome = await patronAtHome(service)
  const [hold] = await applied(library, atHome.id, [book.id])
  const here = await patronAtHome(service)
  const { page } = await staffAtDesk(service)
  await page.goto('/counter/check-out')
  await scan(page, here.cardNumber)
  await scan(page, '420000001')
  expect(await page.getByRole('listitem').first().textContent()).toContain('返却日')
  library.clock.set('2026-11-25T03:00:00')
  await nightPasses(library)
  library.clock.set('2026-11-25T04:30:00')
  expect(await stateOf(library, hold!)).toBe('waiting')
  // Nothing of the scans is left after the night.
  expect(await library.db.selectFrom('counter_scan').selectAll().execute()).toEqual([])
})
