import { paths, withQuery } from '#web/paths.ts'
import type { Chance } from './chance.ts'
import type { Known } from './values.ts'

/** What a program asks of the doors for machines: what it may, and what it should not. */
export function machineAddress(known: Known, chance: Chance): string {
  const { of, percent, upTo } = chance
  const word = of([
    of(known.titles),
    of(known.isbns),
    'dc.title = こころ',
    'dc.title any "本',
    '((',
    '',
    'x'.repeat(2_000),
  ])
  const number = of(['1', '10', '0', '-1', '99999999999', 'ten'])
  const bib = percent(80) ? of(known.bibs) : `${upTo(1_000_000)}`
  const from = of(['2026-01-01', '2026-13-01', '2026-11-20T00:00:00Z', 'yesterday'])
  return of([
    withQuery(paths.sru, {
      operation: 'searchRetrieve',
      version: of(['1.1', '1.2', '2.0']),
      query: word,
      maximumRecords: number,
    }),
    withQuery(paths.sru, { operation: 'scan', scanClause: word, maximumTerms: number }),
    withQuery(paths.sru, { operation: of(['explain', 'nothing', '']), recordPacking: word }),
    withQuery(paths.oai, {
      verb: of(['ListRecords', 'ListIdentifiers']),
      metadataPrefix: of(['oai_dc', 'marcxml', 'x']),
      from,
    }),
    withQuery(paths.oai, {
      verb: of(['Identify', 'ListSets', 'ListMetadataFormats', 'GetRecord', '']),
      identifier: `oai:kago:${bib}`,
    }),
    withQuery(paths.oai, { verb: 'ListRecords', resumptionToken: word }),
    withQuery(paths.availability, { isbn: of([of(known.isbns), word]) }),
    withQuery(paths.daia, { id: of([`bib:${bib}`, word]), format: 'json' }),
    `${paths.paiaCore}/${of(known.cards)}/${of(['items', 'fees', 'patron', '', '../x'])}`,
    `/calendar/${of([...known.branches, ...known.stops, 'nowhere'])}.ics`,
    withQuery(paths.searchFeed, { q: word }),
    withQuery(paths.suggestions, { q: word }),
    withQuery(paths.cite(of(['ris', 'bib'])), { id: of([bib, `${bib},${of(known.bibs)}`, word]) }),
    `/bib/${bib}.json`,
    paths.newFeed,
    paths.siteMap,
    paths.openSearch,
    paths.api,
    paths.robots,
  ])
}
