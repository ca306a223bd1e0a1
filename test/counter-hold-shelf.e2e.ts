import { afterAll, beforeAll, expect, test } from 'vitest'
import { StopId } from '#ids.ts'
import { asahi, barcodeOf, lent, scanned, stateOf, violations, waiting, yoshiura } from './given-holds.ts'
import { scan, staffAtDesk } from './given-staff.ts'
import { givenBook, look, openService, patronAtHome, type Service, stateOf as shownState } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('after a cancellation the page says what to do with the copy; the list of the house says it until the copy is scanned', async () => {
  const { library } = service
  const book = await givenBook(service, { title: '吾輩は猫である：名前はまだ無い猫の長い長い長い題名の物語' })
  const [first, second] = [await patronAtHome(service), await patronAtHome(service)]
  const [hold] = await waiting(library, first.id, [book.id])
  const [next] = await waiting(library, second.id, [book.id], { pickup: asahi })
  await scanned(library, book.itemIds[0]!)
  const { page } = await staffAtDesk(service)
  await page.goto(`/counter/holds/${hold}`)
  await page.getByText('予約を取り消す').click()
  await page.getByRole('button', { name: '予約取消' }).click()
  const said = await page.getByRole('main').textContent()
  expect(said).toContain('いま中央図書館の予約棚にあります。つぎにすること：回送 → 朝日図書館。')
  await look(page, 'counter-hold-errand')
  await page.getByRole('link', { name: '予約棚で処理する資料の一覧へ' }).click()
  expect(await page.getByRole('table').first().textContent()).toContain('回送 → 朝日図書館')
  await look(page, 'counter-shelf-errands')
  await page.goto('/counter/transits')
  expect(await page.getByRole('main').textContent()).toContain('ここから送る資料')
  expect(await page.getByRole('table').first().textContent()).toContain('吾輩は猫である')
  await look(page, 'counter-transits')
  await page.goto('/counter/shelf')
  await scan(page, await barcodeOf(library, book.itemIds[0]!))
  expect(await page.getByRole('listitem').filter({ hasText: '吾輩' }).textContent()).toContain('回送 → 朝日')
  await page.goto('/counter/shelf')
  expect(await page.getByRole('main').textContent()).toContain('予約棚で処理する資料はありません。')
  await second.page.goto('/my/holds')
  expect(await shownState(second.page, '吾輩は猫である：名前はまだ無い猫の長い長い長い題名の物語')).toMatch('他館確保')
  expect(await stateOf(library, next!)).toBe('inTransit')
  expect(await violations(library)).toEqual([])
})

test('a hold for a stop that is no more: staff see it and why, its patron is asked for another place', async () => {
  const { library } = service
  const book = await givenBook(service, { title: '草枕' })
  const reader = await patronAtHome(service)
  const [hold] = await waiting(library, reader.id, [book.id], { pickup: yoshiura })
  const stop = library.db.updateTable('stop').where('id', '=', StopId('yoshiura'))
  await stop.set({ abolished_from: Temporal.PlainDate.from('2026-11-24') }).execute()
  const { page } = await staffAtDesk(service)
  await page.goto('/counter')
  await page.getByRole('link', { name: '止まっている予約' }).click()
  expect(await page.getByRole('table').textContent()).toContain('受取館がなくなった')
  await look(page, 'counter-stuck')
  await page.getByRole('link', { name: `草枕 の予約（${hold}）をひらく` }).click()
  await look(page, 'counter-hold-stuck')
  await reader.page.goto('/my/holds')
  expect(await reader.page.getByRole('main').textContent()).toContain('この受取館では受け取れなくなりました。')
  await look(reader.page, 'my-holds-stuck')
  await reader.page.getByRole('link', { name: '別の受取館を選ぶ' }).click()
  await reader.page.getByLabel('朝日図書館').check()
  await look(reader.page, 'my-hold-stuck')
  await reader.page.getByRole('button', { name: '変更する' }).first().click()
  await page.goto('/counter/stuck')
  expect(await page.getByRole('main').textContent()).toContain('止まっている予約はありません。')
  await stop.set({ abolished_from: null }).execute()
})

test('the one copy that was asked for is withdrawn: the hold becomes one on another copy, with the reason in its story', async () => {
  const { library } = service
  const book = await givenBook(service, {
    title: '夢十夜',
    items: [{ barcode: '120000011' }, { barcode: '120000012' }],
  })
  const reader = await patronAtHome(service)
  const [hold] = await waiting(library, reader.id, [book.id], { onlyItemId: book.itemIds[0]! })
  await library.db.updateTable('item').set({ status: 'withdrawn' }).where('id', '=', book.itemIds[0]!).execute()
  const { page } = await staffAtDesk(service)
  await page.goto(`/counter/holds/${hold}`)
  expect(await page.getByRole('main').textContent()).toContain('指定の1冊がなくなった')
  await page.getByLabel('資料コード').fill('999')
  const form = page.locator('details', { hasText: '別の資料の予約に変える' })
  await form.getByLabel('理由').fill('どの1冊でもよい')
  await page.getByRole('button', { name: '別の資料に変える' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('この資料コードは登録がありません。')
  await page.getByLabel('資料コード').fill('120000012')
  await form.getByLabel('理由').fill('どの1冊でもよい')
  await page.getByRole('button', { name: '別の資料に変える' }).click()
  expect(await page.getByRole('status').first().textContent()).toBe('別の資料の予約に変えました。')
  expect(await page.getByRole('main').textContent()).toContain('どの1冊でもよい')
})

test('a book that its patron has lost stays on their card until that is settled', async () => {
  const { library } = service
  const book = await givenBook(service, { title: '明暗', items: [{ barcode: '120000021' }] })
  const reader = await patronAtHome(service)
  await lent(library, reader.id, book.itemIds[0]!)
  const { page } = await staffAtDesk(service)
  await page.goto('/counter/items?barcode=120000021')
  const mark = async (as: string) => {
    await page.getByLabel('状態を変える').selectOption({ label: as })
    await page.getByLabel('理由').fill('電車で失くした')
    await page.getByRole('button', { name: '変える', exact: true }).click()
  }
  await mark('借りた方が失くした')
  expect(await page.getByRole('main').textContent()).toContain('手続きがすむまで、借りた方の貸出として残ります。')
  await look(page, 'counter-item-lost')
  await reader.page.goto('/my/loans')
  expect(await reader.page.getByRole('main').textContent()).toContain('紛失の届出を受けています。')
  await look(reader.page, 'my-loans-lost')
  await mark('紛失の手続きがすんだ')
  await reader.page.goto('/my/loans')
  expect(await reader.page.getByRole('main').textContent()).not.toContain('明暗')
})

test('an order of a kind that there is not is refused in words, and nothing is ordered', async () => {
  const { library } = service
  const book = await givenBook(service, { title: '坑夫' })
  const reader = await patronAtHome(service)
  await reader.page.goto(`/my/orders/new?kind=ordinary&bib=${book.id}&pickup=chuo&contact=self`)
  await reader.page
    .locator('input[name=kind]')
    .first()
    .evaluate(input => input.setAttribute('value', 'set'))
  await reader.page.getByRole('button', { name: /予約/ }).last().click()
  expect(await reader.page.getByRole('main').textContent()).toContain('予約のしかたが読み取れませんでした。')
  expect(await library.db.selectFrom('hold').where('bib_id', '=', book.id).selectAll().execute()).toEqual([])
})
