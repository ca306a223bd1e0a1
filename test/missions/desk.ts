import type { Page } from 'playwright-core'
import { serveWeb, type WebServer } from '../../src/web/serve.ts'
import { expectAccessible } from '../axe.ts'
import { shoot, visit } from '../browser.ts'
import { type GivenBib, givenBib, givenBranches } from '../given.ts'
import { type GivenPatron, givenPatron, signIn } from '../given-patron.ts'
import { openLibrary, type TestLibrary } from '../library.ts'

/** A library with its branches, open to patrons' browsers. */
export type Service = { library: TestLibrary; web: WebServer; base: string }

export async function openService(at?: string): Promise<Service> {
  const library = await openLibrary(at ? { at } : {})
  await givenBranches(library)
  const web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
  return { library, web, base: `http://127.0.0.1:${web.port}` }
}

export type PatronAtHome = { page: Page; id: number; cardNumber: string; password: string }

/** A patron who has signed in through the 認証ページ, with JavaScript off. */
export async function patronAtHome(service: Service, given: GivenPatron = {}): Promise<PatronAtHome> {
  const patron = await givenPatron(service.library, given)
  const { page } = await visit(service.base)
  await signIn(page, patron)
  return { page, ...patron }
}

/** Puts a bib into the basket as the record's page does; opens the basket. */
export async function intoBasket(page: Page, bibId: number): Promise<void> {
  await page.goto(`/bib/${bibId}`)
  await page.getByRole('button', { name: '予約かごへ' }).first().click()
}

/** From the basket to 予約結果 with the choices given. */
export async function placeOrder(
  page: Page,
  { pickup = '中央図書館', contact = '自主確認', button = '通常予約' } = {},
): Promise<void> {
  await page.goto('/my/basket')
  const place = page.getByLabel(pickup, { exact: false }).first()
  if (!(await place.isVisible())) await page.getByText('移動図書館車の利用ステーション').click()
  await place.check()
  await page.getByLabel(contact).check()
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('button', { name: '予約', exact: true }).click()
}

export const givenBook = (service: Service, given: GivenBib = {}) => givenBib(service.library, given)

/** Looked at by axe at three widths, and by us in shots/. */
export async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name)
  await shoot(page, name)
}
