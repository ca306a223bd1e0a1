import type { BibRecord } from '#catalogue/rules/bib.ts'

/** So many records without copies, each different from the others. */
export const generatedRecords = (count: number): BibRecord[] =>
  Array.from({ length: count }, (_, at) => ({
    sourceKey: `JP-TEST:harvest:${at}`,
    kind: at % 40 === 0 ? 'magazine' : 'book',
    title: `写しとる本 ${at} <&>`,
    titleReading: null,
    subtitle: at % 3 === 0 ? '副題' : null,
    otherTitles: [],
    otherTitleReadings: [],
    volume: at % 5 === 0 ? `${at % 7}` : null,
    series: null,
    seriesReading: null,
    responsibility: '著者 著',
    creators: [{ name: '著者', reading: null, role: '著' }],
    publisher: '出版社',
    place: null,
    published: '2020',
    year: 2020,
    isbns: [],
    issn: null,
    ndc: [`${at % 1000}`.padStart(3, '0')],
    subjects: [],
    subjectReadings: [],
    extent: null,
    contents: null,
    note: null,
    audience: 'general',
    language: 'jpn',
    url: null,
  }))
