import { type SearchState, searchParams } from '#catalogue/rules/search/search-state.ts'
import { withQuery } from '#web/paths.ts'

/** The same search as a plain URL without what goes without saying. */
export const searchUrl = (path: string, state: SearchState, change: Partial<SearchState> = {}): string =>
  withQuery(path, searchParams(state, change))
