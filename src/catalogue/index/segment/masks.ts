import type { SearchField } from '#catalogue/rules/search/query-word.ts'
import { found } from '#catalogue/rules/search/rank.ts'
import { readingMask, surfaceMask } from './segment.ts'

/**
 * What the mask of a posting says about the match (rank.ts); 0 for a place the field does not look at, for which
 * `NOWHERE` stands in `how`.
 */
export function surfaceInfo(field: SearchField): Uint8Array {
  const known = surfaceTables.get(field)
  if (known) return known
  const table = new Uint8Array(256)
  for (let mask = 0; mask < 256; mask++) table[mask] = surfaceHow(mask & fieldMask[field])
  surfaceTables.set(field, table)
  return table
}

/** The mask itself, as far as the field looks there: for lists that are only candidates. */
export const surfacePlaces = (field: SearchField): Uint8Array => placeTables[field]

/** Whether characters with these masks can stand in one field together. */
export const inOneField = (masks: number): boolean => (masks & ~(surfaceMask.titleStart | surfaceMask.authorName)) !== 0

/** @param length of the word in kana, 2 to 4, where the mask knows whether it is a whole word */
export function readingInfo(field: SearchField, length: number): Uint8Array {
  const whole =
    length === 1 ? readingMask.wholeWord : length >= 2 && length <= 4 ? readingMask.endsAfter2 << (length - 2) : 0
  const known = readingTables.get(`${field}${whole}`)
  if (known) return known
  const table = new Uint8Array(256)
  for (let mask = 0; mask < 256; mask++)
    if ((mask & readingFieldMask[field]) !== 0) table[mask] = found.reading | (mask & whole ? found.readingWhole : 0)
  readingTables.set(`${field}${whole}`, table)
  return table
}

/** The same for one character, where a gram's bit "is an author's whole name" speaks of two. */
export function unnamedInfo(field: SearchField): Uint8Array {
  const known = unnamedTables.get(field)
  if (known) return known
  const info = surfaceInfo(field)
  const table = info.map((_, mask) => info[mask & ~surfaceMask.authorName]!)
  unnamedTables.set(field, table)
  return table
}

/** No way of being found is 0 in the tables, so a match in 内容細目, the poorest, is this. */
export const contentsOnly = found.asTyped

function surfaceHow(mask: number): number {
  if (mask === 0) return 0
  if (mask === surfaceMask.contents) return contentsOnly
  let how = found.surface | found.readingWhole | found.reading | found.asTyped
  if (mask & surfaceMask.title) how |= found.title | found.titleOrAuthor
  if (mask & surfaceMask.titleStart) how |= found.titleStart
  if (mask & surfaceMask.authorName) how |= found.author | found.titleOrAuthor
  return how
}

const surfaceTables = new Map<SearchField, Uint8Array>()
const unnamedTables = new Map<SearchField, Uint8Array>()
const readingTables = new Map<string, Uint8Array>()
const all = 255
const fieldMask: Record<SearchField, number> = {
  any: all,
  title: surfaceMask.titleStart | surfaceMask.title,
  author: surfaceMask.author | surfaceMask.authorName,
  publisher: surfaceMask.publisher,
  subject: surfaceMask.subject,
  series: surfaceMask.series,
  isbn: 0,
  ndc: 0,
}
const readingFieldMask: Record<SearchField, number> = {
  any: all,
  title: readingMask.title,
  author: readingMask.author,
  publisher: 0,
  subject: 0,
  series: readingMask.series,
  isbn: 0,
  ndc: 0,
}
const placeTables = Object.fromEntries(
  Object.entries(fieldMask).map(([field, places]) => [
    field,
    Uint8Array.from({ length: 256 }, (_, mask) => mask & places),
  ]),
) as Record<SearchField, Uint8Array>
