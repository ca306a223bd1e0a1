import type { BibRecord } from '#catalogue/rules/bib.ts'
import { recordFor } from '../indexed-bib.ts'

/** So many records without copies, each different from the others. */
export const generatedRecords = (count: number): BibRecord[] =>
  Array.from({ length: count }, (_, at) =>
    recordFor({
      sourceKey: `JP-TEST:harvest:${at}`,
      kind: at % 40 === 0 ? 'magazine' : 'book',
      title: `写しとる本 ${at} <&>`,
      subtitle: at % 3 === 0 ? '副題' : null,
      volume: at % 5 === 0 ? `${at % 7}` : null,
      responsibility: '著者 著',
      creators: [{ name: '著者', reading: null, role: '著' }],
      publisher: '出版社',
      published: '2020',
      year: 2020,
      ndc: [`${at % 1000}`.padStart(3, '0')],
    }),
  )
