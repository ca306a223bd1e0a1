import { beforeEach, expect, test } from 'vitest'
import {
  beginAgain,
  givenBook,
  intoBasket,
  lend,
  look,
  openService,
  patronAtHome,
  placeOrder,
  reserve,
  rowOf,
  scan,
  sleep,
  stateOf,
  toConfirm,
} from './desk.ts'

const service = await openService()
beforeEach(() => beginAgain(service))

test('M26 when the book is ready the library writes to the patron who chose メール, and calls the one who chose 電話', async () => {
  const bib = await givenBook(service, { title: '城の崎にて', items: 2 })
  const byMail = await patronAtHome(service, { mail: 'hanako@example.jp' })
  const byPhone = await patronAtHome(service, { phone: '0254-53-9876' })
  await reserve(byMail.page, [bib.id], { contact: 'メール' })
  await reserve(byPhone.page, [bib.id], { contact: '電話' })
  await sleep(service)
  for (const item of bib.itemIds) await scan(service, item)
  const told = await service.library.db
    .selectFrom('notice')
    .where('kind', '=', 'ready')
    .where('patron_id', 'in', [byMail.id, byPhone.id])
    .select(['patron_id', 'channel', 'recipient'])
    .orderBy('patron_id')
    .execute()
  expect(told).toEqual([
    { patron_id: byMail.id, channel: 'mail', recipient: 'hanako@example.jp' },
    { patron_id: byPhone.id, channel: 'phone', recipient: '0254-53-9876' },
  ])
})

test('M22 M26 with 自主確認 nobody is told; Myライブラリ shows it first', async () => {
  const bib = await givenBook(service, { title: '小僧の神様' })
  const patron = await patronAtHome(service, { mail: 'taro@example.jp' })
  const { page, id } = patron
  await reserve(page, [bib.id], { contact: '自主確認' })
  await sleep(service, patron)
  await scan(service, bib.itemIds[0]!)
  const told = await service.library.db.selectFrom('notice').where('patron_id', '=', id).select('id').execute()
  expect(told).toEqual([])
  await page.goto('/my')
  expect(await page.getByRole('region', { name: '用意ができた予約' }).textContent()).toContain('小僧の神様')
  await look(page, 'my-ready')
})

