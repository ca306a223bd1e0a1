import { expect, test } from 'vitest'
import { BibId } from '#ids.ts'
import type { Bib } from './bib.ts'
import { editionsOf, volumesWith } from './series.ts'

type Volume = Pick<Bib, 'title' | 'volume' | 'publisher' | 'kind'>
const of = (volume: string | null, given: Partial<Volume> = {}): Volume => ({
  title: '坂の上の雲',
  volume,
  publisher: '文芸春秋',
  kind: 'book',
  ...given,
})

test('a series is the volumes of one edition', () => {
  const check = (bib: Volume, shelf: Volume[], expected: Volume[]) => expect(volumesWith(bib, shelf)).toEqual(expected)
  const [one, two] = [of('1'), of('2')]
  check(one, [one, two], [one, two])
  check(one, [one, two, of('2', { publisher: '新潮社' })], [one, two])
  check(one, [one, two, of('2', { kind: 'pocketBook' })], [one, two])
  check(one, [one, of(null)], [one])
  check(of(null), [of(null), of(null)], [])
  const inTitle = of(null, { title: '坂の上の雲 3' })
  check(one, [one, inTitle], [one, inTitle])
})

test('other editions are the same volume as others brought it out, however the number is written', () => {
  const one = { id: BibId(1), title: '坂の上の雲', volume: '1' }
  const works = [
    one,
    { ...one, id: BibId(2), volume: '第1巻' },
    { ...one, id: BibId(3), volume: '2' },
    { ...one, id: BibId(4), volume: null },
  ]
  const inTitle = { id: BibId(5), title: '坂の上の雲 1', volume: null }
  expect(editionsOf(one, [...works, inTitle]).map(({ id }) => id)).toEqual([2, 5])
  expect(editionsOf(works[3]!, [...works, inTitle])).toEqual([])
})
