import { afterAll, beforeAll, expect, test } from 'vitest'
import { runNight } from '#nightly/run.ts'
import { dayOf } from '#time/clock.ts'
import { applied, lent, scanned, waiting, yoshiura } from './given-holds.ts'
import { givenPatron } from './given-patron.ts'
import { scan, staffAtDesk } from './given-staff.ts'
import { givenBook, look, openService, patronAtHome, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('the loading list of the bookmobile, the night, the numbers, the wanted titles', async () => {
  const { library } = service
  const patron = await patronAtHome(service)
  const book = await givenBook(service, { title: '峠の道', items: [{ barcode: '510000001' }] })
  await waiting(library, patron.id, [book.id], { pickup: yoshiura })
  // Loaded: scanned where the bookmobile stands.
  const bm = await staffAtDesk(service, { branchId: 'bm' })
  await bm.page.goto('/counter/check-in')
  await scan(bm.page, '510000001')
  expect(await bm.page.getByRole('listitem').first().textContent()).toContain('予約棚へ')
  await bm.page.goto('/counter/loading?day=2026-12-03')
  expect(await bm.page.getByRole('main').textContent()).toContain('峠の道')
  await look(bm.page, 'counter-loading')

  const other = await givenPatron(library)
  const wanted = await givenBook(service, { title: '待たれる本' })
  await lent(library, other.id, wanted.itemIds[0]!)
  await applied(library, patron.id, [wanted.id])
  const refused = await givenPatron(library)
  await applied(library, refused.id, [wanted.id])
  await library.db.updateTable('patron').set({ stopped_because: '転居' }).where('id', '=', refused.id).execute()
  library.clock.set('2026-11-25T03:00:00')
  await runNight(library, dayOf(library.clock.now()))
  library.clock.set('2026-11-25T09:00:00')

  const { page } = await staffAtDesk(service)
  await page.goto('/counter/nights')
  await look(page, 'counter-nights')
  await page.getByRole('link', { name: '11月25日' }).click()
  expect(await page.getByRole('table').textContent()).toContain('予約申込の受付')
  expect(await page.getByRole('main').textContent()).toContain('待たれる本')
  await look(page, 'counter-night')
  expect((await page.goto('/counter/nights/2020-01-01'))?.status()).toBe(404)

  await page.goto('/counter/wanted')
  expect(await page.getByRole('table').textContent()).toContain('待たれる本')
  await look(page, 'counter-wanted')

  await page.goto('/counter/statistics')
  expect(await page.getByRole('table').textContent()).toContain('2026-11')
  await look(page, 'counter-statistics')
  const csv = await page.request.get('/counter/statistics.csv?from=2026-11&until=2026-11')
  expect(csv.headers()['content-type']).toContain('text/csv')
  expect(await csv.text()).toContain('2026-11,中央図書館,1,0,2')
})

test('an emergency closure and a cancelled visit move the dates that fall on them', async () => {
  const { library } = service
  library.clock.set('2026-11-25T10:00:00')
  const patron = await givenPatron(library)
  const book = await givenBook(service, { title: '雪の日' })
  const [hold] = await waiting(library, patron.id, [book.id])
  await scanned(library, book.itemIds[0]!)
  const { page } = await staffAtDesk(service, { role: 'chief' })
  await page.goto('/counter/calendar')
  await page.getByText('臨時休館を入れる').click()
  const closing = page.locator('details', { hasText: '臨時休館を入れる' })
  await closing.getByLabel('中央図書館', { exact: true }).check()
  await closing.getByLabel('いつから').fill('2026-12-02')
  await closing.getByLabel('いつまで').fill('2026-12-02')
  await closing.getByLabel('理由').fill('大雪')
  await page.getByRole('button', { name: '休館にする' }).click()
  expect(await page.getByRole('status').textContent()).toContain('取り置き1件')
  const { pick_up_by } = await library.db
    .selectFrom('hold')
    .where('id', '=', hold!)
    .selectAll()
    .executeTakeFirstOrThrow()
  expect(`${pick_up_by}`).toBe('2026-12-03')
  expect(await page.getByRole('table').textContent()).toContain('大雪')

  // It was entered by mistake: the days are open again, the date is the old one.
  await page.getByText('臨時休館をやめる').click()
  const lifting = page.locator('details', { hasText: '臨時休館をやめる' })
  await lifting.getByLabel('中央図書館', { exact: true }).check()
  await lifting.getByLabel('いつから').fill('2026-12-02')
  await lifting.getByLabel('いつまで').fill('2026-12-02')
  await look(page, 'counter-calendar-lift')
  await lifting.getByRole('button', { name: '休館をやめる' }).click()
  expect(await page.getByRole('status').textContent()).toContain('取り置き1件')
  expect(await page.getByRole('table').textContent()).not.toContain('大雪')
  const again = await library.db.selectFrom('hold').where('id', '=', hold!).selectAll().executeTakeFirstOrThrow()
  expect(`${again.pick_up_by}`).toBe('2026-12-02')

  await page.getByText('移動図書館車の運休を入れる').click()
  await page.getByLabel('ステーション').selectOption('yoshiura')
  await page.getByLabel('日', { exact: true }).fill('2026-12-03')
  await page.getByLabel('理由').last().fill('大雪')
  await page.getByRole('button', { name: '運休にする' }).click()
  expect(await page.getByRole('status').textContent()).toContain('入れました')
  await page.goto('/counter/calendar?branch=bm&month=2026-12')
  expect(await page.getByRole('table').textContent()).toContain('運休 大雪')
  await look(page, 'counter-calendar')
})

test('the administrator changes the settings, which are in force at once, adds an account, reads the trail', async () => {
  const { library } = service
  const { page, login } = await staffAtDesk(service, { role: 'admin' })
  await page.goto('/counter/policy')
  await look(page, 'counter-policy')
  await page.getByLabel('予約できる点数', { exact: true }).fill('二十')
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('予約できる点数：使えない値があります。')
  expect(await page.getByLabel('予約できる点数', { exact: true }).inputValue()).toBe('二十')
  await page.getByLabel('予約できる点数', { exact: true }).fill('２０')
  await page.getByRole('button', { name: '変わることをたしかめる' }).click()
  expect(await page.getByRole('main').textContent()).toContain('予約できる点数：10 → 20')
  expect(library.policy.holds.openHoldsMax).toBe(10)
  await look(page, 'counter-plan')
  await page.getByRole('button', { name: '使いはじめる' }).click()
  expect(await page.getByRole('status').textContent()).toBe('使いはじめました。')
  expect(library.policy.holds.openHoldsMax).toBe(20)

  await page.goto('/counter/staff')
  await page.getByLabel('職員ID').fill('new.one')
  await page.getByLabel('名前').fill('新人 一郎')
  await page.getByLabel('パスワード（12文字以上）').fill('short')
  await page.getByRole('button', { name: '登録する' }).click()
  expect(await page.getByRole('main').textContent()).toContain('12文字以上にしてください')
  await page.getByLabel('パスワード（12文字以上）').fill('a long password')
  await page.getByLabel('確認コード（認証アプリ）を使う').check()
  await page.getByRole('button', { name: '登録する' }).click()
  expect(await page.getByRole('status').textContent()).toContain('認証アプリに入れる鍵')
  await look(page, 'counter-staff')
  await page.getByRole('button', { name: '新人 一郎 を停止する' }).click()
  expect(await page.getByRole('row', { name: 'new.one' }).textContent()).toContain('停止')

  const patron = await givenPatron(library)
  await page.goto(`/counter/patrons/${patron.id}`)
  await page.goto(`/counter/audit?login=${login}&from=2026-11-25&until=2026-11-25`)
  expect(await page.getByRole('status').textContent()).toContain('1人の情報を見たか')
  await look(page, 'counter-audit')

  await page.goto('/counter/terminals')
  await page.getByLabel('端末の名前').fill('児童コーナー')
  await page.getByRole('button', { name: '登録コードを作る' }).click()
  expect(await page.getByRole('status').textContent()).toMatch(/登録コード \d{8}/)
  await look(page, 'counter-terminals')
  await page.goto('/counter/branch')
  await page.getByLabel('朝日図書館').check()
  await look(page, 'counter-branch')
  await page.getByRole('button', { name: '館を変える' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('朝日図書館')
})
