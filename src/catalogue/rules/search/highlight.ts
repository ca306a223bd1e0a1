import { foldedUnit, isWordUnit, written } from '../writing/fold.ts'
import { queryWord } from './query-word.ts'
import { endOfMatch, unitsOf } from './written-match.ts'

/** Characters of a shown text, from and behind; sorted, apart from each other. */
export type Mark = { from: number; to: number }

/**
 * Where the words of a query stand in a title or name as it is shown, however it is spelled there: 芥川竜之介 marks 芥川龍之介.
 * @param words `Answer.marks`
 */
export function highlight(shown: string, words: readonly string[]): Mark[] {
  const text = shown.slice(0, LENGTH_MAX)
  const form = unitsOf(written(text))
  const marks: Mark[] = []
  let lengths: number[] | null = null
  for (const word of new Set(words)) {
    const units = unitsOf(queryWord(word, 'any')?.units ?? '')
    if (units.length === 0) continue
    for (let at = 0; at < form.length; at++) {
      if (foldedUnit[form[at]!] !== units[0] || (isWordUnit(units[0]!) && at > 0 && isWordUnit(form[at - 1]!))) continue
      const end = endOfMatch(form, at, units)
      if (end < 0) continue
      lengths ??= writtenLengths(text)
      // A long vowel behind the last kana belongs to it.
      marks.push(markOf(lengths, at, form[end] === LONG ? end + 1 : end))
    }
  }
  return joined(marks)
}

/** Longer than any title; a list of contents is not marked to its end. */
const LENGTH_MAX = 400
const LONG = 0x30fc

/** How long the written text is up to every character: folding looks back, and ahead only to drop. */
function writtenLengths(text: string): number[] {
  const lengths = [0]
  for (let i = 1; i <= text.length; i++) lengths.push(Math.max(lengths[i - 1]!, written(text.slice(0, i)).length))
  return lengths
}

function markOf(lengths: readonly number[], start: number, end: number): Mark {
  let from = 0
  while (from + 1 < lengths.length && lengths[from + 1]! <= start) from++
  let to = from
  while (to + 1 < lengths.length && lengths[to]! < end) to++
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
