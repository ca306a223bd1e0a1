import { expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { asahi, violations, waiting } from '../given-holds.ts'
import { scan, staffAtDesk } from '../given-staff.ts'
import { givenBook, look, openService, patronAtHome, stateOf } from './desk.ts'

const service = await openService()

test('M26 M34 M35 a copy is found at 中央, sent to 朝日, arrives, and the patron is called', async () => {
  const book = await givenBook(service, { title: '雪国', items: [{ barcode: '340000001', callNumber: '913.6/カワ' }] })
  const patron = await patronAtHome(service, { name: '待人 来', nameReading: 'マチビト ライ', phone: '0254-00-1234' })
  await waiting(service.library, patron.id, [book.id], { pickup: asahi, contact: 'phone' })

  // It stands on the shelf: somebody goes for it, and the others see that.
  const chuo = await staffAtDesk(service, { login: 'chuo.a' })
  await chuo.page.goto('/counter/pull')
  expect(await chuo.page.getByRole('table').textContent()).toContain('913.6/カワ')
  await chuo.page.getByRole('button', { name: '雪国 を取りに行く' }).click()
  const other = await staffAtDesk(service)
  await other.page.goto('/counter/pull')
  expect(await other.page.getByRole('table').textContent()).toContain('chuo.a が取りに行っています')
  await look(other.page, 'counter-pull')

  await chuo.page.getByLabel('見つけた資料を読みとる').focus()
  await scan(chuo.page, '340000001')
  expect(await chuo.page.getByRole('listitem').first().textContent()).toContain('回送 → 朝日')
  await look(chuo.page, 'counter-check-in-send')
  await chuo.page.getByRole('link', { name: '回送票を印刷' }).click()
  expect(await chuo.page.textContent('.slip')).toContain('→ 朝日図書館')
  expect(await chuo.page.textContent('.slip')).toMatch(/次の便：\d+月\d+日/)
  await look(chuo.page, 'counter-transit-slip')
  await chuo.page.goto('/counter/pull')
  expect(await chuo.page.getByRole('main').textContent()).toContain('取りに行く資料はありません')

  await patron.page.goto('/my/holds')
  expect(await stateOf(patron.page, '雪国')).toMatch('他館確保')

  // It arrives.
  const there = await staffAtDesk(service, { branchId: BranchId('asahi') })
  await there.page.goto('/counter/transits')
  expect(await there.page.getByRole('table').textContent()).toContain('雪国')
  await look(there.page, 'counter-transits')
  await there.page.getByLabel('届いた資料を読みとってください。').focus()
  await scan(there.page, '340000001')
  expect(await there.page.getByRole('listitem').first().textContent()).toContain('予約棚へ')
  expect(await there.page.getByRole('listitem').first().textContent()).toContain(
    `カード下4けた ${patron.cardNumber.slice(-4)}`,
  )
  expect(await there.page.getByRole('main').textContent()).not.toContain('待人')
  await patron.page.goto('/my/holds')
  expect(await stateOf(patron.page, '雪国')).toMatch('貸出可能')

  await there.page.goto('/counter/shelf')
  expect(await there.page.getByRole('table').textContent()).toContain('まだ連絡していません')
  await there.page.goto('/counter/calls')
  expect(await there.page.getByRole('main').textContent()).toContain('0254-00-1234')
  await look(there.page, 'counter-calls')
  await there.page.getByRole('button', { name: '待人 来 さんはつながらない' }).click()
  expect(await there.page.getByRole('main').textContent()).toContain('つながらなかった回数 1')
  service.library.clock.forward({ days: 1 })
  await there.page.goto('/counter/login')
  // Idle overnight: the session is over.
  await there.page.goto('/counter/calls')
  expect(new URL(there.page.url()).pathname).toBe('/counter/login')
  const next = await staffAtDesk(service, { branchId: BranchId('asahi') })
  await next.page.goto('/counter/calls')
  await next.page.getByRole('button', { name: '待人 来 さんに雪国を連絡済み' }).click()
  expect(await next.page.getByRole('main').textContent()).toContain('電話をかける相手はいません')
  await next.page.goto('/counter/shelf')
  expect(await next.page.getByRole('table').textContent()).toContain('連絡済み')
  await look(next.page, 'counter-shelf')
  expect(await violations(service.library)).toEqual([])
})

test('a copy that is not on its shelf is missing, and the next one is offered', async () => {
  const book = await givenBook(service, {
    title: '遠野物語',
    items: [{ barcode: '350000001' }, { barcode: '350000002' }],
  })
  const patron = await patronAtHome(service)
  await waiting(service.library, patron.id, [book.id])
  const { page } = await staffAtDesk(service)
  await page.goto('/counter/pull')
  const listed = /35000000\d/.exec((await page.getByRole('table').textContent()) ?? '')![0]
  await page.getByRole('button', { name: '遠野物語 は棚にない' }).click()
  expect(await page.getByRole('table').textContent()).not.toContain(listed)
  expect(await page.getByRole('table').textContent()).toMatch(/35000000\d/)
  await page.goto(`/counter/items?barcode=${listed}`)
  expect(await page.getByRole('main').textContent()).toContain('不明')
  await look(page, 'counter-item')
  await page.getByLabel('状態を変える').selectOption('found')
  await page.getByLabel('理由').fill('返却台にあった')
  await page.getByRole('button', { name: '変える' }).click()
  expect(await page.getByRole('main').textContent()).toContain('予約棚')
  expect(await violations(service.library)).toEqual([])
})
