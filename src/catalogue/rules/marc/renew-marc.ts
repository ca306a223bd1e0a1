import type { BibRecord } from '../bib.ts'
import { otherTitleTags, readMarc } from './from-marc.ts'
import { wordOfKind } from './kind.ts'
import { controlValue, type DataField, isDataField, type MarcField, type MarcRecord, subfield } from './record.ts'
import { marcOfBib } from './to-marc.ts'

/**
 * A MARC record brought up to date with what its bib says since a form without MARC (JSON lines, a table) changed it:
 * only fields whose content the bib knows otherwise are made anew; what Kago does not map, what did not change, and
 * what the other form says nothing of (a table has the columns it has) stays as the source wrote it.
 */
export function renewedMarc(kept: MarcRecord, changedBib: BibRecord): MarcRecord {
  const bib = { ...changedBib }
  const agency = bib.sourceKey.slice(0, bib.sourceKey.indexOf(':'))
  const before = readMarc(kept, agency)
  if (before.is !== 'bib') return marcOfBib(bib, [])
  fill(bib, before.bib)
  const fresh = marcOfBib(bib, [])
  const changed = groups.filter(({ says }) => says.some(key => !isSame(before.bib[key], bib[key])))
  const isRenewed = (field: MarcField) => changed.some(({ tags, but }) => tags.includes(field.tag) && !but?.(field))
  const isReadingOfRenewed = (field: MarcField) =>
    field.tag === '880' && isDataField(field) && changed.some(({ tags }) => tags.includes(linkOf(field).slice(0, 3)))

  const stays = kept.fields.filter(field => !isRenewed(field) && !isReadingOfRenewed(field))
  const linked = Math.max(0, ...stays.filter(isDataField).map(field => occurrenceOf(field)))
  const made = fresh.fields
    .filter(field => isRenewed(field) || isReadingOfRenewed(field))
    .flatMap((field): MarcField[] => (isDataField(field) ? renumbered(field, linked) : [field]))
  const fields = [...stays.map(field => withFixed(field, fresh, before.bib, bib)), ...made]
  // Kago's word for the kind stands in 942; the leader and 007 keep the source's.
  if (before.bib.kind !== bib.kind) {
    const kinds = fields.filter(({ tag }) => tag !== '942')
    kinds.push({ tag: '942', indicators: '  ', subfields: [['c', wordOfKind(bib)]] })
    return { ...kept, fields: inOrder(kinds) }
  }
  return { ...kept, fields: inOrder(fields) }
}

type Group = { says: (keyof BibRecord)[]; tags: string[]; but?: (field: MarcField) => boolean }

/** Nothing said, beside a title or a name that is still the same, changes nothing. */
function fill(bib: BibRecord, before: BibRecord): void {
  for (const { says } of [...groups, { says: ['year'] as const }, { says: ['language'] as const }]) {
    if (!isEmpty(bib[says[0]!]) && !isSame(bib[says[0]!], before[says[0]!])) continue
    for (const key of says) if (isEmpty(bib[key])) Object.assign(bib, { [key]: before[key] })
  }
  // A name may stand twice, as author and as illustrator: the first is the first, the second the second.
  const left = [...before.creators]
  bib.creators = bib.creators.map(creator => {
    const at = left.findIndex(({ name }) => name === creator.name)
    const [known] = at < 0 ? [] : left.splice(at, 1)
    const said = Object.fromEntries(Object.entries(creator).filter(([, value]) => value !== null))
    return { ...creator, ...known, ...said }
  })
}

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0)

/** Which fields say what of a bib; the first of what they say is what the others belong to (docs/import.md). */
const groups: Group[] = [
  { says: ['title', 'titleReading', 'subtitle', 'volume', 'responsibility'], tags: ['245'] },
  { says: ['otherTitles', 'otherTitleReadings'], tags: otherTitleTags },
  { says: ['creators'], tags: ['100', '110', '111', '700', '710', '711'] },
  { says: ['publisher', 'place', 'published'], tags: ['260', '264'] },
  { says: ['series', 'seriesReading'], tags: ['490', '440', '830'] },
  { says: ['isbns'], tags: ['020'] },
  { says: ['issn'], tags: ['022'] },
  {
    says: ['ndc'],
    tags: ['084', '085'],
    but: field => isDataField(field) && !/^(njb|ndc)/i.test(subfield(field, '2') ?? ''),
  },
  { says: ['subjects', 'subjectReadings'], tags: ['600', '610', '611', '630', '650', '651', '653'] },
  { says: ['extent'], tags: ['300'] },
  { says: ['contents'], tags: ['505'] },
  { says: ['note'], tags: ['500', '520'] },
  { says: ['url'], tags: ['856'] },
]

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** '245-01/$1' or '880-01' */
const linkOf = (field: DataField): string => subfield(field, '6') ?? ''
const occurrenceOf = (field: DataField): number => Number(/^\d{3}-(\d\d)/.exec(linkOf(field))?.[1] ?? 0)

/** Its link begins behind those that stay; one that has no number left goes without its reading. */
function renumbered(field: DataField, linked: number): DataField[] {
  const link = linkOf(field)
  if (link === '') return [field]
  const occurrence = occurrenceOf(field) + linked
  if (occurrence > 99)
    return field.tag === '880' ? [] : [{ ...field, subfields: field.subfields.filter(([code]) => code !== '6') }]
  const next = link.replace(/-\d\d/, `-${String(occurrence).padStart(2, '0')}`)
  return [{ ...field, subfields: field.subfields.map(([code, value]) => [code, code === '6' ? next : value]) }]
}

/** MARC 21 008: year (07–10), audience (22) and language (35–37) in place, the other codes as they were. */
function withFixed(field: MarcField, fresh: MarcRecord, before: BibRecord, bib: BibRecord): MarcField {
  if (field.tag !== '008' || isDataField(field)) return field
  const made = controlValue(fresh, '008') ?? ''
  let value = field.value.padEnd(40)
  const take = (from: number, to: number) => {
    value = value.slice(0, from) + made.slice(from, to) + value.slice(to)
  }
  if (before.year !== bib.year) take(7, 11)
  if (before.audience !== bib.audience) take(22, 23)
  if (before.language !== bib.language) take(35, 38)
  return value === field.value.padEnd(40) ? field : { tag: '008', value }
}

/** By tag, as records are written; fields of one tag stay as they stand. */
const inOrder = (fields: MarcField[]): MarcField[] =>
  fields.toSorted((one, other) => (one.tag < other.tag ? -1 : one.tag > other.tag ? 1 : 0))
