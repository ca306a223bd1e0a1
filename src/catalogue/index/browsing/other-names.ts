import { type AuthorityKind, isSameThing, type LinkKind } from '#catalogue/rules/authority/authority.ts'
import { readingOfName } from '../segment/record-text.ts'
import { isDead, type Segment, termKind } from '../segment/segment.ts'
import { placeOf, prefixRange, stringAt } from '../segment/string-table.ts'
import { type AuthorityNames, type KnownAuthority, nameKey } from './authority-names.ts'

/** What a name leads to: `heading` is the name that the catalogue uses instead of it. */
export type OtherName = { name: string; is: LinkKind | 'heading' }

/**
 * 別の名前: what else a person, body or subject is called, for all that are called so: by the 典拠 that give the name, and
 * for persons by the records whose creators have the same 典拠 number.
 */
export function otherNames(
  segments: readonly Segment[],
  known: AuthorityNames,
  kind: AuthorityKind,
  text: string,
): OtherName[] {
  const asked = nameKey(kind, text)
  if (asked === '') return []
  const found = new Map<string, OtherName>()
  const add = (name: string, is: OtherName['is']) => {
    const key = nameKey(kind, name)
    if (key !== asked && key !== '' && !found.has(key) && found.size < NAMES_MAX) found.set(key, { name, is })
  }
  const numbers = kind === 'name' ? numbersOf(segments, asked) : []
  const authorities = new Set(known.named(kind, asked))
  for (const number of numbers) {
    const authority = known.ofKey(number)
    if (authority?.kind === kind) authorities.add(authority)
  }
  for (const authority of authorities) {
    for (const { name, is } of namesBeside(authority, kind, asked)) add(name, is)
    if (kind === 'name') numbers.push(authority.sourceKey)
  }
  for (const number of new Set(numbers)) for (const name of namesOfNumber(segments, number)) add(name, 'same')
  return [...found.values()]
}

/** More names than anybody has; a common name may be that of many people. */
const NAMES_MAX = 20

/** From the heading to all its links; from another name to the heading, and to what is the same as that. */
function namesBeside(authority: KnownAuthority, kind: AuthorityKind, asked: string): OtherName[] {
  const { name, reading, links } = authority
  const own = { name, reading, is: 'heading' as const }
  const called = [own, ...links].filter(
    one => nameKey(kind, one.name) === asked || readingOfName(one.reading ?? '') === asked,
  )
  if (called.includes(own)) return links
  const same = called.filter(({ is }) => is !== 'heading' && isSameThing(is))
  // A creator whose number leads here goes by a name that the 典拠 does not give.
  if (called.length === 0) return [{ name, is: 'same' }, ...links.filter(({ is }) => isSameThing(is))]
  // A subject near by leads back to this one, and no further.
  if (same.length === 0) return called.map(({ is }) => ({ name, is: turned[is as LinkKind] ?? 'related' }))
  const isUsed = same.some(({ is }) => is !== 'other')
  return [{ name, is: isUsed ? 'same' : 'heading' }, ...links.filter(({ is }) => isSameThing(is))]
}

/** The same link seen from its other end. */
const turned: Partial<Record<LinkKind, LinkKind>> = { broader: 'narrower', narrower: 'broader' }

/** Those that can be asked in the place of a name: not one that another person goes by, who is entered under it. */
export function searchedInstead(
  segments: readonly Segment[],
  known: AuthorityNames,
  kind: AuthorityKind,
  text: string,
): string[] {
  return otherNames(segments, known, kind, text)
    .filter(({ name, is }) => {
      if (is === 'heading') return true
      if (!isSameThing(is)) return false
      const key = nameKey(kind, name)
      return is !== 'other' || !known.named(kind, key).some(other => nameKey(kind, other.name) === key)
    })
    .map(({ name }) => name)
}

function numbersOf(segments: readonly Segment[], key: string): string[] {
  return termsAfter(segments, `${termKind.numberOfCreator}${key}\0`)
}

/** Each as a record writes it. */
function namesOfNumber(segments: readonly Segment[], number: string): string[] {
  return termsAfter(segments, `${termKind.creatorOfNumber}${number}\0`).map(key => {
    for (const { creators } of segments) {
      const place = placeOf(creators.keys, key)
      if (place >= 0) return stringAt(creators.names, place)
    }
    return key
  })
}

/** The rest of every term that starts so, of records that are still there. */
function termsAfter(segments: readonly Segment[], start: string): string[] {
  const found = new Set<string>()
  for (const segment of segments) {
    const [from, to] = prefixRange(segment.terms, start)
    for (let place = from; place < to; place++)
      if (hasAlive(segment, place)) found.add(stringAt(segment.terms, place).slice(start.length))
  }
  return [...found]
}

function hasAlive(segment: Segment, place: number): boolean {
  const { starts, docs } = segment.words
  for (let i = starts[place]!; i < starts[place + 1]!; i++) if (!isDead(segment, docs[i]!)) return true
  return false
}
