import { folded, isDigit, isWordUnit } from './fold.ts'

/** Characters of a shown text, from and behind; sorted, apart from each other. */
export type Mark = { from: number; to: number }

/**
 * Where the words of a query stand in a title or name as it is shown, however it is spelled there: 芥川竜之介 marks 芥川龍之介.
 * @param words `Answer.marks`
 */
export function highlight(shown: string, words: readonly string[]): Mark[] {
  const text = shown.slice(0, LENGTH_MAX)
  const whole = folded(text)
  if (whole === '') return []
  const lengths = foldedLengths(text)
  const marks: Mark[] = []
  for (const word of new Set(words.map(folded)))
    if (word !== '')
      for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + word.length))
        if (isWordThere(whole, at, word)) marks.push(markOf(lengths, at, at + word.length))
  return joined(marks)
}

/** Longer than any title; a list of contents is not marked to its end. */
const LENGTH_MAX = 400

/** Latin words and numbers match from their start only. */
function isWordThere(whole: string, at: number, word: string): boolean {
  const inside = (i: number) => isWordUnit(whole.charCodeAt(i))
  if (at > 0 && inside(at) && inside(at - 1) && isDigit(word.charCodeAt(0)) === isDigit(whole.charCodeAt(at - 1)))
    return false
  return true
}

/** How long the folded text is up to every character: the fold looks back, never ahead. */
function foldedLengths(text: string): number[] {
  const lengths = [0]
  for (let i = 1; i <= text.length; i++) lengths.push(Math.max(lengths[i - 1]!, folded(text.slice(0, i)).length))
  return lengths
}

function markOf(lengths: readonly number[], start: number, end: number): Mark {
  let from = 0
  while (lengths[from + 1]! <= start) from++
  let to = from
  while (lengths[to]! < end) to++
  return { from, to }
}

function joined(marks: readonly Mark[]): Mark[] {
  const out: Mark[] = []
  for (const mark of marks.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = out.at(-1)
    if (last && mark.from <= last.to) last.to = Math.max(last.to, mark.to)
    else out.push({ ...mark })
  }
  return out
}
