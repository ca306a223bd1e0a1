import type { BibId } from '#ids.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import type { BibKind } from '../bib.ts'
import { readIsbn } from '../isbn.ts'
import { folded } from '../writing/fold.ts'
import { isRole, splitRole } from '../writing/roles.ts'
import { readCitation } from './citation.ts'
import { inverted, piecesOf } from './name-parts.ts'
import { type MatchKind, type QueryWord, queryWord, type RowJoin, type SearchField } from './query-word.ts'
import { type Token, tokenize } from './tokens.ts'

export type Query =
  | { is: 'everything' }
  | { is: 'word'; word: QueryWord }
  /**
   * The bibs with just this title, punctuation and all; `otherwise` is what is wrong with the text when there are none.
   */
  | { is: 'title'; text: string; otherwise: QueryRefusal | null }
  | { is: 'among'; among: Among }
  | { is: 'and'; parts: Query[] }
  | { is: 'or'; parts: Query[] }
  | { is: 'not'; part: Query }

/**
 * What a record is, and no word in it says. Pages narrow by filters instead; who asks in CQL may put it anywhere in a
 * query.
 */
export type Among =
  /** 出版年, inclusive: a bib without a year is in no range. */
  { by: 'year'; from?: number; to?: number } | { by: 'kind'; kinds: readonly BibKind[] } | { by: 'id'; id: BibId }

/** One row of the advanced form. */
export type Condition = { field: SearchField; match: MatchKind; text: string; join: RowJoin }

export type QueryRefusal =
  | { why: 'tooLong'; charactersMax: number }
  | { why: 'tooManyWords'; wordsMax: number }
  | { why: 'tooDeep'; depthMax: number }
  /** Only characters that no catalogue is searched by, such as ★. */
  | { why: 'nothingToSearch' }
  /** Only words to leave out. */
  | { why: 'onlyExclusions' }

export const queryLimits = { characters: 300, words: 40, depth: 8 } as const

/**
 * The simple box: AND by space, `-word` or NOT, OR, "phrase", `word*`, ( ). An empty text is everything. A citation is
 * also what it cites.
 */
export function parseQuery(text: string, field: SearchField = 'any'): Outcome<Query, QueryRefusal> {
  if (text.length > queryLimits.characters) return refused({ why: 'tooLong', charactersMax: queryLimits.characters })
  const parsed = parseWords(text, field)
  const cited = field === 'any' ? whatIsCited(text) : null
  if (cited === null) return parsed
  return done(parsed.ok ? { is: 'or', parts: [parsed.value, cited] } : cited)
}

/** The title of the number, or of these words by this author. */
function whatIsCited(text: string): Query | null {
  const { isbn = null, lead = [] } = (readIsbn(text) ? null : readCitation(text)) ?? {}
  const number = isbn !== null && readIsbn(isbn) ? queryWord(isbn, 'any') : null
  const words = lead.map(part => part.split(/\s+/u).map(word => ({ text: word, openEnd: false })))
  const isShort = words.flat().length <= queryLimits.words
  const said = isShort ? words.flatMap(row => wordsTogether(row, 'any') ?? []) : []
  const ways: Query[] = [
    ...(number === null ? [] : [{ is: 'word' as const, word: number }]),
    ...(said.length === 0 ? [] : [allOf(said)]),
  ]
  return ways.length === 0 ? null : anyOf(ways)
}

/** How many words were typed, whatever ways of looking for them follow. */
const textsIn = (tokens: readonly Token[]): number => tokens.filter(({ is }) => is === 'text').length

