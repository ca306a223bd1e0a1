import { type QueryWord, queryWord } from '#catalogue/rules/search/query-word.ts'
import { foldWritten, isKana, isWordUnit } from '#catalogue/rules/writing/fold.ts'
import { type Matches, matchesOf, noMatches } from '../segment/matches.ts'
import { mark } from '../segment/record-text.ts'
import { fieldText, type Segment } from '../segment/segment.ts'
import { evaluate, planOf } from './evaluate.ts'

/**
 * かなで書かれた漢字: titles of which some kanji were typed as they sound: 銀河てつどうの夜, カニ工船, くもの糸. The kanji typed stand in the
 * title in their order, the kana stand in its reading, and both begin where the word does.
 */
export function kanaForKanji(segment: Segment, word: QueryWord): Matches {
  const pieces = piecesOf(word.units)
  const kanji = pieces.filter(piece => !isKana(piece.charCodeAt(0)))
  const mixed = kanji.length > 0 && kanji.length < pieces.length && pieces.length <= PIECES_MAX
  if (!mixed || ![...kanji.join('')].every(char => !isWordUnit(char.charCodeAt(0)) && char !== ' ')) return noMatches
  if (!['any', 'title'].includes(word.field) || word.units.length < LENGTH_MIN) return noMatches
  const words = kanji.flatMap(piece => queryWord(piece, 'title') ?? [])
  const { docs } = evaluate(segment, planOf({ is: 'and', parts: words.map(word => ({ is: 'word' as const, word })) }))
  const near = docs.subarray(0, CANDIDATES_MAX).filter(doc => soundsSo(segment, doc, pieces))
  return matchesOf(near, new Uint8Array(near.length))
}

const piecesOf = (units: string): string[] => units.match(/[\u30a1-\u30fa]+|[^\u30a1-\u30fa]+/g) ?? []

/** Whether this title can be meant by the folded text. */
export const isWrittenInKana = (segment: Segment, doc: number, units: string): boolean =>
  soundsSo(segment, doc, piecesOf(units))

const LENGTH_MIN = 3
const PIECES_MAX = 7
/** The most wanted titles with these kanji; more would be no likeness but a list. */
const CANDIDATES_MAX = 4000

function soundsSo(segment: Segment, doc: number, pieces: readonly string[]): boolean {
  const title = foldWritten(fieldText(segment, doc, mark.title))
  const reading = foldWritten(fieldText(segment, doc, mark.titleReading))
  if (reading === '') return false
  const kanji = pieces.filter(piece => !isKana(piece.charCodeAt(0)))
  const kana = pieces.filter(piece => isKana(piece.charCodeAt(0)))
  return standInOrder(title, kanji, pieces) && standInOrder(reading, kana, pieces)
}

function standInOrder(text: string, wanted: readonly string[], pieces: readonly string[]): boolean {
  let at = 0
  for (const piece of wanted) {
    const found = text.indexOf(piece, at)
    if (found < 0 || (piece === pieces[0] && found !== 0)) return false
    at = found + piece.length
  }
  return true
}
