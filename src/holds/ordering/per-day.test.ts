import { beforeEach, expect, test } from 'vitest'
import { applyCancellation } from '#holds/changing/apply-cancellation.ts'
import type { BibId, HoldId, PatronId } from '#ids.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { givenReader, order, staff } from '../../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { addToBasket } from '../basket/add-to-basket.ts'
import { myBasket } from '../basket/my-basket.ts'
import { placeHolds } from './place-holds.ts'
import { placeHoldsAtCounter } from './place-holds-at-counter.ts'

let library: TestLibrary
let reader: PatronId
beforeEach(async () => {
  library = await openLibrary({ connections: 4 })
  await givenBranches(library)
  library.policy = { ...library.policy, holds: { ...library.policy.holds, perDayMax: 3 } }
  reader = await givenReader(library)
})
const bibs = async (count: number) => {
  const ids: BibId[] = []
  for (let n = 0; n < count; n++) ids.push((await givenBib(library)).id)
  return ids
}
const place = async (count: number) => placeHolds(library, reader, order(await bibs(count)))
const tooManyToday = (today: number) => {
  const refusal = { why: 'tooManyToday', max: 3, today }
  return { ok: false, refusal: { ...refusal, all: [refusal] } }
}

test('so many titles may be reserved on one day, those that were cancelled among them; the next day begins anew', async () => {
  const first = order(await bibs(2))
  expect(await placeHolds(library, reader, first)).toMatchObject({ ok: true })
  expect(await placeHolds(library, reader, first), 'pressed again').toMatchObject({ ok: true })
  expect(await place(2)).toEqual(tooManyToday(2))
  const last = await place(1)
  expect(await applyCancellation(library, reader, last.ok ? last.value.holdIds[0]! : (0 as HoldId))).toMatchObject({
    ok: true,
  })
  expect(await place(1)).toEqual(tooManyToday(3))
  library.clock.set('2026-11-24T23:59:59')
  expect(await place(1)).toEqual(tooManyToday(3))
  library.clock.set('2026-11-25T00:00:00')
  expect(await place(3)).toMatchObject({ ok: true })
})

test('orders at once are judged one after the other', async () => {
  const orders = [order(await bibs(2)), order(await bibs(2))]
  const placed = await Promise.all(orders.map(one => placeHolds(library, reader, one)))
  expect(placed.filter(one => one.ok)).toHaveLength(1)
  expect(placed.find(one => !one.ok)).toEqual(tooManyToday(2))
})

test('the counter is told too, and may set it aside with a reason', async () => {
  const wished = { ...order(await bibs(4)), onlyItemId: null }
  expect(await placeHoldsAtCounter(library, staff, reader, wished)).toEqual(tooManyToday(0))
  expect(await placeHoldsAtCounter(library, staff, reader, wished, '学級のため')).toMatchObject({ ok: true })
})

test('the basket says how many more today, and ticks no more than these', async () => {
  for (const bibId of await bibs(3)) await addToBasket(library, reader, bibId)
  const possible = async () => (await myBasket(library, reader)).possible
  expect(await possible()).toMatchObject({ today: 3, left: 10, isOver: false })
  await place(2)
  const left = await possible()
  expect(left).toMatchObject({ today: 1, isOver: true })
  expect(left.bibIds).toHaveLength(1)
  await place(1)
  expect(await possible()).toMatchObject({ today: 0, bibIds: [] })
  library.policy = { ...library.policy, holds: { ...library.policy.holds, perDayMax: 0 } }
  expect(await possible()).toMatchObject({ today: null, isOver: false })
})
