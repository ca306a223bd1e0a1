import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { openBrowser } from './browser.ts'
import type { Fonts } from './chromium.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * WCAG 2.2 A and AA by axe, and no sideways scrolling, at 240, 390 and 1280 px; the scrolling with a wide Japanese
 * font, a narrow one and those of the machine.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const fonts of ['wide', 'narrow', 'machine'] as const) {
    const twin = await twinOf(page, fonts)
    if (fonts === 'wide') await twin.addScriptTag({ content: source })
    for (const width of [240, 390, 1280]) {
      await twin.setViewportSize({ width, height: 800 })
      expect(await tooWide(twin), `${name} at ${width} px with ${fonts} fonts scrolls sideways`).toEqual([])
    }
    if (fonts === 'wide') {
      for (const width of [240, 390, 1280]) {
        await twin.setViewportSize({ width, height: 800 })
        expect(await violations(twin), `axe on ${name} at ${width} px`).toEqual([])
      }
    }
    await twin.context().close()
  }
}

/**
 * axe needs script and the page may have none: what the patron sees is shown again, as it stands, in a context with
 * script.
 */
async function twinOf(page: Page, fonts: Fonts): Promise<Page> {
  const html = await page.content()
  const context = await (await openBrowser(fonts)).newContext({ locale: 'ja-JP' })
  const twin = await context.newPage()
  const url = page.url().replace(/#.*$/, '')
  await twin.route(url, route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }))
  await twin.goto(url)
  return twin
}

/** What is read for the eyes alone is none of the words by which a control is named, though axe counts it as such. */
async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async tags => {
    const document = (globalThis as unknown as { document: Readings }).document
    for (const reading of document.querySelectorAll('[aria-label] :is(rt, rp)[aria-hidden]')) reading.remove()
    const { violations } = await (
      globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
    ).axe.run({ runOnly: tags })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
    )
  }, rules)
}

/** What stands out of the page at its right, by element and words; empty when nothing scrolls sideways. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const out = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > clientWidth + 0.5)
    return [scrollWidth + ' > ' + clientWidth, ...out.slice(-3).map(one => one.tagName + '.' + one.className + ' ' + one.textContent.trim().slice(0, 40))]
  })()`)
}

type Readings = { querySelectorAll(selector: string): Iterable<{ remove(): void }> }
type Violation = { id: string; nodes: { target: string[]; failureSummary: string }[] }
