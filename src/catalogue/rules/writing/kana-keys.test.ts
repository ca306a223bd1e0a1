import { expect, test } from 'vitest'
import { changingKeys, kanaRows, pressKey, typedMax } from './kana-keys.ts'

const check = (keys: string[], expected: string) => expect(keys.reduce(pressKey, '')).toBe(expected)

test('the keys write what one says', () => {
  check(['は', 'り', 'ほ', 'halfVoiced', 'つ', 'た', 'ー'], 'はりぽつたー')
  check(['き', 'voiced', 'ん', 'か', 'voiced'], 'ぎんが')
  check(['つ', 'small', 'て'], 'って')
  check(['き', 'や', 'small'], 'きゃ')
  check(['う', 'voiced', 'あ', 'small'], 'ゔぁ')
  check(['つ', 'voiced'], 'づ')
})

test('a key that changes a character changes it back, and from one form to the other', () => {
  check(['は', 'voiced', 'voiced'], 'は')
  check(['は', 'voiced', 'halfVoiced'], 'ぱ')
  check(['や', 'small', 'small'], 'や')
  check(['つ', 'small', 'voiced'], 'づ')
})

test('what cannot be changed stays', () => {
  check(['voiced', 'small', 'back', 'space'], '')
  check(['ん', 'voiced', 'halfVoiced', 'small'], 'ん')
  check(['か', 'halfVoiced'], 'か')
  check(['あ', 'x', '★'], 'あ')
})

test('one space, one character less, none at all', () => {
  check(['ほ', 'space', 'space', 'ん'], 'ほ ん')
  check(['ほ', 'ん', 'back'], 'ほ')
  check(['ほ', 'ん', 'clear'], '')
})

test('nothing grows without end', () => {
  const keys = [...kanaRows.flat(), ...changingKeys.slice(0, 4)]
  const long = keys.concat(keys).reduce<string>(pressKey, '')
  expect([...long].length).toBeLessThanOrEqual(typedMax)
})
