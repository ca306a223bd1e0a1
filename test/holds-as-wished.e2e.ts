import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { applyCancellation } from '#holds/changing/apply-cancellation.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { defaultPolicy } from '#policy.ts'
import { order, violations, waiting } from './given-holds.ts'
import {
  beginAgain,
  givenBook,
  intoBasket,
  look,
  openService,
  type PatronAtHome,
  patronAtHome,
  reserve,
  rowOf,
  type Service,
  scan,
  sleep,
  stateOf,
  toConfirm,
} from './missions/desk.ts'

let service: Service
let patron: PatronAtHome
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())
beforeEach(async () => {
  await beginAgain(service)
  service.library.policy = defaultPolicy
  patron = await patronAtHome(service)
})

const openHold = async ({ page }: PatronAtHome, title: string) => {
  await (await rowOf(page, title)).getByRole('link', { name: 'の予約をくわしく見る' }).click()
}
const main = async ({ page }: PatronAtHome) => (await page.getByRole('main').textContent())!

test('who gives way stands behind the next person, is told so, and gets the book after them', async () => {
  const { id, itemIds } = await givenBook(service, { title: '草枕', items: [{ status: 'repair' }] })
  const other = await patronAtHome(service)
  await reserve(patron.page, [id])
  await sleep(service, patron, other)
  await openHold(patron, '草枕')
  expect(await patron.page.getByText('順番をゆずる', { exact: true }).count(), 'nobody is there to give way to').toBe(0)
  await reserve(other.page, [id])
  await sleep(service, patron, other)
  await openHold(patron, '草枕')
  expect(await main(patron)).toContain('1番目です。')
  await patron.page.getByText('順番をゆずる', { exact: true }).click()
  await look(patron.page, 'give-way')
  await patron.page.getByRole('button', { name: '次の方にゆずる' }).click()
  expect(await main(patron)).toContain('次の方に順番をゆずりました。いま2番目です。')
  expect(await stateOf(other.page, '草枕')).toContain('1番目です。')
  await openHold(other, '草枕')
  expect(await main(other), 'whom it helps learns nothing of anybody').not.toContain('ゆずりました')
  await service.library.db.updateTable('item').set({ status: 'shelf' }).where('id', '=', itemIds[0]!).execute()
  await scan(service, itemIds[0]!)
  expect(await stateOf(other.page, '草枕')).toContain('貸出可能')
  expect(await stateOf(patron.page, '草枕')).toContain('1番目です。')
})

test('a form to give way that is sent when nobody is behind any more changes nothing, and says what to do', async () => {
  const { id } = await givenBook(service, { title: '三四郎', items: [{ status: 'repair' }] })
  const other = await patronAtHome(service)
  await reserve(patron.page, [id])
  await sleep(service, patron, other)
  await reserve(other.page, [id])
  await sleep(service, patron, other)
  await openHold(patron, '三四郎')
  await patron.page.getByText('順番をゆずる', { exact: true }).click()
  await service.library.db.updateTable('patron').set({ stopped_because: '紛失' }).where('id', '=', other.id).execute()
  await patron.page.getByRole('button', { name: '次の方にゆずる' }).click()
  expect(await main(patron)).toContain('あとに待っている方がいないため、ゆずれません。')
  expect(await main(patron)).toContain('1番目です。')
})

test('the time on the shelf is lengthened once, where the library offers it and nobody waits', async () => {
  const { id, itemIds } = await givenBook(service, { title: '門' })
  await reserve(patron.page, [id])
  await sleep(service, patron)
  await scan(service, itemIds[0]!)
  await openHold(patron, '門')
  expect(await patron.page.getByRole('button', { name: 'のばす' }).count(), 'off until the library wishes it').toBe(0)
  service.library.policy = { ...defaultPolicy, holds: { ...defaultPolicy.holds, lengthenDays: 7 } }
  await openHold(patron, '門')
  expect(await main(patron)).toContain('12月2日（水）までお取り置き')
  await look(patron.page, 'lengthen')
  await patron.page.getByRole('button', { name: '12月9日（水）までのばす' }).click()
  expect(await main(patron)).toContain('取り置きを12月9日（水）までのばしました。')
  expect(await stateOf(patron.page, '門')).toContain('12月9日（水）まで')
  await openHold(patron, '門')
  expect(await patron.page.getByRole('button', { name: 'のばす' }).count(), 'once').toBe(0)
})

