import type { SortOrder } from '#catalogue/index/catalogue-index.ts'
import { done, type Outcome } from '#std/outcome.ts'
import { type Diagnostic, diagnosed } from '../diagnostic.ts'
import type { Modifier, SortKey } from './tree.ts'

/** What can be sorted by, from either end. */
const orders: Record<string, { ascending: SortOrder; descending: SortOrder }> = {
  title: { ascending: 'title', descending: 'titleBack' },
  creator: { ascending: 'author', descending: 'authorBack' },
  author: { ascending: 'author', descending: 'authorBack' },
  date: { ascending: 'oldest', descending: 'newest' },
  issued: { ascending: 'oldest', descending: 'newest' },
  issued_date: { ascending: 'oldest', descending: 'newest' },
  publicationdate: { ascending: 'oldest', descending: 'newest' },
  year: { ascending: 'oldest', descending: 'newest' },
  ndc: { ascending: 'class', descending: 'classBack' },
}

/** `sortBy dc.date/sort.descending`. @returns the order of the catalogue */
export function sortOf(keys: readonly SortKey[]): Outcome<SortOrder, Diagnostic> {
  if (keys.length > 1) return diagnosed(84, keys.map(({ index }) => index.typed).join(' '))
  const [{ index, modifiers }] = keys as [SortKey]
  const other = modifiers.find(({ name, comparison }) => comparison !== null || !isDirection(name))
  if (other) return unknownModifier(other)
  return orderBy(
    index.name,
    index.typed,
    modifiers.some(({ name }) => /^(sort)?desc/.test(name)),
  )
}

const isDirection = (name: string) =>
  ['ascending', 'descending', 'sortascending', 'sortdescending', 'ignorecase', 'ignoreaccents'].includes(name)

const unknownModifier = ({ name, typed }: Modifier) =>
  name.startsWith('missing')
    ? diagnosed(92, typed)
    : name === 'respectcase'
      ? diagnosed(91, typed)
      : diagnosed(80, typed)

/** NDL's `sortBy="issued_date/sort.descending"`. */
export function sortText(text: string): Outcome<SortOrder, Diagnostic> {
  const [name = '', ...directions] = text.trim().split('/')
  const direction = directions.map(typed => typed.replace(/^.*\./, '').toLowerCase())
  if (directions.length > 1 || direction.some(one => !isDirection(one))) return diagnosed(80, text)
  return orderBy(name.replace(/^.*\./, ''), text, direction.includes('descending'))
}

/** sortKeys of SRU 1.1: "path,schema,ascending,caseSensitive,missingValue", ascending 1 unless said. */
export function sortKeys(text: string): Outcome<SortOrder, Diagnostic> {
  const keys = text.trim().split(/\s+/)
  if (keys.length > 1) return diagnosed(84, text)
  const [path = '', , ascending = '', caseSensitive = '', missing = ''] = keys[0]!.split(',')
  if (caseSensitive === '1') return diagnosed(91, text)
  if (missing !== '') return diagnosed(92, text)
  if (!['', '0', '1'].includes(ascending)) return diagnosed(90, text)
  return orderBy(path.replace(/^.*\./, ''), text, ascending === '0')
}

function orderBy(name: string, typed: string, descending: boolean): Outcome<SortOrder, Diagnostic> {
  const order = orders[name.toLowerCase()]
  if (!order) return diagnosed(88, typed)
  return done(descending ? order.descending : order.ascending)
}
