import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { openBrowser } from './browser.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * WCAG 2.2 A and AA by axe, and no sideways scrolling, at 240, 390 and 1280 px. axe needs script and the page may have none:
 * what the patron sees is shown again, as it stands, in a context with script.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const html = await page.content()
  const context = await (await openBrowser()).newContext({ locale: 'ja-JP' })
  const twin = await context.newPage()
  const url = page.url().replace(/#.*$/, '')
  await twin.route(url, route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }))
  await twin.goto(url)
  await twin.addScriptTag({ content: source })
  for (const width of [240, 390, 1280]) {
    await twin.setViewportSize({ width, height: 800 })
    const found = await twin.evaluate(async tags => {
      const { violations } = await (
        globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
      ).axe.run({ runOnly: tags })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(node => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
      )
    }, rules)
    expect(found, `axe on ${name} at ${width} px`).toEqual([])
    const overflow = await twin.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect(overflow, `${name} at ${width} px scrolls sideways`).toBeLessThanOrEqual(0)
  }
  await context.close()
}

type Violation = { id: string; nodes: { target: string[]; failureSummary: string }[] }
