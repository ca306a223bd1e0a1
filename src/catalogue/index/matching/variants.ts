import { piecesOf } from '#catalogue/rules/search/name-parts.ts'
import type { Query } from '#catalogue/rules/search/query.ts'
import { type QueryWord, queryWord } from '#catalogue/rules/search/query-word.ts'
import { confusedForms } from '#catalogue/rules/writing/kanji.ts'
import { otherSpellings } from '#catalogue/rules/writing/other-spellings.ts'

/**
 * The query with every word in its other spellings too, and with the parts of a word that was typed with a mark in it.
 * @returns query null when no word has any; `words` are the other spellings, to be named when they find something
 */
export function withVariants(query: Query): { query: Query | null; words: QueryWord[] } {
  const words: QueryWord[] = []
  let some = false
  const varied = vary(query)
  return { query: some ? varied : null, words }

  function vary(part: Query): Query {
    switch (part.is) {
      case 'everything':
      case 'not':
      case 'title':
      case 'among':
        return part
      case 'word': {
        const spelled = spelledOtherwise(part.word, query.is === 'word')
        const others = [...spelled.map(word => ({ is: 'word' as const, word })), ...divided(part.word)]
        words.push(...spelled.filter(({ units }) => !isSameButSpaces(units, part.word.units)))
        if (others.length === 0) return part
        some = true
        return { is: 'or', parts: [part, ...others] }
      }
      case 'and':
      case 'or':
        return { is: part.is, parts: part.parts.map(vary) }
      default:
        return part satisfies never
    }
  }
}

/** A phrase or a whole field is meant as it stands. */
const mayVary = ({ strict, readingOnly, identifier, field }: QueryWord): boolean =>
  !strict && !readingOnly && identifier === null && field !== 'isbn' && field !== 'ndc'

/** The same word with 斉 for 斎, 二十四 for 24 and so on; one character alone is no number of a volume. */
function spelledOtherwise(word: QueryWord, alone: boolean): QueryWord[] {
  if (!mayVary(word) || (alone && [...word.units].length === 1 && !confusedForms.has(word.units))) return []
  return otherSpellings(word.written, word.typed).flatMap(text => {
    const other = queryWord(shownAs(text, word.typed), word.field, word.match, word.openEnd)
    return other ? [{ ...other, openEnd: word.openEnd }] : []
  })
}

/** Not worth a word to the reader, as Roman numbers are not. */
const isSameButSpaces = (one: string, other: string): boolean =>
  one.replaceAll(' ', '') === other.replaceAll(' ', '') || /^[a-z ]+$/.test(one)

/** In the kana that were typed, for it is shown. */
const shownAs = (text: string, typed: string): string =>
  /[ァ-ヺ]/.test(typed) ? text : text.replace(/[ァ-ヴ]/g, kana => String.fromCharCode(kana.charCodeAt(0) - 0x60))

/** What was typed with a mark inside may stand apart in the record: e-mail, 東京/京都. */
function divided(word: QueryWord): Query[] {
  if (!mayVary(word) || word.match !== 'contains') return []
  const words = piecesOf(word.typed).flatMap(piece => queryWord(piece, word.field) ?? [])
  return words.length < 2 ? [] : [{ is: 'and', parts: words.map(word => ({ is: 'word', word })) }]
}
