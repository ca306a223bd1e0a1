import { expect, test } from 'vitest'
import { givenName } from './given-name.ts'

test.each([
  ['籠 花子', 'general', '花子'],
  ['籠　花子', 'child', '花子'],
  [' 籠 花子 ', 'general', '花子'],
  ['Maria Clara Santos', 'general', 'Santos'],
  ['籠花子', 'general', null],
  ['', 'general', null],
  ['読書会 ひまわり', 'group', null],
  ['村上小学校 一年', 'group-school', null],
])('of 「%s」 (%s) a mail names %s', (name, category, expected) => {
  expect(givenName({ name, category })).toBe(expected)
})