function parseWords(text: string, field: SearchField): Outcome<Query, QueryRefusal> {
  const tokens = tokenize(text)
  if (textsIn(tokens) > queryLimits.words) return refused({ why: 'tooManyWords', wordsMax: queryLimits.words })
  if (text.trim() === '') return done({ is: 'everything' })
  // An ISBN is often pasted with spaces inside.
  if (readIsbn(text)) return done({ is: 'word', word: queryWord(text, field)! })
  if (field === 'any' && isNotation.test(text.normalize('NFKC').trim())) return done(wordOrClass(text))
  const reader = { tokens, at: 0, depth: 0, tooDeep: false, field }
  const parts: Query[] = []
  // A closing parenthesis nobody opened is a slip of the hand, not an error.
  while (reader.at < tokens.length) {
    const query = readOr(reader)
    if (query) parts.push(query)
    else reader.at++
  }
  if (reader.tooDeep) return refused({ why: 'tooDeep', depthMax: queryLimits.depth })
  const sense = sound(allOf(parts))
  const parsed = sense.ok ? sense : (joinersAsWords(sense.refusal, text, field) ?? sense)
  const isPlain = tokens.every(token => token.is === 'text' && !token.phrase)
  return parsed.ok && isPlain ? parsed : orJustTitle(parsed, text, field)
}

/** 913.6: a class, and a number that may stand in a title; 913 alone is read as a number only. */
const isNotation = /^\d{3}\.\d{1,6}$/

function wordOrClass(text: string): Query {
  const words = (['any', 'ndc'] as const).flatMap(field => queryWord(text, field) ?? [])
  return { is: 'or', parts: words.map(word => ({ is: 'word', word })) }
}

/** AND, OR and NOT with nothing to join are what is looked for: a book may be called so. */
function joinersAsWords({ why }: QueryRefusal, text: string, field: SearchField): Outcome<Query, QueryRefusal> | null {
  if (why !== 'nothingToSearch') return null
  const words = text.normalize('NFKC').match(/\b(?:AND|OR|NOT)\b/gu) ?? []
  const query = wordsTogether(
    words.map(word => ({ text: word, openEnd: false })),
    field,
  )
  return query && done(query)
}

/** What is pasted may be a title with OR, NOT, quotation marks or a dash in it, or with nothing but punctuation. */
function orJustTitle(
  parsed: Outcome<Query, QueryRefusal>,
  text: string,
  field: SearchField,
): Outcome<Query, QueryRefusal> {
  if (field !== 'any' && field !== 'title') return parsed
  if (parsed.ok) return done({ is: 'or', parts: [parsed.value, { is: 'title', text, otherwise: null }] })
  const { refusal } = parsed
  const mayBeTitle = refusal.why === 'nothingToSearch' || refusal.why === 'onlyExclusions'
  return mayBeTitle ? done({ is: 'title', text, otherwise: refusal }) : parsed
}

/**
 * The advanced form: from the top on, each row narrows or widens what stands above it. What a row leaves out is left
 * out of all that is found, wherever the row stands. Empty rows are not there.
 */
export function parseConditions(rows: readonly Condition[]): Outcome<Query, QueryRefusal> {
  let query: Query | null = null
  let words = 0
  const left: Query[] = []
  for (const row of rows.filter(({ text }) => text.trim() !== '')) {
    const parsed = row.match === 'contains' ? parseQuery(row.text, row.field) : wholeField(row)
    if (!parsed.ok) return parsed
    words += row.match === 'contains' ? textsIn(tokenize(row.text)) : 1
    if (row.join === 'not') left.push({ is: 'not', part: parsed.value })
    else if (query === null) query = parsed.value
    else query = row.join === 'or' ? { is: 'or', parts: [query, parsed.value] } : allOf([query, parsed.value])
  }
  if (words > queryLimits.words) return refused({ why: 'tooManyWords', wordsMax: queryLimits.words })
  if (query === null) return left.length > 0 ? refused({ why: 'onlyExclusions' }) : done({ is: 'everything' })
  return sound(left.length > 0 ? { is: 'and', parts: [query, ...left] } : query)
}

/**
 * Words side by side, each of which must be found, as `parseQuery` makes them of a text that has no signs of its own (-
 * ( ) " OR).
 * @returns null when nothing of them can be searched
 */
