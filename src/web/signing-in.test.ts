import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../../test/axe.ts'
import { shoot, visit } from '../../test/browser.ts'
import { givenPatron, givenSession, signIn } from '../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { serveWeb, type WebServer } from './serve.ts'

let web: WebServer
let library: TestLibrary
let base: string
beforeAll(async () => {
  library = await openLibrary()
  web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${web.port}`
})
afterAll(() => web.close())

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(base + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })

test('the 認証ページ lets a patron in, and says no without saying why', async () => {
  const patron = await givenPatron(library)
  const { page } = await visit(base)
  await page.goto('/my/settings')
  expect(page.url()).toBe(`${base}/login?next=%2Fmy%2Fsettings`)
  await expectAccessible(page, 'login')
  await signIn(page, { cardNumber: patron.cardNumber, password: '0000' })
  expect(await page.getByRole('alert').textContent()).toContain('ちがいます')
  await expectAccessible(page, 'login refused')
  await shoot(page, 'login')
  await signIn(page, patron)
  expect(page.url()).toBe(`${base}/my`)
})

test('a form of a patron needs the token of the session, and a page of ours', async () => {
  const { id } = await givenPatron(library)
  const { cookie, csrf } = await givenSession(library, id)
  const own = { 'sec-fetch-site': 'same-origin' }
  expect((await post('/logout', {}, { cookie, ...own })).status).toBe(403)
  expect((await post('/logout', { csrf: 'x' }, { cookie, ...own })).status).toBe(403)
  expect((await post('/logout', { csrf }, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await post('/logout', { csrf }, { cookie, origin: 'https://elsewhere.example' })).status).toBe(403)
  // A feature phone that sends neither header has the token.
  expect((await post('/logout', { csrf }, { cookie })).status).toBe(303)
  const after = await fetch(`${base}/my`, { headers: { cookie }, redirect: 'manual' })
  expect(after.headers.get('location')).toBe('/login?next=%2Fmy')
})
