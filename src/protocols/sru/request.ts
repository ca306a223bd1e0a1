import type { SortOrder } from '#catalogue/index/catalogue-index.ts'
import { sortKeys } from '../cql/sort.ts'
import type { Diagnostic, DiagnosticCode } from '../diagnostic.ts'
import { type SruFormat, sruFormats } from '../records/formats.ts'
import { type Version, versions } from './versions.ts'

/** A request as it was understood. `problems` has everything that is wrong with it: then nothing is looked for. */
export type SruRequest = {
  operation: 'explain' | 'searchRetrieve' | 'scan'
  version: Version
  /** As they were given, for the echo. */
  given: ReadonlyMap<string, string>
  problems: readonly Diagnostic[]
  query: string
  start: number
  max: number
  escapes: boolean
  format: SruFormat
  sort: SortOrder | null
  scanClause: string
  position: number
  terms: number
}

export const limits = { records: 200, recordsUnlessAsked: 20, terms: 100, termsUnlessAsked: 20, position: 100_000 }

/**
 * What each version knows. Names beginning with x- are extensions, of which we have none; onlyBib and inprocess are
 * NDL's, and change nothing here.
 */
const common = [
  'operation',
  'version',
  'stylesheet',
  'query',
  'startRecord',
  'maximumRecords',
  'recordSchema',
  'resultSetTTL',
  'sortKeys',
  'recordPacking',
  'scanClause',
  'responsePosition',
  'maximumTerms',
  'onlyBib',
  'inprocess',
]
const known: Record<Version, readonly string[]> = {
  '1.1': [...common, 'recordXPath'],
  '1.2': [...common, 'recordXPath'],
  '2.0': [...common, 'queryType', 'recordXMLEscaping', 'httpAccept', 'responseType', 'renderedBy'],
}

/**
 * Reads the parameters of GET or POST. Nothing is dropped without a word: what is not known is named in a diagnostic.
 */
export function readRequest(parameters: URLSearchParams): SruRequest {
  const given = new Map<string, string>()
  const problems: Diagnostic[] = []
  const problem = (code: DiagnosticCode, details: string) => problems.push({ code, details })
  for (const [name, value] of parameters) {
    if (given.has(name)) problem(6, name)
    given.set(name, value)
  }
  const { version, operation } = whichOf(given, problem)
  for (const name of given.keys()) if (!known[version].includes(name) && !name.startsWith('x-')) problem(8, name)
  if ((given.get('stylesheet') ?? '') !== '') problem(110, '')
  if ((given.get('recordXPath') ?? '') !== '') problem(72, given.get('recordXPath')!)

  const number = (name: string, least: number, otherwise: number): number => {
    const typed = given.get(name) ?? ''
    if (typed === '') return otherwise
    if (/^\d{1,9}$/.test(typed) && Number(typed) >= least) return Number(typed)
    problem(6, name)
    return otherwise
  }
  if (operation === 'searchRetrieve' && (given.get('query') ?? '').trim() === '') problem(7, 'query')
  if (operation === 'scan' && (given.get('scanClause') ?? '').trim() === '') problem(7, 'scanClause')
  number('resultSetTTL', 0, 0)
  return {
    operation,
    version,
    given,
    problems,
    query: given.get('query') ?? '',
    start: number('startRecord', 1, 1),
    max: Math.min(limits.records, number('maximumRecords', 0, limits.recordsUnlessAsked)),
    escapes: escapesOf(given, version, problem),
    format: formatOf(given.get('recordSchema') ?? '', problem),
    sort: sortOf(given, problem),
    scanClause: given.get('scanClause') ?? '',
    position: number('responsePosition', 0, 1),
    terms: Math.min(limits.terms, number('maximumTerms', 1, limits.termsUnlessAsked)),
  }
}

type Problem = (code: DiagnosticCode, details: string) => void

/**
 * Who names an operation and no version speaks 1.x, as NDL's clients do; a query alone is 2.0, which has no operation.
 */
function whichOf(given: ReadonlyMap<string, string>, problem: Problem): Pick<SruRequest, 'version' | 'operation'> {
  const named = given.get('version') ?? ''
  const asked = given.get('operation') ?? ''
  if (named !== '' && !versions.includes(named as Version)) problem(5, '2.0')
  const implied = given.has('scanClause') ? 'scan' : given.has('query') ? 'searchRetrieve' : 'explain'
  const version = versions.find(one => one === named) ?? (asked === '' && implied !== 'explain' ? '2.0' : '1.2')
  if (asked === 'explain' || asked === 'searchRetrieve' || asked === 'scan') return { version, operation: asked }
  if (asked !== '') problem(4, asked)
  else if (version !== '2.0' && named !== '' && implied !== 'explain') problem(7, 'operation')
  return { version, operation: implied }
}

function escapesOf(given: ReadonlyMap<string, string>, version: Version, problem: Problem): boolean {
  const name = version === '2.0' ? 'recordXMLEscaping' : 'recordPacking'
  const asked = given.get(name) ?? ''
  if (asked !== '' && asked !== 'xml' && asked !== 'string') problem(71, asked)
  // In 2.0 it says whether a record is whole in the answer: all of ours are.
  const packing = version === '2.0' ? (given.get('recordPacking') ?? '') : ''
  if (packing !== '' && packing !== 'packed') problem(71, packing)
  const queryType = given.get('queryType') ?? 'cql'
  if (version === '2.0' && queryType !== 'cql') problem(11, queryType)
  return asked === 'string'
}

function formatOf(asked: string, problem: Problem): SruFormat {
  if (asked === '') return 'dc'
  const found = Object.entries(sruFormats).find(
    ([name, format]) => name === asked || format.identifiers.includes(asked),
  )
  if (!found) problem(66, asked)
  return (found?.[0] ?? 'dc') as SruFormat
}

function sortOf(given: ReadonlyMap<string, string>, problem: Problem): SortOrder | null {
  const asked = given.get('sortKeys') ?? ''
  if (asked.trim() === '') return null
  const sort = sortKeys(asked)
  if (!sort.ok) problem(sort.refusal.code, sort.refusal.details)
  return sort.ok ? sort.value : null
}
