import type { AuthorityKind } from '#catalogue/rules/authority/authority.ts'
import { inverse } from '../build/places.ts'
import { readingOfName } from '../segment/record-text.ts'
import { type HeadingTable, isDead, type Segment, termKind } from '../segment/segment.ts'
import { placeOf, prefixRange, stringAt, stringCount } from '../segment/string-table.ts'
import { type AuthorityNames, type KnownAuthority, nameKey } from './authority-names.ts'

/** A line of the list: a heading, or a name that is none and leads to one (を見よ). */
export type Line = { key: string; order: string; label: string; reading: string | null; see: string | null }

/**
 * The headings of all segments in the order of their readings. The base brings them sorted from its build; what the
 * small segments and the 典拠 add is few and sorted once for as long as they stay. A page is then cut out of the two,
 * wherever it begins.
 */
export function headingLines(
  segments: readonly Segment[],
  known: AuthorityNames,
  kind: AuthorityKind,
  starts: readonly string[],
  offset: number,
  limit: number,
): { total: number; lines: Line[] } {
  const table = tableOf(segments[0]!, kind)
  const { lines: all, moved } = added(segments, known, kind)
  const isAsked = ({ key, reading }: Line) =>
    starts.length === 0 || starts.some(start => key.startsWith(start) || reading?.startsWith(start))
  const own = ownPlaces(table, starts, moved)
  const more = all.filter(isAsked)
  const from = firstFrom(table, own, more, offset)
  const lines: Line[] = []
  for (let i = offset - from, j = from; lines.length < limit && (i < own.length || j < more.length); ) {
    const next = i < own.length ? lineAt(table, own[i]!) : null
    const other = more[j]
    if (next && (!other || compare(next, other) < 0)) {
      lines.push(next)
      i++
    } else {
      lines.push(other!)
      j++
    }
  }
  return { total: own.length + more.length, lines }
}

/**
 * Where in the whole list the first heading stands that is not before a text; of several written so, the first by its
 * reading.
 */
export function headingPosition(
  segments: readonly Segment[],
  known: AuthorityNames,
  kind: AuthorityKind,
  text: string,
): number {
  const table = tableOf(segments[0]!, kind)
  const { lines, moved } = added(segments, known, kind)
  const own = ownPlaces(table, [], moved)
  const written = [
    ...[...ownPlaces(table, [text], moved).subarray(0, 1)].map(place => lineAt(table, place)),
    ...lines.filter(({ key }) => key.startsWith(text)).slice(0, 1),
  ]
  const order = text === '' ? '' : (written.toSorted(compare)[0]?.order ?? text)
  const line = { key: '', order, label: '', reading: null, see: null }
  return ownBefore(table, own, line) + lines.filter(other => compare(other, line) < 0).length
}

const tableOf = (segment: Segment, kind: AuthorityKind): HeadingTable =>
  kind === 'name' ? segment.creators : segment.subjects

/** How many of the added lines stand before the line at this place of the whole list. */
function firstFrom(table: HeadingTable, own: Uint32Array, more: readonly Line[], offset: number): number {
  let low = 0
  let high = Math.min(more.length, offset)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (middle + ownBefore(table, own, more[middle]!) < offset) low = middle + 1
    else high = middle
  }
  return low
}

function ownBefore(table: HeadingTable, own: Uint32Array, line: Line): number {
  let low = 0
  let high = own.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(lineAt(table, own[middle]!), line) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Places of the table's headings that start so by reading or as written, in the order of the list. */
function ownPlaces(table: HeadingTable, starts: readonly string[], moved: ReadonlySet<number>): Uint32Array {
  const asked = starts.length === 0 ? table.byReading : placesFrom(table, starts)
  return moved.size === 0 ? asked : asked.filter(place => !moved.has(place))
}

function placesFrom(table: HeadingTable, starts: readonly string[]): Uint32Array {
  const { byReading, keys } = table
  const positions = new Set<number>()
  for (const start of starts) {
    const [first, behind] = [ordersBefore(table, start), ordersBefore(table, `${start}\uffff`)]
    for (let at = first; at < behind; at++) positions.add(at)
    const [from, to] = prefixRange(keys, start)
    for (let place = from; place < to; place++) positions.add(positionsOf(table)[place]!)
  }
  return Uint32Array.from(positions)
    .sort()
    .map(at => byReading[at]!)
}

function ordersBefore(table: HeadingTable, text: string): number {
  let low = 0
  let high = table.byReading.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (orderAt(table, table.byReading[middle]!) < text) low = middle + 1
    else high = middle
  }
  return low
}

