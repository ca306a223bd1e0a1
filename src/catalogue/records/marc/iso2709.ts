import { isUtf8 } from 'node:buffer'
import type { Doubt } from '#catalogue/rules/imported/imported.ts'
import { isControlTag, type MarcField, type MarcRecord, type Subfield } from '#catalogue/rules/marc/record.ts'
import { type Decode, decodeLatin1, decodeUtf8, recogniseText } from '../character-sets.ts'

/** ISO 2709: what ends a record, ends a field, begins a subfield. */
export const recordEnd = 0x1d
const fieldEnd = 0x1e
const subfieldStart = '\x1f'

/** More fields than any record has: a record that claims more is refused before it costs time. */
const fieldsMax = 5_000

/**
 * Reads one MARC 21 record of ISO 2709. What the leader and the directory say of lengths is checked against the
 * terminators that are really there: where both agree about the fields, the record is read whatever its leader claims;
 * where they do not, it is refused.
 * @returns the record, or in plain words why it cannot be read
 */
export function parseIso2709(bytes: Buffer): MarcRecord | string {
  if (bytes.length < 26) return 'The record ends before its directory.'
  const end = bytes[bytes.length - 1] === recordEnd ? bytes.length - 1 : bytes.length
  const leader = bytes.toString('latin1', 0, 24)
  if (!/^[0-9]{5}/.test(leader)) return `The leader does not begin with a length ("${printable(leader.slice(0, 5))}").`
  if (leader[10] === '0' || leader[11] === '6')
    return 'The record is of the old JAPAN/MARC or TRC layout (no indicators, long subfield codes); ask the supplier for MARC 21.'
  const directoryEnd = bytes.indexOf(fieldEnd, 24)
  if (directoryEnd < 0 || (directoryEnd - 24) % 12 !== 0)
    return 'The directory does not end where a directory must end.'
  const count = (directoryEnd - 24) / 12
  if (count > fieldsMax) return `The record has ${count} fields; more than ${fieldsMax} are not read.`
  const spans = spansOf(bytes, directoryEnd, end, count)
  if (typeof spans === 'string') return spans
  const decode = decoderFor(bytes, leader)
  if (typeof decode === 'string') return decode

  const fields: MarcField[] = []
  for (let index = 0; index < count; index++) {
    const entry = 24 + index * 12
    const tag = bytes.toString('latin1', entry, entry + 3)
    if (!/^[0-9A-Za-z]{3}$/.test(tag)) return `A field has the tag "${printable(tag)}".`
    const value = decode(bytes, spans[index * 2]!, spans[index * 2 + 1]!)
    fields.push(isControlTag(tag) ? { tag, value } : dataField(tag, value))
  }
  return decode === decodeLatin1 ? { leader, fields, doubts: [readAsLatin1] } : { leader, fields }
}

const readAsLatin1: Doubt = {
  is: 'guessed',
  text: 'The text is in none of the character sets of MARC; it is read as ISO 8859-1 (Latin-1).',
}

/**
 * Where each field begins and ends (without its terminator), in the order of the directory. Where the directory
 * disagrees with the terminators, as it must when a field is longer than its four digits, the terminators decide, if
 * they are as many as the entries.
 */
function spansOf(bytes: Buffer, directoryEnd: number, end: number, count: number): Uint32Array | string {
  const spans = new Uint32Array(count * 2)
  const base = directoryEnd + 1
  for (let index = 0; index < count; index++) {
    const entry = 24 + index * 12
    const length = digits(bytes, entry + 3, 4)
    const from = base + digits(bytes, entry + 7, 5)
    const to = from + length - 1
    // NaN fails each of these too.
    const isThere = length > 0 && to < end && bytes[to] === fieldEnd && (from === base || bytes[from - 1] === fieldEnd)
    if (!isThere) return spansByTerminators(bytes, base, end, count)
    spans[index * 2] = from
    spans[index * 2 + 1] = to
  }
  return areApart(spans) ? spans : 'Two fields of the directory lie over each other.'
}

function spansByTerminators(bytes: Buffer, base: number, end: number, count: number): Uint32Array | string {
  const found: number[] = []
  let from = base
  while (from < end && found.length <= count * 2) {
    const terminator = bytes.indexOf(fieldEnd, from)
    const to = terminator < 0 || terminator > end ? end : terminator
    found.push(from, to)
    from = to + 1
  }
  const outside = 'The directory points outside its fields'
  if (found.length !== count * 2) return `${outside}, and the fields are not as many as it says.`
  const starts = Array.from({ length: count }, (_, index) => digits(bytes, 24 + index * 12 + 7, 5))
  const places = placesOf(starts, index => found[index * 2]! - base)
  if (!places) return `${outside}, and which field is which cannot be told.`
  const spans = new Uint32Array(count * 2)
  places.forEach((place, index) => {
    spans[index * 2] = found[place * 2]!
    spans[index * 2 + 1] = found[place * 2 + 1]!
  })
  return spans
}

/**
 * Which of the fields that are there each entry means. Entries in rising order (whatever numbers they name: some
 * systems count characters, and past 99,999 the digits begin anew) mean the fields in their order; otherwise all but
 * one must name a real start.
 */
function placesOf(starts: number[], startAt: (index: number) => number): number[] | null {
  const isRising = starts.every((start, index) => index === 0 || start > starts[index - 1]!)
  if (isRising || starts.every((start, index) => start === startAt(index) % 100_000))
    return starts.map((_, index) => index)
  const free = new Map(starts.map((_, index) => [startAt(index), index]))
  const places = starts.map(start => {
    const place = free.get(start)
    free.delete(start)
    return place
  })
  const [left, ...others] = free.values()
  return others.length > 0 ? null : places.map(place => place ?? left!)
}

function areApart(spans: Uint32Array): boolean {
  let isInOrder = true
  for (let at = 2; at < spans.length; at += 2) if (spans[at]! <= spans[at - 1]!) isInOrder = false
  if (isInOrder) return true
  const starts = new Set<number>()
  for (let at = 0; at < spans.length; at += 2) starts.add(spans[at]!)
  if (starts.size * 2 !== spans.length) return false
  const sorted = Array.from({ length: starts.size }, (_, index) => [spans[index * 2]!, spans[index * 2 + 1]!] as const)
  sorted.sort((one, other) => one[0] - other[0])
  return sorted.every(([from], index) => index === 0 || from > sorted[index - 1]![1])
}

function digits(bytes: Buffer, at: number, length: number): number {
  let number = 0
  for (let index = at; index < at + length; index++) {
    const digit = bytes[index]! - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

/**
 * leader/09 says UTF-8 or MARC-8; what is really there decides, because many systems write 'a' before Shift_JIS and ' '
 * before UTF-8.
 */
function decoderFor(bytes: Buffer, leader: string): Decode | string {
  if (isUtf8(bytes) && !(leader[9] !== 'a' && bytes.includes(0x1b))) return decodeUtf8
  return recogniseText(bytes, leader[9] === 'a')
}

function dataField(tag: string, value: string): MarcField {
  const first = value.indexOf(subfieldStart)
  const indicators = `${value.slice(0, first < 0 ? 2 : first)}  `.slice(0, 2)
  const found: Subfield[] = []
  let at = first
  while (at >= 0) {
    const next = value.indexOf(subfieldStart, at + 1)
    const code = value[at + 1]
    // A delimiter with nothing behind it names no subfield.
    if (code !== undefined && at + 1 !== next)
      found.push([code, next < 0 ? value.slice(at + 2) : value.slice(at + 2, next)])
    at = next
  }
  return { tag, indicators, subfields: found }
}

const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, '?')
