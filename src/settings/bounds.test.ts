import { expect, test } from 'vitest'
import { defaultPolicy } from '#policy.ts'
import { boundsAt } from './bounds.ts'
import { jsonSchema } from './description.ts'
import { readDescription } from './whole.ts'

test('every number of the description has a least and a greatest that somebody chose', () => {
  const open: string[] = []
  const look = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, minimum, maximum } = node as Record<string, unknown>
    const isNumber = type === 'integer' || type === 'number'
    const isChosen = Number(minimum) >= 0 && Number(maximum) <= 1_000_000
    if (isNumber && !isChosen) open.push(path)
    for (const [name, inner] of Object.entries(node)) look(inner, `${path}.${name}`)
  }
  look(jsonSchema(), '')
  expect(open).toEqual([])
})

test('a number that is too small, too great or none is answered with both bounds', () => {
  const { holds, notices } = defaultPolicy
  const wrong = {
    ...defaultPolicy,
    branches: [],
    holds: { ...holds, pickupDays: 0, unreachedPickupDays: 91, basketMax: 'many' },
    notices: { ...notices, overdueDays: [7, 0] },
    rules: [{ patron: 'child', days: 1.5 }],
  }
  const read = readDescription(wrong)
  const said = read.ok ? [] : read.problems.map(({ path, wants }) => [path.join('.'), wants])
  expect(said.sort()).toEqual([
    ['holds.basketMax', { is: 'between', min: 1, max: 1000 }],
    ['holds.pickupDays', { is: 'between', min: 1, max: 90 }],
    ['holds.unreachedPickupDays', { is: 'between', min: 1, max: 90 }],
    ['notices.overdueDays.1', { is: 'between', min: 1, max: 400 }],
    ['rules.0.days', { is: 'between', min: 0, max: 400 }],
  ])
  expect(boundsAt(['identity', 'name', 'ja'])).toBeNull()
  expect(boundsAt(['nowhere', 3, 'else'])).toBeNull()
})
