import { Cite } from '@citation-js/core'
import '@citation-js/plugin-ris'
import '@citation-js/plugin-bibtex'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordFor } from '../../../../test/indexed-bib.ts'
import type { BibRecord } from '../bib.ts'
import { bibtex } from './bibtex.ts'
import { coins } from './coins.ts'
import { ris } from './ris.ts'
import { sist02 } from './sist02.ts'

const url = 'https://lib.example.jp/bib/12'
const bib = (given: Partial<BibRecord> = {}): BibRecord =>
  recordFor({
    sourceKey: 'JP-TEST:12',
    title: '「分ける」こと「わかる」こと',
    series: '講談社現代新書',
    responsibility: '坂本賢三 著',
    creators: [{ name: '坂本, 賢三, 1931-1991', reading: null, role: '著' }],
    publisher: '講談社',
    place: '東京',
    published: '1982.11',
    year: 1982,
    isbns: ['9784061456662'],
    ndc: ['116'],
    subjects: ['分類', '論理学'],
    extent: '226p ; 18cm',
    ...given,
  })
const four = ['甲', '乙', '丙', '丁'].map(name => ({ name, reading: null, role: null }))

describe('SIST 02', () => {
  test.each<[Partial<BibRecord>, string]>([
    [{}, '坂本賢三. 「分ける」こと「わかる」こと. 講談社, 1982, 226p, (講談社現代新書), ISBN 9784061456662.'],
    [{ creators: four, isbns: [], series: null }, '甲, 乙, 丙ほか. 「分ける」こと「わかる」こと. 講談社, 1982, 226p.'],
    [
      { creators: [], volume: '2', subtitle: '副題', isbns: [], series: null, extent: '2冊' },
      '坂本賢三 著. 「分ける」こと「わかる」こと 2: 副題. 講談社, 1982.',
    ],
    [
      {
        kind: 'magazine',
        title: '図書',
        creators: [],
        responsibility: null,
        published: null,
        year: null,
        series: null,
        extent: null,
        issn: '0419-2745',
      },
      '図書. 講談社, ISSN 0419-2745.',
    ],
  ])('%j', (given, said) => {
    expect(sist02(bib(given))).toBe(said)
  })
})

test('RIS and BibTeX are read by others as they are meant', () => {
  const read = [new Cite(ris(bib(), url)).data[0]!, new Cite(bibtex(bib(), 'kago12', url)).data[0]!]
  for (const one of read)
    expect(one).toMatchObject({
      type: 'book',
      title: '「分ける」こと「わかる」こと',
      author: [{ family: '坂本賢三' }],
      publisher: '講談社',
      ISBN: '9784061456662',
      URL: url,
    })
  expect(read.map(one => one.issued?.['date-parts'][0]?.[0])).toEqual([1982, 1982])
})

test('whatever a title has in it stays one title of one record', () => {
  const names = fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }), { maxLength: 3 })
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), names, (title, authors) => {
      const creators = authors.map(name => ({ name, reading: null, role: null }))
      const record = bib({ title: `題${title}\r\nER  - \r\n}`, creators })
      const asRis = ris(record, url)
      expect(asRis.match(/^(TY|ER) {2}- /gm)).toEqual(['TY  - ', 'ER  - '])
      for (const line of asRis.trimEnd().split('\r\n')) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}- ?/)
      const asBibtex = bibtex(record, 'kago12', url)
      const bare = asBibtex.replaceAll(/\\[{}]|\\text\w+\{\}/g, '')
      expect([...bare].filter(sign => sign === '{').length).toBe([...bare].filter(sign => sign === '}').length)
      expect(asBibtex.match(/^@/gm)).toHaveLength(1)
    }),
  )
  expect(new Cite(bibtex(bib({ title: '100% A_b & {c} $d #e ~f ^g' }), 'kago12', url)).data[0]!.title).toBe(
    '100% A_b & {c} $d #e ~f ^g',
  )
})

test('COinS is an OpenURL of the book, or of the magazine', () => {
  const read = new URLSearchParams(coins(bib(), url))
  expect(Object.fromEntries(read)).toMatchObject({
    ctx_ver: 'Z39.88-2004',
    rft_val_fmt: 'info:ofi/fmt:kev:mtx:book',
    'rft.btitle': '「分ける」こと「わかる」こと',
    'rft.au': '坂本賢三',
    'rft.date': '1982-11',
    'rft.isbn': '9784061456662',
    rft_id: url,
  })
  expect(new URLSearchParams(coins(bib({ kind: 'magazine' }), url)).get('rft.jtitle')).toBe(
    '「分ける」こと「わかる」こと',
  )
})
