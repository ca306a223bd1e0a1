import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openBrowser } from './browser.ts'
import type { Fonts } from './chromium.ts'
import { anewEachFile } from './file-life.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What is another matter in each language and at each width: what things are called, and whether they can be hit. */
const ofWordsAndPlaces = {
  type: 'rule',
  values: [
    ...['button-name', 'document-title', 'image-alt', 'input-button-name', 'label', 'link-name', 'select-name'],
    ...['html-has-lang', 'html-lang-valid', 'valid-lang', 'label-content-name-mismatch', 'target-size'],
  ],
}

/** Axe judges by all rules at the widths of `inFull`, at the others by those of words and places. */
type Looks = { fonts: readonly Fonts[]; widths: readonly number[]; inFull: readonly number[] }
/** 390 px has no style and no sign that neither of the others has. */
const everyLook: Looks = { fonts: ['wide', 'narrow', 'machine'], widths: [240, 390, 1280], inFull: [240, 1280] }
/** For the words of another language on a page that has been looked at in Japanese. */
export const wordsLook: Looks = { ...everyLook, inFull: [240] }
/** For those of one language more: where a page has least room. */
export const narrowLook: Looks = { fonts: ['wide'], widths: [240], inFull: [] }

/**
 * WCAG 2.2 A and AA by axe, and no sideways scrolling, at 240, 390 and 1280 px; the scrolling with a wide Japanese
 * font, a narrow one and those of the machine.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const html = await page.content()
  for (const fonts of everyLook.fonts) await lookAt(await showAgain(html, page.url(), fonts), name, fonts, everyLook)
}

/**
 * The same for many addresses, each of which is opened in a page of each font and looked at there: to show again what
 * another page has would be half of the work.
 * @returns goes to an address, which must answer with 200, and looks
 */
export async function openWalk(base: string, looks: Looks): Promise<(path: string, name: string) => Promise<void>> {
  const pages = new Map<Fonts, Page>()
  for (const fonts of looks.fonts) pages.set(fonts, await openStill(fonts, { baseURL: base, bypassCSP: true }))
  return async (path, name) => {
    for (const [fonts, page] of pages) {
      expect((await page.goto(path))?.status(), name).toBe(200)
      if (fonts === 'wide') await page.addScriptTag({ content: source })
      await lookAt(page, name, fonts, looks)
    }
  }
}

/** @param page has axe, where its font is the wide one */
async function lookAt(page: Page, name: string, fonts: Fonts, { widths, inFull }: Looks): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    expect(await tooWide(page), `${name} at ${width} px with ${fonts} fonts scrolls sideways`).toEqual([])
    if (fonts !== 'wide') continue
    const judgedBy = inFull.includes(width) ? rules : ofWordsAndPlaces
    expect(await violations(page, judgedBy), `axe on ${name} at ${width} px`).toEqual([])
  }
}

/** The page with script in which pages are shown again, of each font and origin. */
const twins = new Map<string, Promise<Page>>()
anewEachFile(() => twins.clear())

/**
 * axe needs script and the page may have none: what the patron sees is shown again, as it stands, in a page with
 * script. It is the same page each time, since a new one costs more than all that is asked of it, and empty each time:
 * scripts of what it showed before would not run again.
 */
async function showAgain(html: string, address: string, fonts: Fonts): Promise<Page> {
  const url = address.replace(/#.*$/, '')
  const of = `${fonts} ${new URL(url).origin}`
  const opening = twins.get(of) ?? openStill(fonts)
  twins.set(of, opening)
  const twin = await opening
  await twin.route(url, route => route.fulfill({ contentType: 'text/html', body: '' }))
  await twin.goto(url)
  // A page whose requests are looked at keeps no style sheet for the next one.
  await twin.unroute(url)
  await twin.evaluate('sessionStorage.clear(); localStorage.clear()')
  if (fonts === 'wide') await twin.addScriptTag({ content: source })
  await twin.setContent(html)
  return twin
}

async function openStill(fonts: Fonts, options: BrowserContextOptions = {}): Promise<Page> {
  // Without motion: a button that is still on the way to its colour is too pale for anybody.
  const still = { locale: 'ja-JP', reducedMotion: 'reduce' } as const
  // What a page of the counter leaves to answer for the service would answer here, with rules that keep axe out.
  const context = await (await openBrowser(fonts)).newContext({ ...still, serviceWorkers: 'block', ...options })
  return context.newPage()
}

/** What is read for the eyes alone is none of the words by which a control is named, though axe counts it as such. */
async function violations(page: Page, runOnly: object): Promise<string[]> {
  return page.evaluate(async runOnly => {
    const document = (globalThis as unknown as { document: Readings }).document
    for (const reading of document.querySelectorAll('[aria-label] :is(rt, rp)[aria-hidden]')) reading.remove()
    const { violations } = await (
      globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
    ).axe.run({ runOnly })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
    )
  }, runOnly)
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
