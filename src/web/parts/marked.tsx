import { highlight } from '#catalogue/rules/highlight.ts'

/** A text in which the words that were searched for are marked. */
export function Marked({ text, marks }: { text: string; marks: readonly string[] }) {
  const found = marks.length === 0 ? [] : highlight(text, marks)
  if (found.length === 0) return text
  const pieces = found.map(({ from, to }, index) => (
    <>
      {text.slice(index === 0 ? 0 : found[index - 1]!.to, from)}
      <mark>{text.slice(from, to)}</mark>
    </>
  ))
  return (
    <>
      {pieces}
      {text.slice(found.at(-1)!.to)}
    </>
  )
}
