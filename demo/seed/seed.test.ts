import { expect, test } from 'vitest'
import { checkLibrary } from '#check/check-library.ts'
import { myLoans } from '#circulation/loans/my-loans.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { findPatronByCard } from '#patrons/standing-store.ts'
import { dayOf } from '#time/clock.ts'
import { openLibrary } from '../../test/library.ts'
import { isEmpty, seedDemo } from './seed.ts'

test.each(['2026-11-24T10:00:00', '2027-02-28T03:30:00'])(
  'the demo that begins at %s has a hold in every state and breaks no rule',
  async at => {
    const library = await openLibrary({ at })
    expect(await isEmpty(library)).toBe(true)
    await seedDemo(library)
    expect(await isEmpty(library)).toBe(false)

    const hanako = (await findPatronByCard(library.db, '00012345'))!
    const states = new Set((await myHolds(library, hanako)).map(hold => hold.status))
    const all = ['applied', 'waiting', 'preparing', 'inTransit', 'ready', 'cancelApplied', 'expired'] as const
    for (const status of all) expect(states, status).toContain(status)

    const late = (await findPatronByCard(library.db, '00013056'))!
    expect((await myLoans(library, late)).every(loan => loan.overdueDays >= 14)).toBe(true)
    expect(await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))).toEqual([])
  },
)

test('a demo that was cut off in the making is begun anew', async () => {
  const library = await openLibrary({ at: '2026-11-24T10:00:00' })
  await expect(
    seedDemo(library, ({ share }) => {
      if (share && share > 0.5) throw new Error('cut off')
    }),
  ).rejects.toThrow('cut off')
  expect(await isEmpty(library)).toBe(true)
  await seedDemo(library)
  expect(await isEmpty(library)).toBe(false)
  expect(await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))).toEqual([])
})