const positions = new WeakMap<HeadingTable, Uint32Array>()
function positionsOf(table: HeadingTable): Uint32Array {
  const known = positions.get(table) ?? inverse(table.byReading)
  positions.set(table, known)
  return known
}

const orderAt = ({ readings, keys }: HeadingTable, place: number): string =>
  stringAt(readings, place) || stringAt(keys, place)

function lineAt(table: HeadingTable, place: number): Line {
  const key = stringAt(table.keys, place)
  const reading = stringAt(table.readings, place) || null
  return { key, order: reading ?? key, label: stringAt(table.names, place), reading, see: null }
}

const compare = (one: Line, other: Line): number =>
  one.order < other.order ? -1 : one.order > other.order ? 1 : one.key < other.key ? -1 : 1

/**
 * What stands in the list beside the headings of the base, and which of those stand elsewhere now because they have a
 * reading.
 */
type Added = { lines: Line[]; moved: Set<number> }
type Kept = { segments: readonly Segment[]; names: number; added: Added }
const kept = new WeakMap<HeadingTable, Kept>()

function added(segments: readonly Segment[], known: AuthorityNames, kind: AuthorityKind): Added {
  const table = tableOf(segments[0]!, kind)
  const last = kept.get(table)
  const isSame =
    last?.names === known.version &&
    last.segments.length === segments.length &&
    last.segments.every((segment, i) => segment === segments[i])
  if (isSame) return last.added
  const added = addedBySegments(segments, kind)
  const lines = new Map(added.lines.map(line => [line.key, line]))
  const seen = [...referencesOfBase(table, known, kind)]
  for (const { key } of added.lines)
    for (const authority of known.named(kind, key))
      if (nameKey(kind, authority.name) === key) seen.push(...referencesTo(authority, table))
  for (const line of seen) if (!lines.has(line.key)) lines.set(line.key, line)
  added.lines = [...lines.values()]
  added.lines.sort(compare)
  kept.set(table, { segments, names: known.version, added })
  return added
}

function addedBySegments([base, ...others]: readonly Segment[], kind: AuthorityKind): Added {
  const table = tableOf(base!, kind)
  const lines = new Map<string, Line>()
  const moved = new Set<number>()
  for (const other of others) {
    const own = tableOf(other, kind)
    for (let place = 0; place < stringCount(own.keys); place++) {
      const line = lineAt(own, place)
      const inBase = placeOf(table.keys, line.key)
      if (inBase >= 0 && (line.reading === null || table.readings.starts[inBase] !== table.readings.starts[inBase + 1]))
        continue
      const before = lines.get(line.key)
      if (before && (before.reading !== null || line.reading === null)) continue
      if (inBase >= 0) moved.add(inBase)
      lines.set(line.key, line)
    }
  }
  return { lines: [...lines.values()], moved }
}

const keptReferences = new WeakMap<HeadingTable, { names: number; lines: Line[] }>()

/** Looked for once for as long as base and 典拠 stay: there may be a hundred thousand. */
function referencesOfBase(table: HeadingTable, known: AuthorityNames, kind: AuthorityKind): Line[] {
  const last = keptReferences.get(table)
  if (last?.names === known.version) return last.lines
  const lines = known
    .all()
    .filter(authority => authority.kind === kind && placeOf(table.keys, nameKey(kind, authority.name)) >= 0)
    .flatMap(authority => referencesTo(authority, table))
  keptReferences.set(table, { names: known.version, lines })
  return lines
}

/** を見よ: the names of a 典拠 that nobody is entered under. */
const referencesTo = ({ kind, name, links }: KnownAuthority, table: HeadingTable): Line[] =>
  links.flatMap(link => {
    const key = nameKey(kind, link.name)
    if (link.is !== 'other' || key === '' || placeOf(table.keys, key) >= 0) return []
    const reading = readingOfName(link.reading ?? '') || null
    return [{ key, order: reading ?? key, label: link.name, reading, see: name }]
  })

/** Bibs under a heading, without what left the catalogue. */
export function countUnder(segments: readonly Segment[], kind: AuthorityKind, key: string): number {
  const term = (kind === 'name' ? termKind.creator : termKind.subject) + key
  let count = 0
  for (const segment of segments) {
    const place = placeOf(segment.terms, term)
    if (place < 0) continue
    const { starts, docs } = segment.words
    for (let i = starts[place]!; i < starts[place + 1]!; i++) if (!isDead(segment, docs[i]!)) count++
  }
  return count
}