test('somebody who reserves it meanwhile comes first: the lengthening is refused with the reason', async () => {
  service.library.policy = { ...defaultPolicy, holds: { ...defaultPolicy.holds, lengthenDays: 7 } }
  const { id, itemIds } = await givenBook(service, { title: 'それから' })
  const other = await patronAtHome(service)
  await reserve(patron.page, [id])
  await sleep(service, patron, other)
  await scan(service, itemIds[0]!)
  await openHold(patron, 'それから')
  const { page } = patron
  expect(await page.getByRole('button', { name: 'のばす' }).count()).toBe(1)
  await waiting(service.library, other.id, [id])
  await page.getByRole('button', { name: 'のばす' }).click()
  expect(await main(patron)).toContain('ほかに待っている方があるため、取り置きをのばせません。')
  expect(await stateOf(page, 'それから')).toContain('12月2日（水）まで')
})

test('なつやすみ: a first day chosen while ordering keeps the place and lets others go first until then', async () => {
  const { id, itemIds } = await givenBook(service, { title: '坊っちゃん', items: [{ status: 'repair' }] })
  const { page } = patron
  await intoBasket(page, id)
  await toConfirm(page)
  await page.getByText('受け取りはじめる日を決める').click()
  await page.getByLabel('この日から受け取れます').fill('2026-12-01')
  await look(page, 'start-day')
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await main(patron)).toContain('2026年12月1日から受け取れるように用意します。')
  await look(page, 'start-day-done')
  const other = await patronAtHome(service)
  await reserve(other.page, [id])
  await sleep(service, patron, other)
  expect(await stateOf(page, '坊っちゃん')).toContain('11月30日（月）まで、お休みにしています。順番は保たれます。')
  await service.library.db.updateTable('item').set({ status: 'shelf' }).where('id', '=', itemIds[0]!).execute()
  await scan(service, itemIds[0]!)
  expect(await stateOf(other.page, '坊っちゃん'), 'the second goes first').toContain('貸出可能')
  while (!service.library.clock.now().toString().startsWith('2026-12-01')) await sleep(service, patron, other)
  expect(await stateOf(page, '坊っちゃん')).not.toContain('お休み')
})

test('必要期限: a last day chosen while ordering ends the hold by itself, and one before the first day orders nothing', async () => {
  const { id } = await givenBook(service, { title: '三四郎', items: [{ status: 'repair' }] })
  const { page } = patron
  await intoBasket(page, id)
  await toConfirm(page, { pickup: '朝日図書館' })
  await page.getByText('受け取りはじめる日を決める').click()
  await page.getByLabel('この日から受け取れます').fill('2026-12-01')
  await page.getByText('いつまでに必要かを決める').click()
  await page.getByLabel('この日までに必要').fill('2026-11-30')
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await page.getByRole('alert').textContent()).toContain('の日より前です。')
  expect(await main(patron)).toContain('朝日図書館')
  expect(await page.getByLabel('この日までに必要').inputValue()).toBe('2026-11-30')
  await look(page, 'until-before-from')
  // The way back to the basket and on again keeps both days.
  await page.getByRole('link', { name: '予約かごにもどる' }).click()
  await page.getByRole('button', { name: '通常予約' }).click()
  expect(await page.getByLabel('この日までに必要').inputValue()).toBe('2026-11-30')
  await page.getByLabel('この日から受け取れます').fill('')
  await page.getByLabel('この日までに必要').fill('2026-11-26')
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await main(patron)).toContain('2026年11月26日を過ぎても用意できないときは、予約を取り消します。')
  await look(page, 'until-done')
  await sleep(service, patron)
  await openHold(patron, '三四郎')
  expect(await page.getByLabel('この日までに必要').inputValue()).toBe('2026-11-26')
  while (!service.library.clock.now().toString().startsWith('2026-11-27')) await sleep(service, patron)
  expect(await stateOf(page, '三四郎')).toContain('過ぎたため、取り消しました。')
  expect(await violations(service.library)).toEqual([])
})

