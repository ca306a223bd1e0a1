import { authorityInMarc } from '../authority/authority.ts'
import type { BibKind, BibRecord, Creator } from '../bib.ts'
import { type ImportedItem, keyParts } from '../imported/imported.ts'
import { fieldsWithReadings } from './fields-with-readings.ts'
import { wordOfKind } from './kind.ts'
import type { DataField, MarcRecord, Subfield } from './record.ts'

/** ISO 2709 gives a field four digits: 9,999 bytes with its indicators, codes and terminator. */
const valueBytesMax = 9_900

/**
 * A bib that did not come from MARC, in the manner of JAPAN/MARC: katakana readings in 880 $6 …/$1, creators in 7xx,
 * NDC in 084. What `readMarc` reads of it is the same bib. Leader/18 is 'c': no ISBD punctuation is added. A text too
 * long for a field becomes several.
 */
export function marcOfBib(bib: BibRecord, items: ImportedItem[]): MarcRecord {
  const { fields, readings, add } = fieldsWithReadings()
  const { agency, id } = keyParts(bib.sourceKey)
  fields.push({ tag: '001', value: id })
  if (agency) fields.push({ tag: '003', value: agency })
  fields.push({ tag: '007', value: physicalForm[bib.kind] })
  fields.push({ tag: '008', value: fixedField(bib) })
  for (const isbn of bib.isbns) add('020', '  ', [['a', isbn]])
  add('022', '  ', [['a', bib.issn]])
  add('040', '  ', [
    ['a', agency],
    ['b', 'jpn'],
    ['c', agency],
    ['e', 'ncr'],
  ])
  for (const notation of bib.ndc)
    add('084', '  ', [
      ['a', notation],
      ['2', 'njb/09'],
    ])
  const title: [string, string | null][] = [
    ['a', bib.title],
    ['b', bib.subtitle],
    ['n', bib.volume],
    ['c', bib.responsibility],
  ]
  add('245', '00', title, bib.titleReading)
  for (const [i, other] of bib.otherTitles.entries()) add('246', '1 ', [['a', other]], bib.otherTitleReadings[i])
  add('260', '  ', [
    ['a', bib.place],
    ['b', bib.publisher],
    ['c', bib.published],
  ])
  add('300', '  ', [['a', bib.extent]])
  add('490', '0 ', [['a', bib.series]], bib.seriesReading)
  for (const line of bib.note?.split('\n') ?? []) for (const part of cut(line)) add('500', '  ', [['a', part]])
  for (const part of cut(bib.contents ?? '')) add('505', '0 ', [['a', part]])
  for (const [i, subject] of bib.subjects.entries()) add('653', '  ', [['a', subject]], bib.subjectReadings[i])
  for (const { name, role, reading, authority } of bib.creators satisfies Creator[]) {
    add(
      '700',
      '1 ',
      [
        ['a', name],
        ['e', role],
        ['0', authority ? authorityInMarc(authority) : null],
      ],
      reading,
    )
  }
  add('856', '40', [['u', bib.url]])
  fields.push(...readings)
  add('942', '  ', [['c', wordOfKind(bib)]])
  fields.push(...items.map(itemField))
  return { leader: `00000n${recordType[bib.kind]} a2200000 c 4500`, fields }
}

/**
 * A copy as Koha writes it. `readMarc` reads the same copy again; what is being made ready is on order to it, for Koha
 * has one word for both.
 */
export function itemField(item: ImportedItem): DataField {
  const pairs: [string, string | null][] = [
    ['a', item.branch],
    ['b', item.branch],
    ['c', item.location],
    ['d', item.joinedOn?.toString() ?? null],
    ['o', item.callNumber],
    ['p', item.barcode],
    ['y', item.loanRule],
    ['7', item.coming ? '-1' : null],
  ]
  return { tag: '952', indicators: '  ', subfields: pairs.filter((pair): pair is Subfield => !!pair[1]) }
}

/** MARC 21 leader/06 and 07. */
const recordType: Record<BibKind, string> = {
  book: 'am',
  pocketBook: 'am',
  pictureBook: 'am',
  comic: 'am',
  magazine: 'as',
  largePrint: 'am',
  audiovisual: 'gm',
  electronic: 'am',
  oldBook: 'am',
}

/** MARC 21 007/00 and 01. */
const physicalForm: Record<BibKind, string> = {
  book: 'ta',
  pocketBook: 'ta',
  pictureBook: 'ta',
  comic: 'ta',
  magazine: 'ta',
  largePrint: 'tb',
  audiovisual: 'vd',
  electronic: 'cr',
  oldBook: 'ta',
}

/** MARC 21 008: year, audience (22), form (23) and language; '|' where nothing is said. */
function fixedField({ year, audience, kind, language }: BibRecord): string {
  const form = kind === 'electronic' ? 'o' : kind === 'largePrint' ? 'd' : ' '
  const forWhom = { child: 'j', youngAdult: 'd', general: 'g' }[audience]
  const spoken = language && /^[a-z]{3}$/.test(language) ? language : '|||'
  return `||||||s${year ?? '||||'}    ja ||||${forWhom}${form}|||||||||||${spoken}||`
}

/** Pieces that fit into a field, cut between characters. */
function cut(text: string): string[] {
  if (text.length * 3 <= valueBytesMax) return text === '' ? [] : [text]
  const pieces: string[] = []
  let piece = ''
  let bytes = 0
  for (const character of text) {
    const size = Buffer.byteLength(character)
    if (bytes + size > valueBytesMax) {
      pieces.push(piece)
      piece = ''
      bytes = 0
    }
    piece += character
    bytes += size
  }
  return [...pieces, piece]
}
