import { done, type Outcome, refused } from '#std/outcome.ts'
import type { BibId, BibKind } from '../bib.ts'
import { identifierNumber, readIsbn } from '../isbn.ts'
import { foldWritten, isDigit, isKana, isWordUnit, written } from '../writing/fold.ts'
import { kanaFromRomaji, withoutLongVowels } from '../writing/romaji.ts'

/** Where a word may be looked for; 'any' is the simple box. */
export const searchFields = ['any', 'title', 'author', 'publisher', 'subject', 'series', 'isbn', 'ndc'] as const
export type SearchField = (typeof searchFields)[number]

/** 一致: を含む, で始まる, と一致する. */
export type MatchKind = 'contains' | 'startsWith' | 'exact'

/** One word or phrase, ready to be compared with folded text. */
export type QueryWord = {
  /** As typed, for labels and highlights. */
  typed: string
  field: SearchField
  match: MatchKind
  /** `written` form; differs from the folded one when kana size or length was typed. */
  written: string
  /** Folded, with one space kept between two Latin words. */
  units: string
  /** Whether `written` says more than `units`, see rank.ts titleLoosely. */
  exactKana: boolean
  /** Latin words match from their start; digits whole, unless `*` was typed. */
  openEnd: boolean
  /** Kana (or kana with Latin) can be a reading. */
  mayBeReading: boolean
  /** Reading without long vowels, when the word is romaji. */
  romaji: string | null
  /** The number an ISBN or ISSN is kept by, when the word is one. */
  identifier: number | null
  /** Only as a reading: several words typed apart that the record may write together. */
  readingOnly: boolean
  /** "…" or an exact field: no spelling variants. */
  strict: boolean
}

export type Query =
  | { is: 'everything' }
  | { is: 'word'; word: QueryWord }
  | { is: 'among'; among: Among }
  | { is: 'and'; parts: Query[] }
  | { is: 'or'; parts: Query[] }
  | { is: 'not'; part: Query }

/** What a record is, and no word in it says. Pages narrow by filters instead; who asks in CQL may put it anywhere in a query. */
export type Among =
  /** 出版年, inclusive: a bib without a year is in no range. */
  { by: 'year'; from?: number; to?: number } | { by: 'kind'; kinds: readonly BibKind[] } | { by: 'id'; id: BibId }

/** One row of the advanced form. */
export type Condition = { field: SearchField; match: MatchKind; text: string; join: 'and' | 'or' | 'not' }

export type QueryRefusal =
  | { why: 'tooLong'; charactersMax: number }
  | { why: 'tooManyWords'; wordsMax: number }
  | { why: 'tooDeep'; depthMax: number }
  /** Only signs that no catalogue is searched by, such as ★. */
  | { why: 'nothingToSearch' }
  /** Only words to leave out. */
  | { why: 'onlyExclusions' }

export const queryLimits = { characters: 300, words: 40, depth: 8 } as const

/** The simple box: AND by space, `-word` or NOT, OR, "phrase", `word*`, ( ). An empty text is everything. */
export function parseQuery(text: string, field: SearchField = 'any'): Outcome<Query, QueryRefusal> {
  if (text.length > queryLimits.characters) return refused({ why: 'tooLong', charactersMax: queryLimits.characters })
  const tokens = tokenize(text)
  const words = tokens.filter(token => token.is === 'text').length
  if (words > queryLimits.words) return refused({ why: 'tooManyWords', wordsMax: queryLimits.words })
  if (text.trim() === '') return done({ is: 'everything' })
  // An ISBN is often pasted with spaces inside.
  if (readIsbn(text)) return done({ is: 'word', word: queryWord(text, field)! })
  const reader = { tokens, at: 0, depth: 0, tooDeep: false, field }
  const parts: Query[] = []
  // A closing parenthesis nobody opened is a slip of the hand, not an error.
  while (reader.at < tokens.length) {
    const query = readOr(reader)
    if (query) parts.push(query)
    else reader.at++
  }
  if (reader.tooDeep) return refused({ why: 'tooDeep', depthMax: queryLimits.depth })
  return sound(allOf(parts))
}

/** The advanced form: each row joins what stands above it; empty rows are not there. */
export function parseConditions(rows: readonly Condition[]): Outcome<Query, QueryRefusal> {
  let query: Query | null = null
  const left: Query[] = []
  for (const row of rows.filter(({ text }) => text.trim() !== '')) {
    const parsed = row.match === 'contains' ? parseQuery(row.text, row.field) : wholeField(row)
    if (!parsed.ok) return parsed
    if (row.join === 'not') left.push({ is: 'not', part: parsed.value })
    else
      query =
        query === null
          ? parsed.value
          : row.join === 'or'
            ? { is: 'or', parts: [query, parsed.value] }
            : allOf([query, parsed.value])
  }
  if (query === null) return left.length > 0 ? refused({ why: 'onlyExclusions' }) : done({ is: 'everything' })
  const words = countWords(query)
  if (words > queryLimits.words) return refused({ why: 'tooManyWords', wordsMax: queryLimits.words })
  return sound(left.length > 0 ? { is: 'and', parts: [query, ...left] } : query)
}

/**
 * Words side by side, each of which must be found, as `parseQuery` makes them of a text that has no signs of its own (- ( ) " OR).
 * @returns null when nothing of them can be searched
 */
