import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { type Fonts, startChromium } from './chromium.ts'

const browsers = new Map<Fonts, Promise<Browser>>()

/** One Chromium a test file and font, started when first asked for and closed after it. */
export function openBrowser(fonts: Fonts = 'wide'): Promise<Browser> {
  const browser = browsers.get(fonts) ?? startChromium(undefined, fonts)
  browsers.set(fonts, browser)
  return browser
}

afterAll(async () => {
  for (const browser of browsers.values()) await (await browser).close()
  browsers.clear()
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
