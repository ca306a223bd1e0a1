import { z } from 'zod'
import type { Service } from '#policy.ts'
import { wordLanguages } from '#policy.ts'
import { paths } from '#web/paths.ts'

/** The part of the service that is each protocol; null: it is always there. */
export const serviceOf = {
  SRU: 'sru',
  'OAI-PMH': 'oaiPmh',
  Availability: 'availability',
  iCalendar: 'calendars',
  DAIA: 'daia',
  PAIA: 'paia',
  OPDS: 'opds',
  unAPI: 'unapi',
  OpenAPI: null,
} as const satisfies Record<string, Service | null>

/** A door for machines: what may be asked at an address by a method, and what comes back. */
export type Operation = {
  method: 'get' | 'post' | 'patch' | 'delete'
  path: string
  /** The protocol, which is its heading in docs/protocols.md. */
  tag: keyof typeof serviceOf
  says: string
  /** Behind the ?, or in the path where its pattern names it. */
  parameters?: z.ZodObject
  /** Of a POST, as a form or as JSON. */
  body?: { types: readonly string[]; schema: z.ZodType }
  answer: { type: string; schema?: z.ZodType }
  /** Other answers than 200, 429 and 503. */
  others?: Partial<Record<300 | 304 | 400 | 401 | 403 | 404 | 406 | 415 | 501, string>>
  /** With a token of PAIA. */
  token?: true
}

const text = z.string()
const xmlType = 'application/xml'
const form = 'application/x-www-form-urlencoded'
const json = 'application/json'

const sruParameters = z.object({
  operation: z.enum(['explain', 'searchRetrieve', 'scan']).optional(),
  version: z.enum(['1.1', '1.2', '2.0']).optional(),
  query: text.optional().describe('CQL'),
  startRecord: z.int().min(1).optional(),
  maximumRecords: z.int().min(0).max(200).optional(),
  recordSchema: text.optional().describe('dc, marcxml, mods or dcndl, or an identifier that explain lists'),
  recordPacking: z.enum(['xml', 'string']).optional(),
  sortKeys: text.optional(),
  scanClause: text.optional(),
  responsePosition: z.int().optional(),
  maximumTerms: z.int().optional(),
})

const oaiParameters = z.object({
  verb: z.enum(['Identify', 'ListMetadataFormats', 'ListSets', 'ListIdentifiers', 'ListRecords', 'GetRecord']),
  metadataPrefix: text.optional(),
  identifier: text.optional(),
  from: text.optional(),
  until: text.optional(),
  set: text.optional(),
  resumptionToken: text.optional(),
})

const branchWord = z.object({
  id: text,
  name: text,
  shortName: text,
  word: z.enum(['貸出可', '館内のみ', '貸出中', '予約中', '準備中', '休館中']),
  due: z.iso.date().nullable(),
})
const book = z.object({
  isbn: text,
  held: z.boolean(),
  waiting: z.int().min(0),
  bibs: z.array(z.url()),
  reserveurl: text,
  libkey: z.record(text, text),
  branches: z.array(branchWord),
})
const availability = z.object({
  library: text,
  books: z.record(text, z.union([book, z.object({ error: text })])),
})

const service = z.looseObject({ service: z.enum(['presentation', 'loan']) })
const daia = z.object({
  document: z.array(
    z.looseObject({
      id: z.url(),
      item: z
        .array(z.looseObject({ available: z.array(service).optional(), unavailable: z.array(service).optional() }))
        .optional(),
    }),
  ),
  institution: z.object({ content: text, href: z.url() }),
  timestamp: z.iso.datetime(),
})

const opds2 = z.looseObject({
  metadata: z.looseObject({ title: text }),
  links: z.array(z.looseObject({ rel: text, href: text })).min(1),
  navigation: z.array(z.looseObject({ title: text, href: z.url() })).optional(),
  publications: z.array(z.looseObject({ metadata: z.looseObject({ title: text }) })).optional(),
})

