import { oaiFormats } from '../records/formats.ts'
import { isDatestamp, rangeEnd, rangeStart } from './datestamps.ts'
import { type List, readToken } from './token.ts'

/** What is wrong with a request, by the codes of OAI-PMH 2.0 (3.6). `message` is for the harvester's operator. */
export type OaiError = { code: OaiErrorCode; message: string }
export type OaiErrorCode =
  | 'badVerb'
  | 'badArgument'
  | 'badResumptionToken'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch'

export type OaiRequest =
  | { verb: 'Identify' }
  | { verb: 'ListSets' }
  | { verb: 'ListMetadataFormats'; identifier: string | null }
  | { verb: 'GetRecord'; identifier: string; prefix: string }
  | { verb: 'ListIdentifiers' | 'ListRecords'; list: List }
  | { verb: null; errors: OaiError[] }

const verbs: Record<string, { required: string[]; optional: string[] }> = {
  Identify: { required: [], optional: [] },
  ListSets: { required: [], optional: ['resumptionToken'] },
  ListMetadataFormats: { required: [], optional: ['identifier'] },
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [] },
  ListIdentifiers: { required: ['metadataPrefix'], optional: ['from', 'until', 'set', 'resumptionToken'] },
  ListRecords: { required: ['metadataPrefix'], optional: ['from', 'until', 'set', 'resumptionToken'] },
}

const bad = (...errors: OaiError[]): OaiRequest => ({ verb: null, errors })
const error = (code: OaiErrorCode, message: string): OaiError => ({ code, message })

/** Reads a request; all that is wrong with its arguments is said at once. */
export function readOaiRequest(parameters: URLSearchParams): OaiRequest {
  const named = parameters.getAll('verb')
  const verb = named[0] ?? ''
  const known = Object.hasOwn(verbs, verb) ? verbs[verb]! : null
  if (named.length !== 1 || !known)
    return bad(error('badVerb', named.length > 1 ? 'verb is repeated' : `no such verb: ${verb}`))
  const given = new Map([...parameters].filter(([name]) => name !== 'verb'))
  const allowed = [...known.required, ...known.optional]
  const token = allowed.includes('resumptionToken') ? given.get('resumptionToken') : undefined
  const errors = [
    ...[...new Set(parameters.keys())]
      .filter(name => parameters.getAll(name).length > 1)
      .map(name => error('badArgument', `${name} is repeated`)),
    ...[...given.keys()]
      .filter(name => !allowed.includes(name))
      .map(name => error('badArgument', `${name} is no argument of ${verb}`)),
    ...(token !== undefined && given.size > 1 ? [error('badArgument', 'resumptionToken stands alone')] : []),
    ...(token === undefined
      ? known.required.filter(name => !given.get(name)).map(name => error('badArgument', `${name} is missing`))
      : []),
  ]
  if (errors.length > 0) return bad(...errors)
  switch (verb) {
    case 'Identify':
      return { verb }
    case 'ListSets':
      return token === undefined
        ? { verb }
        : bad(error('badResumptionToken', 'the list of sets is whole in its first answer'))
    case 'ListMetadataFormats':
      return { verb, identifier: given.get('identifier') ?? null }
    case 'GetRecord':
      return { verb, identifier: given.get('identifier')!, prefix: given.get('metadataPrefix')! }
    default:
      return listRequest(verb as 'ListIdentifiers' | 'ListRecords', given, token)
  }
}

function listRequest(
  verb: 'ListIdentifiers' | 'ListRecords',
  given: Map<string, string>,
  token: string | undefined,
): OaiRequest {
  if (token !== undefined) {
    const list = readToken(verb, token)
    return list ? { verb, list } : bad(error('badResumptionToken', 'this token is not one of ours, or of another verb'))
  }
  const from = given.get('from') ?? null
  const until = given.get('until') ?? null
  const prefix = given.get('metadataPrefix')!
  const wrong = [
    ...[from, until]
      .filter(date => date !== null && !isDatestamp(date))
      .map(date => error('badArgument', `${date} is no datestamp`)),
    ...(Object.hasOwn(oaiFormats, prefix) ? [] : [error('cannotDisseminateFormat', `no such format: ${prefix}`)]),
  ]
  if (wrong.length > 0) return bad(...wrong)
  if (from && until) {
    if (from.length !== until.length) return bad(error('badArgument', 'from and until are of different granularity'))
    if (Temporal.Instant.compare(rangeStart(from), rangeEnd(until)) >= 0)
      return bad(error('badArgument', 'from is later than until'))
  }
  return { verb, list: { prefix, from, until, set: given.get('set') ?? null, after: null, cursor: 0, size: null } }
}
