import { expect, test } from 'vitest'
import { listBranches } from '#branches/list-branches.ts'
import { pickupLocations } from '#branches/pickup-locations.ts'
import { showPlaces } from '#branches/show-places.ts'
import { calendarMonth } from '#calendar/calendar-month.ts'
import { hearRoundTrips, sql, transact } from '#database/database.ts'
import { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { defaultPolicy } from '#policy.ts'
import { savePolicy } from '#policy-store.ts'
import { givenBranches } from '../test/given.ts'
import { openLibrary } from '../test/library.ts'
import { libraryAsKnown, libraryNow } from './in-force.ts'

const november = Temporal.PlainYearMonth.from('2026-11')
const stops = async (library: Library) => (await pickupLocations(library)).flatMap(group => group.places)

/** What a page says, and the change after which it must say something else. */
const changes: { of: string; change: string; said: (library: Library) => Promise<unknown> }[] = [
  { of: 'a branch', change: `update branch set name = 'みどり館' where id = 'asahi'`, said: listBranches },
  { of: 'a stop', change: `update stop set name = '駅前' where id = (select min(id) from stop)`, said: stops },
  { of: 'a visit', change: `update stop_visit set cancelled_because = '雪'`, said: stops },
  {
    of: 'a day',
    change: `insert into calendar_day (branch_id, day, reason, entered_by_staff) values ('chuo', '2026-11-25', '停電', true)
      on conflict (branch_id, day) do update set opens = null, closes = null, reason = '停電'`,
    said: library => calendarMonth(library, BranchId('chuo'), november),
  },
  {
    of: 'the night',
    change: `insert into nightly_run (day, started_at, ran_ahead) values ('2026-11-24', '2026-11-24T03:00+09', false)`,
    said: async library => (await showPlaces(library)).runUnfinished,
  },
]

test.each(changes)('a change of $of is said by whoever comes after it, and is read once', async ({ change, said }) => {
  const library = await openLibrary()
  await givenBranches(library)
  await sql`
    insert into stop_visit (stop_id, day, arrives, leaves) select id, '2026-11-27', '10:00', '11:00' from stop on conflict do nothing`.execute(
    library.db,
  )
  const before = await said(await libraryNow(library))
  await sql.raw(change).execute(library.db)
  const after = await said(await libraryNow(library))
  expect(after).not.toEqual(before)
  expect(after).toEqual(await said(library))

  const trips: unknown[] = []
  const end = hearRoundTrips(library.db, trip => trips.push(trip))
  expect(await said(libraryAsKnown(library))).toEqual(after)
  end()
  expect(trips).toEqual([])
})

test('new rules are in force for whoever comes after them, in the library itself too', async () => {
  const library = await openLibrary()
  await libraryNow(library)
  const policy = { ...defaultPolicy, holds: { ...defaultPolicy.holds, basketMax: 3 } }
  await transact(library.db, tx => savePolicy(tx, policy, { at: library.clock.now(), by: 'system' }))
  expect((await libraryNow(library)).policy.holds.basketMax).toBe(3)
  expect(library.policy.holds.basketMax).toBe(3)
})

test('a change that is taken back raises nothing', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const known = await libraryNow(library)
  const broken = library.db.transaction().execute(async tx => {
    await sql`update branch set name = '幻'`.execute(tx)
    throw new Error('changed my mind')
  })
  await expect(broken).rejects.toThrow('changed my mind')
  expect(await libraryNow(library)).toBe(known)
})
