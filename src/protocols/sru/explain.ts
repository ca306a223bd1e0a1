import type { Library } from '#library.ts'
import { around, element, emptyElement } from '#std/xml.ts'
import { sets } from '../cql/context-sets.ts'
import { indexes, type ListedIndex } from '../cql/indexes.ts'
import { sruFormats } from '../records/formats.ts'
import { limits, type SruRequest } from './request.ts'
import { diagnosticsOf, namespaceOf, versionElement } from './versions.ts'

/**
 * explain: where this is, what can be asked and what is given, as a ZeeRex 2.0 record
 * (http://explain.z3950.org/dtd/2.0/).
 */
export function explain(library: Library, { version, escapes: _, problems }: SruRequest, address: URL): string {
  return around(
    'explainResponse',
    [
      versionElement(version),
      around('record', [
        element('recordSchema', 'http://explain.z3950.org/dtd/2.0/'),
        element(version === '2.0' ? 'recordXMLEscaping' : 'recordPacking', 'xml'),
        around('recordData', [zeeRex(library, version, address)]),
      ]),
      diagnosticsOf(version, problems),
    ],
    { xmlns: namespaceOf(version, 'explain') },
  )
}

function zeeRex({ policy }: Library, version: string, address: URL): string {
  const port = address.port || (address.protocol === 'https:' ? '443' : '80')
  return around(
    'explain',
    [
      around(
        'serverInfo',
        [element('host', address.hostname), element('port', port), element('database', address.pathname.slice(1))],
        { protocol: 'SRU', version, transport: address.protocol.slice(0, -1), method: 'GET POST' },
      ),
      around('databaseInfo', [
        element('title', policy.identity.name.ja, { lang: 'ja', primary: 'true' }),
        element('description', 'The catalogue of a public library', { lang: 'en', primary: 'true' }),
      ]),
      around('indexInfo', [
        ...Object.entries(sets).map(([name, identifier]) => emptyElement('set', { name, identifier })),
        ...indexes.filter(({ index }) => index.is !== 'order' && index.is !== 'resultSet').map(indexElement),
        ...['title', 'creator', 'date', 'ndc'].map(keyword => element('sortKeyword', keyword)),
      ]),
      around('schemaInfo', Object.entries(sruFormats).map(schemaElement)),
      around('configInfo', [
        element('default', limits.recordsUnlessAsked, { type: 'numberOfRecords' }),
        element('default', 'dc', { type: 'retrieveSchema' }),
        element('default', 'cql', { type: 'contextSet' }),
        element('default', 'cql.serverChoice', { type: 'index' }),
        element('default', '=', { type: 'relation' }),
        element('setting', limits.records, { type: 'maximumRecords' }),
        ...['=', '==', 'exact', 'any', 'all', 'adj', '<>', '<', '<=', '>', '>=', 'within'].map(relation =>
          element('supports', relation, { type: 'relation' }),
        ),
        ...['and', 'or', 'not'].map(operator => element('supports', operator, { type: 'booleanOperator' })),
        element('supports', '*', { type: 'maskingCharacter' }),
        element('supports', '^', { type: 'anchoring' }),
        element('supports', 'scan', { type: 'scan' }),
        element('supports', 'sort', { type: 'sort' }),
      ]),
    ],
    { xmlns: 'http://explain.z3950.org/dtd/2.0/' },
  )
}

function indexElement({ set, name, title, index }: ListedIndex): string {
  const canScan = index.is === 'words' && ['title', 'author', 'subject'].includes(index.field)
  return around(
    'index',
    [element('title', title, { lang: 'en' }), around('map', [element('name', name, set === 'own' ? {} : { set })])],
    { search: 'true', scan: `${canScan}`, sort: 'false' },
  )
}

const schemaElement = ([name, { title, identifiers, schema }]: [
  string,
  (typeof sruFormats)[keyof typeof sruFormats],
]) =>
  around('schema', [element('title', title, { lang: 'en' })], {
    name,
    identifier: identifiers.find(one => one.includes(':'))!,
    location: schema,
    sort: 'false',
    retrieve: 'true',
  })
