import { expect, test } from 'vitest'
import { readSearch } from '#catalogue/rules/search/search-state.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { askedInWords } from './search-words.ts'

const asked = (t: typeof ja, query: string) => askedInWords(t, readSearch(new URLSearchParams(query)))

test.each([
  ['q=猫', '猫', '猫'],
  ['q=猫&title=犬&not=鳥', '猫・タイトル：犬・鳥をのぞく', '猫・Title: 犬・without 鳥'],
  ['q=猫&title=犬&title-join=or', '猫 または タイトル：犬', '猫 or Title: 犬'],
  [
    'title=a&author=b&author-join=or&series=c&series-join=or',
    'タイトル：a または 著者：b または シリーズ：c',
    'Title: a or Author: b or Series: c',
  ],
  [
    'q=a&title=b&author=c&author-join=or&series=d',
    '（（a かつ タイトル：b） または 著者：c） かつ シリーズ：d',
    '((a and Title: b) or Author: c) and Series: d',
  ],
  [
    'q=a&title=b&title-join=or&author=c&author-join=not&not=d',
    '（a または タイトル：b）・著者：cをのぞく・dをのぞく',
    '(a or Title: b)・without Author: c・without d',
  ],
  ['title=a&title-join=not', 'タイトル：aをのぞく', 'without Title: a'],
])('%s is said in words', (query, japanese, english) => {
  expect(asked(ja, query)).toBe(japanese)
  expect(asked(en, query)).toBe(english)
})
