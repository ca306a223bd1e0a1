import { beforeEach, expect, test } from 'vitest'
import type { BibId, ItemId } from '#ids.ts'
import { expectAccessible } from '../axe.ts'
import { shoot, visit } from '../browser.ts'
import { givenIndex } from '../given.ts'
import { givenPatron } from '../given-patron.ts'
import { basketOf, beginAgain, givenBook, openService, patronAtHome } from './desk.ts'

const service = await openService()
const volume = { title: '坂の上の雲', author: '司馬遼太郎' }
const bibs: { id: BibId; itemIds: ItemId[] }[] = []
for (const nth of ['1', '2', '3']) bibs.push(await givenBook(service, { ...volume, volume: nth }))
bibs.push(await givenBook(service, { ...volume, volume: '4', items: [{ loanRule: 'reference' }] }))
bibs.push(await givenBook(service, { ...volume, volume: '1', publisher: '別の書店' }))
await givenIndex(service.library)

beforeEach(() => beginAgain(service))

test('M17 a series goes into the basket with one press, without the volumes that cannot be reserved', async () => {
  const [one, two, three] = bibs.map(({ id }) => id)
  const { page, id } = await patronAtHome(service)
  await page.goto(`/bib/${two}`)
  await page.getByText('シリーズをまとめて予約かごへ').click()
  const volumes = page.getByRole('group', { name: '予約かごに入れる巻' })
  expect(await volumes.getByRole('checkbox').count()).toBe(3)
  await expectAccessible(page, 'series on a record')
  await shoot(page, 'whole-series')
  await volumes.getByRole('checkbox', { name: '坂の上の雲 2' }).uncheck()
  await page.getByRole('button', { name: 'しるしのある巻を予約かごへ' }).click()
  expect(await page.getByRole('main').textContent()).toContain('2冊を予約かごに入れました。')
  expect(await basketOf(service, id)).toEqual([one, three])
})

test('M17 a long series is offered whole, in parts that the basket takes', async () => {
  const volume = { title: '長い長い話', author: '司馬遼太郎' }
  const volumes: BibId[] = []
  for (let nth = 1; nth <= 65; nth++) volumes.push((await givenBook(service, { ...volume, volume: `${nth}` })).id)
  await givenIndex(service.library)
  const { page, id } = await patronAtHome(service)
  await page.goto(`/bib/${volumes[2]}`)
  const parts = page.getByText('シリーズをまとめて予約かごへ')
  expect(await parts.allTextContents()).toEqual([
    'シリーズをまとめて予約かごへ（1から22まで）',
    'シリーズをまとめて予約かごへ（23から44まで）',
    'シリーズをまとめて予約かごへ（45から65まで）',
  ])
  await parts.last().click()
  await expectAccessible(page, 'long series on a record')
  await page.locator('details[open]').getByRole('button', { name: 'しるしのある巻を予約かごへ' }).click()
  expect(await page.getByRole('main').textContent()).toContain('21冊を予約かごに入れました。')
  expect(await basketOf(service, id)).toEqual(volumes.slice(44))
})

test('M17 not logged in, the volumes go along through the 認証ページ; what cannot be put in is named with the reason', async () => {
  const [one, two, three] = bibs.map(({ id }) => id)
  const patron = await givenPatron(service.library)
  const { page } = await visit(service.base)
  await page.goto(`/bib/${one}`)
  await page.getByText('シリーズをまとめて予約かごへ').click()
  await page.getByRole('button', { name: 'しるしのある巻を予約かごへ' }).click()
  expect(new URL(page.url()).searchParams.get('add')).toBe(`${one},${two},${three}`)
  await service.library.db.updateTable('item').set({ loan_rule: 'reference' }).where('bib_id', '=', two!).execute()
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード').fill(patron.password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  expect(await page.getByRole('main').textContent()).toContain('2冊を予約かごに入れました。')
  expect(await page.getByRole('alert').textContent()).toContain('「坂の上の雲 2」は、館内で読む資料')
  expect(await basketOf(service, patron.id)).toEqual([one, three])
  await expectAccessible(page, 'basket after a series')
  await shoot(page, 'whole-series-basket')
  await service.library.db.updateTable('item').set({ loan_rule: 'normal' }).where('bib_id', '=', two!).execute()
})

test('M17 without a tick nothing is put in, and the page says so', async () => {
  const { page, id } = await patronAtHome(service)
  await page.goto(`/bib/${bibs[0]!.id}`)
  await page.getByText('シリーズをまとめて予約かごへ').click()
  for (const tick of await page.getByRole('checkbox').all()) await tick.uncheck()
  await page.getByRole('button', { name: 'しるしのある巻を予約かごへ' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('予約する資料が選ばれていません。')
  expect(await basketOf(service, id)).toEqual([])
})

test('M14 a whole series is not offered while nothing can be reserved, and a form opened before puts nothing in', async () => {
  service.library.clock.set('2026-11-24T02:59:00')
  const { page, id } = await patronAtHome(service)
  await page.goto(`/bib/${bibs[0]!.id}`)
  await page.getByText('シリーズをまとめて予約かごへ').click()
  service.library.clock.set('2026-11-24T03:00:00')
  await page.getByRole('button', { name: 'しるしのある巻を予約かごへ' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('つぎの資料は、予約かごに入れられませんでした。')
  expect(await basketOf(service, id)).toEqual([])
  await page.goto(`/bib/${bibs[0]!.id}`)
  expect(await page.getByText('シリーズをまとめて予約かごへ').count()).toBe(0)
})
