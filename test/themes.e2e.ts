import { afterAll, beforeAll, expect, test } from 'vitest'
import { visit } from './browser.ts'
import { givenBib, givenIndex } from './given.ts'
import { staffAtDesk } from './given-staff.ts'
import { look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('a theme is made at the desk, filled several at once, put into order, and read by patrons and children', async () => {
  const { library } = service
  const snow = await givenBib(library, { title: '北越雪譜', author: '鈴木牧之', isbns: ['9784003022610'] })
  const tale = await givenBib(library, { title: '雪わたり', author: '宮沢賢治', audience: 'child' })
  await givenIndex(library)
  const { page } = await staffAtDesk(service, { role: 'chief' })
  await page.goto('/counter')
  await page.getByRole('link', { name: '特集' }).click()
  await look(page, 'counter-themes-empty')
  await page.getByLabel('最後の日').fill('2026-11-01')
  await page.getByRole('button', { name: '保存する' }).click()
  const wrong = (await page.getByRole('alert').textContent())!
  for (const said of ['入力してください。', '最後の日が、最初の日より前']) expect(wrong).toContain(said)
  await page.getByLabel('題', { exact: true }).fill('雪を読む')
  await page.getByLabel('紹介文', { exact: true }).fill('雪の夜に読みたい本です。\n<b>県内</b>の作家から。')
  await page.getByLabel('最後の日').fill('2026-12-25')
  await page.getByLabel('どの館の特集か').selectOption('朝日図書館')
  await page.getByLabel('こどものページにも出す').check()
  await page.getByText('ほかのことばでも書く').click()
  await page.getByLabel('題（やさしい日本語）').fill('雪(ゆき)の 本(ほん)')
  await page.getByLabel('題（英語）').fill('Snow')
  await page.getByRole('button', { name: '保存する' }).click()
  expect(await page.getByRole('status').textContent()).toBe('「雪を読む」を保存しました。')

  const numbers = page.getByLabel('書誌番号・ISBN・資料コード')
  await numbers.fill(`978-4-00-302261-0 江戸の雪国\n999999\n書誌番号 ${tale.id}\n888888`)
  await page.getByRole('button', { name: '加える' }).click()
  const unknown = (await page.getByRole('alert').textContent())!
  expect(unknown).toContain('2行目「999999」')
  expect(unknown).toContain('4行目「888888」')
  await look(page, 'counter-theme-wrong')
  await numbers.fill(`978-4-00-302261-0 江戸の雪国\n書誌番号 ${tale.id}`)
  await page.getByRole('button', { name: '加える' }).click()
  expect(await page.getByRole('status').textContent()).toBe('2点を加えました。')
  await page.getByLabel('「雪わたり」の順').fill('1')
  await page.getByLabel('「雪わたり」のひとこと').fill('かた雪かんこ、しみ雪しんこ')
  await page.getByRole('button', { name: '順とひとことを保存する' }).click()
  expect(await page.getByRole('status').textContent()).toBe('順とひとことを保存しました。')
  await look(page, 'counter-theme')

  const { page: reader } = await visit(service.base)
  // What stands on every page is asked of the database once a second.
  library.clock.forward({ seconds: 2 })
  await reader.goto('/')
  await look(reader, 'top-with-themes')
  await reader.getByRole('link', { name: '特集の一覧' }).click()
  await look(reader, 'themes')
  await reader.getByRole('link', { name: '雪を読む' }).click()
  await look(reader, 'theme')
  const address = reader.url()
  expect(await reader.locator('.hit h2').allTextContents()).toEqual(['雪わたり', '北越雪譜'])
  expect(await reader.locator('.hit').first().textContent()).toContain('かた雪かんこ')
  expect(await reader.locator('main').textContent()).toContain('<b>県内</b>')
  expect(await reader.locator('main').textContent()).toContain('朝日図書館の特集')
  await reader.getByRole('button', { name: '北越雪譜 を予約かごへ' }).click()
  await reader.waitForURL(/\/login/)
  for (const [language, title] of [
    ['ja-easy', '雪（ゆき）の 本（ほん）'],
    ['en', 'Snow'],
  ] as const) {
    await reader.goto(`/language?to=${language}&back=${encodeURIComponent(new URL(address).pathname)}`)
    expect(await reader.locator('h1').textContent()).toContain(title)
    await look(reader, `theme-${language}`)
  }

  await reader.goto('/language?to=ja&back=/children')
  await look(reader, 'children-with-themes')
  await reader.getByRole('link', { name: /雪.*の 本/ }).click()
  await look(reader, 'child-theme')
  await reader.getByRole('link', { name: '北越雪譜' }).click()
  await reader.getByRole('link', { name: /ほかの 本/ }).click()
  expect(await reader.locator('.child-books li').count()).toBe(2)
  const feed = await (await fetch(`${service.base}/themes.atom`)).text()
  expect(feed).toContain('<title>雪を読む</title>')

  library.clock.set('2026-12-26T10:00:00')
  expect((await reader.goto(address))!.status()).toBe(410)
  expect(await reader.locator('h1').textContent()).toBe('特集「雪を読む」は終わりました')
  await look(reader, 'theme-over')
  expect((await reader.goto(`/children?theme=${address.split('/').at(-1)}`))!.status()).toBe(410)
  await reader.goto('/')
  expect(await reader.getByRole('heading', { name: '特集' }).count()).toBe(0)
  expect((await reader.goto('/themes/x'))!.status()).toBe(404)

  library.clock.set('2026-11-24T10:05:00')
  await page.goto('/counter/themes')
  await look(page, 'counter-themes')
  await page.getByRole('button', { name: '「雪を読む」を消す' }).click()
  expect(await page.getByRole('status').textContent()).toBe('特集を消しました。')
  expect(snow.id).toBeGreaterThan(0)
})

test('who may not change the catalogue makes no theme', async () => {
  const { page } = await staffAtDesk(service, { role: 'counter' })
  expect((await page.goto('/counter/themes'))!.status()).toBe(403)
})
