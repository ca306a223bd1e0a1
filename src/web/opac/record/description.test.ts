import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenBib, givenBranches, givenIndex } from '../../../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../../../test/library.ts'
import { paths } from '../../paths.ts'
import { serveWeb, type WebServer } from '../../serve.ts'

let library: TestLibrary
let web: WebServer
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
})
afterAll(() => web.close())

const page = async (path: string) => (await fetch(`http://127.0.0.1:${web.port}${path}`)).text()
const described = (html: string) => /<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? null

test('a record is described by its creators, publisher, year and note', async () => {
  const full = await givenBib(library, {
    title: '北越雪譜',
    creators: [{ name: '鈴木, 牧之, 1770-1842', role: null, reading: 'スズキ, ボクシ' }],
    publisher: '岩波書店',
    year: 1936,
    note: '雪国の"くらし"。'.repeat(30),
  })
  await givenIndex(library)
  const line = described(await page(paths.bib(full.id)))
  expect(line).toMatch(/^鈴木牧之　岩波書店　1936年　雪国の&quot;くらし&quot;。/)
})

test('every page that search engines may show says in a sentence what it is', async () => {
  for (const path of [paths.top, paths.newArrivals, paths.classes, paths.children, paths.calendar, paths.guide]) {
    const html = await page(path)
    expect([path, described(html) !== null || html.includes('content="noindex"')]).toEqual([path, true])
  }
})
