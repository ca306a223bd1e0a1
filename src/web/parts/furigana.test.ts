import { expect, test } from 'vitest'
import { withoutFurigana } from './furigana.tsx'

test.each([
  ['雪(ゆき)の本(ほん)', '雪の本'],
  ['佐々木(ささき)さん', '佐々木さん'],
  ['おはなし会(どなたでも)と本(ほん)', 'おはなし会と本'],
  ['えほん(ねこ)', 'えほん(ねこ)'],
  ['ABC(えーびーしー)', 'ABC(えーびーしー)'],
  ['本（ほん）', '本（ほん）'],
])('%s without its readings: %s', (text, expected) => {
  expect(withoutFurigana(text)).toBe(expected)
})
