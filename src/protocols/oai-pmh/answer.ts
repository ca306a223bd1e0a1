import {
  countChanges,
  earliestChange,
  listChanges,
  type Stamp,
  type StampRange,
  showChange,
} from '#catalogue/changes/list-changes.ts'
import { type PublicRecord, showRecords } from '#catalogue/show-records.ts'
import { BibId } from '#ids.ts'
import type { Library } from '#library.ts'
import { around, element } from '#std/xml.ts'
import { type OaiFormat, oaiFormats } from '../records/formats.ts'
import type { OaiError, OaiRequest } from './arguments.ts'
import { datestamp, rangeEnd, rangeStart } from './datestamps.ts'
import { oaiSets, setsOf } from './sets.ts'
import { type List, writeToken } from './token.ts'

/** Where this repository is, and how it names its records: oai:DOMAIN:bib/NUMBER, whatever address it is asked at. */
export type Repository = { baseUrl: string; domain: string; mail: string; urlOf: (id: BibId) => string }

/** Records of one answer; of headers alone more. */
const pageSizes = { ListRecords: 100, ListIdentifiers: 500 }

type Answered = { ok: true; body: string } | { ok: false; errors: readonly OaiError[] }
const no = (code: OaiError['code'], message: string): Answered => ({ ok: false, errors: [{ code, message }] })

/** What stands inside of the answer to a request. */
export async function answerOai(library: Library, repository: Repository, request: OaiRequest): Promise<Answered> {
  switch (request.verb) {
    case null:
      return { ok: false, errors: request.errors }
    case 'Identify':
      return { ok: true, body: await identify(library, repository) }
    case 'ListSets':
      return {
        ok: true,
        body: around(
          'ListSets',
          oaiSets.map(({ spec, name }) => around('set', [element('setSpec', spec), element('setName', name)])),
        ),
      }
    case 'ListMetadataFormats':
      return listFormats(library, repository, request.identifier)
    case 'GetRecord':
      return getRecord(library, repository, request)
    case 'ListIdentifiers':
    case 'ListRecords':
      return list(library, repository, request.verb, request.list)
    default:
      return request satisfies never
  }
}

async function identify(library: Library, { baseUrl, domain, mail }: Repository): Promise<string> {
  const oaiIdentifier = 'http://www.openarchives.org/OAI/2.0/oai-identifier'
  return around('Identify', [
    element('repositoryName', library.policy.identity.name.ja),
    element('baseURL', baseUrl),
    element('protocolVersion', '2.0'),
    element('adminEmail', mail),
    element('earliestDatestamp', datestamp(await earliestChange(library))),
    element('deletedRecord', 'persistent'),
    element('granularity', 'YYYY-MM-DDThh:mm:ssZ'),
    around('description', [
      around(
        'oai-identifier',
        [
          element('scheme', 'oai'),
          element('repositoryIdentifier', domain),
          element('delimiter', ':'),
          element('sampleIdentifier', `oai:${domain}:bib/1`),
        ],
        {
          xmlns: oaiIdentifier,
          'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
          'xsi:schemaLocation': `${oaiIdentifier} ${oaiIdentifier}.xsd`,
        },
      ),
    ]),
  ])
}

async function listFormats(library: Library, repository: Repository, identifier: string | null): Promise<Answered> {
  if (identifier !== null && !(await changeOf(library, repository, identifier))) return unknown(identifier)
  const formats = Object.entries(oaiFormats).map(([prefix, { schema, namespace }]) =>
    around('metadataFormat', [
      element('metadataPrefix', prefix),
      element('schema', schema),
      element('metadataNamespace', namespace),
    ]),
  )
  return { ok: true, body: around('ListMetadataFormats', formats) }
}

const unknown = (identifier: string) => no('idDoesNotExist', `no record has the identifier ${identifier}`)

function changeOf(library: Library, { domain }: Repository, identifier: string): Promise<Stamp | null> {
  const start = `oai:${domain}:bib/`
  const number = identifier.startsWith(start) ? identifier.slice(start.length) : ''
  return /^[1-9]\d{0,14}$/.test(number) ? showChange(library, BibId(Number(number))) : Promise.resolve(null)
}

