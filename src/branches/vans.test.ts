import { expect, test } from 'vitest'
import { myHolds } from '#holds/lists/my-holds.ts'
import { BranchId } from '#ids.ts'
import { givenBib } from '../../test/given.ts'
import { asahi, givenReader, scanned, waiting, yoshiura } from '../../test/given-holds.ts'
import type { TestLibrary } from '../../test/library.ts'
import { openTown } from '../../test/town.ts'
import { nextVan } from './next-van.ts'

const chuo = BranchId('chuo')
/** 1 is Monday. Every branch of the tests is closed on Mondays. */
const vanDays = (library: TestLibrary, branch: string, days: number[]) =>
  library.db.updateTable('branch').set({ van_days: days }).where('id', '=', BranchId(branch)).execute()
const day = (text: string) => Temporal.PlainDate.from(text)

/** A hold at 朝日 whose copy is sent from 中央 at an hour, and when it is said to arrive. */
async function givenSent(library: TestLibrary, at: string, pickup = asahi) {
  library.clock.set(at)
  const bib = await givenBib(library)
  const reader = await givenReader(library)
  await waiting(library, reader, [bib.id], { pickup })
  expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ do: 'send' })
  return { itemId: bib.itemIds[0]!, arrivesOn: async () => (await myHolds(library, reader))[0]!.arrivesOn }
}

test.each([
  // 2026-11-24 is a Tuesday.
  ['nothing is named: the next day', [], [], '2026-11-24T10:00:00', '2026-11-25'],
  ['the next day is closed', [], [], '2026-11-29T10:00:00', '2026-12-01'],
  ['the van comes to the receiver on Fridays', [], [5], '2026-11-24T10:00:00', '2026-11-27'],
  ['and to the sender on Thursdays', [4], [5], '2026-11-24T10:00:00', '2026-11-27'],
  ['and to the sender on Saturdays: with the next round', [6], [5], '2026-11-24T10:00:00', '2026-12-04'],
  ['both on one day', [5], [5], '2026-11-24T10:00:00', '2026-11-27'],
  ['what is handed on on the day itself goes with the next one', [5], [5], '2026-11-27T10:00:00', '2026-12-04'],
  ['the day of the van is closed: the next one', [], [1, 3], '2026-11-29T10:00:00', '2026-12-02'],
  ['over New Year', [], [2], '2026-12-28T10:00:00', '2027-01-05'],
] as const)('when a copy arrives: %s', async (_, from, to, at, arrives) => {
  const library = await openTown()
  if (from.length > 0) await vanDays(library, 'chuo', [...from])
  if (to.length > 0) await vanDays(library, 'asahi', [...to])
  const { arrivesOn } = await givenSent(library, at)
  expect(await arrivesOn()).toEqual(day(arrives))
})

test('a day that is over is not said, nor one of a stop of the bookmobile', async () => {
  const library = await openTown()
  const late = await givenSent(library, '2026-11-24T10:00:00')
  const stop = await givenSent(library, '2026-11-24T11:00:00', yoshiura)
  expect(await stop.arrivesOn()).toBeNull()
  library.clock.set('2026-11-25T18:00:00')
  expect(await late.arrivesOn()).toEqual(day('2026-11-25'))
  library.clock.set('2026-11-26T10:00:00')
  expect(await late.arrivesOn()).toBeNull()
})

test('a copy that was scanned elsewhere on its way comes from there', async () => {
  const library = await openTown()
  await vanDays(library, 'arakawa', [6])
  const { itemId, arrivesOn } = await givenSent(library, '2026-11-24T10:00:00')
  expect(await scanned(library, itemId, BranchId('arakawa'))).toMatchObject({ do: 'send', to: 'asahi' })
  expect(await arrivesOn()).toEqual(day('2026-11-28'))
})

test('the next van is today or later, and none where none is known', async () => {
  const library = await openTown()
  expect(await nextVan(library, chuo)).toEqual(day('2026-11-24'))
  await vanDays(library, 'chuo', [5, 7])
  expect(await nextVan(library, chuo)).toEqual(day('2026-11-27'))
  await library.db
    .updateTable('branch')
    .set({ closed_for_good_from: day('2026-11-27') })
    .where('id', '=', chuo)
    .execute()
  expect(await nextVan(library, chuo)).toBeNull()
})
