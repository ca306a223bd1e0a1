import type { Context } from 'hono'
import {
  asksNothing,
  limits,
  pageSizes,
  readSearch,
  type SearchState,
  searchParams,
} from '#catalogue/rules/search/search-state.ts'
import { besideInList } from '#catalogue/search-catalogue.ts'
import { toRequest } from '#catalogue/search-request.ts'
import type { BibId } from '#ids.ts'
import type { Page } from '#web/page.ts'
import { paths, withQuery } from '#web/paths.ts'
import { searchUrl } from '../search/search-url.ts'

/** A search that is longer than this is not carried along: its hits open as any record does. */
const listLengthMax = 1_000

/**
 * The address of the n-th hit of a search, which knows the list that it is opened from: so its page leads to the next
 * one, without a session, in another tab, and by whoever is sent the address.
 */
export function hitUrl(state: SearchState): (id: BibId, nth: number) => string {
  const list = withQuery('', searchParams(state)).slice(1)
  return (id, nth) => (list.length > listLengthMax ? paths.bib(id) : withQuery(paths.bib(id), { list, hit: nth }))
}

export type HitOfList = { state: SearchState; nth: number; total: number; before: BibId | null; after: BibId | null }

/** The list from which a record was opened, as it is now; null: from none, or it stands elsewhere in it by now. */
export async function hitOfList(c: Context<Page>, id: BibId): Promise<HitOfList | null> {
  const { list, hit } = c.req.query()
  const nth = /^[1-9]\d{0,4}$/.test(hit ?? '') ? Number(hit) : 0
  if (!list || nth === 0 || nth > limits.pages * Math.max(...pageSizes)) return null
  const state = readSearch(new URLSearchParams(list.slice(0, listLengthMax)))
  if (asksNothing(state)) return null
  const beside = await besideInList(c.var.library, toRequest(state), id, nth)
  return beside && { state, nth, ...beside }
}

/** 前の資料・つぎの資料, and the way back to the list. */
export function HitNav({ c, at: { state, nth, total, before, after } }: { c: Context<Page>; at: HitOfList }) {
  const words = c.var.t.search.inList
  const url = hitUrl(state)
  return (
    <nav class="pager screen-only" aria-label={words.label}>
      {before === null ? null : (
        <a class="button quiet" href={url(before, nth - 1)} rel="prev nofollow">
          {words.before}
        </a>
      )}
      {after === null ? null : (
        <a class="button quiet" href={url(after, nth + 1)} rel="next nofollow">
          {words.after}
        </a>
      )}
      <a href={searchUrl(paths.search, state, { page: Math.ceil(nth / state.size) })} rel="nofollow">
        {words.back}
      </a>
      <span class="soft">{words.place(nth, total)}</span>
    </nav>
  )
}
