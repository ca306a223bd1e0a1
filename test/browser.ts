import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type Fonts, startChromium } from './chromium.ts'
import { closeAfterFile } from './file-life.ts'

const browsers = new Map<Fonts, Promise<Browser>>()

/** The fonts that the tests bring along have no simplified Chinese and no Hangul; those of a machine may. */
const usual: Fonts = process.env.KAGO_FONTS === 'machine' ? 'machine' : 'wide'

/**
 * One Chromium a worker and font, started when first asked for; it ends with the worker. What a file opens in it is
 * closed after the file.
 */
export async function openBrowser(fonts: Fonts = usual): Promise<Browser> {
  const known = browsers.get(fonts)
  // A start that failed, or a browser that died, must not fail every file after this one.
  const isOpen = known && (await known.catch(() => null))?.isConnected()
  const opening = known && isOpen ? known : startChromium(undefined, fonts)
  browsers.set(fonts, opening)
  const browser = await opening
  closeAfterFile(() => Promise.all(browser.contexts().map(context => context.close())))
  return browser
}

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

/**
 * Writes shots/NAME-WIDTH.png at the three widths that every page must bear (when KAGO_SHOTS is set: to be looked at).
 */
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