test.each([
  ['きのう', '日付が読み取れませんでした。'],
  ['2026-11-24', 'その日は、もう過ぎているか、きょうです。'],
  ['2028-01-01', '1年より先の日は選べません。'],
])(
  'a first day that cannot be one (%s) orders nothing, and stays with everything else that was chosen',
  async (typed, why) => {
    const { id } = await givenBook(service, { title: '行人' })
    const { page } = patron
    await intoBasket(page, id)
    await toConfirm(page, { pickup: '朝日図書館' })
    // A phone that has no calendar of its own sends what was typed.
    await page.getByLabel('この日から受け取れます').evaluate(field => field.setAttribute('type', 'text'))
    await page.getByText('受け取りはじめる日を決める').click()
    await page.getByLabel('この日から受け取れます').fill(typed)
    await page.getByRole('button', { name: '予約', exact: true }).click()
    expect(await main(patron)).toContain(why)
    expect(await main(patron)).toContain('朝日図書館')
    await page.goto('/my/holds')
    expect(await main(patron)).toContain('予約している資料はありません。')
  },
)

test('いずれか: of two books one is enough; the other is prepared for others, and ends with the next night', async () => {
  const one = await givenBook(service, { title: '彼岸過迄', items: [{ status: 'repair' }] })
  const two = await givenBook(service, { title: '明暗', items: [{ status: 'repair' }] })
  const { page } = patron
  await intoBasket(page, one.id)
  await intoBasket(page, two.id)
  await toConfirm(page)
  await page.getByText('どれか借りられればよい').click()
  await page.getByLabel('何点借りられればよいですか').selectOption('2点のうち、どれか1点')
  await look(page, 'any-of')
  await page.getByRole('button', { name: '予約', exact: true }).click()
  const other = await patronAtHome(service)
  await reserve(other.page, [two.id])
  await sleep(service, patron, other)
  await openHold(patron, '明暗')
  expect(await main(patron)).toContain('いずれか予約（2点のうち1点）')
  const back = [one.itemIds[0]!, two.itemIds[0]!]
  await service.library.db.updateTable('item').set({ status: 'shelf' }).where('id', 'in', back).execute()
  await scan(service, back[0]!)
  await scan(service, back[1]!)
  expect(await stateOf(page, '彼岸過迄')).toContain('貸出可能')
  expect(await stateOf(page, '明暗')).toContain(
    'いっしょに申し込んだ資料が用意できたため、次の受付処理で取り消します。',
  )
  expect(await stateOf(other.page, '明暗'), 'who came later has it').toContain('貸出可能')
  await sleep(service, patron, other)
  expect(await stateOf(page, '明暗')).toContain(
    'いっしょに申し込んだ資料が用意できたため、11月26日（木）に取り消しました。',
  )
  expect(await stateOf(page, '彼岸過迄')).toContain('貸出可能')
})

test('two desks that scan two titles of one order in one moment prepare no more than was asked for', async () => {
  const one = await givenBook(service, { title: '道草' })
  const two = await givenBook(service, { title: '虞美人草' })
  const three = await givenBook(service, { title: '坑夫' })
  const bibIds = [one.id, two.id, three.id]
  const wish = { ...order(bibIds), enough: 1 }
  const placed = await placeHolds(service.library, patron.id, wish)
  expect(placed.ok).toBe(true)
  await sleep(service, patron)
  const said = await Promise.all([one, two, three].map(({ itemIds }) => scan(service, itemIds[0]!)))
  expect(said.map(verdict => verdict.do).sort()).toEqual(['holdShelf', 'shelve', 'shelve'])
})

