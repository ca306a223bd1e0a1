import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { BranchId, type ItemId } from '#ids.ts'
import type { SelfCheck } from '#patrons/terminals/terminal.ts'
import { makeTerminalCode } from '#patrons/terminals/terminals.ts'
import { expectAccessible } from './axe.ts'
import { shoot, visit } from './browser.ts'
import { givenBib } from './given.ts'
import { barcodeOf, itemStatus, lastEventOf, lent, scanned, violations, waiting } from './given-holds.ts'
import { givenPatron } from './given-patron.ts'
import { serveLibrary } from './served.ts'

const { library, base } = await serveLibrary()

/** A machine that staff have registered, standing at its start. */
async function station(selfCheck: SelfCheck, name = '中央 自動貸出機1'): Promise<Page> {
  const { page } = await visit(base, { width: 1280, height: 900 })
  await page.goto('/kiosk')
  await page
    .getByLabel('登録番号')
    .fill(await makeTerminalCode(library, { login: 'chief1' }, BranchId('chuo'), name, selfCheck))
  await page.getByRole('button', { name: '登録' }).click()
  await page.getByRole('main').getByRole('link').click()
  return page
}

/** As a scanner does: the code, and Enter. */
async function scan(page: Page, label: string, code: string): Promise<void> {
  await page.getByLabel(label).fill(code)
  await page.getByLabel(label).press('Enter')
  await page.waitForLoadState()
}

async function arrive(page: Page, patron: { cardNumber: string; password: string }): Promise<void> {
  await scan(page, '利用者カード番号', `A${patron.cardNumber}A`)
  await scan(page, 'パスワード', patron.password)
}

const main = async (page: Page) => (await page.getByRole('main').textContent()) ?? ''
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()
const book = async (title: string, items = 1) => {
  const { itemIds } = await givenBib(library, { title, items })
  return { itemId: itemIds[0]!, barcode: await barcodeOf(library, itemIds[0]!) }
}

test('with card, password and scanner alone a patron borrows, is told what is refused, and leaves nothing behind', async () => {
  const page = await station('loans')
  const patron = await givenPatron(library, { name: '籠目 静', cardNumber: '31000001' })
  const other = await givenPatron(library)
  const [one, taken] = [await book('銀河鉄道の夜'), await book('ひとの本')]
  await lent(library, other.id, taken.itemId)
  expect(await heading(page)).toBe('カードを読みとってください')
  expect(await page.locator(':focus').getAttribute('name')).toBe('cardNumber')
  await expectAccessible(page, 'self-check, card')
  await shoot(page, 'self-check-card')
  await arrive(page, patron)
  expect(await heading(page)).toBe('資料を読みとってください')
  expect(await main(page)).not.toContain('籠目')

  await scan(page, '資料のバーコード', one.barcode)
  expect(await page.getByRole('status').textContent()).toBe(
    '借りました：「銀河鉄道の夜」　12月8日（火）までにお返しください。',
  )
  expect(await lastActor(one.itemId)).toBe('machine:中央 自動貸出機1')
  await scan(page, '資料のバーコード', one.barcode)
  expect(await page.getByRole('status').textContent()).toContain('借りました')
  await scan(page, '資料のバーコード', taken.barcode)
  expect(await page.getByRole('alert').textContent()).toContain('ほかの方の貸出になっています')
  await scan(page, '資料のバーコード', '99999')
  expect(await page.getByRole('alert').textContent()).toContain('登録が見つかりません')
  // Their own card is told to be one; whether a number is somebody else's card is nobody's business here.
  await scan(page, '資料のバーコード', patron.cardNumber)
  expect(await page.getByRole('alert').textContent()).toContain('これは利用者カードです')
  await scan(page, '資料のバーコード', other.cardNumber)
  expect(await page.getByRole('alert').textContent()).toContain('登録が見つかりません')
  await expectAccessible(page, 'self-check, visit')
  await shoot(page, 'self-check-visit')

  await page.goto('/self-check')
  expect(await main(page)).toContain('銀河鉄道の夜')
  await page.getByRole('button', { name: 'おわる' }).click()
  expect(await heading(page)).toBe('カードを読みとってください')
  await page.goBack()
  expect(await main(page)).not.toContain('銀河鉄道の夜')
  await page.goto(`/self-check?did=lent&copy=${one.barcode}`)
  expect(await main(page)).not.toContain('銀河鉄道の夜')
  expect(await violations(library)).toEqual([])
})

async function lastActor(itemId: ItemId): Promise<string> {
  const { actor } = await library.db
    .selectFrom('item_event')
    .where('id', '=', await lastEventOf(library, itemId))
    .select('actor')
    .executeTakeFirstOrThrow()
  return actor
}

