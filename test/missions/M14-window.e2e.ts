import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import type { BibId } from '#ids.ts'
import {
  basketOf,
  countHolds,
  givenBook,
  intoBasket,
  look,
  openService,
  type PatronAtHome,
  patronAtHome,
  toConfirm,
} from './desk.ts'

const service = await openService('2026-11-24T02:50:00')

let patron: PatronAtHome
let bib: BibId
beforeEach(async () => {
  service.library.clock.set('2026-11-24T02:50:00')
  patron = await patronAtHome(service)
  bib = (await givenBook(service)).id
})

/** Lets the time go by as for somebody who looks at another page now and then, so that the session does not end. */
async function waitUntil(page: Page, at: string): Promise<void> {
  const { clock } = service.library
  for (const awake of ['2026-11-24T03:10:00', '2026-11-24T03:35:00']) {
    if (awake > at) break
    clock.set(awake)
    await page.request.get('/my')
  }
  clock.set(at)
}

const reason = 'いまは予約できない時間です'

test('M14 a basket form opened before and sent at 03:00:00 is refused with the reason, at 02:59:59 it is taken', async () => {
  const { page, id } = patron
  await page.goto(`/bib/${bib}`)
  service.library.clock.set('2026-11-24T03:00:00')
  await page.getByRole('main').getByRole('button', { name: '予約かごへ' }).first().click()
  expect(await page.getByRole('alert').textContent()).toContain(reason)
  expect(await basketOf(service, id)).toEqual([])

  service.library.clock.set('2026-11-24T02:50:00')
  await page.goto(`/bib/${bib}`)
  service.library.clock.set('2026-11-24T02:59:59')
  await page.getByRole('main').getByRole('button', { name: '予約かごへ' }).first().click()
  expect(await basketOf(service, id)).toEqual([bib])
})

test.for([
  ['2026-11-24T02:59:59', true],
  ['2026-11-24T03:00:00', false],
  ['2026-11-24T03:59:59', false],
  ['2026-11-24T04:00:00', true],
] as const)('M14 an order sent at %s is taken: %s; refused, it says why and keeps the basket', async ([at, taken]) => {
  const { page, id } = patron
  await intoBasket(page, bib)
  await toConfirm(page)
  await waitUntil(page, at)
  await page.getByRole('button', { name: '予約', exact: true }).click()
  if (taken) {
    expect(await page.getByRole('main').textContent()).toContain('以下のタイトルについて予約を行いました。')
    expect(await countHolds(service, id)).toBe(1)
  } else {
    expect(await page.getByRole('alert').textContent()).toContain(reason)
    expect(await page.getByRole('alert').textContent()).toContain('午前4時を過ぎてから')
    expect(await countHolds(service, id)).toBe(0)
    expect(await basketOf(service, id)).toEqual([bib])
    if (at.endsWith('03:00:00')) await look(page, 'order-in-window')
  }
})

test.for([
  ['2026-11-24T02:59:59', 1],
  ['2026-11-24T03:00:00', 0],
  ['2026-11-24T03:59:59', 0],
  ['2026-11-24T04:00:00', 1],
] as const)('M14 at %s the basket and the confirmation show %i of each button', async ([at, count]) => {
  const { page } = patron
  await intoBasket(page, bib)
  await toConfirm(page)
  const confirm = page.url()
  await waitUntil(page, at)
  await page.goto('/my/basket')
  for (const name of ['通常予約', 'シリーズ予約']) expect(await page.getByRole('button', { name }).count()).toBe(count)
  expect(await page.getByRole('checkbox').count()).toBe(1)
  if (count === 0) {
    expect(await page.getByRole('main').textContent()).toContain('予約できません')
    if (at.endsWith('03:00:00')) await look(page, 'basket-in-window')
  }
  await page.goto(confirm)
  expect(await page.getByRole('button', { name: '予約', exact: true }).count()).toBe(count)
})

