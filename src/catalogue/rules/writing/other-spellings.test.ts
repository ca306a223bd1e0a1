import { expect, test } from 'vitest'
import { folded, foldedWords, written } from './fold.ts'
import { numberIn, otherNumerals } from './numerals.ts'
import { otherSpellings } from './other-spellings.ts'

const isOffered = (one: string, other: string): boolean =>
  otherSpellings(written(one), one)
    .map(written)
    .map(foldedWords)
    .includes(foldedWords(written(other)))

test.each([
  ['三国志3', '三国志三'],
  ['第2巻', '第二巻'],
  ['第Ⅱ巻', '第2巻'],
  ['24の瞳', '二十四の瞳'],
  ['夢10夜', '夢十夜'],
  ['怪人20面相', '怪人二十面相'],
  ['一九八四年', '1984年'],
  ['霞が関', '霞ケ関'],
  ['八ヶ岳', '八ガ岳'],
  ['三か月', '三箇月'],
  ['終り', '終わり'],
  ['行なう', '行う'],
  ['表われる', '表れる'],
  ['生れる', '生まれる'],
  ['当り', '当たり'],
  ['向い', '向かい'],
  ['少い', '少ない'],
  ['シェークスピア', 'シェイクスピア'],
  ['ギリシア', 'ギリシャ'],
  ['メーク', 'メイク'],
  ['チーム', 'ティーム'],
  ['HGウェルズ', 'H・G・ウェルズ'],
  ['AKB48', 'AKB 48'],
])('%s may be written %s, and the other way round', (one, other) => {
  expect(isOffered(one, other), `${one} offers ${other}`).toBe(true)
  expect(isOffered(other, one), `${other} offers ${one}`).toBe(true)
})

test.each([
  ['取り扱い', '取扱'],
  ['申し込み', '申込み'],
  ['おかーさん', 'おかあさん'],
])('%s may be written %s', (one, other) => {
  expect(isOffered(one, other)).toBe(true)
})

test.each([
  ['上がる', '上る'],
  ['下げる', '下る'],
  ['来ない', '来い'],
  ['青い鳥', '青鳥'],
  ['食べ物', '食物'],
  ['生き物', '生物'],
  ['若き日', '若日'],
  ['重たい', '重い'],
  ['人から', '人ら'],
  ['おばあさん', 'おばさん'],
  ['おじいさん', 'おじさん'],
])('%s is another word than %s', (one, other) => {
  expect(isOffered(one, other)).toBe(false)
  expect(isOffered(other, one)).toBe(false)
})

test('every number up to 9999 is read back from each of its forms', () => {
  for (let value = 1; value <= 9999; value++)
    for (const form of otherNumerals(String(value))) expect(numberIn(form), form).toBe(value)
})

test.each(['二三十', '千百千', '十十'])('%s is no number', run => {
  expect(numberIn(run)).toBeNull()
})

test('there are never many, and never the word itself', () => {
  const word = '斉藤一二三の取り扱い第2巻シェークスピア終わり'
  const others = otherSpellings(written(word), word)
  expect(others.length).toBeLessThanOrEqual(16)
  expect(others.map(folded)).not.toContain(folded(word))
})