export function wordsTogether(words: readonly { text: string; openEnd: boolean }[], field: SearchField): Query | null {
  const whole = words.map(({ text }) => text).join(' ')
  if (readIsbn(whole)) return { is: 'word', word: queryWord(whole, field)! }
  const row = words.flatMap(({ text, openEnd }) => {
    const word = queryWord(text, field, 'contains', openEnd)
    return word ? [{ text, part: { is: 'word' as const, word } }] : []
  })
  if (row.length === 0) return null
  return asOneReading(row, field) ?? allOf(row.map(({ part }) => part))
}

/** Makes a word of one typed piece; null when nothing of it can be searched. */
export function queryWord(
  typed: string,
  field: SearchField,
  match: MatchKind = 'contains',
  openEnd = false,
  strict = false,
): QueryWord | null {
  const form = written(typed)
  const units = withLatinSpaces(form)
  if (units === '') return null
  const kana = [...units].every(char => char === ' ' || isSound(char) || isWordUnit(char.charCodeAt(0)))
  const anyKana = [...units].some(isSound)
  const latin = /^[a-z ]+$/.test(units)
  const roman = latin && !strict && units.length >= 3 ? kanaFromRomaji(typed.replaceAll(' ', '')) : null
  return {
    typed,
    field,
    match,
    written: form,
    units,
    exactKana: form.replaceAll(' ', '') !== units.replaceAll(' ', ''),
    openEnd: match !== 'exact' && (openEnd || !isDigit(units.charCodeAt(units.length - 1))),
    mayBeReading: kana && anyKana,
    romaji: roman === null ? null : withoutLongVowels(roman),
    identifier: identifierNumber(typed),
    readingOnly: false,
    strict: strict || match === 'exact',
  }
}

/** What readings are written in: kana, and Hangul for Korean titles. */
const isSound = (char: string): boolean => isKana(char.charCodeAt(0)) || (char >= '가' && char <= '힣')

/** Positive words of a query, for highlights and for the label of an answer. */
export function wordsOf(query: Query): QueryWord[] {
  switch (query.is) {
    case 'everything':
    case 'among':
    case 'not':
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

/** Folds, but keeps one space where two Latin words meet: 'harry potter' is not 'harrypotter'. */
function withLatinSpaces(form: string): string {
  let out = ''
  for (const piece of form.split(' ')) {
    const text = foldWritten(piece)
    if (text === '') continue
    const meets = out !== '' && isWordUnit(out.charCodeAt(out.length - 1)) && isWordUnit(text.charCodeAt(0))
    out += meets ? ` ${text}` : text
  }
  return out
}

type Token = { is: 'text'; text: string; phrase: boolean } | { is: 'not' | 'or' | 'open' | 'close' }

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  const pattern = /["“”＂]([^"“”＂]*)["“”＂]?|([(（])|([)）])|([-－‐−](?=[^\s　]))|[^\s　"“”＂]+/gu
  let openHere = 0
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [all, phrase, open, close, minus] = found
    if (phrase !== undefined) tokens.push({ is: 'text', text: phrase, phrase: true })
    else if (open) openHere = tokens.push({ is: 'open' })
    else if (close) tokens.push({ is: 'close' })
    else if (minus) tokens.push({ is: 'not' })
    else {
      const plain = all.normalize('NFKC')
      if (plain === 'AND') continue
      if (plain === 'OR' || plain === '|') tokens.push({ is: 'or' })
      else if (plain === 'NOT') tokens.push({ is: 'not' })
      else pattern.lastIndex -= all.length - pushWord(tokens, all, openHere > 0)
    }
  }
  return tokens
}

/** A parenthesis inside a word belongs to the title (こころ（上）); one that only closes ends the word. Returns how much was taken. */
function pushWord(tokens: Token[], all: string, open: boolean): number {
  const closes = open && !/[(（]/.test(all) ? all.search(/[)）]+$/u) : -1
  const text = closes > 0 ? all.slice(0, closes) : all
  tokens.push({ is: 'text', text, phrase: false })
  return text.length
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
    const asOne = asOneReading(row, reader.field)
    parts.push(...(asOne ? [asOne] : row.map(({ part }) => part)))
    row = []
  }
  while (true) {
    const token = reader.tokens[reader.at]
    if (!token || token.is === 'close' || token.is === 'or') break
    const part = readOne(reader)
    if (part === null) continue
    if (part.is === 'word' && token.is === 'text' && !token.phrase) row.push({ text: token.text, part })
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
  const word = queryWord(cut ? cut[1]! : text, field, 'contains', cut !== null, phrase)
  return word ? { is: 'word', word } : null
}

/**
 * ナガイサン ト クロイサン may stand in the record as one run of kana, and Minami Hirotatsu as ミナミヒロタツ in either order:
 * words typed apart that can all be readings are also tried together.
 */
function asOneReading(row: readonly { text: string; part: Query }[], field: SearchField): Query | null {
  if (row.length < 2) return null
  const texts = row.map(({ text }) => text)
  const orders = row.length === 2 ? [texts, texts.toReversed()] : [texts]
  const together = orders.flatMap(order => {
    const word = queryWord(order.join(' '), field)
    return word && (word.mayBeReading || word.romaji !== null) ? [{ ...word, readingOnly: true }] : []
  })
  if (together.length === 0) return null
  const apart: Query = { is: 'and', parts: row.map(({ part }) => part) }
  return { is: 'or', parts: [apart, ...together.map(word => ({ is: 'word' as const, word }))] }
}

function wholeField(row: Condition): Outcome<Query, QueryRefusal> {
  if (row.text.length > queryLimits.characters)
    return refused({ why: 'tooLong', charactersMax: queryLimits.characters })
  const word = queryWord(row.text, row.field, row.match, row.match === 'startsWith')
  return word ? done({ is: 'word', word }) : refused({ why: 'nothingToSearch' })
}

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
