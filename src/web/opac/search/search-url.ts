import type { Context } from 'hono'
import { type SearchState, searchParams } from '#catalogue/rules/search/search-state.ts'
import type { Page } from '#web/page.ts'
import { feedAt } from '#web/parts/languages/language-of.ts'
import { paths, withQuery } from '#web/paths.ts'

/** The same search as a plain URL without what goes without saying. */
export const searchUrl = (path: string, state: SearchState, change: Partial<SearchState> = {}): string =>
  withQuery(path, searchParams(state, change))

/** What is newest in a search, as a feed in the language of the page. */
export const searchFeed = (c: Context<Page>, state: SearchState): string =>
  feedAt(c, paths.searchFeed, searchParams(state))
