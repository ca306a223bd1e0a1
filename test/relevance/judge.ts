import type { CatalogueIndex } from '#catalogue/index/catalogue-index.ts'
import { folded } from '#catalogue/rules/writing/fold.ts'
import type { CatalogueRow, WeightedQuery } from './catalogue-ja.ts'

export type Miss = {
  query: string
  form: string
  weight: number
  why: 'refused' | 'nothingFound' | 'notOnFirstPage'
  total: number
  expected: string
}
export type Judgement = {
  weight: number
  onFirstPage: number
  nothingFound: number
  reciprocalRank: number
  misses: Miss[]
  asked: number
  unanswerable: number
}

/** つぎの20件 */
const firstPage = 20

/**
 * Asks every query and looks for its expected record on the first page; shares are weighted by how popular the query
 * is.
 */
export function judge(
  index: CatalogueIndex,
  rows: readonly CatalogueRow[],
  queries: readonly WeightedQuery[],
): Judgement {
  const byId = new Map(rows.map(row => [row.bib.id, row]))
  const isExpected = expectation(rows, queries)
  const judged: Judgement = {
    weight: 0,
    onFirstPage: 0,
    nothingFound: 0,
    reciprocalRank: 0,
    misses: [],
    asked: 0,
    unanswerable: 0,
  }
  for (const query of queries) {
    const answerable = query.expected.filter(expected => isExpected.exists(expected))
    if (answerable.length === 0) {
      judged.unanswerable++
      continue
    }
    judged.asked++
    judged.weight += query.weight
    const answer = index.search({ text: query.query, limit: firstPage })
    const hits = answer.ok ? answer.value.hits.map(({ id }) => byId.get(id)!) : []
    const total = answer.ok ? answer.value.total : 0
    const place = hits.findIndex(row => answerable.some(expected => isExpected.is(row, expected)))
    if (total === 0) judged.nothingFound += query.weight
    if (place >= 0) {
      judged.onFirstPage += query.weight
      judged.reciprocalRank += query.weight / (place + 1)
    } else
      judged.misses.push({
        query: query.query,
        form: query.form,
        weight: query.weight,
        why: !answer.ok ? 'refused' : total === 0 ? 'nothingFound' : 'notOnFirstPage',
        total,
        expected: answerable[0]!,
      })
  }
  return judged
}

/** Which record a query file's key means: the record itself, any by that person, or any with that ISBN. */
function expectation(rows: readonly CatalogueRow[], queries: readonly WeightedQuery[]) {
  const keys = new Set(rows.map(({ key }) => key))
  const isbns = new Set(rows.flatMap(({ bib }) => bib.isbns))
  const names = new Map(
    queries
      .filter(({ form, expected }) => form === 'kanji_nospace' && expected[0]!.startsWith('aozora-person:'))
      .flatMap(({ expected, query }) => expected.map(key => [key, folded(query)])),
  )
  const recordKey = (expected: string) => (expected.startsWith('aozora-work:') ? `AZW${expected.slice(12)}` : expected)
  const isbn = (expected: string) => /^(?:wakayama|isbn):(\d{13})$/.exec(expected)?.[1]
  return {
    exists: (expected: string) =>
      keys.has(recordKey(expected)) || isbns.has(isbn(expected) ?? '') || names.has(expected),
    is: ({ key, bib }: CatalogueRow, expected: string) =>
      key === recordKey(expected) ||
      bib.isbns.includes(isbn(expected) ?? '') ||
      (names.has(expected) && bib.creators.some(({ name }) => folded(name) === names.get(expected))),
  }
}
