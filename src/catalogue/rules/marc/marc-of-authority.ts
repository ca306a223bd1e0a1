import type { Authority, AuthorityKind, LinkKind } from '../authority/authority.ts'
import { keyParts } from '../imported/imported.ts'
import { fieldsWithReadings } from './fields-with-readings.ts'
import { linkOfCode, nearBy } from './from-authority.ts'
import { partsOfName, subjectOfHeading } from './heading.ts'
import type { MarcRecord, Subfield } from './record.ts'

/**
 * A 典拠 that did not come from MARC, as a MARC 21 authority record in the manner of JAPAN/MARC. What `readAuthority`
 * reads of it is the same 典拠, but for readings without kana beyond the ninety-ninth. Leader/18 is 'c': no ISBD
 * punctuation is added.
 */
export function marcOfAuthority({ sourceKey, kind, name, reading, links }: Authority): MarcRecord {
  const { agency, id } = keyParts(sourceKey)
  const { fields, readings, add } = fieldsWithReadings()
  const heading = kind === 'subject' ? '50' : isBody(name, links) ? '10' : '00'
  const named = (family: number, one: string, oneReading: string | null, said: Subfield[] = []) => {
    const pairs = kind === 'subject' ? subjectPairs(one) : namePairs(one)
    add(`${family}${heading}`, indicators(heading, one), [...said, ...pairs], oneReading)
  }
  fields.push({ tag: '001', value: id })
  if (agency) fields.push({ tag: '003', value: agency })
  fields.push({ tag: '008', value: fixedField[kind] })
  add('040', '  ', [
    ['a', agency],
    ['b', 'jpn'],
    ['c', agency],
  ])
  named(1, name, reading)
  for (const { name, reading, is } of links) named(is === 'other' ? 4 : 5, name, reading, relation(kind, is))
  fields.push(...readings)
  return { leader: '00000nz  a2200000nc 4500', fields }
}

/** What a tracing says of its name; nothing of what is usual for it. */
function relation(kind: AuthorityKind, is: LinkKind): Subfield[] {
  const code = Object.keys(linkOfCode).find(code => linkOfCode[code] === is)
  if (code) return [['w', code]]
  if (is === 'same' && kind === 'subject') return inWords('別称')
  return is === 'related' && kind === 'name' ? inWords(nearBy) : []
}

/** MARC 21 $w/0 r: the relation stands in $i. */
const inWords = (words: string): Subfield[] => [
  ['w', 'r'],
  ['i', words],
]

function namePairs(name: string): [string, string | null][] {
  const { heading, dates } = partsOfName(name)
  return [
    ['a', heading],
    ['d', dates],
  ]
}

/** Of what kind a subdivision is, a place or a time or a form, nobody has told: each goes as a general one. */
function subjectPairs(name: string): Subfield[] {
  const subfields = name.split('--').map((part, index): Subfield => [index === 0 ? 'a' : 'x', part])
  return subjectOfHeading({ tag: '150', indicators: '  ', subfields }) === name ? subfields : [['a', name]]
}

/** Surname first or a name alone; a body in the order of its words. */
function indicators(heading: string, name: string): string {
  if (heading === '50') return '  '
  if (heading === '10') return '2 '
  return /[ ,]/.test(partsOfName(name).heading) ? '1 ' : '0 '
}

/**
 * Kago does not tell a person from a body, MARC does. Only a body has a name before and after this one, or a body
 * above; else its own name must say what it is.
 */
const isBody = (name: string, links: Authority['links']): boolean =>
  links.some(({ is }) => ['earlier', 'later', 'broader', 'narrower'].includes(is)) || bodyWords.test(name)

const bodyWords =
  /^(?:株式|有限|合同)会社|(?:会社|法人|大学|大学院|学部|学校|学園|図書館|博物館|美術館|資料館|研究所|研究会|研究室|協会|学会|委員会|協議会|連盟|連合会|組合|新聞社|出版社|出版会|編集部|編集室|製作所|銀行)$/

/**
 * MARC 21 008 of an authority record: an established heading (09) for names (14) or subjects (15); '|' where nothing is
 * said.
 */
const fixedField: Record<AuthorityKind, string> = {
  name: `|||||||||a||||a|||${' '.repeat(10)}|| |||    ||`,
  subject: `|||||||||a||||ba||${' '.repeat(10)}|| |||    ||`,
}
