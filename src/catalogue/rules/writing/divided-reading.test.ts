import { expect, test } from 'vitest'
import { dividedReadings } from './divided-reading.ts'
import { withoutArticle } from './filing-title.ts'
import { written } from './fold.ts'

test.each([
  ['吾輩は猫である', 'わがはいはねこである', 'ワガハイハ ネコデアル'],
  ['吾輩は猫である', 'わがはいわねこである', 'ワガハイワ ネコデアル'],
  ['坂の上の雲', 'さかのうえのくも', 'サカノ ウエノ クモ'],
  ['字を書く子', 'じおかくこ', 'ジオ カク コ'],
  ['走れメロス', 'はしれめろす', 'ハシレ メロス'],
  ['野の花', 'ののはな', 'ノノハナ'],
  ['羅生門', 'らしょうもん', 'ラショウモン'],
  ['吾輩は猫である', 'わがはい は ねこ', 'ワガハイ ハ ネコ'],
  ['本の題', 'まったくべつの', 'マッタクベツノ'],
])('%s, read %s, is divided into %s', (title, reading, divided) => {
  expect(dividedReadings(title, written(reading))).toContain(divided)
})

test.each([
  ['The Old Man and the Sea', 'eng', 'Old Man and the Sea'],
  ['Der Zauberberg', 'ger', 'Zauberberg'],
  ["L'Étranger", 'fre', 'Étranger'],
  ['Die Hard', 'eng', null],
  ['A-Z', 'eng', null],
  ['Le', 'fre', null],
  ['Theorie', 'ger', null],
])('%s (%s) is filed under %s', (title, language, filed) => {
  expect(withoutArticle(title, language)).toBe(filed)
})
