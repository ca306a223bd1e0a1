import type { BibKind, BibRecord } from '#catalogue/rules/bib.ts'
import { publishedOn } from '#catalogue/rules/published.ts'
import type { PublicRecord } from '#catalogue/show-records.ts'
import { around, element, emptyElement } from '#std/xml.ts'

export const dcndlNamespace = 'http://ndl.go.jp/dcndl/terms/'

const namespaces = {
  'xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  'xmlns:rdfs': 'http://www.w3.org/2000/01/rdf-schema#',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:dcterms': 'http://purl.org/dc/terms/',
  'xmlns:dcndl': dcndlNamespace,
  'xmlns:foaf': 'http://xmlns.com/foaf/0.1/',
}

/** DC-NDL (RDF) of the National Diet Library: the record's administration, the material, and each copy. */
export function dcndl(record: PublicRecord, url: string): string {
  const { bib, items, changedAt } = record
  const material = `${url}#material`
  return around(
    'rdf:RDF',
    [
      around(
        'dcndl:BibAdminResource',
        [
          emptyElement('dcndl:record', { 'rdf:resource': material }),
          element(
            'dcterms:modified',
            changedAt.toString({ smallestUnit: 'second' }),
            datatype('http://purl.org/dc/terms/W3CDTF'),
          ),
        ],
        { 'rdf:about': url },
      ),
      around(
        'dcndl:BibResource',
        [
          emptyElement('rdfs:seeAlso', { 'rdf:resource': url }),
          ...materialOf(bib),
          ...items.map((_, i) => emptyElement('dcndl:record', { 'rdf:resource': `${url}#item-${i + 1}` })),
        ],
        { 'rdf:about': material },
      ),
      ...items.map((item, i) =>
        around(
          'dcndl:Item',
          [
            around('dcndl:holdingAgent', [around('foaf:Agent', [element('foaf:name', item.branchName)])]),
            element('dcndl:callNumber', item.callNumber),
            element('dcterms:identifier', item.barcode, datatype('http://ndl.go.jp/dcndl/terms/LocalID')),
          ],
          { 'rdf:about': `${url}#item-${i + 1}` },
        ),
      ),
    ],
    namespaces,
  )
}

const datatype = (of: string) => ({ 'rdf:datatype': of })
const ndl = (name: string) => datatype(`${dcndlNamespace}${name}`)

/** A text with its reading. */
const described = (name: string, value: string | null, reading: string | null | undefined): string =>
  value === null
    ? ''
    : around(name, [around('rdf:Description', [element('rdf:value', value), element('dcndl:transcription', reading)])])

function materialOf(bib: BibRecord): string[] {
  return [
    ...bib.isbns.map(isbn => element('dcterms:identifier', isbn, ndl('ISBN'))),
    element('dcterms:identifier', bib.issn, ndl('ISSN')),
    element('dcterms:title', [bib.title, bib.subtitle].filter(Boolean).join(' : ')),
    described('dc:title', bib.title, bib.titleReading),
    ...bib.otherTitles.map((other, i) => described('dcndl:alternative', other, bib.otherTitleReadings[i])),
    described('dcndl:volume', bib.volume, null),
    described('dcndl:seriesTitle', bib.series, bib.seriesReading),
    ...bib.creators.map(({ name, reading }) =>
      around('dcterms:creator', [
        around('foaf:Agent', [element('foaf:name', name), element('dcndl:transcription', reading)]),
      ]),
    ),
    element('dc:creator', bib.responsibility),
    around('dcterms:publisher', [
      around('foaf:Agent', [element('foaf:name', bib.publisher), element('dcndl:location', bib.place)]),
    ]),
    element('dcterms:date', bib.published),
    element('dcterms:issued', publishedOn(bib), datatype('http://purl.org/dc/terms/W3CDTF')),
    element('dcterms:description', bib.note),
    ...bib.subjects.map((subject, i) => described('dcterms:subject', subject, bib.subjectReadings[i])),
    ...bib.ndc.map(notation => element('dc:subject', notation, ndl('NDC'))),
    element('dcterms:language', bib.language, datatype('http://purl.org/dc/terms/ISO639-2')),
    element('dcterms:extent', bib.extent),
    described('dcndl:partInformation', bib.contents, null),
    ...materialTypes[bib.kind].map(type =>
      emptyElement('dcndl:materialType', { 'rdf:resource': `http://ndl.go.jp/ndltype/${type}` }),
    ),
    element('dcterms:audience', { child: '児童', youngAdult: '青少年', general: '一般' }[bib.audience]),
  ]
}

const materialTypes: Record<BibKind, readonly string[]> = {
  book: ['Book'],
  pocketBook: ['Book'],
  pictureBook: ['Book'],
  comic: ['Book'],
  magazine: ['Journal'],
  largePrint: ['Book'],
  audiovisual: ['Audio-Visual'],
  electronic: ['Book', 'ElectronicResource'],
  oldBook: ['Book'],
}