test('M14 nobody is asked to log in for nothing: at 03:00:00 an unknown visitor is told at once', async () => {
  const { page } = patron
  await page.context().clearCookies()
  await page.goto(`/bib/${bib}`)
  service.library.clock.set('2026-11-24T03:00:00')
  await page.getByRole('main').getByRole('button', { name: '予約かごへ' }).first().click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(reason)
  // They have no basket, and nothing that was pressed is in one.
  const said = await page.getByRole('main').textContent()
  expect(said).not.toContain('そのまま残っています')
  expect(said).toContain('まだ予約かごに入っていません')
  expect(said).toContain('午前4時を過ぎてから')
  await look(page, 'add-in-window')
  await page.getByRole('link', { name: 'この資料のページを見る' }).click()
  expect(new URL(page.url()).pathname).toBe(`/bib/${bib}`)
})

test('M14 who has nothing in the basket is not told that it is kept, and who has something is', async () => {
  const { page } = patron
  const [first, second] = [(await givenBook(service)).id, (await givenBook(service)).id]
  const press = async (bibId: BibId) => {
    service.library.clock.set('2026-11-24T02:50:00')
    await page.goto(`/bib/${bibId}`)
    service.library.clock.set('2026-11-24T03:00:00')
    await page.getByRole('main').getByRole('button', { name: '予約かごへ' }).first().click()
    return (await page.getByRole('alert').textContent()) ?? ''
  }
  expect(await press(first)).not.toContain('そのまま残っています')
  service.library.clock.set('2026-11-24T02:50:00')
  await intoBasket(page, first)
  expect(await press(second)).toContain('予約かごはそのまま残っています')
})

test.for([
  ['2026-11-24T00:10:00', 'きょう'],
  ['2026-11-24T02:57:00', 'きょう'],
  ['2026-11-24T04:10:00', 'あす'],
  ['2026-11-24T23:50:00', 'あす'],
] as const)('M14 at %s every page says that an order is taken in %s', async ([at, day]) => {
  service.library.clock.set(at)
  const own = await patronAtHome(service)
  const { page } = own
  const when = `${day}午前3時から4時`
  const says = async () => (await page.getByRole('main').textContent()) ?? ''
  await page.goto(`/bib/${bib}`)
  expect(await says()).toContain(when)
  await intoBasket(page, bib)
  expect(await says()).toContain(`貸出できます（受付は${when}です）`)
  if (at.endsWith('02:57:00')) await look(page, 'basket-before-window')
  await toConfirm(page)
  expect(await says()).toContain(when)
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await says()).toContain(when)
  await page.goto('/my/holds')
  expect(await says()).toContain(when)
})

test('M14 an order of the last second is taken in by the run that goes on, and its result says so', async () => {
  const { page } = patron
  await intoBasket(page, bib)
  await toConfirm(page)
  service.library.clock.set('2026-11-24T02:59:59')
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await page.getByRole('main').textContent()).toContain('きょう午前3時から4時')
  service.library.clock.set('2026-11-24T03:00:00')
  await page.reload()
  const said = (await page.getByRole('main').textContent()) ?? ''
  expect(said).toContain('いま図書館で受け付けています')
  expect(said).not.toContain('あす')
})

test('M14 a night that is not finished by 04:00 keeps the time open, and the patron is told so', async () => {
  const { page, id } = patron
  await intoBasket(page, bib)
  await toConfirm(page)
  const { db, clock } = service.library
  await waitUntil(page, '2026-11-24T04:00:00')
  const run = { day: Temporal.PlainDate.from('2026-11-24'), started_at: clock.now(), finished_at: null }
  await db.insertInto('nightly_run').values(run).execute()
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await page.getByRole('alert').textContent()).toContain('受付処理がまだ終わっていません')
  expect(await countHolds(service, id)).toBe(0)
  await db.updateTable('nightly_run').set({ finished_at: clock.now() }).execute()
  // Pages ask whether the night has ended every ten seconds.
  clock.set('2026-11-24T04:00:10')
  await toConfirm(page)
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await countHolds(service, id)).toBe(1)
})

test('M14 searching and looking go on inside the window', async () => {
  service.library.clock.set('2026-11-24T03:30:00')
  const { page } = patron
  for (const path of ['/', `/bib/${bib}`, '/my', '/my/holds', '/my/loans', '/my/basket'])
    expect((await page.goto(path))?.status(), path).toBe(200)
})
