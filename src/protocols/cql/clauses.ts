import { bibKinds } from '#catalogue/rules/bib.ts'
import { identifierNumber } from '#catalogue/rules/isbn.ts'
import { ofWholeField, type Query, wordsTogether } from '#catalogue/rules/search/query.ts'
import { type MatchKind, queryWord, type SearchField } from '#catalogue/rules/search/query-word.ts'
import { BibId } from '#ids.ts'
import { done, type Outcome } from '#std/outcome.ts'
import { type Diagnostic, diagnosed } from '../diagnostic.ts'
import { setOf } from './context-sets.ts'
import { type Index, indexOf, kindsByName } from './indexes.ts'
import { partsOf, type TermParts } from './term.ts'
import type { CqlTree, Relation, Term } from './tree.ts'
import { yearQuery } from './years.ts'

type Clause = Extract<CqlTree, { is: 'clause' }>
type Made = Outcome<Query, Diagnostic>

/** One clause in the words of the catalogue. */
export function clauseQuery({ index: name, relation, term }: Clause): Made {
  const index = name === null ? anywhere : indexOf(name)
  if (index === 'unknownSet') return diagnosed(15, name!.set ?? name!.typed)
  if (index === null) return diagnosed(16, name!.typed)
  const problem = relationProblem(relation)
  if (problem) return problem
  switch (index.is) {
    case 'words':
      return wordsQuery(index.field, relation, term)
    case 'number':
      return eachWord(relation, term, numberQuery)
    case 'class':
      return eachWord(relation, term, classQuery)
    case 'year':
      return yearQuery(index, relation, term)
    case 'kind':
      return eachWord(relation, term, kindQuery)
    case 'record':
      return eachWord(relation, term, recordQuery)
    case 'allRecords':
      return relation.name === '=' && term.text.trim() === '1' ? done({ is: 'everything' }) : diagnosed(36, term.raw)
    case 'resultSet':
      return diagnosed(50, term.raw)
    case 'order':
      return diagnosed(48, name?.typed ?? '')
    default:
      return index satisfies never
  }
}

const anywhere: Index = { is: 'words', field: 'any' }

/** Relations of CQL 1.1 to 2.0. `scr`, "server choice", is `=`. */
const relations = ['=', '==', '<>', '<', '<=', '>', '>=', 'exact', 'any', 'all', 'adj', 'scr', 'within']
/** What the catalogue does anyway: folds case and accents, reads words, ranks. */
const modifiers = ['masked', 'unmasked', 'ignorecase', 'ignoreaccents', 'word', 'relevant', 'isodate', 'number']

function relationProblem({ name, set, typed, modifiers: asked }: Relation): { ok: false; refusal: Diagnostic } | null {
  const home = setOf(set)
  if (home === null) return diagnosed(15, set ?? typed)
  if ((home !== 'own' && home !== 'cql') || !relations.includes(name)) return diagnosed(19, typed)
  const other = asked.find(one => !modifiers.includes(one.name) || one.comparison !== null)
  return other ? diagnosed(20, other.typed) : null
}

/**
 * Words of a text: `=` and `all` each of them, `any` one of them, `adj` side by side, `==` and `exact` the whole field.
 */
function wordsQuery(field: SearchField, relation: Relation, term: Term): Made {
  const whole = ['adj', '==', 'exact', '<>'].includes(relation.name)
  const parts = partsOf(term, whole)
  if (!parts.ok) return parts
  const { words, atStart, atEnd } = parts.value
  switch (relation.name) {
    case '==':
    case 'exact':
    case '<>': {
      const open = words.at(-1)!.openEnd
      const found = phrase(field, parts.value, term, open ? 'startsWith' : 'exact')
      if (relation.name !== '<>' || !found.ok) return found
      return done({ is: 'and', parts: [{ is: 'everything' }, { is: 'not', part: found.value }] })
    }
    case 'adj':
      return phrase(field, parts.value, term, matchOf(atStart, atEnd), true)
    case 'any': {
      if (atStart || atEnd) return diagnosed(32, term.raw)
      const found = words.flatMap(word => wordsTogether([word], field) ?? [])
      return found.length === 0
        ? diagnosed(35, term.raw)
        : done(found.length === 1 ? found[0]! : { is: 'or', parts: found })
    }
    case '=':
    case 'scr':
    case 'all': {
      if (atStart || atEnd) return phrase(field, parts.value, term, matchOf(atStart, atEnd))
      const found = wordsTogether(words, field)
      return found ? done(found) : diagnosed(35, term.raw)
    }
    default:
      return diagnosed(22, `${relation.typed} ${field}`)
  }
}

