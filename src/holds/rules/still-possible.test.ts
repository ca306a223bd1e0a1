import { expect, test } from 'vitest'
import { BibId } from '#ids.ts'
import { defaultPolicy } from '#policy.ts'
import { stillPossible } from './still-possible.ts'

const lines = (...categories: string[]) =>
  categories.map((category, n) => ({ bibId: BibId(n + 1), category, unholdable: null }))
const holder = (open: number, openOf: Record<string, number> = {}) => ({
  block: null,
  category: 'general',
  open,
  openOf: new Map(Object.entries(openOf)),
  placedToday: 0,
})
const dvds = lines('audiovisual', 'audiovisual', 'audiovisual', 'audiovisual', 'normal')

test.for([
  ['all of a short basket', holder(0), lines('normal', 'normal'), { left: 10, bibIds: [1, 2], isOver: false }],
  ['as many as are left', holder(9), lines('normal', 'normal'), { left: 1, bibIds: [1], isOver: true }],
  ['none where none is left', holder(10), lines('normal'), { left: 0, bibIds: [], isOver: true }],
  ['none below a limit that was lowered', holder(12), lines('normal'), { left: 0, bibIds: [], isOver: true }],
  ['past a kind that is full', holder(0), dvds, { left: 10, bibIds: [1, 2, 3, 5], isOver: true }],
] as const)('from the top of the basket %s', ([, who, basket, wanted]) => {
  expect(stillPossible(defaultPolicy, who, basket)).toMatchObject(wanted)
})

test('what cannot be reserved takes nothing away', () => {
  const basket = [{ bibId: BibId(7), category: 'normal', unholdable: 'notForLoan' }, ...lines('normal')]
  expect(stillPossible(defaultPolicy, holder(9), basket)).toMatchObject({ bibIds: [1], isOver: false })
})
