import { publishedOn } from '#catalogue/rules/published.ts'
import type { PublicRecord } from '#catalogue/show-records.ts'
import { element } from '#std/xml.ts'

/** The elements of simple Dublin Core, without the element around them: OAI-PMH and SRU each have their own. */
export function dublinCore({ bib }: PublicRecord, url: string): string {
  const each = (name: string, values: readonly (string | null)[]) => values.map(value => element(`dc:${name}`, value))
  return [
    element('dc:title', [bib.title, bib.subtitle].filter(Boolean).join(' : ') + (bib.volume ? ` ${bib.volume}` : '')),
    ...each('title', bib.otherTitles),
    ...each(
      'creator',
      bib.creators.map(({ name }) => name),
    ),
    ...each('subject', [...bib.subjects, ...bib.ndc]),
    ...each('description', [bib.note, bib.contents]),
    element('dc:publisher', bib.publisher),
    element('dc:date', publishedOn(bib) ?? bib.published),
    element('dc:type', bib.kind),
    element('dc:format', bib.extent),
    element('dc:identifier', url),
    ...each(
      'identifier',
      bib.isbns.map(isbn => `urn:isbn:${isbn}`),
    ),
    element('dc:identifier', bib.issn && `urn:issn:${bib.issn}`),
    element('dc:language', bib.language),
    element('dc:relation', bib.series),
  ].join('')
}

export const dcNamespace = 'http://purl.org/dc/elements/1.1/'