const matchOf = (atStart: boolean, atEnd: boolean): MatchKind | null =>
  atStart ? (atEnd ? 'exact' : 'startsWith') : atEnd ? null : 'contains'

/** The term as one run of characters; a field cannot be asked for its end alone. */
function phrase(field: SearchField, { words }: TermParts, term: Term, match: MatchKind | null, strict = false): Made {
  if (match === null) return diagnosed(32, term.raw)
  const text = words.map(word => word.text).join(' ')
  const openEnd = words.at(-1)!.openEnd || match === 'startsWith'
  if (match !== 'contains' && !strict) {
    const found = ofWholeField(text, field, match, openEnd)
    return found ? done(found) : diagnosed(35, term.raw)
  }
  const word = queryWord(text, field, match, openEnd, strict)
  return word ? done({ is: 'word', word }) : diagnosed(35, term.raw)
}

/** For what has no words, only values: one of several with `any`; several cannot be true at once. */
function eachWord(relation: Relation, term: Term, queryOf: (text: string, relation: Relation) => Made): Made {
  if (!['=', '==', 'exact', 'any', 'all', 'scr'].includes(relation.name)) return diagnosed(22, relation.typed)
  if (term.signs.length > 0) return diagnosed(28, term.signs[0]!.sign)
  if (term.text.trim() === '') return diagnosed(27, term.raw)
  if (relation.name !== 'any' && relation.name !== 'all') return queryOf(term.text.trim(), relation)
  const found: Query[] = []
  for (const text of term.text.trim().split(/[\s　]+/u)) {
    const one = queryOf(text, relation)
    if (!one.ok) return one
    found.push(one.value)
  }
  return done(found.length === 1 ? found[0]! : { is: relation.name === 'any' ? 'or' : 'and', parts: found })
}

/** An ISSN is also written without its hyphen here, where it can be nothing else. */
function numberQuery(text: string): Made {
  const plain = text.normalize('NFKC').replace(/^urn:(isbn|issn):/i, '')
  const typed =
    identifierNumber(plain) === null && /^\d{7}[\dxX]$/.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4)}` : plain
  if (identifierNumber(typed) === null) return diagnosed(36, text)
  return done({ is: 'word', word: queryWord(typed, 'isbn')! })
}

/** By the beginning, as the classes of the page: 913 finds 913.6. There is no asking for 913 alone. */
function classQuery(text: string, { name, typed }: Relation): Made {
  if (name === '==' || name === 'exact') return diagnosed(22, `${typed} ndc`)
  const plain = text.normalize('NFKC')
  return /^\d{1,3}(\.\d*)?$/.test(plain) ? done({ is: 'word', word: queryWord(plain, 'ndc')! }) : diagnosed(36, text)
}

function kindQuery(text: string): Made {
  const kinds = kindsByName[text.toLowerCase()] ?? bibKinds.filter(kind => kind.toLowerCase() === text.toLowerCase())
  return kinds.length === 0 ? diagnosed(36, text) : done({ is: 'among', among: { by: 'kind', kinds } })
}

function recordQuery(text: string): Made {
  return /^\d{1,15}$/.test(text)
    ? done({ is: 'among', among: { by: 'id', id: BibId(Number(text)) } })
    : diagnosed(36, text)
}
