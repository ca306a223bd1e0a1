import { afterAll, beforeAll, expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { visit } from './browser.ts'
import { staffAtDesk } from './given-staff.ts'
import { readXml } from './judges.ts'
import { look, openService, type Service } from './missions/desk.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.web.close())

test('a piece of news stands on the top page from its day until its day, in the language of the reader', async () => {
  const { page } = await staffAtDesk(service, { role: 'chief' })
  await page.goto('/counter')
  await page.getByRole('link', { name: 'トップページのお知らせ' }).click()
  await look(page, 'counter-news-empty')
  await page.getByLabel('最後の日').fill('2026-11-01')
  await page.getByText('ほかのことばでも書く').click()
  await page.getByLabel('本文（英語）').fill('On Saturday')
  await page.getByRole('button', { name: '載せる' }).click()
  const all = (await page.getByRole('alert').textContent())!
  for (const said of ['入力してください。', '最後の日が、最初の日より前', '題も書いてください。'])
    expect(all).toContain(said)
  await page.getByLabel('題', { exact: true }).fill('秋の読書会')
  await page.getByRole('button', { name: '載せる' }).click()
  const summary = (await page.getByRole('alert').textContent())!
  expect(summary).toContain('最後の日が、最初の日より前になっています。')
  expect(summary).toContain('本文を書いたことばでは、題も書いてください。')
  expect(await page.getByLabel('題', { exact: true }).inputValue()).toBe('秋の読書会')

  await page.getByLabel('最後の日').fill('2026-12-05')
  await page.getByLabel('本文', { exact: true }).fill('土曜日の午後2時から。\n<b>申込みはいりません。</b>')
  await page.getByLabel('題（英語）').fill('Reading circle')
  await page.getByLabel('題（やさしい日本語）').fill('本の 話を する 会')
  await page.getByRole('button', { name: '載せる' }).click()
  expect(await page.getByRole('status').textContent()).toBe('「秋の読書会」を載せました。')
  await look(page, 'counter-news')

  const { page: reader } = await visit(service.base)
  const told = async (language: string) => {
    // What stands on every page is asked of the database once a second.
    service.library.clock.forward({ seconds: 2 })
    await reader.goto(`/language?to=${language}&back=/`)
    return (await reader.locator('section[aria-labelledby=news]').allTextContents()).join('')
  }
  expect(await told('ja')).toContain('秋の読書会')
  expect(await told('ja')).toContain('<b>申込みはいりません。</b>')
  await look(reader, 'top-with-news')
  expect(await told('ja-easy')).toContain('本の 話を する 会')
  expect(await told('en')).toContain('Reading circle')
  expect(await told('en')).not.toContain('秋の読書会')

  await page.getByRole('link', { name: '「秋の読書会」を書きなおす' }).click()
  expect(await page.getByLabel('題（英語）').inputValue()).toBe('Reading circle')
  await page.getByLabel('題', { exact: true }).fill('冬の読書会')
  await page.getByRole('button', { name: '載せる' }).click()
  expect(await page.getByRole('row').count()).toBe(2)
  expect(await told('ja')).toContain('冬の読書会')

  service.library.clock.set('2026-12-06T10:00:00')
  expect(await told('ja')).toBe('')
  service.library.clock.set('2026-12-05T10:00:00')
  expect(await told('ja')).toContain('冬の読書会')
  service.library.clock.set('2026-11-24T10:05:00')
  await page.goto('/counter/news')
  await page.getByRole('button', { name: '「冬の読書会」を消す' }).click()
  expect(await page.getByRole('status').textContent()).toBe('お知らせを消しました。')
  expect(await told('ja')).toBe('')
})

test('important news stand first, news of a branch on its page, and each has its feed; another desk is not written over', async () => {
  service.library.clock.set('2026-11-24T11:00:00')
  const { page } = await staffAtDesk(service, { role: 'chief' })
  const write = async (title: string, ticks: readonly string[]) => {
    await page.goto('/counter/news')
    await page.getByLabel('題', { exact: true }).fill(title)
    for (const tick of ticks) await page.getByLabel(tick).check()
    await page.getByRole('button', { name: '載せる' }).click()
    await page.getByRole('status').waitFor()
  }
  await write('玄関の工事をしています。しばらくのあいだ、北がわの通用口からお入りください', [
    '朝日図書館',
    '重要なお知らせにする',
  ])
  await write('おはなし会', [])
  await write('上映会', ['中央図書館', '朝日図書館'])
  await look(page, 'counter-news-branches')

  const { page: reader } = await visit(service.base)
  service.library.clock.forward({ seconds: 2 })
  for (const language of ['ja-easy', 'en', 'ja']) {
    await reader.goto(`/language?to=${language}&back=/`)
    await look(reader, `top-with-important-news-${language}`)
  }
  expect(await reader.locator('main h2').first().textContent()).toBe('重要なお知らせ')
  expect(await reader.locator('section[aria-labelledby=important]').textContent()).toContain('【重要】玄関の工事')
  expect(await reader.locator('section[aria-labelledby=news]').textContent()).not.toContain('玄関の工事')
  await reader.getByRole('link', { name: 'お知らせの一覧' }).click()
  expect(await reader.locator('.news h2').count()).toBe(3)
  await reader.getByLabel('館をえらぶ').selectOption('朝日図書館')
  await reader.getByRole('button', { name: '表示する' }).click()
  expect(await reader.locator('h1').textContent()).toBe('朝日図書館のお知らせ')
  await look(reader, 'news-of-a-branch')
  await reader.getByLabel('館をえらぶ').selectOption('移動図書館車')
  await reader.getByRole('button', { name: '表示する' }).click()
  expect(await reader.locator('.news h2').allTextContents()).toEqual(['おはなし会'])
  expect((await reader.goto('/news?branch=nowhere'))!.status()).toBe(404)

  const feed = async (query: string) => readXml(await (await fetch(`${service.base}/news.atom${query}`)).text())
  const titles = (xml: Awaited<ReturnType<typeof feed>>) =>
    Array.from(xml.getElementsByTagName('title'), one => one.textContent).slice(1)
  expect(titles(await feed('')).length).toBe(3)
  expect(titles(await feed('?branch=bm'))).toEqual(['おはなし会'])
  const english = await feed('?branch=asahi&lang=en')
  expect(english.documentElement!.getAttribute('xml:lang')).toBe('en')
  expect(titles(english)[0]).toContain('Important: ')
  expect((await fetch(`${service.base}/news.atom?branch=nowhere`)).status).toBe(404)
  await reader.goto('/language?to=en&back=/news?branch=asahi')
  const named = await reader.locator('link[rel=alternate][type="application/atom+xml"]').getAttribute('href')
  expect(named).toBe('/news.atom?branch=asahi&lang=en')
  await reader.goto('/language?to=ja&back=/news')

  const closedFrom = (closed_for_good_from: Temporal.PlainDate | null) =>
    service.library.db.updateTable('branch').set({ closed_for_good_from }).where('id', 'in', closed).execute()
  const closed = [BranchId('asahi'), BranchId('bm')]
  await closedFrom(Temporal.PlainDate.from('2026-11-24'))
  service.library.clock.forward({ seconds: 2 })
  await reader.goto('/news')
  expect(await reader.locator('.news li', { hasText: '玄関の工事' }).textContent()).toContain('朝日図書館')
  const offered = await reader.getByLabel('館をえらぶ').locator('option').allTextContents()
  expect([offered.includes('朝日図書館'), offered.includes('移動図書館車')]).toEqual([true, false])
  await page.goto('/counter/news')
  expect([await page.getByLabel('朝日図書館').count(), await page.getByLabel('中央図書館').count()]).toEqual([0, 1])
  await page.getByRole('link', { name: '「上映会」を書きなおす' }).click()
  expect(await page.getByLabel('朝日図書館').isChecked()).toBe(true)
  await page.getByRole('button', { name: '載せる' }).click()
  await page.getByRole('status').waitFor()
  await closedFrom(null)

  // A feed leads to the piece of news, and after its last day to where that is said; its name stays the same.
  const told = (await feed('')).getElementsByTagName('entry')[0]!
  const lead = told.getElementsByTagName('link')[0]!.getAttribute('href')!
  expect(told.getElementsByTagName('id')[0]!.textContent).toMatch(/\/news#news-[^?]+$/)
  expect(lead).toMatch(/\/news\?of=.+#news-/)
  await reader.goto(lead)
  expect(await reader.getByRole('status').count()).toBe(0)
  await reader.goto(lead.replace(/of=[^#]+/, 'of=gone'))
  expect(await reader.getByRole('status').textContent()).toContain('おさがしのお知らせは、もう終わりました。')
  await look(reader, 'news-over')

  const { page: other } = await staffAtDesk(service, { role: 'chief' })
  for (const one of [page, other]) {
    await one.goto('/counter/news')
    await one.getByRole('link', { name: '「上映会」を書きなおす' }).click()
  }
  service.library.clock.forward({ minutes: 1 })
  await page.getByLabel('題', { exact: true }).fill('冬の上映会')
  await page.getByRole('button', { name: '載せる' }).click()
  await page.getByRole('status').waitFor()
  await other.getByLabel('題', { exact: true }).fill('夏の上映会')
  await other.getByRole('button', { name: '載せる' }).click()
  expect(await other.getByRole('alert').textContent()).toContain('ほかの画面で書きかえられました。')
  await look(other, 'counter-news-changed-meanwhile')
  expect(await other.getByLabel('題', { exact: true }).inputValue()).toBe('夏の上映会')
  expect(await other.getByLabel('中央図書館').isChecked()).toBe(true)
  expect(await other.getByRole('row', { name: /冬の上映会/ }).count()).toBe(1)
  await other.getByRole('button', { name: '載せる' }).click()
  expect(await other.getByRole('status').textContent()).toBe('「夏の上映会」を載せました。')
})

test('who serves patrons alone writes no news', async () => {
  const { page } = await staffAtDesk(service, { role: 'counter' })
  expect((await page.goto('/counter/news'))!.status()).toBe(403)
})
