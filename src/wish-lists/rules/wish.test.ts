import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BibId, WishListId } from '#ids.ts'
import { judgeWish, listsMax, readListName, readNote, titlesMax, type WhichList, type WishFacts } from './wish.ts'

const known: WhichList = { is: 'known', id: WishListId('a') }
const made = (name: string): WhichList => ({ is: 'new', id: WishListId('a'), name })
const facts: WishFacts = { lists: 0, titles: 1, unknown: [] }

test.each<[string, WhichList, string | null, Partial<WishFacts>, string[]]>([
  ['a title on a known list', known, null, {}, []],
  ['the last title that a list takes', known, null, { titles: titlesMax }, []],
  ['one more', known, null, { titles: titlesMax + 1 }, ['tooManyTitles']],
  ['a list without a name', made(' 　'), null, {}, ['nameMissing']],
  ['a name of 60 characters', made('あ'.repeat(60)), null, {}, []],
  ['a name of 61', made('あ'.repeat(61)), null, {}, ['nameTooLong']],
  ['as many lists as there may be', known, null, { lists: listsMax }, []],
  ['one more list', made('夏'), null, { lists: listsMax }, ['tooManyLists']],
  ['a note of 500 characters that need two units each', known, '𠮷'.repeat(500), {}, []],
  [
    'everything at once',
    made(''),
    'あ'.repeat(501),
    { lists: listsMax, titles: titlesMax + 1, unknown: [BibId(7)] },
    ['nameMissing', 'tooManyLists', 'noteTooLong', 'tooManyTitles', 'unknownBib'],
  ],
])('%s', (_, list, note, given, whys) => {
  expect(judgeWish(list, note, { ...facts, ...given }).map(({ why }) => why)).toEqual(whys)
})

test('a name that is kept is read the same again, and a note too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), typed => {
      const name = readListName(typed)
      if (name.ok) expect(readListName(name.value)).toEqual(name)
      const note = readNote(typed)
      expect(note === null ? null : readNote(note)).toBe(note)
      expect(note).not.toBe('')
    }),
  )
})
