import { afterAll, beforeAll, expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { counter } from '#text/ja/counter/desk.ts'
import { givenIndex } from './given.ts'
import { lent, scanned, violations, waiting } from './given-holds.ts'
import { givenPatron } from './given-patron.ts'
import { scan, staffAtDesk } from './given-staff.ts'
import { givenBook, look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('a return tells of days too late, of what stands ready for who brings it back, and what is noted on the copy', async () => {
  const { library } = service
  const reader = await givenPatron(library)
  const book = await givenBook(service, { title: '遅れた本', items: [{ barcode: '610000001' }] })
  const held = await givenBook(service, { title: '届いた本', items: [{ barcode: '610000002' }] })
  const elsewhere = await givenBook(service, { title: '遠くの本', items: [{ barcode: '610000003' }] })
  await library.db.updateTable('item').set({ note: '付属CD 1枚' }).where('barcode', '=', '610000001').execute()
  await lent(library, reader.id, book.itemIds[0]!)
  await waiting(library, reader.id, [held.id])
  await waiting(library, reader.id, [elsewhere.id], { pickup: { branchId: BranchId('asahi'), stopId: null } })
  await scanned(library, held.itemIds[0]!)
  await scanned(library, elsewhere.itemIds[0]!, BranchId('asahi'))
  library.clock.set('2026-12-11T10:00:00')
  const { page } = await staffAtDesk(service)
  await page.goto('/counter/check-in')
  expect(await page.getByRole('main').textContent()).toContain(counter.scan.withoutScript)
  await scan(page, '610000001')
  const line = page.getByRole('list', { name: '返却した資料' }).locator('> li').first()
  const said = await line.textContent()
  for (const words of [
    '棚へ',
    '3日おくれの返却',
    'この館に1件届いています',
    'ほかの館に1件届いています',
    '資料のメモ：付属CD 1枚',
  ])
    expect(said).toContain(words)
  await look(page, 'counter-return-tells')
  await line.getByRole('link', { name: '返した方を見る' }).click()
  expect(await page.getByRole('main').textContent()).toContain('届いた本')
  // Scanned again, nobody returns it: only the note is left.
  await page.goto('/counter/check-in')
  await scan(page, '610000001')
  const again = await line.textContent()
  expect(again).toContain('付属CD')
  expect(again).not.toContain('おくれ')
})

test('a refusal says every reason, the one of the copy first', async () => {
  const { library } = service
  library.clock.set('2026-11-24T10:00:00')
  const [other, reader] = [await givenPatron(library), await givenPatron(library)]
  const book = await givenBook(service, { title: '取り置きの本', items: [{ barcode: '620000001' }] })
  await waiting(library, other.id, [book.id])
  await scanned(library, book.itemIds[0]!)
  for (let count = 0; count < 5; count++) await lent(library, reader.id, (await givenBook(service)).itemIds[0]!)
  await library.db.updateTable('patron').set({ stopped_because: '転居' }).where('id', '=', reader.id).execute()
  const { page } = await staffAtDesk(service, { role: 'chief' })
  await page.goto(`/counter/check-out/${reader.id}`)
  await scan(page, '620000001')
  const said = (await page.getByRole('list', { name: '貸出した資料' }).locator('> li').first().textContent())!
  const reasons = ['ほかの方の予約のために取り置いた', '利用を停止しています', '5点までです'].map(reason =>
    said.indexOf(reason),
  )
  expect(reasons.every(at => at >= 0)).toBe(true)
  expect([...reasons].sort((a, b) => a - b)).toEqual(reasons)
  // A copy that is another's cannot be lent by any reason.
  expect(await page.getByRole('button', { name: '理由を書いて貸し出す' }).count()).toBe(0)
})

test('copies are withdrawn one after another, and the last one of an awaited title is asked about first', async () => {
  const { library } = service
  const reader = await givenPatron(library)
  await givenBook(service, { title: '古い本', items: [{ barcode: '630000001' }, { barcode: '630000002' }] })
  const awaited = await givenBook(service, {
    title: '待たれる本',
    items: [{ barcode: '630000003' }, { barcode: '630000004' }],
  })
  await waiting(library, reader.id, [awaited.id])
  const { page } = await staffAtDesk(service)
  const statusOf = async (barcode: string) =>
    (await library.db.selectFrom('item').select('status').where('barcode', '=', barcode).executeTakeFirstOrThrow())
      .status
  await page.goto('/counter/items')
  await page.getByText('続けて変える').click()
  const form = page.locator('form', { hasText: '状態と理由はそのまま残ります' })
  await form.getByLabel('状態を変える').selectOption({ label: '除籍する' })
  await form.getByLabel('理由').fill('汚損')
  await form.getByLabel('続けて読みとるコード').fill('630000001')
  await form.getByRole('button', { name: '変える' }).click()
  expect(await page.getByRole('status').textContent()).toContain('630000001：除籍する')
  for (const barcode of ['630000002', '630000003']) {
    await scan(page, barcode)
    expect(await page.getByRole('status').textContent()).toContain(barcode)
    expect(await statusOf(barcode)).toBe('withdrawn')
  }
  await scan(page, '630000004')
  expect(await page.getByRole('alert').textContent()).toContain('1人が予約で待っています')
  expect(await statusOf('630000004')).toBe('shelf')
  await look(page, 'counter-last-copy')
  await page.getByRole('button', { name: '待っている方がいても除籍する' }).click()
  expect(await statusOf('630000004')).toBe('withdrawn')
  expect(await form.getByLabel('理由').inputValue()).toBe('汚損')
  // An unknown code changes nothing, and what was typed stays.
  await scan(page, '639999999')
  expect(await page.getByRole('alert').textContent()).toContain('登録がありません')
  expect(await form.getByLabel('理由').inputValue()).toBe('汚損')
  expect(await violations(library)).toEqual([])
})

test('every loan of a patron is renewed by one press, and what stays says why', async () => {
  const { library } = service
  library.clock.set('2026-11-24T10:00:00')
  const [reader, other] = [await givenPatron(library), await givenPatron(library)]
  const [one, two] = [
    await givenBook(service, { title: '延ばせる本' }),
    await givenBook(service, { title: '待たれている本' }),
  ]
  await lent(library, reader.id, one.itemIds[0]!)
  await lent(library, reader.id, two.itemIds[0]!)
  library.clock.set('2026-11-26T10:00:00')
  await waiting(library, other.id, [two.id])
  const { page } = await staffAtDesk(service)
  await page.goto(`/counter/patrons/${reader.id}`)
  await page.getByRole('button', { name: 'すべて延長する' }).click()
  const said = await page.getByRole('status').textContent()
  expect(said).toContain('2点のうち1点を延長しました')
  expect(said).toContain('『延ばせる本』 返却日 12月10日')
  expect(said).toContain('『待たれている本』 つぎに待っている方がいるため')
  await look(page, 'counter-renewed-all')
})

test('the whole library is closed by one tick, and its front page says so', async () => {
  const { library } = service
  library.clock.set('2026-11-24T10:00:00')
  const { page } = await staffAtDesk(service, { role: 'chief' })
  await page.goto('/counter/calendar')
  await page.getByText('臨時休館を入れる').click()
  const closing = page.locator('details', { hasText: '臨時休館を入れる' })
  await closing.getByLabel('全館').check()
  await closing.getByLabel('いつから').fill('2026-11-28')
  await closing.getByLabel('いつまで').fill('2026-11-29')
  await closing.getByLabel('理由').fill('大雪')
  await page.getByRole('button', { name: '休館にする' }).click()
  expect(await page.getByRole('status').textContent()).toContain('入れました')
  library.clock.forward({ seconds: 2 })
  await page.goto('/')
  const front = await page.getByRole('region', { name: '臨時休館のお知らせ' }).textContent()
  expect(front).toContain('11月28日（土）から11月29日（日）まで')
  expect(front).toContain('すべての館')
  expect(front).toContain('大雪')
  await look(page, 'top-closure')
})

test('the hits stay until all that is wanted of them is chosen', async () => {
  const { library } = service
  for (const volume of ['1', '2', '3', '4']) await givenBook(service, { title: '街道をゆく', volume })
  const reader = await givenPatron(library)
  await givenIndex(library)
  const { page } = await staffAtDesk(service)
  await page.goto(`/counter/patrons/${reader.id}/holds/new`)
  await page.locator('#q').fill('街道をゆく')
  await page.keyboard.press('Enter')
  for (const volume of ['2', '1', '4']) {
    await page.getByRole('link', { name: `街道をゆく ${volume} をえらぶ`, exact: true }).click()
    // The field is empty for the next scan; the other hits are still there.
    expect(await page.locator('#q').inputValue()).toBe('')
    expect(await page.getByRole('main').textContent()).toContain('街道をゆく 3')
  }
  await look(page, 'counter-order-hits')
  await page.getByRole('link', { name: '街道をゆく 3 をえらぶ', exact: true }).click()
  expect(await page.getByRole('main').textContent()).not.toContain('見つかりません')
  await page.getByLabel('揃い予約：揃ってから貸出').check()
  await page.getByRole('button', { name: '予約する' }).click()
  expect(await page.getByRole('table').textContent()).toContain('揃い予約')
  const holds = await library.db.selectFrom('hold').where('patron_id', '=', reader.id).selectAll().execute()
  expect(holds).toHaveLength(4)
})

test('a card that is scanned where a copy is asked for is told to be a card, and leads on to its patron', async () => {
  const { library } = service
  const reader = await givenPatron(library, { cardNumber: '00078001', name: '札 渡人' })
  await givenPatron(library, { cardNumber: '00078002' })
  // A copy goes before a card with the same number.
  await givenBook(service, { title: '同じ番号の本', items: [{ barcode: '00078002' }] })
  const { page } = await staffAtDesk(service)
  for (const [path, name] of [
    ['/counter/check-in', '返却した資料'],
    ['/counter/renew', '延長した資料'],
  ] as const) {
    await page.goto(path)
    const line = page.getByRole('list', { name }).locator('> li').first()
    await scan(page, '00078001')
    const said = await line.textContent()
    expect(said).toContain('これは利用者カードです')
    expect(said).toContain('*8001')
    expect(said).not.toContain('00078001')
    await look(page, `counter-card-at${path.replace('/counter', '').replaceAll('/', '-')}`)
    await line.getByRole('link', { name: 'この方の登録と予約を見る' }).click()
    expect(new URL(page.url()).pathname).toBe(`/counter/patrons/${reader.id}`)
    await page.goto(path)
    await line.getByRole('link', { name: 'この方に貸出' }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('札 渡人')
    await page.goto(path)
    await scan(page, '99978001')
    expect(await line.textContent()).toContain('登録がありません')
    await scan(page, '00078002')
    expect(await line.textContent()).toContain('同じ番号の本')
  }
  await page.goto('/counter/pull')
  await scan(page, '00078001')
  expect(await page.getByRole('listitem').first().textContent()).toContain('これは利用者カードです')
  await page.goto('/counter/items?barcode=00078001')
  expect(await page.getByRole('alert').textContent()).toContain('これは利用者カードです')
  await page.goto('/counter/items?barcode=99978001')
  expect(await page.getByRole('alert').textContent()).toContain('登録がありません')
  const waited = await givenBook(service, { title: '待たれる本' })
  const [holdId] = await waiting(library, reader.id, [waited.id])
  await page.goto(`/counter/holds/${holdId}`)
  await page.getByText('別の資料の予約に変える', { exact: true }).first().click()
  await page.locator('#title-barcode').fill('00078001')
  await page.locator('#title-reason').fill('ためし')
  await page.locator('#title-reason').press('Enter')
  expect(await page.getByRole('alert').textContent()).toContain('これは利用者カードです')
  expect(await violations(library)).toEqual([])
})

test('the day by which the one-time code must be set up is told within a year of it, and not before', async () => {
  const { library } = service
  const { policy } = library
  const { page } = await staffAtDesk(service)
  const told = '確認コードを設定してください'
  const main = async () => {
    await page.goto('/counter')
    return await page.getByRole('main').textContent()
  }
  for (const [days, isTold] of [
    [30, true],
    [365, true],
    [367, false],
    [36_500, false],
  ] as const) {
    library.policy = { ...policy, staff: { codeGraceDays: days } }
    expect([days, (await main())?.includes(told)]).toEqual([days, isTold])
  }
  await look(page, 'counter-home-no-code-due')
  library.policy = policy
})