test('M27 the books of a series are offered in the order of their volumes, and the patron can change it without script', async () => {
  const [first, second, third] = [
    await givenBook(service, { title: '暗夜行路', volume: '上' }),
    await givenBook(service, { title: '暗夜行路', volume: '中' }),
    await givenBook(service, { title: '暗夜行路', volume: '下' }),
  ]
  const { page, id } = await patronAtHome(service)
  for (const bib of [third, first, second]) await intoBasket(page, bib.id)
  await toConfirm(page, { button: 'シリーズ予約' })
  const titles = () =>
    page.getByRole('listitem').filter({ hasText: '暗夜行路' }).locator('span.title').allTextContents()
  expect(await titles()).toEqual(['暗夜行路 上', '暗夜行路 中', '暗夜行路 下'])
  await page.getByRole('link', { name: '暗夜行路 下 を上へ' }).click()
  await page.waitForURL(/ordered=1/)
  expect(await titles()).toEqual(['暗夜行路 上', '暗夜行路 下', '暗夜行路 中'])
  await look(page, 'confirm-series')
  // A number typed is a place: one page load, however many volumes there are.
  await page.getByLabel('暗夜行路 中 の順番').fill('x')
  await page.getByRole('button', { name: 'この番号の順にする' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('1から3までの数字')
  await page.getByLabel('暗夜行路 中 の順番').fill('1')
  await page.getByRole('button', { name: 'この番号の順にする' }).click()
  expect(await titles()).toEqual(['暗夜行路 中', '暗夜行路 上', '暗夜行路 下'])
  await page.getByLabel('暗夜行路 中 の順番').fill('３')
  await page.getByRole('button', { name: 'この番号の順にする' }).click()
  expect(await titles()).toEqual(['暗夜行路 上', '暗夜行路 下', '暗夜行路 中'])
  await page.getByRole('button', { name: '予約', exact: true }).click()
  await page.waitForURL(/\/my\/orders\/[0-9a-f-]{36}$/)
  const holds = await service.library.db
    .selectFrom('hold')
    .where('patron_id', '=', id)
    .select(['bib_id', 'kind'])
    .orderBy('order_position')
    .execute()
  expect(holds).toEqual([first, third, second].map(bib => ({ bib_id: bib.id, kind: 'series' })))
})

test('M33 M27 M28 one at a time: a later volume is 準備中 and nothing is prepared for it, though a copy stands on the shelf', async () => {
  const upper = await givenBook(service, { title: '夜明け前', volume: '上' })
  const lower = await givenBook(service, { title: '夜明け前', volume: '下' })
  const reader = await patronAtHome(service)
  await lend(service, upper.itemIds[0]!, reader.id)
  const patron = await patronAtHome(service)
  const { page } = patron
  for (const bib of [upper, lower]) await intoBasket(page, bib.id)
  await placeOrder(page, { button: 'シリーズ予約' })
  expect(await page.getByRole('main').textContent()).toContain('この順に1冊ずつ')
  await sleep(service, patron)
  expect(await stateOf(page, '夜明け前 上')).toContain('確保待ち')
  expect(await stateOf(page, '夜明け前 下')).toContain('準備中')
  expect(await stateOf(page, '夜明け前 下')).toContain('シリーズ予約の2冊目')

  // Its copy stands on the shelf and is scanned: it goes back to the shelf.
  expect((await scan(service, lower.itemIds[0]!)).do).toBe('shelve')
  expect(await stateOf(page, '夜明け前 下')).toContain('準備中')

  // The first one comes back: now it is the turn of the second.
  expect((await scan(service, upper.itemIds[0]!)).do).toBe('holdShelf')
  expect(await stateOf(page, '夜明け前 上')).toContain('貸出可能')
  expect(await stateOf(page, '夜明け前 下')).toContain('確保待ち')
  expect((await scan(service, lower.itemIds[0]!)).do).toBe('holdShelf')
  expect(await stateOf(page, '夜明け前 下')).toContain('貸出可能')
})

test('M28 another patron gets the copy that a follower of a series does not take', async () => {
  const upper = await givenBook(service, { title: '大菩薩峠', volume: '1', items: [{ status: 'repair' }] })
  const lower = await givenBook(service, { title: '大菩薩峠', volume: '2' })
  const series = await patronAtHome(service)
  await reserve(series.page, [upper.id, lower.id], { button: 'シリーズ予約' })
  const other = await patronAtHome(service)
  await reserve(other.page, [lower.id])
  await sleep(service, series, other)
  expect(await stateOf(other.page, '大菩薩峠 2')).toContain('1番目')
  await scan(service, lower.itemIds[0]!)
  expect(await stateOf(other.page, '大菩薩峠 2')).toContain('貸出可能')
  expect(await stateOf(series.page, '大菩薩峠 2')).toContain('準備中')
})

test('M27 シリーズ予約 of one book is refused with what to do instead', async () => {
  const { page } = await patronAtHome(service)
  await intoBasket(page, (await givenBook(service)).id)
  await toConfirm(page, { button: 'シリーズ予約' })
  expect(await page.getByRole('alert').textContent()).toContain('シリーズ予約は、2冊以上のときに使えます。')
})

test('M27 an ordinary hold becomes part of a series and leaves it again', async () => {
  const [one, two] = [
    await givenBook(service, { title: '細雪', volume: '上', items: [{ status: 'repair' }] }),
    await givenBook(service, { title: '細雪', volume: '下', items: [{ status: 'repair' }] }),
  ]
  const patron = await patronAtHome(service)
  const { page } = patron
  await reserve(page, [one.id, two.id])
  await sleep(service, patron)
  await (await rowOf(page, '細雪 上')).getByRole('link', { name: /くわしく/ }).click()
  await page.getByText('通常予約とシリーズ予約').click()
  await page.getByRole('checkbox', { name: '細雪 下' }).check()
  await page.getByRole('button', { name: 'シリーズ予約に変える' }).click()
  expect(await page.getByRole('main').textContent()).toContain('シリーズ予約に変えました。')
  expect(await stateOf(page, '細雪 下')).toContain('準備中')
  await (await rowOf(page, '細雪 下')).getByRole('link', { name: /くわしく/ }).click()
  await page.getByText('通常予約とシリーズ予約').click()
  await page.getByRole('button', { name: '通常予約に変える' }).click()
  expect(await stateOf(page, '細雪 下')).toContain('確保待ち')
})
