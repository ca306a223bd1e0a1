import { readYears, type SearchState } from '#catalogue/rules/search/search-state.ts'
import { plainName } from '#catalogue/rules/writing/plain-name.ts'
import type { Text } from './text.ts'

/** 館 by their codes. */
export type BranchNames = ReadonlyMap<string, { name: string }>

export type TickGroup = 'branches' | 'shelves' | 'kinds' | 'classes' | 'audiences' | 'years' | 'creators'

/** What was asked, in words. */
export const askedInWords = ({ search, ndc }: Text, state: SearchState): string =>
  [
    ...rowsInWords(search, state),
    ...(state.q === '' && state.inClass ? [search.inClass(state.inClass, ndc.label(state.inClass))] : []),
    ...(state.q === '' && state.subject ? [search.about(state.subject)] : []),
    ...(state.q === '' && state.language ? [search.inLanguage(state.language)] : []),
  ]
    .filter(text => text !== '')
    .join('・')

/** The box and the rows of the advanced form, in brackets where it matters what is joined first. */
function rowsInWords(search: Text['search'], { q, fields, not }: SearchState): string[] {
  const said = ({ field, text }: SearchState['fields'][number]) => search.fieldIs(search.advanced.fields[field], text)
  const rows = fields.filter(({ join }) => join !== 'not').map(row => ({ join: row.join, text: said(row) }))
  const left = [...fields.filter(({ join }) => join === 'not').map(said), ...(not === '' ? [] : [not])].map(
    search.without,
  )
  const [first, ...more] = [...(q === '' ? [] : [{ join: 'and' as const, text: q }]), ...rows]
  if (!first || more.every(({ join }) => join === 'and'))
    return [first, ...more].flatMap(row => row?.text ?? []).concat(left)
  let whole = first.text
  for (const [at, { join, text }] of more.entries()) {
    const before = more[at - 1]?.join ?? join
    whole = search.joined[join === 'or' ? 'or' : 'and'](before === join ? whole : search.together(whole), text)
  }
  return left.length === 0 ? [whole] : [search.together(whole), ...left]
}

/**
 * A value of しぼりこみ in words, also where no list of results names it. What is not known any more reads as it was ticked.
 */
export function tickInWords(t: Text, branches: BranchNames, group: TickGroup, value: string): string {
  switch (group) {
    case 'branches':
      return branches.get(value)?.name ?? value
    case 'shelves':
      return value
    case 'kinds':
      return t.opac.kinds[value as keyof typeof t.opac.kinds] ?? value
    case 'classes':
      return value === 'none' ? t.search.filters.noClass : `${value} ${t.ndc.classes[Number(value)]}`
    case 'audiences':
      return t.opac.audiences[value as keyof typeof t.opac.audiences] ?? value
    case 'years':
      return yearsInWords(t, value)
    case 'creators':
      return plainName(value)
    default:
      return group satisfies never
  }
}

function yearsInWords({ search: { filters } }: Text, years: string): string {
  const { from = null, to = null } = readYears(years)!
  return from !== null && from % 10 === 0 && to === from + 9 ? filters.decade(from) : filters.yearsFromTo(from, to)
}

/** Everything that is ticked under しぼりこみ, in words. */
export function ticksInWords(t: Text, branches: BranchNames, state: SearchState): string {
  const { search, ndc } = t
  const ticked = (group: TickGroup) => state[group].map(value => tickInWords(t, branches, group, value))
  return [
    ...(state.availableNow ? [search.filters.availableOnly] : []),
    ...(['branches', 'shelves', 'kinds', 'classes', 'audiences', 'years', 'creators'] as const).flatMap(ticked),
    ...(state.q !== '' && state.inClass ? [search.inClass(state.inClass, ndc.label(state.inClass))] : []),
    ...(state.q !== '' && state.subject ? [search.about(state.subject)] : []),
    ...(state.q !== '' && state.language ? [search.inLanguage(state.language)] : []),
  ].join('・')
}

/** By which words a search is called as long as nobody gave it a name. */
export const ownWords = (t: Text, branches: BranchNames, state: SearchState): string =>
  askedInWords(t, state) || ticksInWords(t, branches, state) || t.search.everything
