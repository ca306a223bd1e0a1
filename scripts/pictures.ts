// The pictures of README and of the handbook: `npm run pictures`. They are taken from the demo library at a fixed
// moment, so that they change only when the pages do.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { startChromium } from '../test/chromium.ts'

const at = '2026-11-25T10:00:00+09:00'
const folder = 'docs/pictures'

type Picture = { file: string; width: number; height: number; goThere(page: Page): Promise<unknown> }

const desk = { width: 1280, height: 800 }

const pictures: Picture[] = [
  {
    file: 'search.png',
    ...desk,
    goThere: page => page.goto(`/search?q=${encodeURIComponent('そうせき')}`),
  },
  {
    file: 'holds.png',
    width: 390,
    height: 640,
    async goThere(page) {
      await page.goto('/my/holds')
      await page.getByLabel('利用者カード番号').fill('00012345')
      await page.getByLabel('パスワード').fill('7294')
      await page.getByRole('button', { name: 'ログイン' }).click()
    },
  },
  {
    file: 'counter.png',
    ...desk,
    async goThere(page) {
      await signIn(page, 'mado', 'demo-tori-kago-1')
      await page.goto('/counter/check-out')
      await page.locator('input:focus').fill('00012345')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: '籠目 花子' }).waitFor()
    },
  },
  {
    file: 'pull.png',
    ...desk,
    async goThere(page) {
      await signIn(page, 'mado', 'demo-tori-kago-1')
      await page.goto('/counter/pull')
    },
  },
  {
    file: 'patron.png',
    ...desk,
    async goThere(page) {
      await signIn(page, 'mado', 'demo-tori-kago-1')
      await page.goto(`/counter/patrons?q=${encodeURIComponent('籠目')}`)
    },
  },
  {
    file: 'plan.png',
    ...desk,
    async goThere(page) {
      await signIn(page, 'kanri', 'demo-hoshi-kago-4')
      await page.goto('/counter/policy')
      await page.getByLabel('取り置きの日数', { exact: false }).first().fill('10')
      await page.getByRole('button', { name: '変わることをたしかめる' }).click()
    },
  },
  {
    file: 'nights.png',
    ...desk,
    async goThere(page) {
      await signIn(page, 'mado', 'demo-tori-kago-1')
      await page.goto('/counter/nights/2026-11-25')
    },
  },
]

async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/counter')
  await page.getByLabel('職員ID').fill(login)
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

const dataDir = mkdtempSync(join(tmpdir(), 'kago-pictures-'))
const service = spawn(process.execPath, ['bin/kago.js', 'serve'], {
  env: { ...process.env, PORT: '0', DATA_DIR: dataDir, KAGO_AT: at, DATABASE_URL: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const url = await readyAt()
  const browser = await startChromium()
  mkdirSync(folder, { recursive: true })
  for (const picture of pictures) await take(browser, url, picture)
  await browser.close()
} finally {
  service.kill('SIGTERM')
  await once(service, 'exit')
  rmSync(dataDir, { recursive: true, force: true })
}

async function readyAt(): Promise<string> {
  let said = ''
  for await (const chunk of service.stdout) {
    said += chunk
    const ready = /^ready (.+)$/m.exec(said)
    if (ready) return ready[1]!
  }
  throw new Error('The service ended before it was ready.')
}

async function take(browser: Browser, url: string, { file, width, height, goThere }: Picture): Promise<void> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    // A wide page is shown smaller in README than it is.
    deviceScaleFactor: width > 1000 ? 0.75 : 1,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
  })
  const page = await context.newPage()
  await goThere(page)
  // A page has few colours: with a palette it takes a third of the room.
  writeFileSync(
    join(folder, file),
    await sharp(await page.screenshot())
      .png({ palette: true, colours: 64 })
      .toBuffer(),
  )
  await context.close()
}
