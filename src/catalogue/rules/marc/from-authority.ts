import type { Authority, AuthorityKind, LinkKind, NameLink } from '../authority/authority.ts'
import { keyParts, type Read, sourceKeyOf, unreadable } from '../imported/imported.ts'
import { cataloguedIn } from './from-marc.ts'
import { nameOfHeading, subjectOfHeading } from './heading.ts'
import { type LinkedFields, linkedFields } from './linked-fields.ts'
import { stripped } from './punctuation.ts'
import { readingWithoutInversion, toKatakana } from './reading.ts'
import { controlValue, type DataField, isDataField, type MarcRecord, subfield } from './record.ts'

/** MARC 21 leader/06 z: the record is not of a title but of a name or a subject. */
export const isAuthority = (record: MarcRecord): boolean => record.leader[6] === 'z'

/**
 * What a MARC 21 authority record says: its heading (100 110 111, 150 151 155), the names it does not use (4xx, を見よ参照)
 * and the headings beside it (5xx, をも見よ参照), each with its reading in 880.
 * @param agency whose number 001 is when the record has no 003
 */
export function readAuthority(record: MarcRecord, agency: string): Read {
  const number = controlValue(record, '001')?.trim()
  if (!number) return unreadable('The record has no number (001).')
  const sourceKey = sourceKeyOf(controlValue(record, '003')?.trim() || agency, number)
  // Deleted, or its heading was split or replaced (MARC 21 authority leader/05).
  if ('dsx'.includes(record.leader[5] ?? ' ')) return { is: 'authorityDeletion', sourceKey }

  const fields = record.fields.filter(isDataField)
  const heading = fields.find(({ tag }) => tag in kindOfTag)
  if (!heading) return unreadable('The authority record has no heading of a person, a body or a subject (1xx).')
  const kind = kindOfTag[heading.tag]!
  const linked = linkedFields(
    fields.filter(({ tag }) => tag === '880'),
    cataloguedIn(fields.filter(({ tag }) => tag === '040')),
  )
  const named = nameIn(heading, kind, linked)
  if (!named) return unreadable(`The heading (${heading.tag}) is empty.`)
  const links = fields.flatMap((field): NameLink[] => {
    const is = linkOf(field, heading.tag)
    const other = is && nameIn(field, kind, linked)
    return is && other ? [{ ...other, is }] : []
  })
  return { is: 'authority', authority: { sourceKey, kind, ...named, links } }
}

const kindOfTag: Record<string, AuthorityKind> = {
  100: 'name',
  110: 'name',
  111: 'name',
  150: 'subject',
  151: 'subject',
  155: 'subject',
}

function nameIn(field: DataField, kind: AuthorityKind, linked: LinkedFields): Omit<NameLink, 'is'> | null {
  const printed = linked.asPrinted(field)
  const name = kind === 'name' ? nameOfHeading(printed) : subjectOfHeading(printed)
  if (!name) return null
  const reading = stripped(subfield(linked.readingOf(field) ?? noField, 'a'))
  return { name, reading: reading && readingWithoutInversion(toKatakana(reading)) }
}

const noField: DataField = { tag: '880', indicators: '  ', subfields: [] }

/** What a tracing says of its name; null for one that is no name of this heading, such as a founder beside a body. */
function linkOf(field: DataField, headingTag: string): LinkKind | null {
  const [family, rest] = [field.tag[0], field.tag.slice(1)]
  if ((family !== '4' && family !== '5') || !(`1${rest}` in kindOfTag)) return null
  const isSubject = kindOfTag[headingTag] === 'subject'
  if (isSubject !== (kindOfTag[`1${rest}`] === 'subject')) return null
  if (family === '4') return 'other'
  // A person beside a body is somebody else; so is whoever the record calls a relation, a member, an employer.
  if (!isSubject && (rest === '00') !== (headingTag === '100')) return null
  const coded = linkOfCode[subfield(field, 'w')?.[0] ?? '']
  if (coded) return coded
  const said = subfield(field, 'i')
  if (said !== null && sameThing.test(said)) return 'same'
  if (isSubject || said?.startsWith(nearBy)) return 'related'
  return said === null ? 'same' : null
}

/** MARC 21 5xx $w/0. */
export const linkOfCode: Record<string, LinkKind> = { a: 'earlier', b: 'later', g: 'broader', h: 'narrower' }

/**
 * What $i says of a name that is shown beside this one and is not the same; any other word is of a relation that is not
 * shown.
 */
export const nearBy = '関連'

/**
 * Whether a MARC record says what this 典拠 says: one that was kept beside it and has been overtaken does not.
 */
export function saysTheSame(record: MarcRecord, authority: Authority): boolean {
  const read = readAuthority(record, keyParts(authority.sourceKey).agency)
  return read.is === 'authority' && JSON.stringify(read.authority) === JSON.stringify(authority)
}

/** RDA appendix I and K and the words of Japanese files for one person under two names. */
const sameThing =
  /pseudonym|real (?:identity|name)|alternate identity|別名|別称|本名|筆名|ペンネーム|雅号|旧姓|改名|改称/i