export function wordsTogether(words: readonly { text: string; openEnd: boolean }[], field: SearchField): Query | null {
  const whole = words.map(({ text }) => text).join(' ')
  if (readIsbn(whole)) return { is: 'word', word: queryWord(whole, field)! }
  const row = words.flatMap(({ text, openEnd }) => {
    const part = wordOrName(text, openEnd, false, field)
    return part ? [{ text, part }] : []
  })
  if (row.length === 0) return null
  return allOf(wordRow(row, field))
}

/** Why nothing can be found: a text that could only have been a title. */
export function wrongWith(query: Query): QueryRefusal | null {
  if (query.is === 'title') return query.otherwise
  if (!('parts' in query)) return null
  return query.parts.map(wrongWith).find(wrong => wrong !== null) ?? null
}

/** Positive words of a query, for highlights and for the label of an answer. */
export function wordsOf(query: Query): QueryWord[] {
  switch (query.is) {
    case 'everything':
    case 'among':
    case 'not':
    case 'title':
      return []
    case 'word':
      return [query.word]
    case 'and':
    case 'or':
      return query.parts.flatMap(wordsOf)
    default:
      return query satisfies never
  }
}

type Reader = { tokens: Token[]; at: number; depth: number; tooDeep: boolean; field: SearchField }

function readOr(reader: Reader): Query | null {
  const parts: Query[] = []
  const first = readAnd(reader)
  if (first) parts.push(first)
  while (reader.tokens[reader.at]?.is === 'or') {
    reader.at++
    const next = readAnd(reader)
    if (next) parts.push(next)
  }
  return parts.length > 1 ? { is: 'or', parts } : (parts[0] ?? null)
}

function readAnd(reader: Reader): Query | null {
  const parts: Query[] = []
  let row: { text: string; part: Query }[] = []
  const endRow = () => {
    parts.push(...wordRow(row, reader.field))
    row = []
  }
  while (true) {
    const token = reader.tokens[reader.at]
    if (!token || token.is === 'close' || token.is === 'or') break
    const part = readOne(reader)
    if (part === null) continue
    if (token.is === 'text' && !token.phrase) row.push({ text: token.text, part })
    else {
      endRow()
      parts.push(part)
    }
  }
  endRow()
  return parts.length === 0 ? null : allOf(parts)
}

function readOne(reader: Reader): Query | null {
  const token = reader.tokens[reader.at]
  if (!token) return null
  reader.at++
  if (token.is === 'text') return wordFrom(token.text, token.phrase, reader.field)
  if (token.is !== 'not' && token.is !== 'open') return null
  if (++reader.depth > queryLimits.depth) {
    reader.tooDeep = true
    reader.at = reader.tokens.length
    return null
  }
  const part = token.is === 'not' ? readOne(reader) : readOr(reader)
  if (token.is === 'open' && reader.tokens[reader.at]?.is === 'close') reader.at++
  reader.depth--
  if (part === null || token.is === 'open') return part
  return { is: 'not', part }
}

function wordFrom(text: string, phrase: boolean, field: SearchField): Query | null {
  const cut = /^(.+)[*＊]$/u.exec(text)
  return wordOrName(cut ? cut[1]! : text, cut !== null, phrase, field)
}

function wordOrName(text: string, openEnd: boolean, phrase: boolean, field: SearchField): Query | null {
  const word = queryWord(text, field, 'contains', openEnd, phrase)
  if (word === null) return null
  const ways = phrase ? [] : [...asName(text, field), ...withoutRole(text, field)]
  const own: Query = { is: 'word', word }
  return ways.length === 0 ? own : { is: 'or', parts: [own, ...ways] }
}

