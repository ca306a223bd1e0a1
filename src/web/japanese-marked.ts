/** Kana, kanji and what stands between them; full-width characters alone are no Japanese. */
const run =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}々〆ー](?:[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}々〆ー\u3000-\u303f\uff00-\uffef・0-9A-Za-z .,!?–-]*[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}々〆ー\u3009-\u3011])?/gu
const hasJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
const voids = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
/** What holds text and nothing else: the language is said on the element itself. */
const plain = new Set(['title', 'option', 'textarea'])
const unread = new Set(['script', 'style', 'svg'])

/**
 * Says of every Japanese word on a page in another language that it is Japanese, so that a screen reader reads it as
 * such: names and titles come from the library's data, and no page has to remember it. What says its language itself is
 * left as it is.
 * @param html a page of our own components: well formed, its special characters escaped
 */
export function markJapanese(html: string): string {
  const open: { tag: string; japanese: boolean; unread: boolean }[] = []
  const pieces = html.match(/<!--[\s\S]*?-->|<[^>]*>|[^<]+/g) ?? []
  return pieces
    .map((piece, at) => {
      const around = open.at(-1)
      if (!piece.startsWith('<'))
        return around === undefined ||
          around.japanese ||
          around.unread ||
          plain.has(around.tag) ||
          !hasJapanese.test(piece)
          ? piece
          : piece.replace(run, words => `<span lang="ja">${words}</span>`)
      const closing = /^<\/([a-z0-9]+)/.exec(piece)
      if (closing) {
        open.pop()
        return piece
      }
      const tag = /^<([a-z0-9]+)/.exec(piece)?.[1]
      if (tag === undefined || voids.has(tag) || piece.endsWith('/>')) return piece
      const lang = / lang="([^"]*)"/.exec(piece)?.[1]
      const inner = pieces[at + 1] ?? ''
      const marks =
        lang === undefined && !around?.japanese && plain.has(tag) && !inner.startsWith('<') && hasJapanese.test(inner)
      open.push({
        tag,
        japanese: lang === undefined ? (around?.japanese ?? false) || marks : lang.startsWith('ja'),
        unread: (around?.unread ?? false) || unread.has(tag),
      })
      return marks ? piece.replace(/>$/, ' lang="ja">') : piece
    })
    .join('')
}
