import type { SearchRequest, SortOrder } from '#catalogue/index/catalogue-index.ts'
import { allOf, countWords, parseQuery, type Query, queryLimits } from '#catalogue/rules/search/query.ts'
import { done, type Outcome } from '#std/outcome.ts'
import { type Diagnostic, diagnosed } from '../diagnostic.ts'
import { clauseQuery } from './clauses.ts'
import { indexOf } from './indexes.ts'
import { sortOf, sortText } from './sort.ts'
import type { Cql, CqlTree } from './tree.ts'

/**
 * What the catalogue is asked for a CQL query: the search of the pages, so that both find the same. A query of one text
 * anywhere is the simple box of the pages, number of a copy and whole title included.
 */
export function searchOf(cql: Cql): Outcome<SearchRequest, Diagnostic> {
  const { tree, ordered } = withoutOrder(cql.tree)
  const sort = cql.sort.length > 0 ? sortOf(cql.sort) : ordered === null ? done(undefined) : sortText(ordered)
  if (!sort.ok) return sort
  const query = queryOf(tree)
  if (!query.ok) return query
  if (countWords(query.value) > queryLimits.words) return diagnosed(38, `${queryLimits.words}`)
  const typed = typedAlone(tree)
  const asTyped = typed === null ? null : parseQuery(typed)
  const isSimple = asTyped?.ok === true && JSON.stringify(asTyped.value) === JSON.stringify(query.value)
  const order: { sort?: SortOrder } = sort.value === undefined ? {} : { sort: sort.value }
  return done({ ...order, query: query.value, ...(isSimple ? { text: typed! } : {}) })
}

function queryOf(tree: CqlTree): Outcome<Query, Diagnostic> {
  if (tree.is === 'clause') return clauseQuery(tree)
  if (tree.operator === 'prox') return diagnosed(39, 'prox')
  if (tree.modifiers.length > 0) return diagnosed(46, tree.modifiers[0]!.typed)
  const left = queryOf(tree.left)
  if (!left.ok) return left
  const right = queryOf(tree.right)
  if (!right.ok) return right
  switch (tree.operator) {
    case 'and':
      return done(allOf([left.value, right.value]))
    case 'or':
      return done({ is: 'or', parts: [left.value, right.value] })
    case 'not':
      return done(allOf([left.value, { is: 'not', part: right.value }]))
    default:
      return tree.operator satisfies never
  }
}

/** `… and sortBy = "title"` at the end is no condition. */
function withoutOrder(tree: CqlTree): { tree: CqlTree; ordered: string | null } {
  if (tree.is !== 'boolean' || tree.operator !== 'and' || tree.right.is !== 'clause') return { tree, ordered: null }
  const { index, term } = tree.right
  const found = index && indexOf(index)
  return found && found !== 'unknownSet' && found.is === 'order'
    ? { tree: tree.left, ordered: term.text }
    : { tree, ordered: null }
}

/** The text of a query that is nothing but one, to be found anywhere. */
function typedAlone(tree: CqlTree): string | null {
  if (tree.is !== 'clause' || tree.term.signs.length > 0 || !['=', 'all', 'scr'].includes(tree.relation.name))
    return null
  const index = tree.index && indexOf(tree.index)
  const anywhere =
    index === null ? tree.index === null : index !== 'unknownSet' && index.is === 'words' && index.field === 'any'
  return anywhere ? tree.term.text : null
}