const patronInPath = z.object({ patron: text })
const documents = z.object({ doc: z.array(z.looseObject({ status: z.int().min(0).max(5).optional() })) })
const wished = {
  types: [json, form],
  schema: z.object({ doc: z.array(z.looseObject({ item: text.optional(), edition: text.optional() })) }),
}
const refusedByToken = {
  401: 'no token, or one that has ended',
  403: 'not with this scope, or not this patron',
  404: 'no such patron',
}

/** The answer to a patron with a token that names only them. */
const namesPatron = {
  answer: { type: json, schema: z.looseObject({ patron: text }) },
  others: refusedByToken,
  token: true,
} as const
const core = `${paths.paiaCore}/:patron`

/**
 * Every door for machines by HTTP, in the order of docs/protocols.md. A test holds it against what is mounted, and the
 * answers against their schemas.
 */
export const operations: readonly Operation[] = [
  ...byAddressOrForm({
    path: paths.sru,
    tag: 'SRU',
    says: 'Search, scan or explain',
    parameters: sruParameters,
    others: { 415: 'not a form' },
  }),
  ...byAddressOrForm({ path: paths.oai, tag: 'OAI-PMH', says: 'Copy the catalogue', parameters: oaiParameters }),
  {
    method: 'get',
    path: paths.availability,
    tag: 'Availability',
    says: 'Where the books of these numbers are now',
    parameters: z.object({ isbn: z.array(text).min(1).max(100) }),
    answer: { type: json, schema: availability },
    others: { 304: 'the same as before', 400: 'no number, or too many' },
  },
  {
    method: 'get',
    path: `${paths.calendar}/:file`,
    tag: 'iCalendar',
    says: 'When a branch is open, or a stop visited',
    parameters: z.object({
      file: text.describe('chuo.ics, yoshiura.ics'),
      lang: z.enum(wordLanguages).optional(),
    }),
    answer: { type: 'text/calendar' },
    others: { 304: 'the same as before', 404: 'no such branch or stop' },
  },
  {
    method: 'get',
    path: `${paths.myCalendar}/:file`,
    tag: 'iCalendar',
    says: 'The dates of the patron whose secret this is',
    parameters: z.object({ file: text.describe('SECRET.ics') }),
    answer: { type: 'text/calendar' },
    others: { 304: 'the same as before', 404: 'no such calendar, or it has ended' },
  },
  {
    method: 'get',
    path: paths.daia,
    tag: 'DAIA',
    says: 'What can be done with each copy now',
    parameters: z.object({ id: text.describe('up to 20, with | between'), format: z.literal('json').optional() }),
    answer: { type: json, schema: daia },
    others: { 400: 'no record, too many, or another format' },
  },
  {
    method: 'post',
    path: `${paths.paiaAuth}/login`,
    tag: 'PAIA',
    says: 'Sign a program in for a patron',
    body: {
      types: [json, form],
      schema: z.object({
        username: text,
        password: text,
        grant_type: z.literal('password').optional(),
        scope: text.optional(),
        birthdate: text.optional(),
      }),
    },
    answer: {
      type: json,
      schema: z.looseObject({
        access_token: text,
        token_type: z.literal('Bearer'),
        patron: text,
        scope: text,
        expires_in: z.int(),
      }),
    },
    others: { 400: 'something is missing', 403: 'wrong, or not now' },
  },
  {
    method: 'post',
    path: `${paths.paiaAuth}/logout`,
    tag: 'PAIA',
    says: 'End a token',
    body: { types: [json, form], schema: z.object({ patron: text }) },
    ...namesPatron,
  },
  {
    method: 'post',
    path: `${paths.paiaAuth}/change`,
    tag: 'PAIA',
    says: 'Change the password',
    body: {
      types: [json, form],
      schema: z.object({ patron: text, username: text, old_password: text, new_password: text }),
    },
    ...namesPatron,
  },
  {
    method: 'post',
    path: `${paths.paiaAuth}/reset`,
    tag: 'PAIA',
    says: 'Not supported',
    answer: { type: json },
    others: { 501: 'always' },
  },
  {
    method: 'get',
    path: core,
    tag: 'PAIA',
    says: 'The patron',
    parameters: patronInPath,
    answer: { type: json, schema: z.looseObject({ name: text, status: z.int().min(0).max(4) }) },
    others: refusedByToken,
    token: true,
  },
  {
    method: 'patch',
    path: core,
    tag: 'PAIA',
    says: 'Not supported',
    parameters: patronInPath,
    answer: { type: json },
    others: { 501: 'always' },
    token: true,
  },
  {
    method: 'get',
    path: `${core}/items`,
    tag: 'PAIA',
    says: 'Loans and holds',
    parameters: patronInPath,
    answer: { type: json, schema: documents },
    others: refusedByToken,
    token: true,
  },
  {
    method: 'get',
    path: `${core}/fees`,
    tag: 'PAIA',
    says: 'Fees, which there are none of',
    parameters: patronInPath,
    answer: { type: json, schema: z.looseObject({ amount: text }) },
    others: refusedByToken,
    token: true,
  },
  ...(['request', 'renew', 'cancel'] as const).map(
    (deed): Operation => ({
      method: 'post',
      path: `${core}/${deed}`,
      tag: 'PAIA',
      says: { request: 'Reserve', renew: 'Renew loans', cancel: 'Apply for the cancellation of holds' }[deed],
      parameters: patronInPath,
      body: wished,
      answer: { type: json, schema: documents },
      others: refusedByToken,
      token: true,
    }),
  ),
  ...(['get', 'delete'] as const).map(
    (method): Operation => ({
      method,
      path: `${core}/notifications`,
      tag: 'PAIA',
      says: 'Not supported',
      parameters: patronInPath,
      answer: { type: json },
      others: { 501: 'always' },
      token: true,
    }),
  ),
  ...(['1.2', '2.0'] as const).flatMap((version): Operation[] => {
    const answer =
      version === '1.2' ? { type: 'application/atom+xml' } : { type: 'application/opds+json', schema: opds2 }
    const others = { 304: 'the same as before' }
    return [
      { method: 'get', path: paths.opds(version), tag: 'OPDS', says: `Where OPDS ${version} begins`, answer, others },
      {
        method: 'get',
        path: paths.opdsNew(version),
        tag: 'OPDS',
        says: `What is new, OPDS ${version}`,
        answer,
        others,
      },
      {
        method: 'get',
        path: paths.opdsSearch(version),
        tag: 'OPDS',
        says: `What a search finds, OPDS ${version}`,
        parameters: z.object({ q: text.optional(), class: text.optional(), page: z.int().min(1).optional() }),
        answer,
        others: { ...others, 400: 'nothing is asked, or too much' },
      },
    ]
  }),
  {
    method: 'get',
    path: paths.unapi,
    tag: 'unAPI',
    says: 'A record in a format, or the formats',
    parameters: z.object({ id: text.optional(), format: text.optional() }),
    answer: { type: xmlType },
    others: { 300: 'the formats of this record', 404: 'no such record', 406: 'no such format' },
  },
  {
    method: 'get',
    path: paths.api,
    tag: 'OpenAPI',
    says: 'This description',
    answer: { type: json },
    others: { 304: 'the same as before' },
  },
]

/** Questions that come behind the ? of an address, or, where that is too long, as a form. */
function byAddressOrForm({ path, tag, says, parameters, others }: Asked): Operation[] {
  const asked = { path, tag, answer: { type: xmlType } }
  const body = { types: [form], schema: parameters }
  return [
    { ...asked, method: 'get', says, parameters },
    { ...asked, method: 'post', says: 'The same by a form', body, ...(others ? { others } : {}) },
  ]
}

type Asked = Pick<Operation, 'path' | 'tag' | 'says' | 'others'> & { parameters: z.ZodObject }
