import { compareSortTexts, sortText } from '../build/order.ts'
import type { SortOrder } from '../catalogue-index.ts'
import { firstCreator, type Segment } from '../segment/segment.ts'
import { stringAt } from '../segment/string-table.ts'
import type { Found } from './best.ts'

export type FoundIn = Found & { segment: Segment }

/**
 * The best of several segments in one order. Their places and document numbers mean nothing to each other, so here the
 * values themselves are compared.
 */
export function inOrderOf(sort: SortOrder, found: FoundIn[]): FoundIn[] {
  if (found.every(({ segment }) => segment === found[0]!.segment)) return found
  return found.toSorted(comparison(sort))
}

function comparison(sort: SortOrder): (a: FoundIn, b: FoundIn) => number {
  switch (sort) {
    case 'relevance':
      return (a, b) => a.tier - b.tier || byRank(a, b)
    case 'newest':
      return (a, b) => yearOf(b) - yearOf(a) || byRank(a, b)
    case 'oldest':
      return (a, b) => (yearOf(a) || 10_000) - (yearOf(b) || 10_000) || byRank(a, b)
    case 'popular':
      return byRank
    case 'added':
      return (a, b) => addedOn(b) - addedOn(a) || byRank(a, b)
    case 'addedOldest':
      return (a, b) => (addedOn(a) || 0x10000) - (addedOn(b) || 0x10000) || byRank(a, b)
    case 'title':
      return byTitle
    case 'titleBack':
      return (a, b) => byTitle(b, a)
    case 'author':
      return (a, b) => orLast(authorOf(a), authorOf(b), 1) || byTitle(a, b)
    case 'authorBack':
      return (a, b) => orLast(authorOf(a), authorOf(b), -1) || backByTitle(authorOf(a), a, b)
    case 'class':
      return (a, b) => orLast(notationOf(a), notationOf(b), 1) || byTitle(a, b)
    case 'classBack':
      return (a, b) => orLast(notationOf(a), notationOf(b), -1) || backByTitle(notationOf(a), a, b)
    default:
      return sort satisfies never
  }
}

const yearOf = ({ segment, doc }: FoundIn): number => segment.columns.year[doc]!
const addedOn = ({ segment, doc }: FoundIn): number => segment.columns.addedOn[doc]!
const idOf = ({ segment, doc }: FoundIn): number => segment.ids[doc]!

/** The static rank: see order.ts. */
const byRank = (a: FoundIn, b: FoundIn): number =>
  b.segment.columns.popularity[b.doc]! - a.segment.columns.popularity[a.doc]! ||
  yearOf(b) - yearOf(a) ||
  idOf(b) - idOf(a)

export const titleSortText = ({ segment, doc }: FoundIn): string => sortText(segment.text, segment.textStart[doc]!)

function byTitle(a: FoundIn, b: FoundIn): number {
  return (
    compareSortTexts(titleSortText(a), titleSortText(b)) ||
    a.segment.columns.volume[a.doc]! - b.segment.columns.volume[b.doc]! ||
    yearOf(a) - yearOf(b) ||
    idOf(a) - idOf(b)
  )
}

/** @param way 1 from the front, -1 from the back; nothing is last both ways */
const orLast = (a: string | null, b: string | null, way: 1 | -1): number => {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -way : way
}

/** Titles of one author or class are turned round with it; those of none are not. */
const backByTitle = (of: string | null, a: FoundIn, b: FoundIn): number => (of === null ? byTitle(a, b) : byTitle(b, a))

export function authorOf({ segment, doc }: FoundIn): string | null {
  const creator = firstCreator(segment, doc)
  if (creator < 0) return null
  const key = stringAt(segment.creators.keys, creator)
  return `${stringAt(segment.creators.readings, creator) || key}\0${key}`
}

export function notationOf({ segment, doc }: FoundIn): string | null {
  const notation = segment.columns.notation[doc]!
  return notation === 0 ? null : stringAt(segment.notations, notation - 1)
}