/** ルイス・キャロル is キャロル, ルイス in the heading: the parts of a name in whichever order. */
function asName(text: string, field: SearchField): Query[] {
  if (field !== 'any' && field !== 'author') return []
  const words = piecesOf(text).flatMap(piece => queryWord(piece, 'author') ?? [])
  return words.length < 2 ? [] : [{ is: 'and', parts: words.map(word => ({ is: 'word', word })) }]
}

/** 夏目漱石著, as a cover or a 責任表示 says it, is the author 夏目漱石. */
function withoutRole(text: string, field: SearchField): Query[] {
  if (field !== 'any' && field !== 'author') return []
  const split = splitRole(text)
  const word = split.role === null || [...split.name].length < 3 ? null : queryWord(split.name, 'author', 'exact')
  return word === null ? [] : [{ is: 'word', word }]
}

/** Words typed one behind the other, each with what is looked for by it alone. */
type WordRow = readonly { text: string; part: Query }[]

/** All of them (AND), or together in the ways in which a record may write them: see below. */
function wordRow(row: WordRow, field: SearchField): Query[] {
  const apart = row.map(({ part }) => part)
  const others = [...asOneReading(row, field), ...latinJoined(row, field), ...withoutRoles(row, field)]
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
function withoutRoles(row: WordRow, field: SearchField): Query[] {
  if (field !== 'any' && field !== 'author') return []
  const names = row.filter(({ text }, at) => at === 0 || !(isRole(text) || yearsOfLife.test(text)))
  if (names.length === row.length) return []
  const words = names.flatMap(({ text }) => queryWord(text, 'author') ?? [])
  const length = words.reduce((sum, { units }) => sum + units.length, 0)
  if (length >= NAME_MIN) return [allOf(words.map(word => ({ is: 'word', word })))]
  // 少女 漫画 and 猫 絵 are what they say, unless somebody is called just so.
  const name = queryWord(names.map(({ text }) => text).join(' '), 'author', 'exact')
  return name ? [{ is: 'word', word: name }] : []
}

const NAME_MIN = 3

const yearsOfLife = /^(?:\d{3,4}\??[-‐–−](?:\d{3,4})?\??|\d{3,4}[-‐–−]?)$/

function wholeField(row: Condition): Outcome<Query, QueryRefusal> {
  if (row.text.length > queryLimits.characters)
    return refused({ why: 'tooLong', charactersMax: queryLimits.characters })
  const query = ofWholeField(row.text, row.field, row.match, row.match === 'startsWith')
  return query ? done(query) : refused({ why: 'nothingToSearch' })
}

/** A field that begins with a text or is it; a name in either order. Null when nothing of the text can be searched. */
export function ofWholeField(text: string, field: SearchField, match: MatchKind, openEnd: boolean): Query | null {
  const other = field === 'author' ? inverted(text) : null
  const words = [text, ...(other === null ? [] : [other])].flatMap(one => queryWord(one, field, match, openEnd) ?? [])
  return words.length === 0 ? null : anyOf(words.map(word => ({ is: 'word', word })))
}

const anyOf = (parts: Query[]): Query => (parts.length === 1 ? parts[0]! : { is: 'or', parts })

export const allOf = (parts: Query[]): Query =>
  parts.length === 1
    ? parts[0]!
    : { is: 'and', parts: parts.flatMap(part => (part.is === 'and' ? part.parts : [part])) }

export const countWords = (query: Query): number =>
  query.is === 'not'
    ? countWords(query.part)
    : 'parts' in query
      ? query.parts.reduce((sum, part) => sum + countWords(part), 0)
      : 1

/** Every way through the query must name something to look for. */
function sound(query: Query): Outcome<Query, QueryRefusal> {
  if ('parts' in query && query.parts.length === 0) return refused({ why: 'nothingToSearch' })
  return positive(query) ? done(query) : refused({ why: 'onlyExclusions' })
}

function positive(query: Query): boolean {
  if (query.is === 'and') return query.parts.some(positive)
  if (query.is === 'or') return query.parts.every(positive)
  return query.is !== 'not'
}