test('several holds get one place and one contact together, all or none, and the one that cannot is named', async () => {
  const books = [
    await givenBook(service, { title: '草枕' }),
    await givenBook(service, { title: '三四郎' }),
    await givenBook(service, { title: 'こころ' }),
  ]
  const { page, id: patronId } = patron
  await reserve(
    page,
    books.map(({ id }) => id),
  )
  await page.goto('/my/holds')
  await page.getByRole('link', { name: '受取館と連絡方法をまとめて変える' }).click()
  await look(page, 'change-many')
  await page.getByLabel('こころ').uncheck()
  await page.getByRole('radio', { name: '朝日図書館' }).check()
  await page.getByLabel('自主確認').check()
  await page.getByRole('button', { name: 'まとめて変える' }).click()
  expect(await page.getByRole('status').textContent()).toContain('2件の受取館と連絡方法を変えました。')
  const places = async () =>
    (
      await service.library.db
        .selectFrom('hold')
        .where('patron_id', '=', patronId)
        .where('state', '<>', 'closed')
        .select(['pickup_branch_id', 'contact'])
        .orderBy('id')
        .execute()
    ).map(row => `${row.pickup_branch_id} ${row.contact}`)
  const after = await places()
  expect(after.filter(place => place === 'asahi self')).toHaveLength(2)

  await page.getByRole('link', { name: '受取館と連絡方法をまとめて変える' }).click()
  const second = (await myHolds(service.library, patronId)).find(hold => hold.bibId === books[1]!.id)!
  expect(await applyCancellation(service.library, patronId, second.id)).toMatchObject({ ok: true })
  await page.getByRole('radio', { name: '中央図書館' }).check()
  await page.getByRole('button', { name: 'まとめて変える' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('『三四郎』：')
  expect(await places(), 'none of them').toEqual(after)
  expect(await page.getByRole('radio', { name: '中央図書館' }).isChecked(), 'what was chosen stays').toBe(true)
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck()
  await page.getByRole('button', { name: 'まとめて変える' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('予約にしるしがついていません。')
})

test('many holds are paused until a day at once, all or none, and go on at once', async () => {
  const books = [
    await givenBook(service, { title: '門' }),
    await givenBook(service, { title: 'それから' }),
    await givenBook(service, { title: '彼岸過迄' }),
  ]
  const { page, id: patronId } = patron
  await reserve(
    page,
    books.map(({ id }) => id),
  )
  const paused = async () =>
    (await myHolds(service.library, patronId)).flatMap(hold =>
      hold.suspendedUntil ? [`${hold.title} ${hold.suspendedUntil}`] : [],
    )
  await page.goto('/my/holds')
  await page.getByRole('link', { name: '予約をまとめて休む' }).click()
  expect(await page.getByRole('button', { name: 'お休みをやめる' }).count()).toBe(0)
  await page.getByRole('button', { name: '選んだ予約を休む' }).click()
  const wrong = (await page.getByRole('alert').textContent())!
  for (const said of ['予約にしるしがついていません。', '日付が読み取れませんでした。']) expect(wrong).toContain(said)
  await look(page, 'pause-many-wrong')
  await page.getByLabel('門').check()
  await page.getByLabel('それから').check()
  await page.getByLabel('休む最後の日').fill('2026-12-31')
  await page.getByRole('button', { name: '選んだ予約を休む' }).click()
  expect(await page.getByRole('status').textContent()).toContain('2件の予約を、お休みにしました。')
  expect((await paused()).toSorted()).toEqual(['それから 2026-12-31', '門 2026-12-31'].toSorted())

  // One of them is no more in the meantime: nothing changes, and it is said of which.
  await page.getByRole('link', { name: '予約をまとめて休む' }).click()
  await look(page, 'pause-many')
  const gate = (await myHolds(service.library, patronId)).find(hold => hold.bibId === books[0]!.id)!
  await page.getByLabel('門').check()
  await page.getByLabel('彼岸過迄').check()
  expect(await applyCancellation(service.library, patronId, gate.id)).toMatchObject({ ok: true })
  await page.getByLabel('休む最後の日').fill('2027-01-31')
  await page.getByRole('button', { name: '選んだ予約を休む' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('『門』：')
  expect(await paused()).toContain('それから 2026-12-31')
  expect(await page.getByLabel('彼岸過迄').isChecked(), 'what was ticked stays').toBe(true)
  await page.getByLabel('彼岸過迄').uncheck()
  await page.getByLabel('それから').check()
  await page.getByRole('button', { name: '選んだ予約のお休みをやめる' }).click()
  expect(await page.getByRole('status').textContent()).toContain('1件の予約の、お休みをやめました。')
  expect(await paused()).not.toContain('それから 2026-12-31')
  expect(await violations(service.library)).toEqual([])
})
