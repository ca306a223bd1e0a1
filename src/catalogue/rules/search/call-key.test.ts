import { expect, test } from 'vitest'
import { callKey, looksLikeCallNumber } from './call-key.ts'

test.each([
  ['913.6/ナツ', '913.6 ナツ'],
  ['９１３．６－ﾅﾂ', '913.6 ナツ'],
  ['エ/ア', 'エ ア'],
  ['Ｅ　ア', 'E ア'],
  ['k・ア', 'K ア'],
  [' b913.6 / ナツ / 2 ', 'B913.6 ナツ 2'],
])('%s is looked for as %s', (typed, key) => {
  expect(callKey(typed)).toBe(key)
  expect(looksLikeCallNumber(key)).toBe(true)
})

test.each(['913.6', 'こころ', '夏目漱石 こころ', '銀河鉄道 夜', 'ノルウェイの森', '', '-門'])(
  '%s is no call number',
  typed => {
    expect(looksLikeCallNumber(callKey(typed))).toBe(false)
  },
)
