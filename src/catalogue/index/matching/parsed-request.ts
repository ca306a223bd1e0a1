import { parseConditions, parseQuery, type Query, type QueryRefusal } from '#catalogue/rules/search/query.ts'
import { done, type Outcome } from '#std/outcome.ts'
import type { SearchRequest } from '../catalogue-index.ts'

/** The simple box and the rows of 「くわしく探す」 as one query. */
export function parsedRequest({ text = '', conditions = [], query }: SearchRequest): Outcome<Query, QueryRefusal> {
  if (query) return done(query)
  const simple = parseQuery(text)
  if (!simple.ok) return simple
  const advanced = parseConditions(conditions)
  if (!advanced.ok) return advanced
  if (advanced.value.is === 'everything') return simple
  if (simple.value.is === 'everything') return advanced
  return done({ is: 'and', parts: [simple.value, advanced.value] })
}
