import { readSearch, type SearchState, searchParams } from '#catalogue/rules/search/search-state.ts'

/** A search as it is kept: what is asked, and in which order and how many a page, each as the query of a URL. */
export type Canonical = { asked: string; arranged: string }

/**
 * Two searches ask the same exactly when their `asked` is the same text: neither order nor page nor the order of ticks
 * matters.
 */
export function canonical(state: SearchState): Canonical {
  const { sort, size, page: _, ...asked } = searchParams(state)
  return { asked: queryOf(asked), arranged: queryOf({ sort: sort ?? null, size: size ?? null }) }
}

/**
 * The search that was kept. What it names may have gone meanwhile (a branch, a kind): it is read as any old link is.
 */
export const stateOf = ({ asked, arranged }: Canonical): SearchState =>
  readSearch(new URLSearchParams([asked, arranged].filter(Boolean).join('&')))

/** The same as the query of one URL. */
export function canonicalQuery(state: SearchState): string {
  const { asked, arranged } = canonical(state)
  return [asked, arranged].filter(Boolean).join('&')
}

function queryOf(params: ReturnType<typeof searchParams>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params))
    for (const one of (Array.isArray(value) ? value.toSorted() : [value]) as (string | number | null)[])
      if (one !== null && one !== '') query.append(name, `${one}`)
  return query.toString()
}
