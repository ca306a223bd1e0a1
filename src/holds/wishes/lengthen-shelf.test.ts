import { expect, test } from 'vitest'
import { givenBib } from '../../../test/given.ts'
import { givenReader, lent, scanned, stateOf, waiting } from '../../../test/given-holds.ts'
import { openTown } from '../../../test/town.ts'
import { howLongCouldItStay, lengthenShelf } from './lengthen-shelf.ts'

/** A set of two titles that stands ready, where shelf times may be lengthened. */
async function givenReadySet() {
  const library = await openTown()
  library.policy = { ...library.policy, holds: { ...library.policy.holds, lengthenDays: 7 } }
  const patronId = await givenReader(library)
  const bibs = [await givenBib(library, { items: 1 }), await givenBib(library, { items: 1 })]
  const ids = bibs.map(({ id }) => id)
  const holds = await waiting(library, patronId, ids, { kind: 'set' })
  for (const { itemIds } of bibs) await scanned(library, itemIds[0]!)
  expect(await Promise.all(holds.map(hold => stateOf(library, hold)))).toEqual(['ready', 'ready'])
  return { library, patronId, bibs, holds, actor: { is: 'patron', patronId } as const }
}

test('one of a set that was handed out meanwhile is not lengthened, and says so', async () => {
  const { library, patronId, bibs, holds, actor } = await givenReadySet()
  await lent(library, patronId, bibs[0]!.itemIds[0]!)
  expect(await stateOf(library, holds[0]!)).toBe('closed')
  const notReady = { ok: false, refusal: { why: 'notReady' } }
  expect(await howLongCouldItStay(library, patronId, holds[0]!)).toEqual(notReady)
  expect(await lengthenShelf(library, actor, holds[0]!)).toEqual(notReady)
  expect(await lengthenShelf(library, actor, holds[1]!)).toMatchObject({ ok: true })
})

test('of a set it is said as it would be answered: somebody who waits for one of its titles waits for all', async () => {
  const { library, patronId, bibs, holds, actor } = await givenReadySet()
  await waiting(library, await givenReader(library), [bibs[1]!.id])
  const othersWait = { ok: false, refusal: { why: 'othersWait' } }
  expect(await lengthenShelf(library, actor, holds[0]!)).toEqual(othersWait)
  expect(await howLongCouldItStay(library, patronId, holds[0]!)).toEqual(othersWait)
})
