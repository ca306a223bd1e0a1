import { parseConditions, parseQuery, type Query, type QueryRefusal } from '#catalogue/rules/search/query.ts'
import { done, type Outcome } from '#std/outcome.ts'
import type { SearchRequest } from '../catalogue-index.ts'

/** The simple box and the rows of 「くわしく探す」 below it as one query. */
export function parsedRequest({ text = '', conditions = [], query }: SearchRequest): Outcome<Query, QueryRefusal> {
  if (query) return done(query)
  if (conditions.length === 0) return parseQuery(text)
  return parseConditions([{ field: 'any', match: 'contains', text, join: 'and' }, ...conditions])
}
