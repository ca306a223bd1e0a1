import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll } from 'vitest'

let browser: Promise<Browser> | undefined

/** One Chromium a test file, started when first asked for and closed after it. */
export function openBrowser(): Promise<Browser> {
  browser ??= launch()
  return browser
}

afterAll(async () => {
  await (await browser)?.close()
  browser = undefined
})

/** A patron's own browser: no script unless asked for, no cookies yet. */
export async function visit(
  baseUrl: string,
  options: { javaScript?: boolean; width?: number; height?: number } = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await (await openBrowser()).newContext({
    baseURL: baseUrl,
    javaScriptEnabled: options.javaScript ?? false,
    viewport: { width: options.width ?? 390, height: options.height ?? 844 },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
  })
  context.setDefaultTimeout(15_000)
  return { page: await context.newPage(), context }
}

/** Writes shots/NAME-WIDTH.png at the three widths that every page must bear (when KAGO_SHOTS is set: to be looked at). */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!process.env.KAGO_SHOTS) return
  mkdirSync('shots', { recursive: true })
  const before = page.viewportSize()
  for (const width of [240, 390, 1280]) {
    await page.setViewportSize({ width, height: width === 1280 ? 900 : 800 })
    await page.screenshot({ path: join('shots', `${name}-${width}.png`), fullPage: true })
  }
  if (before) await page.setViewportSize(before)
}

/** A Chromium of the machine, or the one that comes as an npm package (test/run.ts sees to it that there is one). */
async function launch(): Promise<Browser> {
  const own = systemChromium()
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  if (own) return chromium.launch({ executablePath: own, args })
  const { default: packaged } = await import('@sparticuz/chromium')
  // With --single-process, closing a page would end the browser.
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: [...packaged.args.filter(arg => arg !== '--single-process'), ...args],
  })
}

/** The path of an installed Chromium or Chrome, or null. */
export function systemChromium(): string | null {
  const named = process.env.CHROMIUM ?? ''
  if (named && existsSync(named)) return named
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const found = spawnSync('which', [name], { encoding: 'utf8' })
    if (found.status === 0) return found.stdout.trim()
  }
  return null
}
