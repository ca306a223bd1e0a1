import type { IndexedBib } from '#catalogue/index/catalogue-index.ts'
import { BibId } from '#ids.ts'

/** A bib with nothing special about it, but for what the test says. */
export const bibFor = (id: number, given: Partial<IndexedBib> = {}): IndexedBib => ({
  id: BibId(id),
  sourceKey: `test:${id}`,
  kind: 'book',
  title: `題名${id}`,
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
