import { afterAll, beforeAll, expect, test } from 'vitest'
import { visit } from '../../../test/browser.ts'
import { givenBib, givenBranches, givenIndex } from '../../../test/given.ts'
import { openLibrary } from '../../../test/library.ts'
import { serveWeb, type WebServer } from '../serve.ts'

let web: WebServer
let base: string
let cat: number
beforeAll(async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const work = { title: '吾輩は猫である', author: '夏目漱石', extent: '15cm', subjects: ['小説'] }
  cat = (await givenBib(library, { ...work, publisher: '岩波書店', year: 1990 })).id
  await givenBib(library, { ...work, publisher: '新潮社', year: 1961 })
  for (let number = 1; number <= 200; number++) await givenBib(library, { title: `図録 その${number}` })
  await givenIndex(library)
  web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${web.port}`
})
afterAll(() => web.close())

test('two editions of one name are told apart on the shelf', async () => {
  const { page } = await visit(base)
  await page.goto(`/bib/${cat}`)
  expect(await page.locator('.shelf li > small').allTextContents()).toEqual([
    '新潮社 1961',
    '見ている本',
    '岩波書店 1990',
  ])
})

test('on paper the record is whole, with the address it came from', async () => {
  const { page } = await visit(base)
  await page.goto(`/bib/${cat}`)
  const extent = page.locator('.facts dd', { hasText: /^15cm$/ })
  const address = page.getByText(`このページのアドレス ${base}/bib/${cat}`)
  expect([await extent.isVisible(), await address.isVisible()]).toEqual([false, false])
  await page.emulateMedia({ media: 'print' })
  expect([await extent.isVisible(), await address.isVisible()]).toEqual([true, true])
})

test('ten pages of hits say how to find one’s way; nothing found says what to try', async () => {
  const { page } = await visit(base)
  const main = page.getByRole('main')
  await page.goto('/search?q=図録')
  expect(await main.textContent()).toContain('たくさん見つかりました。')
  await page.goto('/search?q=吾輩')
  expect(await main.textContent()).not.toContain('たくさん見つかりました。')
  await page.goto('/search?q=存在しない題名')
  expect(await main.textContent()).toContain('ひらがなでさがす')
  await page.getByRole('link', { name: '著者からさがす' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('著者からさがす')
})

test('the classes say in everyday words what stands there', async () => {
  const { page } = await visit(base)
  await page.goto('/classes')
  expect(await page.getByRole('link', { name: /^9 文学/ }).textContent()).toContain('小説・詩・随筆')
  // What stands beside a class and what is said of it are of one kind.
  expect(await page.getByRole('main').textContent()).toContain('数字は件数です')
  expect(await page.getByRole('link', { name: /^9 文学/ }).textContent()).toMatch(/\d件/)
})

test('no count beside a filter is broken in two', async () => {
  const { page } = await visit(base, { width: 1280 })
  await page.goto('/search?q=図録')
  const heights = await page.locator('.filters .pick small').evaluateAll(counts => counts.map(one => one.clientHeight))
  expect(heights.length).toBeGreaterThan(3)
  expect(new Set(heights).size).toBe(1)
})

test('the filters are one step away on a wide screen too, before the hits; the heading stands where the list stands', async () => {
  const { page } = await visit(base, { width: 1280 })
  await page.goto('/search?q=図録')
  const toFilters = page.getByRole('link', { name: 'しぼりこみへ' })
  expect(await toFilters.isVisible()).toBe(true)
  const stops = await page
    .locator('main a[href]')
    .evaluateAll(links => links.map(link => link.getAttribute('href') ?? ''))
  expect(stops.indexOf('#filters')).toBeLessThan(stops.findIndex(href => href.startsWith('/bib/')))
  const [heading, list] = [page.getByRole('heading', { level: 1 }), page.locator('main ol').first()]
  expect((await heading.boundingBox())!.x).toBe((await list.boundingBox())!.x)
})

test('on a telephone the doors of the first page leave no hole, and no hours are broken in two', async () => {
  const { page } = await visit(base, { width: 390 })
  await page.goto('/')
  const doors = await page.locator('.doors:visible > a').evaluateAll(all =>
    all.map(one => {
      const { top, right } = one.getBoundingClientRect()
      return [Math.round(top), Math.round(right)] as const
    }),
  )
  const edge = Math.max(...doors.map(([, right]) => right))
  for (const row of new Set(doors.map(([top]) => top)))
    expect(Math.max(...doors.filter(([top]) => top === row).map(([, right]) => right)), `the row at ${row}`).toBe(edge)
  const hours = await page.locator('.hours li').allTextContents()
  expect(hours.length).toBeGreaterThan(1)
  const broken = await page.locator('.hours li span').evaluateAll(
    spans =>
      spans.filter(one => {
        const words = [...(one.textContent ?? '').matchAll(/（[^）]*）/g)]
        const text = one.firstChild
        return words.some(({ index, 0: word }) => {
          const range = one.ownerDocument.createRange()
          range.setStart(text!, index)
          range.setEnd(text!, index + word.length)
          return range.getClientRects().length > 1
        })
      }).length,
  )
  expect(broken).toBe(0)
})
