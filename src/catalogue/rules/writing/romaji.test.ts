import { expect, test } from 'vitest'
import { folded } from './fold.ts'
import { kanaFromRomaji, withoutLongVowels } from './romaji.ts'

test.each([
  ['murakami', 'ムラカミ'],
  ['haruki', 'ハルキ'],
  ['shinbun', 'シンブン'],
  ['shimbun', 'シンブン'],
  ['sinbun', 'シンブン'],
  ['chuugokugo', 'チュウゴクゴ'],
  ['tyuugokugo', 'チュウゴクゴ'],
  ['tokyo', 'トキョ'],
  ['gakko', 'ガッコ'],
  ['matcha', 'マッチャ'],
  ["jun'ichi", 'ジュンイチ'],
  ['konnichiwa', 'コンニチワ'],
  ['anna', 'アンナ'],
  ['tennou', 'テンノウ'],
])('%s is %s', (latin, kana) => {
  expect(kanaFromRomaji(latin)).toBe(folded(kana))
})

test.each(['harry', 'world', 'quarterly', 'ffmpeg', 'c'])('%s is not Japanese', latin => {
  expect(kanaFromRomaji(latin)).toBeNull()
})

test.each([
  ['okuma', 'オオクマ'],
  ['ookuma', 'オオクマ'],
  ['ōkuma', 'オオクマ'],
  ['ohkuma', 'オオクマ'],
  ['juran', 'ジュウラン'],
  ['shugoro', 'シュウゴロウ'],
  ['kitaoji', 'キタオオジ'],
  ['inoue', 'イノウエ'],
  ['sato', 'サトウ'],
])('%s and %s are one without their long vowels', (latin, kana) => {
  expect(withoutLongVowels(kanaFromRomaji(latin)!)).toBe(withoutLongVowels(folded(kana)))
})
