import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openBrowser } from '../browser.ts'
import { demoDirectory, type Service, startService } from './service.ts'

/** One second is promised; a machine full of tests has pauses of its own. Who waits for a frozen database waits on. */
const soonMs = 2_000

let env: { DATA_DIR: string }
let service: Service
let bib = ''
beforeAll(async () => {
  env = { DATA_DIR: await demoDirectory() }
  service = await startService(env)
  await vi.waitFor(async () => expect(await textOf('/metrics')).toMatch(/^kago_catalogue_copy_lag_seconds \d/m), 60_000)
  bib = /\/bib\/(\d+)/.exec(await textOf('/search?q=%E7%8C%AB'))![1]!
})
afterAll(() => service.stop())

const textOf = async (path: string) => (await fetch(`${service.url}${path}`)).text()
const statusOf = async (path: string) => (await fetch(`${service.url}${path}`)).status

type Seen = { path: string; status: number; ms: number; text: string; retryAfter: string | null }
async function open(path: string, init: RequestInit = {}): Promise<Seen> {
  const begun = performance.now()
  const answer = await fetch(`${service.url}${path}`, { redirect: 'manual', ...init })
  const text = await answer.text()
  const retryAfter = answer.headers.get('retry-after')
  return { path, status: answer.status, ms: performance.now() - begun, text, retryAfter }
}

/** What anybody may read and what machines ask of the catalogue. */
const readable = () => [
  '/',
  '/search?q=%E7%8C%AB',
  '/search?q=%E5%A4%8F%E7%9B%AE&page=1&sort=newest',
  '/search/advanced',
  `/bib/${bib}`,
  `/bib/${bib}.json`,
  `/bib/${bib}/related`,
  `/children/bib/${bib}`,
  '/new',
  '/new.atom',
  '/news.atom?branch=chuo&lang=en',
  '/ranking',
  '/classes',
  '/authors',
  '/subjects',
  '/children',
  '/calendar',
  '/guide',
  '/suggestions?q=%E7%8C%AB',
  `/cite.ris?id=${bib}`,
  '/sru?operation=searchRetrieve&version=1.2&query=%E7%8C%AB&maximumRecords=2',
]

/** Opens all of them again and again. @returns each that failed or was late, and how many there were */
async function readFor(ms: number): Promise<{ failed: string[]; count: number }> {
  const failed: string[] = []
  let count = 0
  for (const until = performance.now() + ms; performance.now() < until; )
    for (const path of readable()) {
      const seen = await open(path)
      count++
      if (seen.status !== 200 || seen.ms > soonMs) failed.push(`${path} ${seen.status} ${Math.round(seen.ms)} ms`)
    }
  return { failed, count }
}

