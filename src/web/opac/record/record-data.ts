import type { Availability } from '#catalogue/rules/availability.ts'
import type { BibKind } from '#catalogue/rules/bib.ts'
import { isCorporateName } from '#catalogue/rules/corporate-name.ts'
import { publishedOn } from '#catalogue/rules/published.ts'
import type { ShownBib } from '#catalogue/show-bib.ts'

/** The record in the words of schema.org. */
export function jsonLd({ bib, availability }: Extract<ShownBib, { is: 'shown' }>, url: string): object {
  return drop({
    '@context': 'https://schema.org',
    '@type': typeOf[bib.kind],
    '@id': url,
    url,
    name: bib.title,
    alternateName: [bib.titleReading, ...bib.otherTitles].filter(Boolean),
    alternativeHeadline: bib.subtitle,
    volumeNumber: bib.volume,
    author: bib.creators.map(({ name }) => ({ '@type': isCorporateName(name) ? 'Organization' : 'Person', name })),
    publisher: bib.publisher ? { '@type': 'Organization', name: bib.publisher } : null,
    datePublished: publishedOn(bib),
    isbn: bib.isbns,
    issn: bib.issn,
    about: bib.subjects,
    isPartOf: bib.series ? { '@type': 'BookSeries', name: bib.series } : null,
    inLanguage: bib.language,
    description: bib.note,
    offers: {
      '@type': 'Offer',
      businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut',
      price: 0,
      priceCurrency: 'JPY',
      availability: `https://schema.org/${stockOf(availability)}`,
    },
  })
}

const typeOf: Record<BibKind, string> = {
  book: 'Book',
  pocketBook: 'Book',
  pictureBook: 'Book',
  comic: 'ComicStory',
  magazine: 'Periodical',
  largePrint: 'Book',
  audiovisual: 'CreativeWork',
  electronic: 'Book',
  oldBook: 'Book',
}

/** What has not come yet can be reserved already: there is a word for that too. */
function stockOf({ onShelf, isComing }: Availability): string {
  if (onShelf) return 'InStock'
  return isComing ? 'PreOrder' : 'OutOfStock'
}

const drop = (facts: Record<string, unknown>): object =>
  Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  )
