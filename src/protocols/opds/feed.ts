import type { FoundBib } from '#catalogue/search-catalogue.ts'

/** A list of an OPDS catalogue, before it is written in the one form or the other. Addresses are whole. */
export type Feed = {
  title: string
  self: string
  /** The same list as a page. */
  page: string
  start: string
  search: { description: string; template: string }
  next: string | null
  total: number | null
  updated: Temporal.Instant
  entries: readonly Way[] | readonly Holding[]
}

/** A way to another list. */
export type Way = { is: 'way'; title: string; href: string; what: 'new' | 'subsection' }

/** A title that is held, or read in the internet. */
export type Holding = { is: 'holding'; href: string; found: FoundBib }

const catalogType = 'application/atom+xml;profile=opds-catalog'
export const acquisitionType = `${catalogType};kind=acquisition`
export const navigationType = `${catalogType};kind=navigation`
export const jsonType = 'application/opds+json'

export const isWays = (entries: Feed['entries']): entries is readonly Way[] => entries[0]?.is === 'way'

/** Seconds are enough, and what readers expect. */
export const moment = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'second' })
