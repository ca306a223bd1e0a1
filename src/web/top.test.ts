import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../../test/axe.ts'
import { shoot, visit } from '../../test/browser.ts'
import { openLibrary } from '../../test/library.ts'
import { serveWeb, type WebServer } from './serve.ts'

let web: WebServer
let base: string
beforeAll(async () => {
  web = await serveWeb(await openLibrary(), { port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${web.port}`
})
afterAll(() => web.close())

test('the top page is one heading and a search, without script', async () => {
  const { page } = await visit(base)
  await page.goto('/')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('本・資料を探す')
  await expectAccessible(page, 'top')
  await shoot(page, 'top')
})
