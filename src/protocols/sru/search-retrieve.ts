import { searchCatalogue } from '#catalogue/search-catalogue.ts'
import { type PublicRecord, showRecords } from '#catalogue/show-records.ts'
import type { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { around, element, xml } from '#std/xml.ts'
import { parseCql } from '../cql/parse.ts'
import { searchOf } from '../cql/to-search.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { sruFormats } from '../records/formats.ts'
import { limits, type SruRequest } from './request.ts'
import { diagnosticsOf, namespaceOf, versionElement } from './versions.ts'

type Found = { total: number; records: PublicRecord[]; problems: readonly Diagnostic[] }

/**
 * searchRetrieve: what the search of the pages finds, in its order. Near readings, which a page would offer when
 * nothing was found, are none of it.
 * @param urlOf the address of a bib's page
 */
export async function searchRetrieve(
  library: Library,
  request: SruRequest,
  urlOf: (id: BibId) => string,
): Promise<string> {
  const { version, start, max } = request
  const { total, records, problems } = await find(library, request)
  const next = start + max
  const more = problems.length === 0 && max > 0 && next <= Math.min(total, limits.position)
  const is2 = version === '2.0'
  return around(
    'searchRetrieveResponse',
    [
      versionElement(version),
      element('numberOfRecords', total),
      around(
        'records',
        records.map((record, i) => recordOf(request, record, start + i, urlOf(record.id))),
      ),
      more ? element('nextRecordPosition', next) : '',
      echo(request),
      diagnosticsOf(version, problems),
      is2 ? element('resultCountPrecision', 'info:srw/vocabulary/resultCountPrecision/1/exact') : '',
    ],
    { xmlns: namespaceOf(version, 'search') },
  )
}

async function find(library: Library, request: SruRequest): Promise<Found> {
  const { problems, start, max } = request
  const nothing = (more: readonly Diagnostic[], total = 0): Found => ({ total, records: [], problems: more })
  const cql = request.query.trim() === '' ? null : parseCql(request.query)
  const search = cql?.ok ? searchOf(cql.value) : cql
  const wrong = search && !search.ok ? [...problems, search.refusal] : problems
  if (!search?.ok || wrong.length > 0) return nothing(wrong)
  // sortKeys of 1.1 gives way to the order that stands in the query (diagnostic 94 would say so to who asked for both).
  const sort = search.value.sort ?? request.sort ?? 'relevance'
  const offset = Math.min(start - 1, limits.position)
  const found = await searchCatalogue(library, { ...search.value, sort, offset, limit: max })
  if (!found.ok) return nothing([{ code: 10, details: request.query }])
  const total = found.value.nearest ? 0 : found.value.total
  if (start > Math.max(1, Math.min(total, limits.position)))
    return nothing([{ code: 61, details: `${Math.min(total, limits.position)}` }], total)
  const ids = total === 0 ? [] : found.value.hits.map(({ bib }) => bib.id)
  return { total, records: await showRecords(library, ids), problems: [] }
}

function recordOf(
  { version, format, escapes }: SruRequest,
  record: PublicRecord,
  position: number,
  url: string,
): string {
  const { identifiers, write } = sruFormats[format]
  const data = write(record, url)
  const identifier = identifiers.find(one => one.includes(':'))!
  return around('record', [
    element('recordSchema', identifier),
    element(version === '2.0' ? 'recordXMLEscaping' : 'recordPacking', escapes ? 'string' : 'xml'),
    around('recordData', [escapes ? xml(data) : data]),
    version === '1.1' ? '' : element('recordIdentifier', record.id),
    element('recordPosition', position),
  ])
}

/** What was asked, as the standard wants it repeated. */
function echo({ version, given }: SruRequest): string {
  const names =
    version === '2.0'
      ? [
          'query',
          'queryType',
          'startRecord',
          'maximumRecords',
          'recordPacking',
          'recordXMLEscaping',
          'recordSchema',
          'resultSetTTL',
        ]
      : [
          'version',
          'query',
          'startRecord',
          'maximumRecords',
          'recordPacking',
          'recordSchema',
          'resultSetTTL',
          'sortKeys',
        ]
  return around(
    'echoedSearchRetrieveRequest',
    names.map(name => (name === 'version' ? element('version', version) : element(name, given.get(name)))),
  )
}
