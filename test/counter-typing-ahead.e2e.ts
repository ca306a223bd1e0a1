import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PatronId } from '#ids.ts'
import { openBrowser } from './browser.ts'
import { givenPatron } from './given-patron.ts'
import { givenStaff, givenStaffSession } from './given-staff.ts'
import { givenBook, look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

/** At a desk whose browser runs scripts, on a network of so many milliseconds and a machine so many times slower. */
async function deskWithScript({ latency = 0, slower = 1 } = {}): Promise<Page> {
  const { login, password } = await givenStaff(service.library)
  const context = await (await openBrowser()).newContext({
    baseURL: service.base,
    viewport: { width: 1280, height: 900 },
  })
  const page = await context.newPage()
  await page.goto('/counter')
  await page.getByLabel('職員ID').fill(login)
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower })
  return page
}

/** As a scanner types: sign after sign and Enter, and waits for nothing. */
async function type(page: Page, codes: readonly string[]) {
  for (const code of codes) {
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
    await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 20)))
  }
}

const allAnswered = (page: Page) => page.locator('#scan-waiting').waitFor({ state: 'detached', timeout: 60_000 })

/** What was scanned in a page's columns, in order. */
async function scanned(codes: readonly string[]): Promise<string[]> {
  const rows = await service.library.db
    .selectFrom('counter_scan')
    .where('barcode', 'in', [...codes])
    .orderBy('id')
    .select('barcode')
    .execute()
  return rows.map(row => row.barcode)
}

const codesOf = (from: number, count: number) => Array.from({ length: count }, (_, at) => `${from + at}`)

test.each([
  [0, 1, 50],
  [150, 4, 12],
])('nothing typed ahead is lost: %i ms of latency, %i times slower, %i scans', async (latency, slower, count) => {
  const codes = codesOf(610_000_000 + latency * 1000, count)
  await givenBook(service, { title: 'たくさん', items: codes.map(barcode => ({ barcode })) })
  const page = await deskWithScript({ latency, slower })
  await page.goto('/counter/check-in')
  await type(page, codes)
  await allAnswered(page)
  expect(await scanned(codes)).toEqual(codes)
  expect(await page.getByRole('listitem').first().textContent()).toContain(codes.at(-1)!)
  expect(new URL(page.url()).pathname).toBe('/counter/check-in')
})

test('a card and the books after it are typed in one go, and all go to that patron', async () => {
  const patron = await givenPatron(service.library, { name: '先打 一郎' })
  const codes = codesOf(620_000_000, 4)
  await givenBook(service, { items: codes.map(barcode => ({ barcode })) })
  const page = await deskWithScript({ latency: 100 })
  await page.goto('/counter/check-out')
  await type(page, [patron.cardNumber, ...codes])
  await allAnswered(page)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('先打 一郎')
  expect(await scanned(codes)).toEqual(codes)
  const loans = await service.library.db.selectFrom('loan').where('patron_id', '=', patron.id).select('id').execute()
  expect(loans).toHaveLength(4)
})

test('the card of another patron asks first, and what was scanned after it waits for the answer', async () => {
  const one = await givenPatron(service.library, { name: '先の 人' })
  const two = await givenPatron(service.library, { name: '次の 人' })
  const codes = codesOf(630_000_000, 3)
  await givenBook(service, { items: codes.map(barcode => ({ barcode })) })
  const page = await deskWithScript()
  await page.goto('/counter/check-out')
  await type(page, [one.cardNumber, codes[0]!, two.cardNumber, codes[1]!, codes[2]!])
  await page.getByRole('alert').filter({ hasText: 'ちがう方のカードです' }).waitFor()
  await look(page, 'counter-other-card')
  expect(await page.locator('#scan-waiting').textContent()).toContain(codes[2]!)
  const loansOf = (id: PatronId) =>
    service.library.db.selectFrom('loan').where('patron_id', '=', id).select('id').execute()
  expect(await loansOf(one.id)).toHaveLength(1)
  await page.getByRole('button', { name: /の方に切りかえる/ }).click()
  await page.getByRole('heading', { name: /次の 人/ }).waitFor()
  await allAnswered(page)
  expect([(await loansOf(one.id)).length, (await loansOf(two.id)).length]).toEqual([1, 2])
})

test('a network that goes away keeps the scans, and sends them when it is back', async () => {
  const codes = codesOf(640_000_000, 5)
  await givenBook(service, { items: codes.map(barcode => ({ barcode })) })
  const page = await deskWithScript()
  await page.goto('/counter/check-in')
  await page.context().setOffline(true)
  await type(page, codes)
  await page.locator('#scan-waiting').filter({ hasText: 'つながりません' }).waitFor()
  await look(page, 'counter-offline')
  await page.context().setOffline(false)
  await allAnswered(page)
  expect(await scanned(codes)).toEqual(codes)
})

test('a scan that is sent again is one scan; two codes under one id are two', async () => {
  const { cookie, csrf } = await givenStaffSession(service.library)
  await givenBook(service, { items: [{ barcode: '650000001' }, { barcode: '650000002' }] })
  const sent = '0b0f3c62-5a53-4d0e-9a5c-5b0b3d4f9a11'
  const send = (barcode: string) =>
    fetch(`${service.base}/counter/check-in`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'x-kago-scan': '1' },
      body: new URLSearchParams({ csrf, barcode, sent }),
    })
  const answers = await Promise.all([send('650000001'), send('650000001'), send('650000002')])
  answers.push(await send('650000001'))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect((await scanned(['650000001', '650000002'])).sort()).toEqual(['650000001', '650000002'])
})

test('where the library has said how its codes look, a code that was cut is nobody’s', async () => {
  const { library } = service
  const owner = await givenPatron(library, { cardNumber: '00012501', name: '無関係 花子' })
  const patron = await givenPatron(library, { name: '借りる 人' })
  await givenBook(service, { items: [{ barcode: '100012501' }] })
  const page = await deskWithScript()
  await page.goto(`/counter/check-out/${patron.id}`)
  // Without forms, the card of somebody else is asked about; the page stays where it is.
  await type(page, ['00012501'])
  await page.getByRole('button', { name: '借りる 人 さんの貸出をつづける' }).click()
  await page.getByText('いまの方の貸出をつづけました').waitFor()
  const before = library.policy
  Object.assign(library, {
    policy: { ...before, codes: { ...before.codes, items: '1########', cards: '2#######,0#######' } },
  })
  await type(page, ['0012501', '10001250'])
  await allAnswered(page)
  const column = page.getByRole('list', { name: '貸出した資料' })
  expect(await column.getByRole('listitem').first().textContent()).toContain('形ではありません')
  await page.goto('/counter/check-in')
  await type(page, ['00012501'])
  await page.getByRole('listitem').filter({ hasText: '利用者カードの番号です' }).waitFor()
  Object.assign(library, { policy: before })
  const lent = await library.db
    .selectFrom('loan')
    .where('patron_id', 'in', [owner.id, patron.id])
    .select('id')
    .execute()
  expect(lent).toEqual([])
})
