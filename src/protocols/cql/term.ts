import { done, type Outcome } from '#std/outcome.ts'
import { type Diagnostic, diagnosed } from '../diagnostic.ts'
import type { Sign, Term } from './tree.ts'

/** As long as a text of the page may be. */
const charactersMax = 300

/**
 * A term without its backslashes. `* ? ^` are signs unless a backslash stands before them; so is a full-width ＊, which
 * Japanese keyboards give.
 * @param unmasked /unmasked was said: they stand for themselves
 */
export function readTerm(raw: string, unmasked = false): Outcome<Term, Diagnostic> {
  let text = ''
  const signs: { at: number; sign: Sign }[] = []
  for (const [all, escaped, sign] of raw.matchAll(/\\(.)|([*＊?^])|./gsu)) {
    if (escaped !== undefined) {
      if (!/[*?^"\\]/.test(escaped)) return diagnosed(26, all)
      text += escaped
    } else if (sign !== undefined && !unmasked)
      signs.push({ at: text.length, sign: sign === '＊' ? '*' : (sign as Sign) })
    else text += all
  }
  return text.length > charactersMax ? diagnosed(23, `${charactersMax}`) : done({ text, signs, raw })
}

/** One word of a term, with the signs at its ends. */
export type TermWord = { text: string; openEnd: boolean }
export type TermParts = { words: TermWord[]; atStart: boolean; atEnd: boolean }

/**
 * The words of a term, `*` at their ends understood. A sign elsewhere is none that the catalogue knows: inside a word,
 * or `?` anywhere.
 * @param adjacent the words stand side by side, so that only the last can be open
 */
export function partsOf({ text, signs, raw }: Term, adjacent: boolean): Outcome<TermParts, Diagnostic> {
  if (text.trim() === '') return signs.length === 0 ? diagnosed(27, raw) : diagnosed(29, raw)
  const anchors = signs.filter(({ sign }) => sign === '^').map(({ at }) => at)
  const [lead, trail] = [text.length - text.trimStart().length, text.trimEnd().length]
  const atStart = anchors.some(at => at <= lead)
  const atEnd = anchors.some(at => at >= trail)
  if (anchors.some(at => at > lead && at < trail)) return diagnosed(32, raw)
  const masks = signs.filter(({ sign }) => sign !== '^')
  if (masks.some(({ sign }) => sign === '?')) return diagnosed(28, '?')
  const words: TermWord[] = []
  const ends = new Set<number>()
  for (const found of text.matchAll(/[^\s　]+/gu)) {
    ends.add(found.index + found[0].length)
    words.push({ text: found[0], openEnd: masks.some(({ at }) => at === found.index + found[0].length) })
  }
  if (masks.some(({ at }) => !ends.has(at))) return diagnosed(49, raw)
  if (adjacent && words.slice(0, -1).some(({ openEnd }) => openEnd)) return diagnosed(33, raw)
  return done({ words, atStart, atEnd })
}
