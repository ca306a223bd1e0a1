import { expect, test } from 'vitest'
import { codeAt, drawCodeSecret, isCodeOf } from './one-time-code.ts'

// RFC 6238, appendix B: the secret is the ASCII text 12345678901234567890; the last six of its eight digits.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1234567890, '005924'],
  [2000000000, '279037'],
])('at %i seconds the code is %s', (seconds, code) => {
  expect(codeAt(secret, Math.floor(seconds / 30))).toBe(code)
})

test('a code is good for its half minute and its neighbours, full width or not', () => {
  const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
  expect(isCodeOf(secret, '２８７０８２', at(59))).toBe(true)
  expect(isCodeOf(secret, '287082', at(89))).toBe(true)
  expect(isCodeOf(secret, '287082', at(120))).toBe(false)
  expect(isCodeOf(secret, '', at(59))).toBe(false)
})

test('a new secret has 32 letters', () => {
  expect(drawCodeSecret()).toMatch(/^[A-Z2-7]{32}$/)
})
