import { expect, test } from 'vitest'
import type { Bib } from './bib.ts'
import { volumesWith } from './series.ts'

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
