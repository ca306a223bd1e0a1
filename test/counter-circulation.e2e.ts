import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenPatron } from './given-patron.ts'
import { scan, staffAtDesk } from './given-staff.ts'
import { givenBook, look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('staff sign in, and nobody else sees a page of theirs', async () => {
  const { page } = await staffAtDesk(service)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('カウンター業務')
  await look(page, 'counter-home')
  await page.getByRole('button', { name: 'ログアウト' }).click()
  expect(new URL(page.url()).pathname).toBe('/counter/login')
  await look(page, 'counter-login')
  await page.goto('/counter/check-in')
  expect(page.url()).toContain('/counter/login?next=%2Fcounter%2Fcheck-in')
})

test('a copy is lent by card and barcode, and taken back by one scan', async () => {
  const patron = await givenPatron(service.library, { name: '籠目 花子', nameReading: 'カゴメ ハナコ' })
  const book = await givenBook(service, {
    title: 'こころ',
    items: [
      { barcode: '110234567', callNumber: 'B913.6/ナツ', shelf: '文庫' },
      { barcode: '110234568', loanRule: 'reference' },
    ],
  })
  const { page } = await staffAtDesk(service)
  await page.goto('/counter/check-out')
  await look(page, 'counter-card')
  await scan(page, '99999999')
  expect(await page.getByRole('alert').textContent()).toContain('登録がありません')
  await scan(page, patron.cardNumber)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('籠目 花子')
  await scan(page, 'a110234567a')
  const column = page.getByRole('list', { name: '貸出した資料' })
  expect(await column.getByRole('listitem').first().textContent()).toContain('貸出『こころ』 110234567返却日 12月8日')
  await scan(page, '110234568')
  expect(await column.getByRole('listitem').first().textContent()).toContain('禁帯出')
  await look(page, 'counter-check-out')
  // A loan is taken back within a minute; the line says so, and the copy can be lent again.
  await page.getByRole('button', { name: '貸出を取り消す' }).click()
  expect(await column.getByRole('listitem').nth(1).textContent()).toContain('取り消し済み')
  await scan(page, '110234567')
  expect(await column.getByRole('listitem').first().textContent()).toContain('貸出『こころ』')
  await page.getByRole('link', { name: '貸出票を印刷' }).click()
  expect(await page.textContent('.slip')).toContain('こころ')
  await look(page, 'counter-receipt')

  await page.goto('/counter/renew')
  await scan(page, '110234567')
  expect(await page.getByRole('listitem').first().textContent()).toContain('返却日が変わりません')
  await look(page, 'counter-renew')

  await page.goto('/counter/check-in')
  await scan(page, '110234567')
  const back = page.getByRole('list', { name: '返却した資料' })
  expect(await back.getByRole('listitem').first().textContent()).toContain('棚へ')
  expect(await back.getByRole('listitem').first().textContent()).toContain('文庫 B913.6/ナツ')
  await scan(page, '999000111')
  expect(await back.getByRole('listitem').first().textContent()).toContain('とめる')
  await look(page, 'counter-check-in')

  // A mistake is taken back within a minute, and not after it.
  await page.getByRole('button', { name: '取り消す' }).click()
  expect(await back.textContent()).toContain('取り消し済み')
  expect(book.itemIds).toHaveLength(2)
  const open = await service.library.db.selectFrom('loan').where('returned_at', 'is', null).selectAll().execute()
  expect(open.map(loan => loan.item_id)).toEqual([book.itemIds[0]])
  await scan(page, '110234567')
  service.library.clock.forward({ seconds: 61 })
  await page.reload()
  expect(await page.getByRole('button', { name: '取り消す' }).count()).toBe(0)
})

test('the scans of one desk are not seen, and not taken back, at another', async () => {
  const book = await givenBook(service, { items: [{ barcode: '120000001' }] })
  expect(book.itemIds).toHaveLength(1)
  const one = await staffAtDesk(service)
  const two = await staffAtDesk(service)
  await one.page.goto('/counter/check-in')
  await scan(one.page, '120000001')
  await two.page.goto('/counter/check-in')
  expect(await two.page.textContent('main')).not.toContain('120000001')
  const { id } = await service.library.db
    .selectFrom('counter_scan')
    .where('barcode', '=', '120000001')
    .select('id')
    .executeTakeFirstOrThrow()
  await two.page.setContent(
    (await two.page.content()).replace(
      '</main>',
      `<form method="post" action="${service.base}/counter/check-in/undo">
      <input name="csrf" value="${await two.page.locator('input[name=csrf]').first().getAttribute('value')}">
      <input name="scan" value="${id}"><button>forged</button></form></main>`,
    ),
  )
  await two.page.getByRole('button', { name: 'forged' }).click()
  expect(await two.page.getByRole('alert').textContent()).toContain('取り消せる読みとりがありません')
})

test('a counter may not lend against a rule, a chief may, with a reason', async () => {
  const patron = await givenPatron(service.library, { name: '延滞 次郎' })
  await service.library.db
    .updateTable('patron')
    .set({ stopped_because: '汚破損' })
    .where('id', '=', patron.id)
    .execute()
  await givenBook(service, { items: [{ barcode: '130000001' }] })
  const counter = await staffAtDesk(service)
  await counter.page.goto('/counter/check-out')
  await scan(counter.page, patron.cardNumber)
  expect(await counter.page.textContent('main')).toContain('利用を停止しています')
  await scan(counter.page, '130000001')
  expect(await counter.page.getByRole('listitem').first().textContent()).toContain('できません')
  expect(await counter.page.getByRole('button', { name: '理由を書いて貸し出す' }).count()).toBe(0)

  const chief = await staffAtDesk(service, { role: 'chief' })
  await chief.page.goto('/counter/check-out')
  await scan(chief.page, patron.cardNumber)
  await scan(chief.page, '130000001')
  await look(chief.page, 'counter-override')
  await chief.page.getByLabel('理由').fill('弁償ずみ')
  await chief.page.getByRole('button', { name: '理由を書いて貸し出す' }).click()
  expect(await chief.page.getByRole('listitem').first().textContent()).toContain('貸出')
  const event = await service.library.db
    .selectFrom('item_event')
    .where('why', '=', 'checkOut')
    .orderBy('id', 'desc')
    .selectAll()
    .executeTakeFirstOrThrow()
  expect(event.detail).toBe('弁償ずみ')
})