async function getRecord(
  library: Library,
  repository: Repository,
  { identifier, prefix }: { identifier: string; prefix: string },
): Promise<Answered> {
  const stamp = await changeOf(library, repository, identifier)
  if (!stamp) return unknown(identifier)
  if (!Object.hasOwn(oaiFormats, prefix)) return no('cannotDisseminateFormat', `no such format: ${prefix}`)
  const [record] = await records(library, repository, [stamp], prefix as OaiFormat)
  return { ok: true, body: around('GetRecord', [record!]) }
}

async function list(
  library: Library,
  repository: Repository,
  verb: 'ListIdentifiers' | 'ListRecords',
  asked: List,
): Promise<Answered> {
  const set = asked.set === null ? null : oaiSets.find(({ spec }) => spec === asked.set)
  if (set === undefined) return no('noRecordsMatch', `no such set: ${asked.set}`)
  const range: StampRange = {
    from: asked.from ? rangeStart(asked.from) : null,
    below: asked.until ? rangeEnd(asked.until) : null,
    of: set?.of ?? null,
    after: asked.after,
  }
  const size = pageSizes[verb]
  const stamps = await listChanges(library, range, size + 1)
  const page = stamps.slice(0, size)
  if (page.length === 0 && asked.after === null) return no('noRecordsMatch', 'nothing changed in this time and set')
  const listed =
    verb === 'ListRecords'
      ? await records(library, repository, page, asked.prefix as OaiFormat)
      : page.map(stamp => header(repository, stamp, stamp.gone))
  const isWhole = asked.after === null && stamps.length <= size
  const total = asked.after === null && !isWhole ? await countChanges(library, range) : asked.size
  const last = page.at(-1)
  const next =
    stamps.length > size && last
      ? writeToken(verb, {
          ...asked,
          after: { stampedAt: last.stampedAt, id: last.id },
          cursor: asked.cursor + page.length,
          size: total,
        })
      : null
  return { ok: true, body: around(verb, [...listed, isWhole ? '' : tokenElement(next, asked.cursor, total)]) }
}

/** On the last page it is empty, and says that the list is whole. */
function tokenElement(token: string | null, cursor: number, size: number | null): string {
  const attributes = `${size === null ? '' : ` completeListSize="${size}"`} cursor="${cursor}"`
  return token === null ? `<resumptionToken${attributes}/>` : `<resumptionToken${attributes}>${token}</resumptionToken>`
}

/** A record that has gone since its stamp was read is one that is gone. */
async function records(
  library: Library,
  repository: Repository,
  stamps: readonly Stamp[],
  format: OaiFormat,
): Promise<string[]> {
  const there = await showRecords(
    library,
    stamps.filter(({ gone }) => !gone).map(({ id }) => id),
  )
  const byId = new Map(there.map(record => [record.id, record]))
  return stamps.map(stamp => {
    const record = byId.get(stamp.id)
    if (!record) return around('record', [header(repository, stamp, true)])
    const metadata = oaiFormats[format].write(withoutCopies(record), repository.urlOf(stamp.id))
    return around('record', [header(repository, stamp, false), around('metadata', [metadata])])
  })
}

/**
 * Copies come and go without a change of the record; where one is now is asked at the page, by SRU or by the
 * availability.
 */
const withoutCopies = (record: PublicRecord): PublicRecord => ({
  ...record,
  items: [],
  marc: { ...record.marc, fields: record.marc.fields.filter(({ tag }) => tag !== '952') },
})

const header = ({ domain }: Repository, stamp: Stamp, gone: boolean): string =>
  around(
    'header',
    [
      element('identifier', `oai:${domain}:bib/${stamp.id}`),
      element('datestamp', datestamp(stamp.stampedAt)),
      ...setsOf(stamp).map(spec => element('setSpec', spec)),
    ],
    { status: gone ? 'deleted' : null },
  )
