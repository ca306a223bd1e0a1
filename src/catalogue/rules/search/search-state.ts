import { withoutUnreadable } from '#std/text/unreadable.ts'
import { audiences, bibKinds } from '../bib.ts'
import { eraYearIn } from '../marc/numbers.ts'
import { type MatchKind, type RowJoin, rowJoins } from './query-word.ts'

/** 並びかた, as the URL names them. 'added' is the order of 新着図書. */
const sorts = [
  ...(['relevance', 'added', 'addedOldest', 'newest', 'oldest', 'title', 'titleBack'] as const),
  ...(['author', 'authorBack', 'popular', 'class', 'classBack'] as const),
]
export type Sort = (typeof sorts)[number]
/** Those that are offered beside any search. */
export const offeredSorts = [
  'relevance',
  'added',
  'newest',
  'oldest',
  'title',
  'author',
  'popular',
  'class',
] as const satisfies readonly Sort[]
/** The same from the other end, offered beside the order that is chosen. */
export const turnedSorts: Partial<Record<Sort, Sort>> = {
  added: 'addedOldest',
  title: 'titleBack',
  author: 'authorBack',
  class: 'classBack',
}

export const pageSizes = [20, 50, 100] as const
export const matchKinds = ['contains', 'startsWith', 'exact'] as const
/** The rows of 「くわしく探す」; the name is that of the URL's parameter. */
export const advancedFields = ['title', 'author', 'publisher', 'subject', 'series', 'ndc', 'isbn'] as const
export type AdvancedField = (typeof advancedFields)[number]

type Row = { field: AdvancedField; text: string; how: MatchKind; join: RowJoin }

/** Everything a search is, as its URL says it. */
export type SearchState = {
  q: string
  fields: Row[]
  not: string
  branches: string[]
  /** 場所, as copies name it. */
  shelves: string[]
  kinds: string[]
  classes: string[]
  audiences: string[]
  creators: string[]
  /** '2020-2029', '1990-', '-1950'. */
  years: string[]
  /** A class of the tree, '913'. */
  inClass: string
  subject: string
  /** As records have it: ISO 639-2 in most, a name in some that came without MARC. */
  language: string
  availableNow: boolean
  sort: Sort
  page: number
  size: number
}

export const limits = { characters: 200, valueCharacters: 100, valuesOfGroup: 50, pages: 500 }

/** Reads a URL: what cannot be is left out, for an old or mistyped link should still find something. */
export function readSearch(query: URLSearchParams): SearchState {
  const one = (name: string) => withoutUnreadable(query.get(name) ?? '').trim()
  const many = (name: string, valid: (value: string) => boolean) =>
    [...new Set(query.getAll(name).map(withoutUnreadable))]
      .filter(value => value.length <= limits.valueCharacters && valid(value))
      .slice(0, limits.valuesOfGroup)
  const page = Number(one('page'))
  const size = Number(one('size'))
  const range = yearRange(one('from'), one('to'))
  return {
    q: one('q'),
    fields: readRows(one),
    not: one('not'),
    branches: many('branch', value => /^[a-z][a-z0-9-]*$/.test(value)),
    shelves: many('shelf', value => value.trim() !== ''),
    kinds: many('kind', value => bibKinds.includes(value as never)),
    classes: many('class', value => /^(\d|none)$/.test(value)),
    audiences: many('audience', value => audiences.includes(value as never)),
    creators: many('creator', value => value !== ''),
    years: [...many('year', value => readYears(value) !== null), ...(range === null ? [] : [range])],
    inClass: /^\d{1,3}(\.\d{1,6})?$/.test(one('in')) ? one('in') : '',
    subject: one('about').slice(0, limits.valueCharacters),
    language: one('language').slice(0, limits.valueCharacters),
    availableNow: one('now') === '1',
    sort: oneOf(sorts, one('sort')) ?? 'relevance',
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, limits.pages) : 1,
    size: pageSizes.includes(size as never) ? size : 20,
  }
}

