import type { AuthorityKind } from '../authority/authority.ts'
import type { Query } from './query.ts'
import { type QueryWord, queryWord } from './query-word.ts'

/** A name that was typed, and what else was asked in its place. */
export type NameAsked = { typed: string; kind: AuthorityKind; others: { name: string; word: QueryWord }[] }

/**
 * The query with the other names of every name in it: of one word, or of several typed apart (平井 太郎).
 * @param lookUp the names that mean the same, none when it is no name
 */
export function withOtherNames(
  query: Query,
  lookUp: (kind: AuthorityKind, name: string) => readonly string[],
): { query: Query; asked: NameAsked[] } {
  const asked: NameAsked[] = []
  const widened = widen(query)
  return { query: widened, asked }

  function widen(part: Query): Query {
    switch (part.is) {
      case 'everything':
      case 'among':
      case 'not':
      case 'title':
        return part
      case 'word':
        return orOthers(part, [part.word])
      case 'or':
        return { is: 'or', parts: part.parts.map(widen) }
      case 'and':
        return { is: 'and', parts: widenRuns(part.parts) }
      default:
        return part satisfies never
    }
  }

  /** The longest run of words that is a name counts as one. */
  function widenRuns(parts: readonly Query[]): Query[] {
    const out: Query[] = []
    for (let at = 0; at < parts.length; ) {
      let taken = 1
      let widened: Query | null = null
      for (let length = Math.min(WORDS_MAX, parts.length - at); length > 1 && widened === null; length--) {
        const run = parts.slice(at, at + length)
        if (!run.every(part => part.is === 'word')) continue
        const together = orOthers(
          { is: 'and', parts: run },
          run.map(({ word }) => word),
        )
        if (together.is === 'and') continue
        widened = together
        taken = length
      }
      out.push(widened ?? widen(parts[at]!))
      at += taken
    }
    return out
  }

  function orOthers(part: Query, words: readonly QueryWord[]): Query {
    const [{ field, strict }] = words as [QueryWord]
    if (strict || words.some(word => word.strict || word.readingOnly || word.identifier !== null)) return part
    const typed = words.map(word => word.typed).join(' ')
    const others = kindsOf(field).flatMap(kind => {
      const found = lookUp(kind, typed).flatMap(name => {
        const word = wordOf(kind, name)
        return word ? [{ name, word }] : []
      })
      if (found.length > 0 && !asked.some(one => one.typed === typed && one.kind === kind))
        asked.push({ typed, kind, others: found })
      return found
    })
    return others.length === 0
      ? part
      : { is: 'or', parts: [part, ...others.map(({ word }) => ({ is: 'word' as const, word }))] }
  }
}

/** A name has no more words. */
const WORDS_MAX = 4
/** A shorter name would be found inside of others'. */
const ALONE_BELOW = 3

const kindsOf = (field: QueryWord['field']): AuthorityKind[] =>
  field === 'any' ? ['name', 'subject'] : field === 'author' ? ['name'] : field === 'subject' ? ['subject'] : []

/** As written, in its own field: a name is not looked for in titles. */
function wordOf(kind: AuthorityKind, name: string): QueryWord | null {
  const bare = name.replace(/[,、\s]*\d{3,4}\??\s*-.*$/u, '')
  const word = queryWord(bare, kind === 'name' ? 'author' : 'subject', 'contains', false, true)
  if (word === null) return null
  const match = word.units.length < ALONE_BELOW ? 'exact' : 'contains'
  return { ...word, match, mayBeReading: false, identifier: null }
}
