import type { Page } from 'playwright-core'

/**
 * 漢字 that stand on a page in やさしい日本語 without furigana, with the element they stand in; whatever is no name and no
 * title must have some.
 * @param names what is taken out first: the names and titles that stand on the page
 */
export const unreadKanji = (page: Page, names: RegExp): Promise<string[]> =>
  page.evaluate(`(() => {
    const found = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const around = node.parentElement
      if (around.closest('[lang]').lang.startsWith('zh')) continue
      if (!/[\\u4e00-\\u9fff]/.test(node.data) || around.closest('script, style, ruby, svg, option, textarea')) continue
      const words = node.data.replaceAll(/${names.source}/g, '')
      if (/[\\u4e00-\\u9fff]/.test(words)) found.push(around.tagName + ': ' + node.data.trim())
    }
    return found
  })()`)
