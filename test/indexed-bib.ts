import type { IndexedBib } from '#catalogue/index/catalogue-index.ts'
import type { BibRecord } from '#catalogue/rules/bib.ts'
import { BibId } from '#ids.ts'

/** A record with nothing in it, but for what the test says. */
export const recordFor = (given: Pick<BibRecord, 'sourceKey' | 'title'> & Partial<BibRecord>): BibRecord => ({
  kind: 'book',
  titleReading: null,
  subtitle: null,
  otherTitles: [],
  otherTitleReadings: [],
  volume: null,
  series: null,
  seriesReading: null,
  responsibility: null,
  creators: [],
  publisher: null,
  place: null,
  published: null,
  year: null,
  isbns: [],
  issn: null,
  ndc: [],
  subjects: [],
  subjectReadings: [],
  extent: null,
  contents: null,
  note: null,
  audience: 'general',
  language: 'jpn',
  url: null,
  ...given,
})

/** The same as the index keeps it. */
export const bibFor = (id: number, given: Partial<IndexedBib> = {}): IndexedBib => ({
  ...recordFor({ sourceKey: `test:${id}`, title: `題名${id}` }),
  id: BibId(id),
  addedOn: null,
  popularity: 0,
  loans: 0,
  branches: [],
  lendable: 0,
  available: 0,
  holds: 0,
  ...given,
})

export const creator = (name: string, reading: string | null = null) => ({ name, reading, role: null })
