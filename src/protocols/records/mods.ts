import type { BibKind, BibRecord, Creator } from '#catalogue/rules/bib.ts'
import { publishedOn } from '#catalogue/rules/published.ts'
import type { PublicRecord } from '#catalogue/show-records.ts'
import { around, element } from '#std/xml.ts'

export const modsNamespace = 'http://www.loc.gov/mods/v3'
export const modsSchema = 'http://www.loc.gov/standards/mods/v3/mods-3-7.xsd'

/** MODS 3.7. Readings are a second title or name with `transliteration`, as the Library of Congress has them. */
export function mods({ id, bib, items, changedAt }: PublicRecord, url: string): string {
  const branches = [...new Set(items.map(({ branchName }) => branchName))]
  return around(
    'mods',
    [
      ...titles(bib),
      ...bib.creators.map(name),
      element('typeOfResource', resourceTypes[bib.kind]),
      around('originInfo', [
        around('place', [element('placeTerm', bib.place, { type: 'text' })]),
        element('publisher', bib.publisher),
        element('dateIssued', bib.published),
        element('dateIssued', publishedOn(bib), { encoding: 'w3cdtf', keyDate: 'yes' }),
        element('issuance', bib.kind === 'magazine' ? 'serial' : 'monographic'),
      ]),
      around('language', [element('languageTerm', bib.language, { type: 'code', authority: 'iso639-2b' })]),
      around('physicalDescription', [element('extent', bib.extent)]),
      element('tableOfContents', bib.contents),
      element('targetAudience', { child: 'juvenile', youngAdult: 'adolescent', general: null }[bib.audience], {
        authority: 'marctarget',
      }),
      element('note', bib.note),
      element('note', bib.responsibility, { type: 'statement of responsibility' }),
      ...bib.subjects.map(subject => around('subject', [element('topic', subject)])),
      ...bib.ndc.map(notation => element('classification', notation, { authority: 'ndc' })),
      around('relatedItem', [around('titleInfo', [element('title', bib.series)])], { type: 'series' }),
      ...bib.isbns.map(isbn => element('identifier', isbn, { type: 'isbn' })),
      element('identifier', bib.issn, { type: 'issn' }),
      around('location', [
        ...branches.map(branch => element('physicalLocation', branch)),
        element('url', url, { usage: 'primary display', access: 'object in context' }),
      ]),
      around('recordInfo', [
        element('recordChangeDate', changedAt.toString({ smallestUnit: 'second' }), { encoding: 'w3cdtf' }),
        element('recordIdentifier', id),
      ]),
    ],
    {
      xmlns: modsNamespace,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation': `${modsNamespace} ${modsSchema}`,
      version: '3.7',
    },
  )
}

const titles = (bib: BibRecord): string[] => [
  around('titleInfo', [
    element('title', bib.title),
    element('subTitle', bib.subtitle),
    element('partNumber', bib.volume),
  ]),
  around('titleInfo', [element('title', bib.titleReading)], { type: 'alternative', transliteration: 'katakana' }),
  ...bib.otherTitles.map(other => around('titleInfo', [element('title', other)], { type: 'alternative' })),
]

const name = ({ name, reading, role }: Creator): string =>
  around('name', [
    element('namePart', name),
    around('role', [element('roleTerm', role, { type: 'text' })]),
    around('alternativeName', [element('namePart', reading)], { altType: 'reading' }),
  ])

const resourceTypes: Record<BibKind, string> = {
  book: 'text',
  pocketBook: 'text',
  pictureBook: 'text',
  comic: 'text',
  magazine: 'text',
  largePrint: 'text',
  audiovisual: 'mixed material',
  electronic: 'text',
  oldBook: 'text',
}
