import { byOwner } from '#text/marks/whose-words.ts'
import { withoutRuby } from '#text/readings/ruby.ts'

/** Kana, kanji and what stands between them; full-width characters alone are no Japanese. */
const run =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}々〆ー](?:[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}々〆ー\u3000-\u303f\uff00-\uffef・0-9A-Za-z .,!?–-]*[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}々〆ー\u3009-\u3011])?/gu
const hasJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
/** In words of 中文 only kana are Japanese for sure. */
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}](?:[\p{Script=Hiragana}\p{Script=Katakana}ー゛゜]*)/gu
const voids = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
/** What holds text and nothing else: the language is said on the element itself. */
const plain = new Set(['title', 'option', 'textarea'])
const unread = new Set(['script', 'style', 'svg'])

/** An element that is open, and the language of its text: `ownPage` where nothing but the page has said it. */
type Open = { tag: string; lang: 'ja' | 'zh' | 'other' | 'ownPage'; unread: boolean }

/**
 * Says of every Japanese word on a page in another language that it is Japanese, so that a screen reader reads it as
 * such: names and titles come from the library's data, and no page has to remember it. What says its language itself is
 * left as it is. On a page in 中文 the signs of whose words they are tell Chinese from Japanese
 * (text/marks/whose-words.ts); they fall away here.
 * @param html a page of our own components: well formed, its special characters escaped
 */
export function markJapanese(html: string): string {
  const open: Open[] = []
  const pieces = html.match(/<!--[\s\S]*?-->|<[^>]*>|[^<]+/g) ?? []
  return pieces
    .map((piece, at) => {
      const around = open.at(-1)
      if (!piece.startsWith('<')) return markText(piece, around)
      const closing = /^<\/([a-z0-9]+)/.exec(piece)
      if (closing) {
        open.pop()
        return piece
      }
      const element = withoutRuby(piece)
      const tag = /^<([a-z0-9]+)/.exec(element)?.[1]
      if (tag === undefined || voids.has(tag) || element.endsWith('/>')) return element
      const lang = tag === 'html' ? undefined : / lang="([^"]*)"/.exec(element)?.[1]
      const marks =
        lang === undefined && around?.lang !== 'ja' && plain.has(tag) && isJapaneseAlone(pieces[at + 1] ?? '')
      open.push({
        tag,
        lang: marks ? 'ja' : lang === undefined ? (around?.lang ?? 'ownPage') : kindOf(lang),
        unread: (around?.unread ?? false) || unread.has(tag),
      })
      return marks ? element.replace(/>$/, ' lang="ja">') : element
    })
    .join('')
}

function markText(text: string, around: Open | undefined): string {
  if (around === undefined || around.unread || plain.has(around.tag) || around.lang === 'zh') return withoutRuby(text)
  const pieces = byOwner(text)
  if (pieces === null) return around.lang === 'ja' ? text : text.replace(run, japanese)
  if (around.lang === 'ja')
    return pieces
      .map(({ text, isOurs }) => (isOurs && hasJapanese.test(text) ? `<span lang="zh-Hans">${text}</span>` : text))
      .join('')
  return pieces.map(({ text, isOurs }) => text.replace(isOurs ? kana : run, japanese)).join('')
}

const japanese = (words: string) => `<span lang="ja">${words}</span>`

/** Of an element that can say one language only: 中文 where any of its words is ours. */
const isJapaneseAlone = (text: string): boolean =>
  !text.startsWith('<') && hasJapanese.test(text) && !byOwner(text)?.some(({ isOurs }) => isOurs)

const kindOf = (lang: string): Open['lang'] => (lang.startsWith('ja') ? 'ja' : lang.startsWith('zh') ? 'zh' : 'other')
