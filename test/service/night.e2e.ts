import { expect, test } from 'vitest'
import { markAsDemo } from '#demo-store.ts'
import { finishedDays } from '#nightly/run-store.ts'
import { dayOf, systemClock } from '#time/clock.ts'
import { givenCopy, givenHold, givenPatron, givenTown } from '../given-night.ts'
import { openLibrary, type TestLibrary } from '../library.ts'
import { dataDirectory, environmentOf, runKago } from './service.ts'

/** A ready hold that is promised until tomorrow, of a library that keeps real time. */
async function givenPromise() {
  const library = await openLibrary({ at: systemClock.now().toString() })
  await givenTown(library.db)
  const patronId = await givenPatron(library.db)
  const { bibId, itemId } = await givenCopy(library.db)
  const tomorrow = dayOf(systemClock.now()).add({ days: 1 })
  await givenHold(library.db, { patronId, bibId, itemId, state: 'ready', pickUpBy: tomorrow.toString() })
  const { KAGO_AT: _, ...env } = environmentOf(library, dataDirectory())
  return { library, env, later: tomorrow.add({ days: 10 }) }
}

const states = async (library: TestLibrary) =>
  (await library.db.selectFrom('hold').select('state').execute()).map(hold => hold.state)

test('kago night of a day that has not come is refused, and nobody loses what was promised', async () => {
  const { library, env, later } = await givenPromise()
  const night = await runKago(['night', '--date', later.toString()], env)
  expect(night.code).toBe(1)
  expect(night.out).toContain(`The night of ${later} begins at ${later} 03:00.`)
  expect(await states(library)).toEqual(['ready'])
  expect(await finishedDays(library.db)).toEqual([])
})

test('in the demo library a night may be looked at beforehand; it says what it is about to do first', async () => {
  const { library, env, later } = await givenPromise()
  await markAsDemo(library.db, library.clock.now())
  const inProduction = await runKago(['night', '--date', later.toString()], { ...env, NODE_ENV: 'production' })
  expect(inProduction.code).toBe(1)
  expect(await states(library)).toEqual(['ready'])

  const { code, out } = await runKago(['night', '--date', later.toString()], env)
  expect(code).toBe(0)
  expect(out.trim().split('\n')).toEqual([
    `No real time is kept here: for this night the clock is put to ${later} 03:00.`,
    expect.stringMatching(/0 cancellations and 0 applications will be taken in, 1 holds expire/),
    `night of ${later}: finished`,
  ])
  expect(await states(library)).toEqual(['closed'])
  expect((await runKago(['check'], env)).out).toContain('all is well')
})

test('under a clock that was set, a night of a later day runs as at its own hour', async () => {
  const { library, env, later } = await givenPromise()
  const clock = { KAGO_AT: library.clock.now().toString() }
  expect((await runKago(['night', '--date', later.toString()], { ...env, ...clock })).out).toContain('finished')
})
