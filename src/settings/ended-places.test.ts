import { expect, test } from 'vitest'
import { changePickup } from '#holds/changing/change-pickup.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { stuckHolds } from '#holds/lists/stuck-holds.ts'
import type { PatronId } from '#ids.ts'
import { runNight } from '#nightly/run.ts'
import { givenBib } from '../../test/given.ts'
import { asahi, chuo, givenReader, scanned, staff, waiting, yoshiura } from '../../test/given-holds.ts'
import { openTown } from '../../test/town.ts'
import { changeDescription, currentDescription, planDescription } from './change-description.ts'

test('a branch and a stop are closed for good with patrons waiting: served until then, and then each finds another place', async () => {
  const library = await openTown()
  const reader = async (pickup: typeof chuo, items: object[]) => {
    const bib = await givenBib(library, { items })
    const id = await givenReader(library)
    const [hold] = await waiting(library, id, [bib.id], { pickup, contact: 'mail' })
    return { id, hold: hold!, item: bib.itemIds[0]! }
  }
  const [early, late, onBus] = [await reader(asahi, [{}]), await reader(asahi, [{}]), await reader(yoshiura, [{}])]
  const { description, version } = await currentDescription(library)
  const ends = '2026-12-08'
  const next = {
    ...description,
    branches: description.branches.map(one => (one.code === 'asahi' ? { ...one, closedForGoodFrom: ends } : one)),
    stops: description.stops.map(one => (one.code === 'yoshiura' ? { ...one, closedForGoodFrom: ends } : one)),
  }
  const plan = await planDescription(library, staff, next)
  expect(plan).toMatchObject({ ok: true, value: { stranded: [], effects: { holdsStuck: 0, holdsEnding: 3 } } })
  expect(await changeDescription(library, { login: 'kanri' }, next, { basedOn: version })).toMatchObject({ ok: true })

  // Until the day everything goes on there.
  await scanned(library, early.item)
  await scanned(library, early.item, asahi.branchId)
  const status = async (id: PatronId) => {
    const [hold] = await myHolds(library, id)
    return [hold!.status, hold!.stuck]
  }
  const all = async () => [await status(early.id), await status(late.id), await status(onBus.id)]
  const goesOn = [
    ['ready', null],
    ['waiting', null],
    ['waiting', null],
  ]
  expect(await all()).toEqual(goesOn)
  for (let day = Temporal.PlainDate.from('2026-11-25'); `${day}` <= ends; day = day.add({ days: 1 })) {
    expect(await all()).toEqual(goesOn)
    library.clock.set(`${day}T03:10:00`)
    await runNight(library, day)
    library.clock.set(`${day}T10:00:00`)
  }

  // Said again on that day, it is nothing new.
  expect(await planDescription(library, staff, next)).toMatchObject({
    value: { effects: { holdsStuck: 0, holdsEnding: 0 } },
  })

  // From that day on they are on the list of stuck holds, read why, and no copy is taken for them.
  expect(await all()).toEqual([
    ['ready', 'placeEnded'],
    ['waiting', 'placeEnded'],
    ['waiting', 'placeEnded'],
  ])
  expect((await stuckHolds(library)).map(({ id }) => id)).toEqual([early.hold, late.hold, onBus.hold])
  expect([await scanned(library, late.item), await scanned(library, onBus.item)]).toMatchObject([
    { do: 'shelve' },
    { do: 'shelve' },
  ])

  // Who waits chooses another place; of what stands ready in a closed house the staff do.
  for (const { id, hold, item } of [late, onBus]) {
    expect(await changePickup(library, { is: 'patron', patronId: id }, hold, chuo, 'mail')).toMatchObject({ ok: true })
    expect(await scanned(library, item)).toMatchObject({ do: 'holdShelf', holdId: hold })
  }
  expect((await stuckHolds(library)).map(({ id }) => id)).toEqual([early.hold])
  expect(await changePickup(library, staff, early.hold, chuo, 'mail')).toMatchObject({ ok: true })
  expect(await scanned(library, early.item)).toMatchObject({ do: 'holdShelf', holdId: early.hold })
  expect(await stuckHolds(library)).toEqual([])
  expect(await all()).toEqual([
    ['ready', null],
    ['ready', null],
    ['ready', null],
  ])
})
