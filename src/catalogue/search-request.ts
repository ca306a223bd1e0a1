import type { Filters, SearchRequest } from './index/catalogue-index.ts'
import type { Condition } from './rules/search/query.ts'
import type { SearchField } from './rules/search/query-word.ts'
import { limits, readYears, type SearchState } from './rules/search/search-state.ts'

/** The refusal of a search with a text that is too long, as the index would say it. */
export const tooLong = { ok: false, refusal: { why: 'tooLong', charactersMax: limits.characters } } as const

/** What the index is asked. */
export function toRequest(state: SearchState): SearchRequest {
  return {
    text: state.q,
    conditions: toConditions(state),
    filters: toFilters(state),
    sort: state.sort,
    offset: (state.page - 1) * state.size,
    limit: state.size,
  }
}

const toConditions = (state: SearchState): Condition[] => [
  ...state.fields.map(({ field, text, how, join }) => ({ field: field as SearchField, match: how, text, join })),
  ...(state.not === ''
    ? []
    : [{ field: 'any' as const, match: 'contains' as const, text: state.not, join: 'not' as const }]),
]

const toFilters = (state: SearchState): Filters => ({
  branches: state.branches,
  shelves: state.shelves,
  kinds: state.kinds as NonNullable<Filters['kinds']>,
  classes: state.classes.map(value => (value === 'none' ? null : Number(value))),
  audiences: state.audiences as NonNullable<Filters['audiences']>,
  creators: state.creators,
  years: state.years.map(value => readYears(value)!),
  availableNow: state.availableNow,
  ...(state.inClass === '' ? {} : { ndc: state.inClass }),
  ...(state.subject === '' ? {} : { subject: state.subject }),
  ...(state.language === '' ? {} : { language: state.language }),
})
