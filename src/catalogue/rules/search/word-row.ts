import { folded } from '../writing/fold.ts'
import { isRole } from '../writing/roles.ts'
import type { Query } from './query.ts'
import { queryWord, type SearchField } from './query-word.ts'

/** Words typed one behind the other, each with what is looked for by it alone. */
export type WordRow = readonly { text: string; part: Query }[]

/** All of them (AND), or together in the ways in which a record may write them: see below. */
export function wordRow(row: WordRow, field: SearchField): Query[] {
  const apart = row.map(({ part }) => part)
  const others = [...asOneReading(row, field), ...latinJoined(row, field), ...withoutRoles(row)]
  return others.length === 0 ? apart : [{ is: 'or', parts: [{ is: 'and', parts: apart }, ...others] }]
}

/**
 * ナガイサン ト クロイサン may stand in the record as one run of kana, and Minami Hirotatsu as ミナミヒロタツ in either order:
 * words typed apart that can all be readings are also tried together.
 */
function asOneReading(row: WordRow, field: SearchField): Query[] {
  if (row.length < 2) return []
  const texts = row.map(({ text }) => text)
  const orders = row.length === 2 ? [texts, texts.toReversed()] : [texts]
  return orders.flatMap(order => {
    const word = queryWord(order.join(' '), field)
    const isReading = word !== null && (word.mayBeReading || word.romaji !== null)
    return isReading ? [{ is: 'word' as const, word: { ...word, readingOnly: true } }] : []
  })
}

/** akb 48 is AKB48, and o reilly O'Reilly: a letter, a few of them or a number, and what stands beside. */
function latinJoined(row: WordRow, field: SearchField): Query[] {
  const forms = row.map(({ text }) => folded(text))
  return forms.flatMap((form, at) => {
    const next = forms[at + 1]
    if (next === undefined || !latin.test(form) || !latin.test(next)) return []
    const isOne = form.length === 1 || isNumber(form) || isNumber(next) || (row.length === 2 && form.length <= SHORT)
    const word = isOne ? queryWord(form + next, field) : null
    if (word === null) return []
    const parts: Query[] = row.map(({ part }) => part)
    return [{ is: 'and' as const, parts: parts.toSpliced(at, 2, { is: 'word', word }) }]
  })
}
const latin = /^[a-z0-9]+$/
const isNumber = (form: string): boolean => /^\d{1,4}$/.test(form)
const SHORT = 3

/** 松本充代 作, 橘, 千蔭, 1735-1808: what somebody did, and when they lived, is said behind the name and is no part of it. */
function withoutRoles(row: WordRow): Query[] {
  const names = row.filter(({ text }, at) => at === 0 || !(isRole(text) || yearsOfLife.test(text)))
  return names.length === row.length ? [] : [{ is: 'and', parts: names.map(({ part }) => part) }]
}

const yearsOfLife = /^(?:\d{3,4}\??[-‐–−](?:\d{3,4})?\??|\d{3,4}[-‐–−]?)$/

/** What stands between the marks of a word: ルイス・キャロル → ルイス, キャロル; none when there is but one piece. */
export function piecesOf(typed: string): string[] {
  const pieces = typed.split(betweenParts).filter(piece => folded(piece) !== '')
  return pieces.length >= 2 && pieces.length <= PIECES_MAX ? pieces : []
}
const betweenParts = /[・･·゠＝=,，、.．'’‘\-‐‑–―−－/／\s　]+/u
/** No name has more. */
const PIECES_MAX = 5

/** The same name the other way round, as headings and covers have it: ルイス・キャロル → キャロル ルイス; null for one word. */
export function inverted(name: string): string | null {
  const pieces = piecesOf(name)
  return pieces.length === 0 ? null : [pieces.at(-1)!, ...pieces.slice(0, -1)].join(' ')
}