const postmaster = () => Number(readFileSync(join(env.DATA_DIR, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
const allOf = (pid: number) => [
  pid,
  ...execFileSync('ps', ['-o', 'pid=', '--ppid', `${pid}`], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
    .map(Number),
]

test('with the database there, everything is read as it is now', async () => {
  for (const path of readable()) expect([path, await statusOf(path)]).toEqual([path, 200])
  expect(await textOf(`/bib/${bib}`)).not.toContain('数分前の状態です')
})

test('a database that is killed: no search and no record page fails while it starts again', async () => {
  const first = postmaster()
  const reading = readFor(4_000)
  process.kill(first, 'SIGKILL')
  const { failed, count } = await reading
  expect(failed).toEqual([])
  expect(count).toBeGreaterThan(readable().length)
  await expect.poll(() => statusOf('/readyz'), { timeout: 20_000 }).toBe(200)
}, 60_000)

/** A counter that was at work before. */
async function openCounter(): Promise<Page> {
  const page = await (await (await openBrowser()).newContext({ baseURL: service.url })).newPage()
  await page.goto('/counter/login')
  await page.getByLabel('職員ID').fill('mado')
  await page.getByLabel('パスワード').fill('demo-tori-kago-1')
  await page.getByRole('button', { name: 'ログイン' }).click()
  await page.getByRole('heading', { name: 'カウンター業務' }).waitFor()
  return page
}
let counter: Page
let returned = ''

describe('a database that is frozen', () => {
  let frozen: number[] = []
  beforeAll(async () => {
    await vi.waitFor(async () => expect(await statusOf('/login')).toBe(200), 20_000)
    counter = await openCounter()
    frozen = allOf(postmaster())
    for (const pid of frozen) process.kill(pid, 'SIGSTOP')
  }, 60_000)
  afterAll(() => {
    for (const pid of frozen) process.kill(pid, 'SIGCONT')
  })

  test('the first ones who come wait less than a second, and get what they asked for or why not', async () => {
    const [record, login] = await Promise.all([open(`/bib/${bib}`), open('/login')])
    expect([record.status, record.ms < soonMs]).toEqual([200, true])
    expect([login.status, login.ms < soonMs]).toEqual([503, true])
  })

  test('search, records, calendar and machines go on', async () => {
    const { failed } = await readFor(3_000)
    expect(failed).toEqual([])
    for (const [cookie, words] of [
      ['', '数分前の状態です'],
      ['language=en', 'as of a few minutes ago'],
      ['language=ja-easy', '数分前の 状態です'],
    ] as const) {
      const { text } = await open(`/bib/${bib}`, { headers: { cookie } })
      expect(text.replaceAll(/<rp.*?<\/rp>|<rt.*?<\/rt>|<\/?ruby>/g, '')).toContain(words)
      expect(text).toContain('id="where"')
    }
  })

  test('whoever reads by a copy’s number finds its book', async () => {
    const barcode = /<span class="lab">資料コード[^<]*<\/span>\s*([0-9A-Za-z]+)/.exec(
      (await open(`/bib/${bib}`)).text,
    )![1]!
    expect((await open(`/search?q=${barcode}`)).status).toBe(302)
  })

  test.each(['/login', '/my', '/my/basket', '/my/holds', '/counter', '/counter/login', '/self-check'])(
    '%s says what is the matter, and when to come again',
    async path => {
      const { status, ms, text, retryAfter } = await open(path)
      expect([status, retryAfter, ms < soonMs]).toEqual([503, '10', true])
      expect(text).toContain('ただいまお手続きができません')
      expect(text).toContain('本をさがす')
    },
  )

  test('what was typed is kept, but no password', async () => {
    const body = new URLSearchParams({ card: '00012345', password: '7294', note: '<猫>の本' })
    const { status, text } = await open('/login', {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    expect(status).toBe(503)
    expect(text).toMatch(/<form method="post" action="\/login"/)
    expect(text).toContain('<input type="hidden" name="card" value="00012345"/>')
    expect(text).toContain('&lt;猫&gt;の本')
    expect(text).not.toContain('7294')
    expect(text).toContain('もう一度送る')
  })

  test('a counter scans on, in the page to which each of its pages leads', async () => {
    returned = /<span class="lab">資料コード[^<]*<\/span>\s*([0-9A-Za-z]+)/.exec((await open(`/bib/${bib}`)).text)![1]!
    await counter.goto('/counter/check-in')
    await counter.getByRole('link', { name: 'つながらないときの窓口' }).click()
    await counter.getByLabel('返す資料のコード').fill(returned)
    await counter.keyboard.press('Enter')
    await counter.getByRole('button', { name: `返却 ${returned} をやめる` }).waitFor()
    await counter.getByRole('button', { name: 'まとめて記録する' }).click()
    await counter.getByRole('alert').filter({ hasText: 'まだつながりません' }).waitFor()
  }, 60_000)

  test('it lives, and is not ready', async () => {
    expect(await statusOf('/healthz')).toBe(200)
    expect((await open('/readyz')).text).toBe('the database does not answer')
    expect(await statusOf('/readyz?exclude=database')).toBe(200)
  })
})

test('afterwards everything is as before, by itself', async () => {
  await expect.poll(() => statusOf('/readyz'), { timeout: 20_000 }).toBe(200)
  await expect.poll(() => textOf(`/bib/${bib}`), { timeout: 20_000 }).not.toContain('数分前の状態です')
  await expect.poll(() => statusOf('/login'), { timeout: 20_000 }).toBe(200)
}, 60_000)

test('what the counter has scanned meanwhile is recorded, once', async () => {
  const tell = () => counter.getByRole('button', { name: 'まとめて記録する' }).click()
  await tell()
  await counter.getByText('残っている読みとりはありません。').waitFor()
  expect(await counter.getByRole('list', { name: '記録したもの' }).textContent()).toContain('返却を記録しました。')
  await counter.goto(`/counter/items?barcode=${returned}`)
  expect(await counter.getByRole('main').textContent()).toContain('mado')
}, 60_000)
