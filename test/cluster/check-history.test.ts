import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { placeHoldsAtCounter } from '#holds/ordering/place-holds-at-counter.ts'
import type { BibId, PatronId } from '#ids.ts'
import { givenBib, givenBranches } from '../given.ts'
import { barcodeOf, givenReader, lent, order, staff } from '../given-holds.ts'
import { openLibrary } from '../library.ts'
import { checkAfterNight, checkDeeds } from './check-history.ts'
import type { Deed } from './history.ts'
import { scheduleOf } from './schedule.ts'

const library = await openLibrary()
const since = library.clock.now()
let patronId: PatronId
let bibId: BibId
let barcode: string
const deeds: Deed[] = []
beforeAll(async () => {
  await givenBranches(library)
  const bib = await givenBib(library, { items: 1 })
  bibId = bib.id
  barcode = await barcodeOf(library, bib.itemIds[0]!)
  patronId = await givenReader(library)
  const borrower = await givenReader(library)
  await lent(library, borrower, bib.itemIds[0]!)
  deeds.push({ is: 'loan', barcode, patronId: borrower, told: 'done', begun: 0, until: 1 })
  for (const begun of [10, 20, 30]) {
    const reader = begun === 10 ? patronId : await givenReader(library)
    const wish = { ...order([bibId], { confirmByMail: false }), kind: 'ordinary' as const }
    await placeHoldsAtCounter(library, staff, reader, wish)
    deeds.push(orderDeed({ id: wish.id, patronId: reader, begun, until: begun + 1 }))
  }
})

const orderDeed = (given: Partial<Extract<Deed, { is: 'order' }>>): Extract<Deed, { is: 'order' }> => ({
  ...({ is: 'order', id: randomUUID(), patronId, bibId, channel: 'counter', withMail: false, told: 'done' } as const),
  ...{ begun: 0, until: 1 },
  ...given,
})
const changed = (nth: number, change: Partial<Deed>) =>
  deeds.map((deed, at) => (at === nth ? ({ ...deed, ...change } as Deed) : deed))
const check = (told: readonly Deed[]) => checkDeeds(library.db, told, since)

test('what is as it was told is nothing to speak of', async () => {
  expect(await check(deeds)).toEqual([])
  expect(await checkAfterNight(library.db, deeds, [])).toEqual([])
})

test('an order that was acknowledged and is not there, one that was refused and is, and one that nobody sent', async () => {
  expect(await check([...deeds, orderDeed({})])).toEqual([expect.stringContaining('was acknowledged and is lost')])
  expect(await check(changed(1, { told: 'refused' }))).toEqual([expect.stringContaining('was refused and is there')])
  expect(await check(deeds.toSpliced(1, 1))).toEqual([expect.stringContaining('nobody sent it')])
  expect(await check(changed(1, { told: 'nothing' }))).toEqual([])
})

test('an order of something else than was asked for', async () => {
  expect(await check(changed(1, { bibId: bibId + 1 } as Partial<Deed>))).toEqual([
    expect.stringContaining('is not what was asked for'),
  ])
})

test('whoever came first and stands behind', async () => {
  const turned = deeds.map(deed =>
    deed.is === 'order' ? { ...deed, begun: -deed.begun, until: 1 - deed.begun } : deed,
  )
  expect(await checkAfterNight(library.db, turned, [])).toEqual(
    Array(3).fill(expect.stringContaining('stands behind it')),
  )
})

test('a confirmation that was never written, or has not left the house', async () => {
  expect(await checkAfterNight(library.db, changed(1, { withMail: true } as Partial<Deed>), [])).toEqual([
    expect.stringContaining('has 0 confirmations'),
  ])
  const reader = await givenReader(library)
  const { id: other } = await givenBib(library)
  const wish = order([other], { confirmByMail: true, contact: 'mail' })
  expect(await placeHolds(library, reader, wish)).toMatchObject({ ok: true })
  const told = orderDeed({ id: wish.id, patronId: reader, bibId: other, channel: 'web', withMail: true })
  expect(await checkAfterNight(library.db, [...deeds, told], [])).toEqual([expect.stringContaining('is due')])
  await library.db
    .updateTable('notice')
    .set({ state: 'sent', done_at: since })
    .where('kind', '=', 'orderPlaced')
    .execute()
  expect(await checkAfterNight(library.db, [...deeds, told], [])).toEqual([
    expect.stringContaining('was never written'),
  ])
  deeds.push(told)
})

test('a loan that is not there, and one that should be over', async () => {
  const returned: Deed = { is: 'return', barcode, told: 'done', begun: 2, until: 3 }
  expect(await check([...deeds, returned])).toEqual([expect.stringContaining('is still with')])
  expect(await check([...deeds, { ...(deeds[0] as Extract<Deed, { is: 'loan' }>), patronId: 999 }])).toEqual([
    expect.stringContaining('was lent 2 times, and 1 are there'),
    expect.stringContaining('was lent to 999'),
  ])
})

test('a schedule is the same for the same seed, and has every fault once', () => {
  expect(scheduleOf(3)).toEqual(scheduleOf(3))
  expect(scheduleOf(3)).not.toEqual(scheduleOf(4))
  expect(new Set(scheduleOf(3).map(({ fault }) => fault)).size).toBe(scheduleOf(4).length)
})
