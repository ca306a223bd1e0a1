import { plainName } from '#catalogue/rules/writing/plain-name.ts'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { type Feed, type Holding, isWays, jsonType, moment, type Way } from './feed.ts'

/** OPDS 2.0: the same as JSON, in the manner of a Readium Web Publication Manifest. */
export function writeJson(feed: Feed): object {
  const { entries } = feed
  return {
    metadata: {
      title: feed.title,
      modified: moment(feed.updated),
      ...(feed.total === null ? {} : { numberOfItems: feed.total }),
    },
    links: [
      { rel: 'self', href: feed.self, type: jsonType },
      { rel: 'start', href: feed.start, type: jsonType },
      { rel: 'search', href: feed.search.template, type: jsonType, templated: true },
      { rel: 'alternate', href: feed.page, type: 'text/html' },
      ...(feed.next === null ? [] : [{ rel: 'next', href: feed.next, type: jsonType }]),
    ],
    ...(isWays(entries)
      ? { navigation: entries.map(navigation) }
      : { publications: (entries as readonly Holding[]).map(publication) }),
  }
}

const navigation = ({ title, href, what }: Way): object => ({
  title,
  href,
  type: jsonType,
  rel: what === 'new' ? 'http://opds-spec.org/sort/new' : 'subsection',
})

const publication = ({ href, found: { bib, availability } }: Holding): object => ({
  metadata: {
    '@type': bib.kind === 'magazine' ? 'http://schema.org/Periodical' : 'http://schema.org/Book',
    identifier: bib.isbns[0] ? `urn:isbn:${bib.isbns[0]}` : href,
    title: nameOf(bib),
    ...(bib.titleReading ? { sortAs: bib.titleReading } : {}),
    ...(bib.subtitle ? { subtitle: bib.subtitle } : {}),
    modified: moment(bib.changedAt),
    ...(bib.creators.length > 0 ? { author: bib.creators.map(({ name }) => ({ name: plainName(name) })) } : {}),
    ...(bib.publisher ? { publisher: bib.publisher } : {}),
    ...(bib.year ? { published: `${bib.year}` } : {}),
    ...(bib.language ? { language: bib.language } : {}),
    ...(bib.subjects.length > 0 ? { subject: bib.subjects } : {}),
    ...(bib.series ? { belongsTo: { series: { name: bib.series } } } : {}),
    ...(bib.note ? { description: bib.note } : {}),
  },
  links: [
    { rel: 'self', href, type: 'text/html' },
    {
      rel: 'http://opds-spec.org/acquisition/borrow',
      href,
      type: 'text/html',
      properties: {
        availability: { state: availability.onShelf ? 'available' : 'unavailable' },
        holds: { total: availability.waiting },
        copies: { total: availability.lendable },
      },
    },
  ],
})
