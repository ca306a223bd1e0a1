import { expect, test } from 'vitest'
import { judgeSeen } from './seen.ts'

const before = '2026-11-24T01:00:00.123455Z'
const at = '2026-11-24T01:00:00.123456Z'

test.each<[string | null, string | null, boolean, string]>([
  [null, null, false, 'write'],
  [null, at, false, 'gone'],
  [at, at, false, 'write'],
  [at, at, true, 'asItIs'],
  [at, before, false, 'changedMeanwhile'],
  [at, before, true, 'asItIs'],
  [at, null, false, 'changedMeanwhile'],
  [at, null, true, 'asItIs'],
  [at, 'x', false, 'changedMeanwhile'],
])('%s there, seen %s, the same: %s: %s', (stored, seenAt, isSame, expected) => {
  expect(judgeSeen(stored, seenAt, isSame)).toBe(expected)
})
