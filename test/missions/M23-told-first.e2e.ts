import { beforeEach, expect, test } from 'vitest'
import type { BibId, PatronId } from '#ids.ts'
import { beginAgain, givenBook, intoBasket, lend, look, openService, patronAtHome, signInAgain } from './desk.ts'

const service = await openService()
beforeEach(() => beginAgain(service))

const main = (patron: Awaited<ReturnType<typeof patronAtHome>>) => patron.page.getByRole('main')

async function fill(patronId: PatronId, bibIds: BibId[]) {
  const { db, clock } = service.library
  await db
    .insertInto('basket_line')
    .values(bibIds.map(bib_id => ({ patron_id: patronId, bib_id, added_at: clock.now() })))
    .execute()
}

test('M23 a basket of 27 volumes says how many can be reserved, and ticks no more than that', async () => {
  const patron = await patronAtHome(service)
  const bibs = []
  for (let volume = 1; volume <= 27; volume++)
    bibs.push((await givenBook(service, { title: '徳川家康', volume: `${volume}` })).id)
  await fill(patron.id, bibs)
  await patron.page.goto('/my/basket')
  expect(await main(patron).textContent()).toContain(
    '予約できるのは10件までです。かごにはそれより多くあるので、はじめの10件にしるしをつけました。',
  )
  expect(await patron.page.getByRole('checkbox', { checked: true }).count()).toBe(10)
  await look(patron.page, 'basket-over')
})

test('M23 who has reserved as much as they can is told in the basket, with what to do', async () => {
  const patron = await patronAtHome(service)
  const bibs = []
  for (let n = 0; n < 10; n++) bibs.push((await givenBook(service)).id)
  await fill(patron.id, bibs)
  await patron.page.goto('/my/basket')
  await patron.page.getByRole('radio', { name: '中央図書館' }).check()
  await patron.page.getByRole('radio', { name: '自主確認' }).check()
  await patron.page.getByRole('button', { name: '通常予約' }).click()
  await patron.page.getByRole('button', { name: '予約', exact: true }).click()
  await intoBasket(patron.page, (await givenBook(service)).id)
  expect(await main(patron).textContent()).toContain('いま10件を予約していて、これ以上は予約できません。')
  expect(await patron.page.getByRole('checkbox', { checked: true }).count()).toBe(0)
})

test('an overdue book is called overdue on Myライブラリ, and the basket offers no button that would be refused', async () => {
  const patron = await patronAtHome(service)
  const late = await givenBook(service, { title: '山月記' })
  await lend(service, late.itemIds[0]!, patron.id)
  await fill(patron.id, [(await givenBook(service)).id])
  service.library.clock.set('2026-12-23T10:00:00')
  await signInAgain(service, patron)
  await patron.page.goto('/my')
  const overdue = patron.page.getByRole('region', { name: '返却日を過ぎた資料' })
  expect(await overdue.textContent()).toContain('山月記')
  expect(await patron.page.getByRole('region', { name: '返却日が近い資料' }).count()).toBe(0)
  expect(await main(patron).textContent()).toContain('返却期限を15日過ぎた資料があるため、予約できません。')
  await look(patron.page, 'my-overdue')
  await patron.page.goto('/my/basket')
  expect(await main(patron).textContent()).toContain('返却期限を15日過ぎた資料があるため、予約できません。')
  expect(await patron.page.getByRole('button', { name: /予約$/ }).count()).toBe(0)
  await look(patron.page, 'basket-blocked')
})

test.for([
  [{ stopped_because: '転居' }, '利用者カードが、いまは使えません。'],
  [{ expires_on: Temporal.PlainDate.from('2026-11-01') }, '利用者カードの有効期限が'],
] as const)('a card with %o is told of on Myライブラリ and in the basket', async ([change, words]) => {
  const patron = await patronAtHome(service)
  await fill(patron.id, [(await givenBook(service)).id])
  await service.library.db.updateTable('patron').set(change).where('id', '=', patron.id).execute()
  await patron.page.goto('/my')
  expect(await main(patron).textContent()).toContain(words)
  expect(await main(patron).textContent()).not.toContain('お知らせはありません。')
  await patron.page.goto('/my/basket')
  expect(await main(patron).textContent()).toContain(words)
  expect(await patron.page.getByRole('button', { name: /予約$/ }).count()).toBe(0)
})
