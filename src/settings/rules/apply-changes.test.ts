import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyChanges, changesThatMake } from './apply-changes.ts'
import { changesBetween, isSame } from './changes.ts'

const code = fc.constantFrom('a', 'b', 'c', 'd')
const member = fc.record(
  { code, name: fc.constantFrom('x', 'y'), days: fc.array(fc.nat(3), { maxLength: 2 }) },
  { requiredKeys: ['code', 'name'] },
)
const document = fc.record(
  {
    number: fc.nat(3),
    said: fc.boolean(),
    inner: fc.record({ one: fc.nat(2), two: fc.nat(2) }, { requiredKeys: [] }),
    members: fc.uniqueArray(member, { selector: ({ code }) => code, maxLength: 4 }),
  },
  { requiredKeys: ['members', 'inner'] },
)

test('what is different between two documents, laid over the first, makes the second', () => {
  fc.assert(
    fc.property(document, document, (was, is) => {
      const { document: made, unfit } = applyChanges(was, changesThatMake(was, is))
      expect(unfit).toEqual([])
      expect(changesBetween(made, is)).toEqual([])
      expect(isSame(applyChanges(is, changesThatMake(was, is)).document, is)).toBe(true)
    }),
  )
})

test('what somebody else changed meanwhile stays, and where both changed the same nothing is guessed', () => {
  const was = { pickupDays: 7, basketMax: 100, branches: [{ code: 'chuo', name: '中央' }] }
  const planned = changesBetween(was, { ...was, pickupDays: 10, branches: [{ code: 'chuo', name: '本館' }] })
  expect(applyChanges({ ...was, basketMax: 50 }, planned)).toEqual({
    document: { pickupDays: 10, basketMax: 50, branches: [{ code: 'chuo', name: '本館' }] },
    unfit: [],
  })
  expect(applyChanges({ ...was, pickupDays: 14 }, planned).unfit).toEqual([{ path: ['pickupDays'], was: 7, is: 10 }])
  expect(applyChanges({ ...was, branches: [] }, planned).unfit.map(({ path }) => path)).toEqual([
    ['branches', 'chuo', 'name'],
  ])
})
