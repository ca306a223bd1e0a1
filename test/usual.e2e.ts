import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseUsual } from '#holds/ordering/choose-usual.ts'
import { usualBranch } from '#holds/ordering/usual-branch.ts'
import { BranchId, PatronId, StopId } from '#ids.ts'
import { forgetPatron } from '#merging/forget-patron.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { myData } from '#patrons/my-account.ts'
import { givenReader, staff, waiting } from './given-holds.ts'
import { staffAtDesk } from './given-staff.ts'
import { givenBook, intoBasket, look, openService, patronAtHome, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('the order form begins with the usual place and contact, until they are taken back', async () => {
  const { library } = service
  const book = await givenBook(service, { title: '雪国' })
  const patron = await patronAtHome(service)
  const { page } = patron
  await page.goto('/my/settings')
  await page.getByRole('link', { name: 'いつもの受取館・連絡方法' }).click()
  expect(await page.getByRole('main').textContent()).toContain('いまは決めていません。')
  await look(page, 'usual')
  // A place that is none, and a contact for which nothing is registered: both are said, and nothing is kept.
  await page.evaluate(
    `document.querySelectorAll('input[type=radio]').forEach(one => { one.required = false; one.checked = false })`,
  )
  await page.getByRole('button', { name: 'このとおりに決める' }).click()
  const wrong = (await page.getByRole('alert').textContent())!
  for (const said of ['予約受取館を選んでください。', '予約連絡方法を選んでください。']) expect(wrong).toContain(said)
  await look(page, 'usual-wrong')
  await page.getByLabel('朝日図書館').check()
  await page.getByLabel('自主確認').check()
  await page.getByRole('button', { name: 'このとおりに決める' }).click()
  expect(await page.getByRole('status').textContent()).toContain('決めました。')

  await intoBasket(page, book.id)
  expect(await page.getByLabel('朝日図書館').isChecked()).toBe(true)
  expect(await page.getByLabel('自主確認').isChecked()).toBe(true)

  // The desk begins with it too, and may lay down another.
  const { page: desk } = await staffAtDesk(service)
  await desk.goto(`/counter/patrons/${patron.id}/holds/new?bib=${book.id}`)
  expect(await desk.getByLabel('予約受取館').inputValue()).toBe('asahi')
  expect(await desk.getByLabel('連絡方法').inputValue()).toBe('self')
  await desk.goto(`/counter/patrons/${patron.id}`)
  await desk.getByRole('link', { name: 'いつもの受取館・連絡方法' }).click()
  await desk.getByLabel('予約受取館').selectOption('荒川図書室')
  await desk.getByRole('button', { name: 'このとおりに決める' }).click()
  expect(await desk.getByRole('status').textContent()).toContain('決めました。')
  await look(desk, 'counter-usual')
  // Whom nothing is known of is asked for a place: the first of the list is none that they chose. What was typed stays.
  const nobody = await givenReader(library)
  await library.db.updateTable('patron').set({ home_branch_id: null }).where('id', '=', nobody).execute()
  await desk.goto(`/counter/patrons/${nobody}/usual`)
  expect(await desk.getByLabel('予約受取館').inputValue()).toBe('')
  await desk.getByLabel('連絡方法').selectOption('自主確認')
  await desk.getByRole('button', { name: 'このとおりに決める' }).click()
  expect(await desk.getByRole('alert').textContent()).toContain('予約受取館を選んでください。')
  expect(await desk.getByLabel('連絡方法').inputValue()).toBe('self')
  await page.goto('/my/basket')
  expect(await page.getByLabel('荒川図書室').isChecked()).toBe(true)

  // One order elsewhere does not change where they look first.
  const other = await givenBook(service, { title: '千羽鶴' })
  await waiting(library, patron.id, [other.id], { contact: 'self' })
  expect(await usualBranch(library, patron.id)).toBe('arakawa')

  // Closed for good: it is said where it was laid down, and the form begins as it did before.
  await library.db
    .updateTable('branch')
    .set({ closed_for_good_from: Temporal.PlainDate.from('2026-11-01') })
    .where('id', '=', BranchId('arakawa'))
    .execute()
  await page.goto('/my/usual')
  expect(await page.getByRole('main').textContent()).toContain('いまは選べません。')
  await page.goto('/my/basket')
  expect(await page.getByLabel('自主確認').isChecked()).toBe(true)
  await page.goto('/my/usual')
  await page.getByRole('button', { name: '決めないことにする' }).click()
  expect(await page.getByRole('status').textContent()).toContain('決めないことにしました。')
  expect(await page.getByRole('button', { name: '決めないことにする' }).count()).toBe(0)
})

test('it is handed out to its patron, goes over in a merge to who has none, and is forgotten', async () => {
  const { library } = service
  const [from, into] = [await givenReader(library), await givenReader(library)]
  const pickup = { branchId: BranchId('bm'), stopId: StopId('yoshiura') }
  expect((await chooseUsual(library, from, { pickup, contact: 'mail' })).ok).toBe(true)
  expect(await chooseUsual(library, PatronId(999_999), null)).toMatchObject({ refusal: { why: 'unknownPatron' } })
  expect(await chooseUsual(library, into, { pickup: null, contact: null })).toMatchObject({
    refusal: { whys: ['pickup', 'contact'] },
  })
  expect((await mergePatrons(library, staff, { from, into }, '二重登録')).ok).toBe(true)
  const usual = { usualPickupBranch: 'bm', usualPickupStop: 'yoshiura', usualContact: 'mail' }
  expect(await myData(library, into)).toMatchObject(usual)
  expect((await forgetPatron(library, staff, into)).ok).toBe(true)
  const rows = await library.db.selectFrom('patron').where('id', 'in', [from, into]).select('usual_contact').execute()
  expect(rows.map(row => row.usual_contact)).toEqual([null, null])
})
