import type { Context } from 'hono'
import { ndcClasses, ndcLabel } from '#catalogue/rules/ndc.ts'
import { readYears, type SearchState } from '#catalogue/rules/search-state.ts'
import type { Text } from '#text/language.ts'
import type { Page } from '../page.ts'
import { plainName } from './hit.tsx'

/** What was asked, in words, for the heading. */
export function askedOf(c: Context<Page>, state: SearchState): string {
  const { search } = c.var.t
  return [
    state.q,
    ...state.fields.map(({ field, text }) => search.fieldIs(search.advanced.fields[field], text)),
    ...(state.not === '' ? [] : [search.without(state.not)]),
    ...(state.q === '' && state.inClass ? [search.inClass(state.inClass, ndcLabel(state.inClass))] : []),
    ...(state.q === '' && state.subject ? [search.about(state.subject)] : []),
  ]
    .filter(text => text !== '')
    .join('・')
}

export type Group = 'branches' | 'kinds' | 'classes' | 'audiences' | 'years' | 'creators'

/** A value of しぼりこみ in words, also where no list of results names it. What is not known any more reads as it was ticked. */
export function tickInWords(c: Context<Page>, group: Group, value: string): string {
  const { t, today } = c.var
  switch (group) {
    case 'branches':
      return today.branches.get(value)?.name ?? value
    case 'kinds':
      return t.opac.kinds[value as keyof typeof t.opac.kinds] ?? value
    case 'classes':
      return value === 'none' ? t.search.filters.noClass : `${value} ${ndcClasses[Number(value)]}`
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
export function narrowedTo(c: Context<Page>, state: SearchState): string {
  const { search } = c.var.t
  const ticked = (group: Group) => state[group].map(value => tickInWords(c, group, value))
  return [
    ...(state.availableNow ? [search.filters.availableOnly] : []),
    ...(['branches', 'kinds', 'classes', 'audiences', 'years', 'creators'] as const).flatMap(ticked),
    ...(state.q !== '' && state.inClass ? [search.inClass(state.inClass, ndcLabel(state.inClass))] : []),
    ...(state.q !== '' && state.subject ? [search.about(state.subject)] : []),
  ].join('・')
}

/** By which words a search is called as long as nobody gave it a name. */
export function ownWordsOf(c: Context<Page>, state: SearchState): string {
  return askedOf(c, state) || narrowedTo(c, state) || c.var.t.search.everything
}
