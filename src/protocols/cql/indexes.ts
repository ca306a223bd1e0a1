import type { BibKind } from '#catalogue/rules/bib.ts'
import type { SearchField } from '#catalogue/rules/search/query-word.ts'
import { type ContextSet, setOf } from './context-sets.ts'
import type { Name } from './tree.ts'

/** What an index looks into. */
export type Index =
  | { is: 'words'; field: Exclude<SearchField, 'isbn' | 'ndc'> }
  /** ISBN or ISSN. */
  | { is: 'number' }
  /** NDC, by the beginning of the notation. */
  | { is: 'class' }
  /** 出版年. `from` and `until` are NDL's, with = alone. */
  | { is: 'year'; end: 'from' | 'until' | null }
  | { is: 'kind' }
  /** The number of the record in this catalogue. */
  | { is: 'record' }
  | { is: 'allRecords' }
  | { is: 'resultSet' }
  /** NDL's way to write the order into the query. */
  | { is: 'order' }

export type ListedIndex = { set: ContextSet | 'own'; name: string; title: string; index: Index }

const words = (field: Exclude<SearchField, 'isbn' | 'ndc'>): Index => ({ is: 'words', field })
const list = (set: ContextSet | 'own', title: string, index: Index, ...names: string[]): ListedIndex[] =>
  names.map(name => ({ set, name, title, index }))

/**
 * Every index that can be asked, as explain lists them. Names without a prefix are those of NDL Search (国立国会図書館サーチ
 * API仕様).
 */
export const indexes: readonly ListedIndex[] = [
  ...list('cql', 'Anywhere', words('any'), 'serverChoice', 'anywhere', 'anyIndexes', 'keywords'),
  ...list('cql', 'All records', { is: 'allRecords' }, 'allRecords'),
  ...list('cql', 'Result set', { is: 'resultSet' }, 'resultSetId'),
  ...list('dc', 'Title', words('title'), 'title', 'alternative'),
  ...list('dc', 'Author', words('author'), 'creator', 'contributor'),
  ...list('dc', 'Publisher', words('publisher'), 'publisher'),
  ...list('dc', 'Subject', words('subject'), 'subject'),
  ...list('dc', 'Year of publication', { is: 'year', end: null }, 'date', 'issued'),
  ...list('dc', 'ISBN or ISSN', { is: 'number' }, 'identifier'),
  ...list('dc', 'Series', words('series'), 'relation', 'isPartOf'),
  ...list('dc', 'Kind of material', { is: 'kind' }, 'type'),
  ...list('bath', 'Anywhere', words('any'), 'any'),
  ...list('bath', 'Title', words('title'), 'title', 'keyTitle', 'uniformTitle'),
  ...list('bath', 'Series', words('series'), 'seriesTitle'),
  ...list('bath', 'Author', words('author'), 'author', 'name', 'personalName', 'corporateName', 'conferenceName'),
  ...list('bath', 'Subject', words('subject'), 'subject', 'topicalSubject', 'nameSubject'),
  ...list('bath', 'Publisher', words('publisher'), 'publisher'),
  ...list('bath', 'Year of publication', { is: 'year', end: null }, 'publicationDate'),
  ...list('bath', 'ISBN or ISSN', { is: 'number' }, 'isbn', 'issn', 'standardIdentifier'),
  ...list('rec', 'Number of the record', { is: 'record' }, 'identifier', 'id'),
  ...list('own', 'Anywhere', words('any'), 'anywhere', 'any'),
  ...list('own', 'Title', words('title'), 'title'),
  ...list('own', 'Author', words('author'), 'creator', 'author'),
  ...list('own', 'Publisher', words('publisher'), 'publisher'),
  ...list('own', 'Subject', words('subject'), 'subject'),
  ...list('own', 'Series', words('series'), 'series'),
  ...list('own', 'NDC', { is: 'class' }, 'ndc'),
  ...list('own', 'ISBN', { is: 'number' }, 'isbn', 'issn'),
  ...list('own', 'Year of publication', { is: 'year', end: null }, 'year', 'date'),
  ...list('own', 'Published from', { is: 'year', end: 'from' }, 'from'),
  ...list('own', 'Published until', { is: 'year', end: 'until' }, 'until'),
  ...list('own', 'Kind of material', { is: 'kind' }, 'mediatype'),
  ...list('own', 'Number of the record', { is: 'record' }, 'itemno', 'id'),
  ...list('own', 'Order', { is: 'order' }, 'sortBy'),
]

/** The index of this name, in any case; null where there is none, 'unknownSet' for one of a set that we do not know. */
export function indexOf(name: Name): Index | null | 'unknownSet' {
  const set = setOf(name.set)
  if (set === null) return 'unknownSet'
  const found = (wanted: ContextSet | 'own') =>
    indexes.find(one => one.set === wanted && one.name.toLowerCase() === name.name.toLowerCase())?.index
  // `serverChoice` and `allRecords` are also written without their prefix.
  return found(set) ?? (set === 'own' ? found('cql') : undefined) ?? null
}

/** 資料種別 by NDL's names for kinds of material, besides our own. */
export const kindsByName: Record<string, readonly BibKind[]> = {
  books: ['book', 'pocketBook', 'pictureBook', 'comic', 'largePrint', 'oldBook'],
  periodicals: ['magazine'],
  ebooks: ['electronic'],
  recordings: ['audiovisual'],
}
