import { expect, test } from 'vitest'
import { defaultPolicy } from '#policy.ts'
import { readPolicy } from './policy-before.ts'

test('a document from before the table of rules says the same in rows', () => {
  const old = {
    libraryName: 'かご市立図書館',
    holds: { ...defaultPolicy.holds, openAudiovisualMax: 2, groupOpenHoldsMax: 40 },
    loans: { ...defaultPolicy.loans, groupPerBranchMax: 60 },
  }
  const read = readPolicy(old).data!
  expect(read.identity.name.ja).toBe('かご市立図書館')
  expect(read.rules).toEqual([
    { patron: 'group', loans: 60, holds: 40 },
    { item: 'audiovisual', holds: 2 },
    { patron: 'group', item: 'audiovisual', holds: 40 },
  ])
})

test('a number that an earlier version took is the nearest of today, and nothing else is forgiven', () => {
  const { holds, loans } = defaultPolicy
  const old = {
    ...defaultPolicy,
    holds: { ...holds, pickupDays: 0, unreachedPickupDays: 100 },
    rules: [{ patron: 'child', blockedFromOverdueDays: 0 }],
    newArrivalDays: 0,
  }
  const read = readPolicy(old).data!
  expect(read.holds).toEqual({ ...holds, pickupDays: 1, unreachedPickupDays: 90 })
  expect([read.rules, read.newArrivalDays]).toEqual([[{ patron: 'child', blockedFromOverdueDays: 1 }], 1])
  expect(readPolicy({ ...old, loans: { ...loans, days: '14' } }).success).toBe(false)
  expect(readPolicy({ ...old, identity: { name: { ja: '' } } }).success).toBe(false)
})

test('a document of today is read as it is', () => {
  expect(readPolicy(defaultPolicy).data).toEqual(defaultPolicy)
  expect(readPolicy({}).data).toEqual(defaultPolicy)
})