test('what is ready is shown and fetched; a loan is renewed, or it is said why not; left alone the visit ends', async () => {
  const page = await station('loans')
  const patron = await givenPatron(library)
  const [ready, renewed, wanted] = [
    await givenBib(library, { title: '用意できた本' }),
    await book('延ばす本'),
    await givenBib(library, { title: '待たれる本' }),
  ]
  await lent(library, patron.id, renewed.itemId)
  await lent(library, patron.id, wanted.itemIds[0]!)
  await waiting(library, patron.id, [ready.id])
  await scanned(library, ready.itemIds[0]!)
  library.clock.forward({ days: 3 })
  await arrive(page, patron)
  expect(await main(page)).toContain('用意のできた予約')
  expect(await main(page)).toContain('用意できた本')
  await page.getByRole('button', { name: '「延ばす本」を延長' }).click()
  expect(await page.getByRole('status').textContent()).toBe(
    '延長しました：「延ばす本」　12月11日（金）までにお返しください。',
  )
  // Somebody asks for it while the page is open.
  await waiting(library, (await givenPatron(library)).id, [wanted.id])
  await page.getByRole('button', { name: '「待たれる本」を延長' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('ほかの方の予約が入っている')
  await scan(page, '資料のバーコード', await barcodeOf(library, ready.itemIds[0]!))
  expect(await page.getByRole('status').textContent()).toContain('借りました：「用意できた本」')
  expect(await main(page)).not.toContain('用意のできた予約')
  await shoot(page, 'self-check-loans')

  library.clock.forward({ minutes: 3 })
  await scan(page, '資料のバーコード', (await book('おそい人の本')).barcode)
  expect(await heading(page)).toBe('カードを読みとってください')
  expect(await main(page)).not.toContain('用意できた本')
  expect(await violations(library)).toEqual([])
})

test('returns are taken where the library allows them, without a card; for whom a copy is kept is not said', async () => {
  const page = await station('returns', '中央 返却')
  const [reader, next] = [await givenPatron(library), await givenPatron(library, { name: '待田 人子' })]
  const [plain, kept] = [await book('返す本'), await givenBib(library, { title: '予約のある本' })]
  await lent(library, reader.id, plain.itemId)
  await lent(library, reader.id, kept.itemIds[0]!)
  await waiting(library, next.id, [kept.id])
  await page.getByRole('link', { name: '資料を返す' }).click()
  await scan(page, '資料のバーコード', plain.barcode)
  expect(await page.getByRole('status').textContent()).toBe('返しました：「返す本」 返却の棚に置いてください。')
  await scan(page, '資料のバーコード', await barcodeOf(library, kept.itemIds[0]!))
  expect(await page.getByRole('status').textContent()).toContain('窓口か予約の返却台')
  for (const personal of ['待田', next.cardNumber.slice(-4)]) expect(await main(page)).not.toContain(personal)
  expect([await itemStatus(library, plain.itemId), await itemStatus(library, kept.itemIds[0]!)]).toEqual([
    'shelf',
    'holdShelf',
  ])
  await scan(page, '資料のバーコード', '404404')
  expect(await page.getByRole('alert').textContent()).toContain('返却されていません')
  await expectAccessible(page, 'self-check, returns')
  await shoot(page, 'self-check-returns')

  const loansOnly = await station('loans')
  expect((await loansOnly.goto('/self-check/return'))?.status()).toBe(404)
  const { page: anybody } = await visit(base)
  for (const path of ['/self-check', '/self-check/return']) expect((await anybody.goto(path))?.status()).toBe(404)
  const search = await station('no', '検索機')
  expect((await search.goto('/self-check'))?.status()).toBe(404)
})

test('a wrong password, a 仮パスワード, a book in place of a card: each is said, and nobody is signed in', async () => {
  library.policy.codes = { ...library.policy.codes, items: '#########', cards: '########' }
  const page = await station('loans')
  const patron = await givenPatron(library)
  const fresh = await givenPatron(library, { password: null, birthDate: '1980-05-05' })
  await arrive(page, { ...patron, password: '0000' })
  expect(await page.getByRole('alert').textContent()).toContain('カード番号かパスワードが違います')
  await arrive(page, fresh)
  expect(await page.getByRole('alert').textContent()).toContain('仮パスワードは、ここでは使えません')
  await scan(page, '利用者カード番号', (await book('本')).barcode)
  expect(await page.getByRole('alert').textContent()).toContain('資料のバーコードです')
  expect(await heading(page)).toBe('カードを読みとってください')
  await arrive(page, patron)
  await scan(page, '資料のバーコード', patron.cardNumber)
  expect(await page.getByRole('alert').textContent()).toContain('これは利用者カードです')
})

test('who walks away without おわる is signed out by the card of the next person, to whom their books are lent', async () => {
  library.policy.codes = { ...library.policy.codes, items: '#########', cards: '########' }
  const page = await station('loans')
  const [gone, next] = [await givenPatron(library), await givenPatron(library)]
  const [theirs, mine] = [await book('先の人の本'), await book('つぎの人の本')]
  await arrive(page, gone)
  await scan(page, '資料のバーコード', theirs.barcode)
  await scan(page, '資料のバーコード', `A${next.cardNumber}A`)
  expect(await heading(page)).toBe('パスワードを入力してください')
  expect(await main(page)).toContain(`カード …${next.cardNumber.slice(-4)}`)
  expect(await main(page)).not.toContain('先の人の本')
  await shoot(page, 'self-check-next-person')
  await scan(page, 'パスワード', next.password)
  await scan(page, '資料のバーコード', mine.barcode)
  expect(await main(page)).toContain('つぎの人の本')
  expect(await main(page)).not.toContain('先の人の本')
  expect(await violations(library)).toEqual([])
})

test('a station speaks three languages', async () => {
  const page = await station('returns')
  await page.getByRole('link', { name: 'English' }).click()
  expect(await heading(page)).toBe('Scan your library card')
  await page.getByRole('link', { name: 'Return items' }).click()
  expect(await heading(page)).toBe('Scan what you return')
  await page.getByRole('link', { name: /やさしい/ }).click()
  expect(await heading(page)).toBe('返（かえ）す 本（ほん）を 読（よ）みとって ください')

  // Who comes next finds it as it was.
  await page.getByRole('link', { name: 'English' }).click()
  const answer = await page.goto('/self-check')
  expect(answer?.headers().refresh).toBe('125;url=/language?to=ja&back=%2Fself-check')
  const patron = await givenPatron(library)
  await scan(page, 'Library card number', patron.cardNumber)
  await scan(page, 'Password', patron.password)
  await page.getByRole('button', { name: 'Finish' }).click()
  expect(await heading(page)).toBe('カードを読みとってください')
})
