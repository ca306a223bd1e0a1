import { highlight } from '#catalogue/rules/search/highlight.ts'
import { type Markup, markup } from './markup.ts'

/** A text in which the words that were searched for are marked. */
export function marked(text: string, marks: readonly string[]): Markup {
  const found = marks.length === 0 ? [] : highlight(text, marks)
  const pieces = found.map(({ from, to }, index) => {
    const before = text.slice(index === 0 ? 0 : found[index - 1]!.to, from)
    return markup`${before}<mark>${text.slice(from, to)}</mark>`
  })
  return markup`${pieces}${text.slice(found.at(-1)?.to ?? 0)}`
}
