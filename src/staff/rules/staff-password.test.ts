import { expect, test } from 'vitest'
import { judgeStaffPassword } from './staff-password.ts'

test.each<[string, string | null]>([
  ['short', 'passwordTooShort'],
  ['elevenchars', 'passwordTooShort'],
  ['hanako-2026-kawa', 'passwordHasLogin'],
  ['ＨＡＮＡＫＯ山川海空木草', 'passwordHasLogin'],
  ['HANAKO yama kawa', 'passwordHasLogin'],
  ['password1234', 'passwordCommon'],
  ['P@ssw0rd2026!', 'passwordCommon'],
  ['passwordpassword', 'passwordCommon'],
  ['123456789012', 'passwordCommon'],
  ['210987654321', 'passwordCommon'],
  ['qwertyuiop12', 'passwordCommon'],
  ['1qaz2wsx3edc', 'passwordCommon'],
  ['aaaaaaaaaaaa', 'passwordCommon'],
  ['abcabcabcabc', 'passwordCommon'],
  ['kawakawakawa', 'passwordCommon'],
  ['library-2026-toshokan', 'passwordCommon'],
  ['Toshokan1234!!', 'passwordCommon'],
  ['adminadmin2026', 'passwordCommon'],
  ['correct horse battery', null],
  ['another password', null],
  ['a long password', null],
  ['a new long password', null],
  ['demo-yama-kago-2', null],
  ['x7Kq-93bz-Tw0m', null],
  ['さくらのはなのしたで', 'passwordTooShort'],
  ['さくらのはなのしたであおう', null],
])('%s: %s', (password, expected) => {
  expect(judgeStaffPassword(password, 'hanako')).toBe(expected)
})

test('a name of two letters stands in too many words to be held against them', () => {
  expect(judgeStaffPassword('correct horse battery', 'or')).toBeNull()
})
