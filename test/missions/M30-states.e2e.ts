import { beforeEach, expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import {
  beginAgain,
  givenBook,
  intoBasket,
  lend,
  look,
  openService,
  type PatronAtHome,
  patronAtHome,
  placeOrder,
  reserve,
  rowOf,
  scan,
  signInAgain,
  sleep,
  stateOf,
} from './desk.ts'

const service = await openService()
let patron: PatronAtHome
beforeEach(async () => {
  await beginAgain(service)
  patron = await patronAtHome(service)
})

test('M30 Myライブラリ → 「予約した資料」 → 「予約状況一覧」 with a 「状態」 for each hold; empty, it says what can be done', async () => {
  const { page } = patron
  await page.goto('/my')
  await page.getByRole('link', { name: '予約した資料' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('予約状況一覧')
  expect(await page.getByRole('main').textContent()).toContain('予約している資料はありません。')
  await look(page, 'holds-empty')
  await reserve(page, [(await givenBook(service, { title: '潮騒' })).id])
  await page.goto('/my/holds')
  expect(await page.getByRole('columnheader', { name: '状態' }).count()).toBe(1)
  expect(await stateOf(page, '潮騒')).toContain('予約申込')
  await page.getByText('「状態」の見かた').click()
  expect(await page.getByRole('main').textContent()).toContain(
    '他の方がご利用中です。資料が確保され次第「貸出可能」に変わります。',
  )
})

test('M31 M41 予約申込 until the library has taken it in: at 02:59:59 still, after the night no more', async () => {
  const { page } = patron
  const bib = await givenBook(service, { title: '金閣寺', items: [{ status: 'repair' }] })
  await reserve(page, [bib.id])
  expect(await page.getByRole('main').textContent()).toContain('あす午前3時から4時に図書館で受け付けます。')
  expect(await stateOf(page, '金閣寺')).toContain('あす午前3時から4時に、図書館で受け付けます。')
  // A copy that is scanned before goes to nobody who has only applied.
  const other = await givenBook(service, { title: '仮面の告白' })
  await reserve(page, [other.id])
  expect((await scan(service, other.itemIds[0]!)).do).toBe('shelve')
  expect(await stateOf(page, '仮面の告白')).toContain('予約申込')
  await sleep(service, patron)
  expect(await stateOf(page, '金閣寺')).toContain('確保待ち')
  expect(await stateOf(page, '仮面の告白')).not.toContain('予約申込')
})

test('M32 確保待ち with the place in the queue and about how long; 貸出可能 when a copy has been secured', async () => {
  const bib = await givenBook(service, { title: '雪国' })
  const [reader, first] = [await patronAtHome(service), await patronAtHome(service)]
  await lend(service, bib.itemIds[0]!, reader.id)
  await reserve(first.page, [bib.id])
  await reserve(patron.page, [bib.id])
  await sleep(service, patron, first)
  expect(await stateOf(first.page, '雪国')).toContain('1番目です。目安は')
  expect(await stateOf(patron.page, '雪国')).toMatch(/確保待ち.*2番目です。目安は約.*です。/)
  await scan(service, bib.itemIds[0]!)
  expect(await stateOf(first.page, '雪国')).toContain('貸出可能')
  expect(await stateOf(patron.page, '雪国')).toContain('1番目です。')
})

test('M34 他館確保: secured at another library than the pickup place and on its way there; then 貸出可能', async () => {
  const { page } = patron
  const bib = await givenBook(service, { title: '伊豆の踊子', items: [{ branch: 'asahi' }] })
  await reserve(page, [bib.id], { pickup: '中央図書館' })
  await sleep(service, patron)
  await scan(service, bib.itemIds[0]!, BranchId('asahi'))
  expect(await stateOf(page, '伊豆の踊子')).toContain('他館確保')
  expect(await stateOf(page, '伊豆の踊子')).toContain('朝日図書館から受取館へ配送中です。')
  await scan(service, bib.itemIds[0]!, BranchId('chuo'))
  expect(await stateOf(page, '伊豆の踊子')).toContain('貸出可能')
})

test('M35 貸出可能 says where and until which day: one week from the day it was secured', async () => {
  const { page } = patron
  const bib = await givenBook(service, { title: '羅生門' })
  await reserve(page, [bib.id])
  await sleep(service, patron) // 25 November
  await scan(service, bib.itemIds[0]!)
  expect(await stateOf(page, '羅生門')).toContain('中央図書館で12月2日（水）までお取り置きしています。')
})

test('M36 取消申込 until the library has taken it in, then 取消', async () => {
  const { page } = patron
  await reserve(page, [(await givenBook(service, { title: '鼻', items: [{ status: 'repair' }] })).id])
  await sleep(service, patron)
  await (await rowOf(page, '鼻')).getByRole('button', { name: '鼻 の予約取消' }).click()
  await page.getByRole('button', { name: '予約取消' }).click()
  expect(await page.getByRole('main').textContent()).toContain('「鼻」の予約取消を申し込みました。')
  expect(await stateOf(page, '鼻')).toContain('取消申込')
  expect(await stateOf(page, '鼻')).toContain('あす午前3時から4時に、取り消します。')
  await sleep(service, patron)
  expect(await stateOf(page, '鼻')).toContain('取消')
  expect(await stateOf(page, '鼻')).not.toContain('取消申込')
})

test('M37 a ready hold is there on its last day, and cancelled the night after; the patron sees why', async () => {
  const { page } = patron
  const bib = await givenBook(service, { title: '河童' })
  await reserve(page, [bib.id])
  await sleep(service, patron)
  await scan(service, bib.itemIds[0]!) // 25 November: the last day is 2 December
  service.library.clock.set('2026-12-01T10:00:00')
  await sleep(service, patron) // 2 December
  expect(await stateOf(patron.page, '河童')).toContain('貸出可能')
  await sleep(service, patron) // 3 December
  expect(await stateOf(patron.page, '河童')).toContain('取消（期限切れ）')
  expect(await stateOf(patron.page, '河童')).toContain('お越しがなかったため')
})

test('M41 a refusal of the night is told with its reason', async () => {
  const { page, id } = patron
  const bib = await givenBook(service, { title: '杜子春' })
  await reserve(page, [bib.id])
  await service.library.db
    .updateTable('patron')
    .set({ expires_on: Temporal.PlainDate.from('2026-11-24') })
    .where('id', '=', id)
    .execute()
  await sleep(service, patron)
  expect(await stateOf(page, '杜子春')).toMatch(/受付不可.*利用者カードの有効期限が切れている/)
})

test('M42 on the day of application the counter comes first: a book that stood on the shelf is on loan at intake', async () => {
  const { page } = patron
  const bib = await givenBook(service, { title: '蜘蛛の糸' })
  await page.goto(`/bib/${bib.id}`)
  expect(await page.getByRole('main').textContent()).toContain('貸出できます')
  await intoBasket(page, bib.id)
  await placeOrder(page)
  const visitor = await patronAtHome(service)
  await lend(service, bib.itemIds[0]!, visitor.id)
  await sleep(service, patron)
  expect(await stateOf(page, '蜘蛛の糸')).toContain('確保待ち')
})

test('what the patron must do comes first, ended ones stay in sight with the reason for 30 days', async () => {
  const { page, id } = patron
  const ready = await givenBook(service, { title: 'あ 用意できた本' })
  const waits = await givenBook(service, { title: 'い 待つ本', items: [{ status: 'repair' }] })
  const moves = await givenBook(service, { title: 'う 運ばれる本', items: [{ branch: 'asahi' }] })
  const ended = await givenBook(service, { title: 'え 借りた本' })
  await reserve(page, [ended.id, waits.id, moves.id, ready.id])
  await sleep(service, patron)
  await scan(service, ready.itemIds[0]!)
  await scan(service, moves.itemIds[0]!, BranchId('asahi'))
  await lend(service, ended.itemIds[0]!, id)
  await reserve(page, [(await givenBook(service, { title: 'お 申し込んだ本' })).id])
  await page.goto('/my/holds')
  expect(await page.getByRole('rowheader').allTextContents()).toEqual([
    'あ 用意できた本',
    'う 運ばれる本',
    'い 待つ本',
    'お 申し込んだ本',
    'え 借りた本',
  ])
  expect(await stateOf(page, 'え 借りた本')).toContain('貸出済')
  await page.goto('/my/holds')
  await look(page, 'holds')
  service.library.clock.set('2026-12-26T10:00:00')
  await signInAgain(service, patron)
  await patron.page.goto('/my/holds')
  expect(await patron.page.getByText('え 借りた本').count()).toBe(0)
})

test('the story of a hold, its changes, and nobody else’s', async () => {
  const { page } = patron
  const bib = await givenBook(service, { title: '高瀬舟', items: [{ status: 'repair' }] })
  await reserve(page, [bib.id])
  await sleep(service, patron)
  await (await rowOf(page, '高瀬舟')).getByRole('link', { name: /くわしく/ }).click()
  expect(await page.getByRole('main').textContent()).toMatch(
    /11月24日.*予約を申し込みました。.*11月25日.*図書館で受け付けました。/,
  )
  await look(page, 'hold')

  await page.getByText('受取館・連絡方法を変える').click()
  await page.getByRole('radio', { name: '荒川図書室' }).check()
  await page.getByRole('radio', { name: '電話' }).check()
  await page.getByRole('button', { name: '変更する' }).click()
  expect(await page.getByRole('main').textContent()).toContain('変更しました。')
  expect(await page.getByRole('definition').first().textContent()).toBe('荒川図書室')

  await page.getByText('しばらく休む').click()
  await page.getByLabel('休む最後の日').fill('2026-12-10')
  await page.getByRole('button', { name: '休む', exact: true }).click()
  expect(await page.getByRole('main').textContent()).toContain('12月10日（木）まで、お休みにしました。')
  expect(await stateOf(page, '高瀬舟')).toContain('12月10日（木）まで、お休みにしています。')
  await page.goBack()
  await page.getByRole('button', { name: 'お休みをやめる' }).click()
  expect(await page.getByRole('main').textContent()).toContain('お休みをやめました。')

  await page.getByText('必要な期限').first().click()
  await page.getByLabel('この日までに必要').fill('2026-12-20')
  await page.getByRole('button', { name: '期限を決める' }).click()
  expect(await page.getByRole('main').textContent()).toContain('12月20日（日）を過ぎたら取り消すことにしました。')

  const address = new URL(page.url()).pathname
  const { page: another } = await patronAtHome(service)
  for (const path of [address, `${address}/cancel`]) expect((await another.goto(path))?.status(), path).toBe(404)
})
