import { rubyHtml, withoutRuby } from '#text/readings/ruby.ts'

/** What holds text and no elements, or is not read as text. */
const without = /^<(title|option|textarea|script|style|svg)\b/

/**
 * Makes ruby of the readings that the texts of a page carry. In attributes, and where an element holds text alone (the
 * title of the page, an option), the reading falls away.
 * @param html a page of our own components: well formed, its special characters escaped
 */
export function showReadings(html: string): string {
  if (!/[\ufdd0-\ufdd4]/u.test(html)) return html
  let inside: string | null = null
  return (html.match(/<!--[\s\S]*?-->|<[^>]*>|[^<]+/g) ?? [])
    .map(piece => {
      if (!piece.startsWith('<')) return inside === null ? rubyHtml(piece) : withoutRuby(piece)
      if (inside !== null && piece === `</${inside}>`) inside = null
      else if (inside === null && !piece.endsWith('/>')) inside = without.exec(piece)?.[1] ?? null
      return withoutRuby(piece)
    })
    .join('')
}
