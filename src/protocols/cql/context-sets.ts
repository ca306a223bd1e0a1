/** The context sets whose names we know, by the identifiers that LC and NDL give them. */
export const sets = {
  cql: 'info:srw/cql-context-set/1/cql-v1.2',
  dc: 'info:srw/cql-context-set/1/dc-v1.1',
  bath: 'http://zing.z3950.org/cql/bath/2.0/',
  rec: 'info:srw/cql-context-set/2/rec-1.1',
  sort: 'info:srw/cql-context-set/1/sort-v1.0',
} as const
export type ContextSet = keyof typeof sets

/**
 * What a prefix stands for as long as the query does not say otherwise. `srw` is the name that CQL 1.0 gave to `cql`.
 */
export const contextSets: ReadonlyMap<string, string> = new Map([
  ...Object.entries(sets),
  ['srw', sets.cql],
  ['dcterms', sets.dc],
])

/**
 * Versions of one set are the same to us: 'info:srw/cql-context-set/1/dc-v1.1', 'info:srw/context-set/1/dc-v1.1',
 * 'http://purl.org/dc/elements/1.1/'.
 */
const known: readonly [ContextSet, RegExp][] = [
  [
    'cql',
    /^(info:srw\/(cql-)?context-set\/1\/cql-v[\d.]+|http:\/\/www\.loc\.gov\/zing\/cql\/(srw|cql)-indexes\/v[\d.]+\/?)$/,
  ],
  [
    'dc',
    /^(info:srw\/(cql-)?context-set\/1\/dc-v[\d.]+|http:\/\/purl\.org\/dc\/(elements\/1\.1|terms)\/?|http:\/\/www\.loc\.gov\/zing\/cql\/dc-indexes\/v[\d.]+\/?)$/,
  ],
  [
    'bath',
    /^(http:\/\/zing\.z3950\.org\/cql\/bath\/[\d.]+\/?|http:\/\/www\.loc\.gov\/zing\/cql\/bath-indexes\/v[\d.]+\/?)$/,
  ],
  ['rec', /^info:srw\/(cql-)?context-set\/2\/rec-[\d.]+$/],
  ['sort', /^info:srw\/(cql-)?context-set\/1\/sort-v[\d.]+$/],
]

/** Which set an identifier means: 'own' is that of names without a prefix; null for one that we do not know. */
export function setOf(identifier: string | null): ContextSet | 'own' | null {
  if (identifier === null) return 'own'
  return known.find(([, pattern]) => pattern.test(identifier))?.[0] ?? null
}