/** The rows that are filled in. The first of them has nothing above it that it could widen. */
function readRows(one: (name: string) => string): Row[] {
  let isFirst = one('q') === ''
  return advancedFields.flatMap(field => {
    const text = one(field)
    if (text === '') return []
    const typed = oneOf(rowJoins, one(`${field}-join`)) ?? 'and'
    const join = typed === 'or' && isFirst ? 'and' : typed
    isFirst &&= join === 'not'
    return [{ field, text, how: oneOf(matchKinds, one(`${field}-how`)) ?? 'contains', join }]
  })
}

/**
 * The parameters of the URL of a search, in their order, without what goes without saying: `readSearch` reads them
 * back.
 */
export function searchParams(
  state: SearchState,
  change: Partial<SearchState> = {},
): Record<string, string | number | readonly string[] | null> {
  const next = { ...state, ...change }
  // Another search or another order begins at its first page.
  const page = 'page' in change ? next.page : 1
  return {
    q: next.q,
    ...Object.fromEntries(next.fields.map(({ field, text }) => [field, text])),
    ...Object.fromEntries(
      next.fields.filter(({ how }) => how !== 'contains').map(({ field, how }) => [`${field}-how`, how]),
    ),
    ...Object.fromEntries(
      next.fields.filter(({ join }) => join !== 'and').map(({ field, join }) => [`${field}-join`, join]),
    ),
    not: next.not,
    branch: next.branches,
    shelf: next.shelves,
    kind: next.kinds,
    class: next.classes,
    audience: next.audiences,
    creator: next.creators,
    year: next.years,
    in: next.inClass,
    about: next.subject,
    language: next.language,
    now: next.availableNow ? '1' : null,
    sort: next.sort === 'relevance' ? null : next.sort,
    size: next.size === 20 ? null : next.size,
    page: page === 1 ? null : page,
  }
}

/** Whether nothing is asked for at all. */
export const asksNothing = (state: SearchState): boolean =>
  state.q === '' && state.fields.length === 0 && state.not === '' && !isNarrowed(state)

/** Whether something is ticked under しぼりこみ. */
export const isNarrowed = (state: SearchState): boolean =>
  [state.branches, state.shelves, state.kinds, state.classes, state.audiences, state.creators, state.years].some(
    values => values.length > 0,
  ) ||
  state.availableNow ||
  state.inClass !== '' ||
  state.subject !== '' ||
  state.language !== ''

/** Whether some row widens what is found above it: a further row then narrows the last of them, not all. */
export const isWidening = (state: SearchState): boolean => state.fields.some(({ join }) => join === 'or')

/** Nothing ticked any more; the words stay. */
export const widened = {
  branches: [],
  shelves: [],
  kinds: [],
  classes: [],
  audiences: [],
  creators: [],
  years: [],
  inClass: '',
  subject: '',
  language: '',
  availableNow: false,
} satisfies Partial<SearchState>

/** True when one of the texts is longer than a search can be. */
export const isTooLong = (state: SearchState): boolean =>
  [state.q, state.not, ...state.fields.map(({ text }) => text)].some(text => [...text].length > limits.characters)

/** '2020-2029' → 2020 to 2029; an open end is no limit. */
export function readYears(value: string): { from?: number; to?: number } | null {
  const match = /^(\d{1,4})?-(\d{1,4})?$/.exec(value)
  if (!match || (match[1] === undefined && match[2] === undefined)) return null
  return {
    ...(match[1] === undefined ? {} : { from: Number(match[1]) }),
    ...(match[2] === undefined ? {} : { to: Number(match[2]) }),
  }
}

/** The two boxes 出版年 of the advanced form, typed in any width, also as 昭和50 or H10. */
function yearRange(from: string, to: string): string | null {
  const [first, last] = [from, to].map(text => {
    const plain = text.normalize('NFKC').replace(/年$/, '')
    return /^\d*$/.test(plain) ? plain : String(eraYearIn(plain) ?? plain)
  })
  const value = `${first}-${last}`
  return readYears(value) ? value : null
}

const oneOf = <T extends string>(values: readonly T[], value: string): T | null =>
  values.find(one => one === value) ?? null
