import type { Page } from 'playwright-core'
import { checkIn } from '#circulation/desk/check-in.ts'
import { type CheckOutOrder, checkOut } from '#circulation/desk/check-out.ts'
import { type BibId, BranchId, type ItemId, type PatronId } from '#ids.ts'
import { runNight } from '#nightly/run.ts'
import { dayOf } from '#time/clock.ts'
import { serveWeb, type WebServer } from '../../src/web/serve.ts'
import { expectAccessible } from '../axe.ts'
import { shoot, visit } from '../browser.ts'
import { closeAfterFile } from '../file-life.ts'
import { type GivenBib, givenBib, givenBranches } from '../given.ts'
import { type GivenPatron, givenPatron, givenSession } from '../given-patron.ts'
import { openLibrary, type TestLibrary } from '../library.ts'

/** A library with its branches, open to patrons' browsers. */
export type Service = { library: TestLibrary; web: WebServer; base: string }

export async function openService(at = '2026-11-24T10:00:00'): Promise<Service> {
  const library = await openLibrary({ at })
  await givenBranches(library)
  const web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
  closeAfterFile(() => web.close())
  return { library, web, base: `http://127.0.0.1:${web.port}` }
}

/**
 * Each test lives its own 24 November, a Tuesday: a night happens once, so the nights of the test before are forgotten.
 */
export async function beginAgain({ library }: Service): Promise<void> {
  await library.db.deleteFrom('nightly_step').execute()
  await library.db.deleteFrom('nightly_run').execute()
  library.clock.set('2026-11-24T10:00:00')
}

export type PatronAtHome = { page: Page; id: PatronId; cardNumber: string; password: string }

/** A patron who is signed in, with JavaScript off. (The 認証ページ itself has missions of its own.) */
export async function patronAtHome(service: Service, given: GivenPatron = {}): Promise<PatronAtHome> {
  const { page } = await visit(service.base)
  const patron = { page, ...(await givenPatron(service.library, given)) }
  await signInAgain(service, patron)
  return patron
}

/** A session ends after half an hour without a page, so every morning begins with a login. */
export async function signInAgain(service: Service, patron: PatronAtHome): Promise<void> {
  const { cookie } = await givenSession(service.library, patron.id)
  const [name = '', value = ''] = cookie.split('=')
  await patron.page.context().addCookies([{ name, value, url: service.base }])
}

export const givenBook = (service: Service, given: GivenBib = {}) => givenBib(service.library, given)

/** Puts a bib into the basket from its record's page; opens the basket. */
export async function intoBasket(page: Page, bibId: BibId): Promise<void> {
  await page.goto(`/bib/${bibId}`)
  await page.getByRole('main').getByRole('button', { name: '予約かごへ' }).first().click()
}

export type Choice = { pickup?: string; contact?: string; button?: '通常予約' | 'シリーズ予約' }

/** Fills in the basket's form and goes on to 予約内容確認. */
export async function toConfirm(page: Page, choice: Choice = {}): Promise<void> {
  const { pickup = '中央図書館', contact = '自主確認', button = '通常予約' } = choice
  await page.goto('/my/basket')
  const place = page.getByRole('radio', { name: new RegExp(`^${pickup}`) })
  if (!(await place.isVisible())) await page.getByText('移動図書館車の利用ステーション').click()
  await place.check()
  await page.getByRole('radio', { name: new RegExp(`^${contact}`) }).check()
  await page.getByRole('button', { name: button }).click()
}

/** From the basket to 予約結果; gives the number of the order. */
export async function placeOrder(page: Page, choice: Choice = {}): Promise<string> {
  await toConfirm(page, choice)
  await page.getByRole('button', { name: '予約', exact: true }).click()
  await page.waitForURL(/\/my\/orders\/[0-9a-f-]{36}$/)
  await page.waitForLoadState()
  return page.url().split('/').at(-1)!
}

/** Puts bibs into the basket and reserves them. */
export async function reserve(page: Page, bibIds: BibId[], choice: Choice = {}): Promise<void> {
  for (const bibId of bibIds) await intoBasket(page, bibId)
  await placeOrder(page, choice)
}

/** The row of a title in 予約状況一覧. */
export async function rowOf(page: Page, title: string) {
  await page.goto('/my/holds')
  return page.getByRole('row').filter({ has: page.getByRole('link', { name: title, exact: true }) })
}

/** 「状態」 of a title, and the line under it. */
export async function stateOf(page: Page, title: string): Promise<string> {
  return (await (await rowOf(page, title)).locator('td').first().textContent()) ?? ''
}

/**
 * Lets the next night come: the window begins, the run does its work, and at ten in the morning the patrons sign in.
 */
export async function sleep(service: Service, ...patrons: PatronAtHome[]): Promise<Temporal.PlainDate> {
  const day = dayOf(service.library.clock.now()).add({ days: 1 })
  service.library.clock.set(`${day}T03:00:00`)
  await runNight(service.library, day)
  service.library.clock.set(`${day}T10:00:00`)
  for (const patron of patrons) await signInAgain(service, patron)
  return day
}

const staff = { is: 'staff', login: 'counter' } as const

/** Scans a copy at a desk. */
export async function scan(service: Service, itemId: ItemId, branchId = BranchId('chuo')) {
  return checkIn(service.library, { actor: staff, branchId, barcode: await barcodeOf(service, itemId) })
}

/** Lends a copy at the counter. */
export async function lend(service: Service, itemId: ItemId, patronId: PatronId, branchId = BranchId('chuo')) {
  const order: CheckOutOrder = { actor: staff, branchId, barcode: await barcodeOf(service, itemId), patronId }
  const lent = await checkOut(service.library, order)
  if (!lent.ok) throw new Error(`This copy cannot be lent: ${lent.refusal.why}`)
  return lent.value
}

async function barcodeOf({ library }: Service, itemId: ItemId): Promise<string> {
  const row = await library.db.selectFrom('item').where('id', '=', itemId).select('barcode').executeTakeFirstOrThrow()
  return row.barcode
}

/** What stands in a patron's basket. */
export async function basketOf({ library }: Service, patronId: PatronId): Promise<BibId[]> {
  const rows = await library.db
    .selectFrom('basket_line')
    .where('patron_id', '=', patronId)
    .select('bib_id')
    .orderBy('added_at')
    .execute()
  return rows.map(row => row.bib_id)
}

/** How many holds a patron ever asked for. */
export async function countHolds({ library }: Service, patronId: PatronId): Promise<number> {
  const rows = await library.db.selectFrom('hold').where('patron_id', '=', patronId).select('id').execute()
  return rows.length
}

/** Looked at by axe at three widths, and by us in shots/. */
export async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name)
  await shoot(page, name)
}
