import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BibId } from '#ids.ts'
import { bibFor, creator } from '../../../../test/indexed-bib.ts'
import type { IndexedBib } from '../catalogue-index.ts'
import { buildIndex, type MemoryIndex } from '../memory-index.ts'

const labels = (index: MemoryIndex, starts: string[] = [], offset = 0, limit = 100) =>
  index.creators(starts, offset, limit).entries.map(({ label }) => label)
const by = (id: number, name: string, reading: string | null = null) =>
  bibFor(id, { creators: [creator(name, reading)] })

test('authors stand in the order of their readings, and a page begins anywhere', () => {
  const index = buildIndex([
    by(1, '夏目漱石', 'ナツメ ソウセキ'),
    by(2, '芥川', 'アクタガワ'),
    by(3, 'カフカ'),
    by(4, '無名'),
  ])
  expect(labels(index)).toEqual(['芥川', 'カフカ', '夏目漱石', '無名'])
  expect(labels(index, [], 1, 2)).toEqual(['カフカ', '夏目漱石'])
  expect(labels(index, ['ナ', 'カ'])).toEqual(['カフカ', '夏目漱石'])
  expect(labels(index, ['夏'])).toEqual(['夏目漱石'])
  expect(labels(index, ['ン'])).toEqual([])
})

test('what changed since the build is in its place, also a reading that came later', () => {
  const index = buildIndex([by(1, '夏目漱石', 'ナツメ ソウセキ'), by(2, '芥川'), by(3, 'カフカ')])
  expect(labels(index)).toEqual(['カフカ', '夏目漱石', '芥川'])
  index.apply([{ id: BibId(4), bib: by(4, '太宰治', 'ダザイ オサム') }])
  index.apply([{ id: BibId(5), bib: by(5, '芥川', 'アクタガワ') }])
  expect(labels(index)).toEqual(['芥川', 'カフカ', '太宰治', '夏目漱石'])
  expect(index.creators(['ア'], 0, 10)).toMatchObject({ total: 1, entries: [{ label: '芥川', count: 2 }] })
  expect(index.creators([], 0, 10).total).toBe(4)
})

test('in pages of any size and after any changes the list is that of a new build', () => {
  const name = fc.constantFrom('夏目', '芥川', 'カフカ', 'カ', 'Kafka', '太宰', '泉')
  const reading = fc.option(fc.constantFrom('アク', 'カフ', 'カ', 'ダ', 'イズミ'))
  const person = fc.tuple(name, reading)
  const start = fc.subarray(['カ', 'ア', '夏', 'k', 'イ'])
  fc.assert(
    fc.property(
      fc.array(person, { maxLength: 8 }),
      fc.array(person, { maxLength: 6 }),
      start,
      fc.integer({ min: 1, max: 4 }),
      (before, after, starts, size) => {
        // One reading a name, as the first record that has one says.
        const readings = new Map<string, string | null>()
        for (const [name, reading] of [...before, ...after]) if (!readings.get(name)) readings.set(name, reading)
        const bibs = [...before, ...after].map(([name, own], i) => by(i + 1, name, own && readings.get(name)!))
        const index = buildIndex(bibs.slice(0, before.length))
        for (const bib of bibs.slice(before.length)) index.apply([{ id: bib.id, bib }])
        const whole = buildIndex(bibs).creators(starts, 0, 100)
        const pages = Array.from({ length: 10 }, (_, page) => index.creators(starts, page * size, size).entries)
        expect(pages.flat()).toEqual(whole.entries.slice(0, 10 * size))
        expect(index.creators(starts, 0, 1).total).toBe(whole.total)
      },
    ),
    { numRuns: 300 },
  )
})

test('subjects stand by their readings too', () => {
  const about = (id: number, subjects: string[], subjectReadings: string[] = []): IndexedBib =>
    bibFor(id, { subjects, subjectReadings })
  const index = buildIndex([
    about(1, ['電子書籍', 'カメラ'], ['デンシ ショセキ', '']),
    about(2, ['英語'], ['エイゴ']),
    about(3, ['電子書籍']),
  ])
  expect(index.subjects([], 0, 9).entries.map(({ label }) => label)).toEqual(['英語', 'カメラ', '電子書籍'])
  expect(index.subjects(['デ'], 0, 9).entries).toEqual([
    { value: '電子書籍', label: '電子書籍', reading: 'デンシシヨセキ', count: 2, see: null },
  ])
})

test('を見よ: a name that nobody is entered under stands among them and leads to one', () => {
  const index = buildIndex([by(1, '江戸川 乱歩', 'エドガワ ランポ'), by(2, '横溝 正史', 'ヨコミゾ セイシ')])
  const link = (name: string, reading: string | null) => ({ name, reading, is: 'other' as const })
  const authority = (id: number, name: string, ...links: ReturnType<typeof link>[]) => ({
    id,
    authority: { id, sourceKey: `X:${id}`, kind: 'name' as const, name, reading: null, links },
  })
  index.applyAuthorities([
    authority(1, '江戸川 乱歩', link('平井 太郎', 'ヒライ タロウ'), link('横溝 正史', null)),
    authority(2, '中島 梓', link('栗本 薫', 'クリモト カオル')),
  ])
  expect(index.creators([], 0, 9).entries.map(({ label, see, count }) => [label, see, count])).toEqual([
    ['江戸川 乱歩', null, 1],
    ['平井 太郎', '江戸川 乱歩', 1],
    ['横溝 正史', null, 1],
  ])
  expect(labels(index, ['ヒ'])).toEqual(['平井 太郎'])
  index.apply([{ id: BibId(3), bib: by(3, '中島 梓') }])
  expect(labels(index, ['ク'])).toEqual(['栗本 薫'])
  index.apply([{ id: BibId(4), bib: by(4, '平井 太郎') }])
  expect(index.creators(['平'], 0, 9).entries.map(({ see }) => see)).toEqual([null])
  index.apply([BibId(3), BibId(4)].map(id => ({ id, bib: null })))
  index.applyAuthorities([{ id: 1, authority: null }])
  expect(labels(index)).toEqual(['江戸川 乱歩', '横溝 正史'])
})
