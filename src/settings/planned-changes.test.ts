import { expect, test } from 'vitest'
import { sql, transact } from '#database/database.ts'
import { runNight } from '#nightly/run.ts'
import { changeAs, openDescribed } from '../../test/given-description.ts'
import type { TestLibrary } from '../../test/library.ts'
import { currentDescription, planDescription } from './change-description.ts'
import type { Description } from './description.ts'
import { lockVersion } from './description-store.ts'
import { enactPlanned, planChange, plannedChanges, takePlannedBack } from './planned-changes.ts'
import { versionsOf } from './versions.ts'

const kanri = { login: 'kanri' }
const day = Temporal.PlainDate.from

const change = (library: TestLibrary, how: (now: Description) => unknown) => changeAs('shunin', library, how)

async function plan(library: TestLibrary, fromDay: string, how: (now: Description) => unknown) {
  const { description, version } = await currentDescription(library)
  return planChange(library, kanri, how(description), { basedOn: version, fromDay: day(fromDay), why: '新年度から' })
}

const holds = (days: number) => (now: Description) => ({ ...now, holds: { ...now.holds, pickupDays: days } })

async function nightOf(library: TestLibrary, on: string) {
  library.clock.set(`${on}T03:00:00`)
  await runNight(library, day(on))
}

test('a change is in force from its day, in the name of who planned it, beside what was changed meanwhile', async () => {
  const library = await openDescribed()
  expect(await plan(library, '2026-11-26', holds(10))).toMatchObject({ ok: true })
  await change(library, now => ({ ...now, newArrivalDays: 45 }))
  await nightOf(library, '2026-11-25')
  expect(library.policy.holds.pickupDays).toBe(7)
  await nightOf(library, '2026-11-26')
  expect([library.policy.holds.pickupDays, library.policy.newArrivalDays]).toEqual([10, 45])
  expect((await versionsOf(library, 1))[0]).toMatchObject({ by: 'kanri', why: '新年度から' })
  expect(await plannedChanges(library)).toEqual([])
})

test('what does not fit any more on its day changes nothing and says so', async () => {
  const library = await openDescribed()
  await plan(library, '2026-11-25', holds(10))
  await change(library, holds(14))
  await nightOf(library, '2026-11-25')
  expect(library.policy.holds.pickupDays).toBe(14)
  expect(await plannedChanges(library)).toMatchObject([
    { failure: { unfit: [{ path: ['holds', 'pickupDays'], was: 7, is: 10 }] } },
  ])
})

test('two plans for the same are not taken, and a change at once says which plans it spoils', async () => {
  const library = await openDescribed()
  await plan(library, '2026-11-26', holds(10))
  expect(await plan(library, '2026-11-28', holds(14))).toMatchObject({
    refusal: { why: 'plannedAlready', by: 'kanri', change: { path: ['holds', 'pickupDays'], is: 14 } },
  })
  // Another place is another plan.
  expect(await plan(library, '2026-11-28', now => ({ ...now, newArrivalDays: 45 }))).toMatchObject({ ok: true })
  const { description } = await currentDescription(library)
  const spoilt = async (how: (now: Description) => unknown) => {
    const looked = await planDescription(library, { is: 'staff', login: 'kanri' }, how(description))
    return looked.ok && looked.value.effects.plansSpoilt
  }
  expect(await spoilt(holds(14))).toBe(1)
  // What is to come anyway spoils nothing.
  expect(await spoilt(holds(10))).toBe(0)
  expect(await spoilt(now => ({ ...now, requests: { perWeekMax: 1 } }))).toBe(0)
})

test('of two who plan the same at once one is refused', async () => {
  const library = await openDescribed()
  const both = await Promise.all([plan(library, '2026-11-26', holds(10)), plan(library, '2026-11-27', holds(14))])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
})

test('a day that is not ahead is refused, and a plan is taken back once', async () => {
  const library = await openDescribed()
  expect(await plan(library, '2026-11-24', holds(10))).toMatchObject({ refusal: { why: 'dayNotAhead' } })
  expect(await plan(library, '2036-11-24', holds(10))).toMatchObject({ refusal: { why: 'dayTooFar' } })
  await plan(library, '2026-11-25', holds(10))
  const [one] = await plannedChanges(library)
  expect(await takePlannedBack(library, kanri, one!.id)).toMatchObject({ ok: true })
  expect(await takePlannedBack(library, kanri, one!.id)).toMatchObject({ refusal: { why: 'notWaiting' } })
  await nightOf(library, '2026-11-25')
  expect(library.policy.holds.pickupDays).toBe(7)
})

test('a plan that is taken back while its night is at it is not in force', async () => {
  const library = await openDescribed()
  await plan(library, '2026-11-25', holds(10))
  const [one] = await plannedChanges(library)
  library.clock.set('2026-11-25T03:00:00')
  let night: Promise<unknown> | undefined
  await transact(library.db, async tx => {
    await lockVersion(tx)
    night = enactPlanned(library, { day: day('2026-11-25'), now: library.clock.now(), limit: 10 })
    await waitsForLock(library)
    expect(await takePlannedBack(library, kanri, one!.id)).toMatchObject({ ok: true })
  })
  expect(await night).toMatchObject({ report: { settingsChanged: 0, settingsFailed: 0 } })
  expect((await currentDescription(library)).description.holds.pickupDays).toBe(7)
})

/** Until somebody waits for the lock of the policy. */
async function waitsForLock(library: TestLibrary): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waits: boolean }>`
      select exists (select from pg_locks where relation = 'policy'::regclass and not granted) as waits`.execute(
      library.db,
    )
    if (rows[0]!.waits) return
  }
}
