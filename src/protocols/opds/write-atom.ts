import type { Bib } from '#catalogue/rules/bib.ts'
import { around, element, emptyElement } from '#std/xml.ts'
import { authorsOf } from '#web/opac/search/hit.tsx'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { acquisitionType, type Feed, type Holding, isWays, moment, navigationType, type Way } from './feed.ts'

/** OPDS 1.2: an Atom feed whose entries lead on, or to where a title is borrowed. */
export const writeAtom = (feed: Feed, library: string): string =>
  around(
    'feed',
    [
      element('id', feed.self),
      element('title', feed.title),
      element('updated', moment(feed.updated)),
      around('author', [element('name', library)]),
      link('self', feed.self, isWays(feed.entries) ? navigationType : acquisitionType),
      link('start', feed.start, navigationType),
      link('search', feed.search.description, 'application/opensearchdescription+xml'),
      link('alternate', feed.page, 'text/html'),
      feed.next === null ? '' : link('next', feed.next, acquisitionType),
      element('opensearch:totalResults', feed.total),
      ...feed.entries.map(entry => (entry.is === 'way' ? wayEntry(entry, feed) : holdingEntry(entry, library))),
    ],
    namespaces,
  )

const namespaces = {
  xmlns: 'http://www.w3.org/2005/Atom',
  'xmlns:dcterms': 'http://purl.org/dc/terms/',
  'xmlns:opensearch': 'http://a9.com/-/spec/opensearch/1.1/',
  'xmlns:opds': 'http://opds-spec.org/2010/catalog',
  'xml:lang': 'ja',
}

const link = (rel: string, href: string, type: string): string => emptyElement('link', { rel, href, type })

const rels = { new: 'http://opds-spec.org/sort/new', subsection: 'subsection' } as const

const wayEntry = ({ title, href, what }: Way, { updated }: Feed): string =>
  around('entry', [
    element('id', href),
    element('title', title),
    element('updated', moment(updated)),
    link(rels[what], href, acquisitionType),
    element('content', title, { type: 'text' }),
  ])

function holdingEntry({ href, found: { bib, availability } }: Holding, library: string): string {
  return around('entry', [
    element('id', href),
    element('title', nameOf(bib)),
    around('author', [element('name', authorsOf(bib) || library)]),
    element('updated', moment(bib.changedAt)),
    ...bib.isbns.map(isbn => element('dcterms:identifier', `urn:isbn:${isbn}`)),
    element('dcterms:publisher', bib.publisher),
    element('dcterms:issued', bib.year),
    element('dcterms:language', bib.language),
    element('dcterms:extent', bib.extent),
    ...bib.subjects.map(subject => emptyElement('category', { term: subject, label: subject })),
    element('summary', summaryOf(bib)),
    link('alternate', href, 'text/html'),
    around(
      'link',
      [
        emptyElement('opds:availability', { status: availability.onShelf ? 'available' : 'unavailable' }),
        emptyElement('opds:holds', { total: availability.waiting }),
        emptyElement('opds:copies', { total: availability.lendable }),
      ],
      { rel: 'http://opds-spec.org/acquisition/borrow', href, type: 'text/html' },
    ),
  ])
}

const summaryOf = ({ note, publisher, published }: Bib): string | null =>
  note ?? ([publisher, published].filter(Boolean).join('　') || null)
