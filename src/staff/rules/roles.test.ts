import { expect, test } from 'vitest'
import { duties, may, roles } from './roles.ts'

test.each([
  ['counter', 'circulate', false, true],
  ['counter', 'override', true, false],
  ['counter', 'resetPassword', false, false],
  ['counter', 'resetPassword', true, true],
  ['chief', 'resetPassword', false, true],
  ['chief', 'policy', true, false],
  ['admin', 'policy', false, true],
] as const)('%s may %s (at the central library: %s): %s', (role, duty, atCentral, answer) => {
  expect(may(role, duty, atCentral)).toBe(answer)
})

test('every duty has somebody who may do it', () => {
  for (const duty of duties) expect(roles.some(role => may(role, duty))).toBe(true)
})
