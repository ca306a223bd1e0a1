import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BranchId, type PatronId } from '#ids.ts'
import { openReports } from '#machines/reports.ts'
import { openBrowser } from './browser.ts'
import { waiting } from './given-holds.ts'
import { givenPatron } from './given-patron.ts'
import { givenStaff, givenStaffSession } from './given-staff.ts'
import { givenBook, look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

/** At a desk whose browser runs scripts, on a network of so many milliseconds and a machine so many times slower. */
async function deskWithScript({ latency = 0, slower = 1, base = service.base } = {}): Promise<Page> {
  const { login, password } = await givenStaff(service.library)
  const context = await (await openBrowser()).newContext({
    baseURL: base,
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

const openHoldOf = async (patronId: PatronId) =>
  (await service.library.db.selectFrom('hold').where('patron_id', '=', patronId).select('id').executeTakeFirstOrThrow())
    .id

const codesOf = (from: number, count: number) => Array.from({ length: count }, (_, at) => `${from + at}`)

test.each([
  [0, 1, 50],
  [150, 4, 12],
  [500, 1, 5],
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

test('a slip is printed as it opens, and the page that asked for it comes back by itself', async () => {
  const reader = await givenPatron(service.library)
  const book = await givenBook(service, { title: '取り置く本', items: [{ barcode: '645000001' }] })
  await waiting(service.library, reader.id, [book.id])
  const page = await deskWithScript()
  // The window of the printer is nobody's to press here: it is as if somebody had, at once.
  await page.addInitScript(`globalThis.print = () => {
    localStorage.setItem('printed', Number(localStorage.getItem('printed')) + 1)
    dispatchEvent(new Event('afterprint'))
  }`)
  const printed = () => page.evaluate(() => localStorage.getItem('printed')).catch(() => null)
  await page.goto('/counter/check-in')
  await type(page, ['645000001'])
  await allAnswered(page)
  await page.getByRole('link', { name: '予約票を印刷' }).click()
  await expect.poll(printed).toBe('1')
  await page.waitForURL('**/counter/check-in')
  // Opened by its address alone, as from a bookmark, it stays as it is.
  await page.goto(`/counter/holds/${await openHoldOf(reader.id)}/slip`)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('予約票')
  expect(await printed()).toBe('1')
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
  await page.getByRole('listitem').filter({ hasText: 'これは利用者カードです' }).waitFor()
  Object.assign(library, { policy: before })
  const lent = await library.db
    .selectFrom('loan')
    .where('patron_id', 'in', [owner.id, patron.id])
    .select('id')
    .execute()
  expect(lent).toEqual([])
})

describe('a counter without the service', () => {
  /** As somebody else opens the browser the next morning: what it keeps is there, its windows are not. */
  async function reopened(page: Page): Promise<Page> {
    const storageState = await page.context().storageState()
    await page.context().close()
    const context = await (await openBrowser()).newContext({
      baseURL: service.base,
      viewport: { width: 1280, height: 900 },
      storageState,
    })
    return context.newPage()
  }
  const keptIn = (page: Page) =>
    page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('kago-kept-')).length)
  const rowsOf = (codes: readonly string[]) =>
    service.library.db
      .selectFrom('item_event as e')
      .innerJoin('item as i', 'i.id', 'e.item_id')
      .where('i.barcode', 'in', [...codes])
      .orderBy('i.barcode')
      .select(['i.barcode', 'e.why'])
      .execute()

  test('scans on with the whole service away, and has everything recorded once when it is back', async () => {
    const { library } = service
    const patron = await givenPatron(library, { name: '切断 一郎', cardNumber: '66000001' })
    const next = await givenPatron(library, { name: '切断 二郎', cardNumber: '66000002' })
    const codes = codesOf(660_000_000, 4) as [string, string, string, string]
    await givenBook(service, { items: codes.map(barcode => ({ barcode })) })
    let page = await deskWithScript()
    await page.goto('/counter/check-in')
    await page.evaluate('navigator.serviceWorker.ready.then(() => null)')
    await page.context().setOffline(true)
    await type(page, [codes[0]])
    await page.getByRole('link', { name: 'つながらないときの窓口' }).waitFor()
    // A page of the counter that is opened now is the desk that works without the service.
    await page.goto('/counter/check-out')
    await page.getByRole('heading', { name: 'つながらないときの窓口' }).waitFor()
    expect(await page.getByRole('main').textContent()).toContain('中央図書館の窓口（担当：窓口 花子）')
    await type(page, [patron.cardNumber, codes[1], codes[2]])
    await page.getByRole('button', { name: 'つぎの方' }).click()
    await type(page, [next.cardNumber, codes[3]])
    await page.getByLabel('返す資料のコード').fill('a slip of the hand')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '返却 a slip of the hand をやめる' }).click()
    expect(await page.getByRole('list', { name: 'この端末に残っている読みとり' }).getByRole('listitem').count()).toBe(4)
    await look(page, 'counter-offline-desk')
    await page.getByRole('button', { name: 'まとめて記録する' }).click()
    await page.getByRole('alert').filter({ hasText: 'まだつながりません' }).waitFor()

    page = await reopened(page)
    await page.goto('/counter')
    const left = page.getByRole('link', { name: '4件、この端末に残っています' })
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage).filter(one => one.startsWith('kago-kept-'))) {
        const scan = JSON.parse(localStorage[key])
        localStorage.setItem(key, JSON.stringify({ ...scan, at: scan.at - 3_600_000 }))
      }
    })
    await page.reload()
    await left.click()
    // The service takes the second one, and the browser dies before it hears of it.
    let asked = 0
    await page.route('**/counter/offline/scans', async route => {
      if (++asked !== 2) return route.continue()
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: 'まとめて記録する' }).click()
    await page.getByRole('alert').filter({ hasText: 'まだつながりません' }).waitFor()
    expect(await keptIn(page)).toBe(3)
    page = await reopened(page)
    const other = await page.context().newPage()
    await Promise.all([page.goto('/counter/offline'), other.goto('/counter/offline')])
    await Promise.all([page, other].map(one => one.getByRole('button', { name: 'まとめて記録する' }).dblclick()))
    await expect.poll(() => keptIn(page)).toBe(0)
    await page.getByText('残っている読みとりはありません。').waitFor()
    await look(page, 'counter-offline-told')

    expect(await rowsOf(codes)).toEqual([
      { barcode: codes[0], why: 'scan' },
      ...codes.slice(1).map(barcode => ({ barcode, why: 'checkOut' })),
    ])
    const loans = await library.db
      .selectFrom('loan')
      .where('patron_id', 'in', [patron.id, next.id])
      .orderBy('id')
      .select('patron_id')
      .execute()
    expect(loans.map(loan => loan.patron_id)).toEqual([patron.id, patron.id, next.id])
    expect(await openReports(library)).toEqual([])
  })

  test('what is for people leads to the list, and a card among the copies is whose they are from then on', async () => {
    const { library } = service
    const [one, two] = [await givenPatron(library), await givenPatron(library)]
    const codes = codesOf(670_000_000, 3)
    await givenBook(service, { items: codes.map(barcode => ({ barcode })) })
    await library.db.updateTable('patron').set({ stopped_because: '紛失' }).where('id', '=', two.id).execute()
    const page = await deskWithScript()
    await expect.poll(() => page.evaluate(() => localStorage['kago-desk'])).toBeTruthy()
    await page.evaluate(() => {
      localStorage['kago-desk'] = JSON.stringify({ ...JSON.parse(localStorage['kago-desk']), branchName: '第1図書館' })
    })
    await page.goto('/counter/offline')
    expect(await page.getByRole('main').textContent()).toContain('第1図書館の窓口（担当：窓口 花子）')
    await type(page, [one.cardNumber, codes[0]!, two.cardNumber, codes[1]!])
    // The first one comes once more, with the same card.
    await page.getByRole('button', { name: 'つぎの方' }).click()
    await type(page, [one.cardNumber, codes[2]!])
    await page
      .getByRole('button', { name: /をやめる/ })
      .nth(3)
      .waitFor()
    await page.getByRole('button', { name: 'まとめて記録する' }).click()
    await page.getByText('残っている読みとりはありません。').waitFor()
    const told = await page.getByRole('list', { name: '記録したもの' }).getByRole('listitem').allTextContents()
    expect(told.map(line => line.split('　').slice(1).join(' '))).toEqual([
      expect.stringContaining('貸出を記録しました。返却日'),
      expect.stringContaining('利用者カードの番号でした'),
      expect.stringContaining('決まりに合わない'),
      expect.stringContaining('貸出を記録しました。返却日'),
    ])
    const loans = await library.db
      .selectFrom('loan')
      .where('patron_id', 'in', [one.id, two.id])
      .orderBy('id')
      .select('patron_id')
      .execute()
    expect(loans.map(loan => loan.patron_id)).toEqual([one.id, two.id, one.id])
    await page.getByRole('link', { name: '申し送りを見る' }).click()
    const row = page.getByRole('row').filter({ hasText: codes[1]! })
    expect(await row.textContent()).toContain('貸出は記録ずみ。ただし：利用停止')
    expect(await row.textContent()).toContain('窓口 花子')
    await row.getByRole('button', { name: /貸出を片づけた/ }).click()
    await page.getByText('申し送りはありません。').waitFor()
  })

  test('opens behind a proxy that says that nobody answers; what waited for a sign-in too long is told, not sent', async () => {
    let isAway = false
    const open = new Set<Socket>()
    const proxy = createServer(socket => {
      open.add(socket.on('close', () => open.delete(socket)).on('error', () => {}))
      if (isAway) socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 11\r\nConnection: close\r\n\r\nBad Gateway')
      else
        socket
          .pipe(connect(Number(new URL(service.base).port), '127.0.0.1'))
          .on('error', () => {})
          .pipe(socket)
    }).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const page = await deskWithScript({ base: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` })
    await page.goto('/counter/check-in')
    await page.evaluate('navigator.serviceWorker.ready.then(() => null)')
    isAway = true
    for (const socket of open) socket.destroy()
    await page.goto('/counter/check-out')
    await page.getByRole('heading', { name: 'つながらないときの窓口' }).waitFor()
    isAway = false

    const cookies = await page.context().cookies()
    await page.goto('/counter/check-in')
    await page.context().clearCookies()
    await type(page, ['680000000'])
    await page.locator('#scan-waiting').filter({ hasText: 'ログイン' }).waitFor()
    await page.evaluate(() => {
      const [scan] = JSON.parse(sessionStorage['kago-scans']) as [{ id: string; at: number }]
      scan.at -= 360_000
      sessionStorage['kago-scans'] = JSON.stringify([scan])
      const key = `kago-kept-${scan.id}`
      localStorage[key] = JSON.stringify({ ...JSON.parse(localStorage[key]), at: scan.at })
    })
    await page.context().addCookies(cookies)
    await page.reload()
    await page.getByRole('link', { name: '1件、この端末に残っています' }).waitFor()
    expect([await keptIn(page), await scanned(['680000000'])]).toEqual([1, []])
    await page.context().close()
    for (const socket of open) socket.destroy()
    proxy.close()
  })

  test('only who may stand at the branch has its scans recorded', async () => {
    const { cookie, csrf } = await givenStaffSession(service.library, { branchId: BranchId('asahi') })
    const tell = (fields: Record<string, string>) =>
      fetch(`${service.base}/counter/offline/scans`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ csrf, ...fields }),
      })
    const scan = {
      id: '0b0f3c62-5a53-4d0e-9a5c-5b0b3d4f9a12',
      what: 'checkIn',
      ago: '1000',
      login: 'hanako',
      code: '1',
    }
    const elsewhere = await tell({ ...scan, branch: 'chuo' })
    expect([elsewhere.status, ((await elsewhere.json()) as { said: string }).said]).toEqual([
      422,
      expect.stringContaining('中央図書館'),
    ])
    expect((await tell({ ...scan, branch: 'nowhere' })).status).toBe(422)
    expect((await tell({ ...scan, branch: 'asahi', ago: 'long' })).status).toBe(422)
    expect((await tell({ ...scan, branch: 'asahi', csrf: 'x' })).status).toBe(403)
    expect(await openReports(service.library)).toEqual([])
  })
})
