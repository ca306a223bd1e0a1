import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PatronId } from '#ids.ts'
import { showPatron } from '#patrons/show-patron.ts'
import { defaultPolicy } from '#policy.ts'
import { look, openService, patronAtHome, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())
beforeEach(() => {
  service.library.policy = { ...defaultPolicy, cards: { ...defaultPolicy.cards, webRenewalDays: 30 } }
})

const patronUntil = async (expiresOn: string) => {
  const patron = await patronAtHome(service)
  const day = Temporal.PlainDate.from(expiresOn)
  await service.library.db.updateTable('patron').set({ expires_on: day }).where('id', '=', patron.id).execute()
  return patron
}
const expiryOf = async (id: PatronId) =>
  `${(await service.library.db.selectFrom('patron').where('id', '=', id).select('expires_on').executeTakeFirstOrThrow()).expires_on}`

test('a card that ends soon is renewed from its last day on, once, by who says that nothing has changed', async () => {
  const { page, id } = await patronUntil('2026-12-10')
  await page.goto('/my/settings')
  await page.getByRole('link', { name: 'カードの有効期限を更新する' }).click()
  await look(page, 'card-renewal')
  await page.getByRole('button', { name: '更新する' }).click()
  expect(await page.getByRole('main').textContent()).toContain('しるしがついていません')
  expect(await expiryOf(id)).toBe('2026-12-10')
  await page.getByLabel('住所と電話番号に、変わりはありません').check()
  await page.getByRole('button', { name: '更新する' }).click()
  expect(await page.getByRole('main').textContent()).toContain('有効期限を2029年12月10日まで更新しました。')
  expect(await expiryOf(id)).toBe('2029-12-10')
  expect(await page.getByRole('button', { name: '更新する' }).count()).toBe(0)
  await page.goto('/my/settings')
  expect(await page.getByRole('link', { name: 'カードの有効期限を更新する' }).count(), 'not yet again').toBe(0)
  await page.goto('/my')
  expect(await page.getByRole('main').textContent()).toContain('利用者カードの有効期限が更新されました。')
  const patron = await showPatron(service.library, { login: 'test' }, id, 'look')
  expect(patron!.renewedByHolderAt, 'the desk sees who renewed it').not.toBeNull()
})

test('who is stopped by an expired card is led to the renewal, and can reserve again', async () => {
  const { page, id } = await patronUntil('2026-11-20')
  await page.goto('/my')
  await page.getByRole('link', { name: 'カードの有効期限を更新する' }).first().click()
  await page.getByLabel('住所と電話番号に、変わりはありません').check()
  await page.getByRole('button', { name: '更新する' }).click()
  expect(await expiryOf(id)).toBe('2029-11-24')
  await page.goto('/my')
  expect(await page.getByRole('main').textContent()).not.toContain('有効期限が2026')
})

test('where the library does not offer it, and too late, the counter is named and nothing changes', async () => {
  const { page, id } = await patronUntil('2026-09-01')
  await page.goto('/my/renewal')
  expect(await page.getByRole('main').textContent()).toContain('図書館の窓口で更新できます。')
  service.library.policy = defaultPolicy
  await page.goto('/my/renewal')
  expect(await page.getByRole('main').textContent()).toContain('インターネットでは受け付けていません。')
  expect(await page.getByRole('button', { name: '更新する' }).count()).toBe(0)
  expect(await expiryOf(id)).toBe('2026-09-01')
})
