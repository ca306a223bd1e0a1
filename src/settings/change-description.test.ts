import { expect, test } from 'vitest'
import { checkLibrary } from '#check/check-library.ts'
import { checkIn } from '#circulation/desk/check-in.ts'
import { checkOut } from '#circulation/desk/check-out.ts'
import { myLoans } from '#circulation/loans/my-loans.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { placeHoldsAtCounter } from '#holds/ordering/place-holds-at-counter.ts'
import { BranchId, QuestionId, StopId } from '#ids.ts'
import type { Rule } from '#policy.ts'
import { sendQuestion } from '#questions/send-question.ts'
import { newId } from '#std/new-id.ts'
import { dayOf } from '#time/clock.ts'
import { givenBib } from '../../test/given.ts'
import { changeAs, openDescribed } from '../../test/given-description.ts'
import { givenReader, order, staff } from '../../test/given-holds.ts'
import type { TestLibrary } from '../../test/library.ts'
import { changeDescription, currentDescription, planDescription } from './change-description.ts'
import type { Description } from './description.ts'
import { takeBack, versionsOf } from './versions.ts'

const kanri = { login: 'kanri' }

const change = (library: TestLibrary, how: (now: Description) => unknown) => changeAs(kanri.login, library, how)

const planned = async (library: TestLibrary, how: (now: Description) => unknown) => {
  const plan = await planDescription(library, staff, how((await currentDescription(library)).description))
  if (!plan.ok) throw new Error(JSON.stringify(plan.refusal))
  return plan.value
}

const withBranch = (now: Description, code: string, change: Partial<Description['branches'][number]>) => ({
  ...now,
  branches: now.branches.map(branch => (branch.code === code ? { ...branch, ...change } : branch)),
})

test('a change is in force at once, stands in the history with who and why, and can be taken back', async () => {
  const library = await openDescribed()
  const { version } = await currentDescription(library)
  const { description } = await currentDescription(library)
  const changed = await changeDescription(
    library,
    kanri,
    withBranch({ ...description, newArrivalDays: 30 }, 'asahi', { telephone: '0254-00-0000' }),
    { basedOn: version, why: '電話が変わった' },
  )
  expect(changed).toMatchObject({ ok: true, value: { version: version + 1 } })
  expect(library.policy.newArrivalDays).toBe(30)
  const [newest] = await versionsOf(library)
  expect(newest).toMatchObject({ by: 'kanri', why: '電話が変わった' })
  expect(newest!.changes!.map(({ path }) => path.join('.'))).toEqual(['newArrivalDays', 'branches.asahi.telephone'])
  await takeBack(library, kanri, version + 1, { basedOn: version + 1, why: 'もとにもどす' })
  expect((await currentDescription(library)).description).toEqual(description)
  expect(library.policy.newArrivalDays).toBe(60)
})

test('of two administrators at once the second is told, and nothing is overwritten', async () => {
  const library = await openDescribed()
  const { description, version } = await currentDescription(library)
  const first = changeDescription(library, kanri, { ...description, newArrivalDays: 30 }, { basedOn: version })
  const second = changeDescription(
    library,
    { login: 'shunin' },
    { ...description, newArrivalDays: 90 },
    { basedOn: version },
  )
  const outcomes = await Promise.all([first, second])
  const refused = outcomes.filter(outcome => !outcome.ok)
  expect(refused).toHaveLength(1)
  expect(refused[0]).toMatchObject({ refusal: { why: 'changedMeanwhile', version: version + 1 } })
  const taken = outcomes[0]!.ok ? 30 : 90
  expect((await currentDescription(library)).description.newArrivalDays).toBe(taken)
})

test('everything that is wrong is named at once, and nothing is changed', async () => {
  const library = await openDescribed()
  const { version } = await currentDescription(library)
  const rules: Rule[] = [{ patron: 'nobody', loans: 1 }, { branch: 'chuo', holds: 3 }, { item: 'normal' }]
  const refused = await change(library, now => ({
    ...now,
    rules,
    identity: { name: { ja: '図書\0館' }, colour: '#ffee00' },
    branches: now.branches.map(branch => ({ ...branch, central: true })),
  }))
  if (refused.ok || refused.refusal.why !== 'problems') throw new Error('it was taken')
  expect(refused.refusal.problems.map(({ path, wants }) => `${path.join('.')} ${wants.is}`).sort()).toEqual([
    ...[
      'branches oneCentral',
      'identity.colour contrast',
      'identity.name.ja form',
      'rules.0.patron oneOf',
      'rules.1.holds widerRow',
    ],
    'rules.2 somethingSaid',
  ])
  expect((await currentDescription(library)).version).toBe(version)
})

test('what it does to what lives is told before, and is done', async () => {
  const library = await openDescribed()
  const reader = await givenReader(library)
  const { id: held } = await givenBib(library, { items: [{ barcode: '111' }] })
  await givenBib(library, { items: [{ barcode: '222' }] })
  await placeHoldsAtCounter(library, staff, reader, order([held]))
  await checkIn(library, { actor: staff, branchId: BranchId('chuo'), barcode: '111' })
  await checkOut(library, { actor: staff, branchId: BranchId('chuo'), barcode: '222', patronId: reader })
  const [hold] = await myHolds(library, reader)
  const [loan] = await myLoans(library, reader)
  expect([`${hold!.pickUpBy}`, `${loan!.dueOn}`]).toEqual(['2026-12-01', '2026-12-08'])

  // 中央図書館 closes on Tuesdays: both fall on one.
  const tuesdays = (now: Description) => {
    const { tuesday: _, ...hours } = now.branches[0]!.hours
    return withBranch(now, 'chuo', { hours })
  }
  const plan = await planned(library, tuesdays)
  expect(plan.effects).toMatchObject({ holdsMoved: 1, loansMoved: 1, patronsAboveHolds: 0 })
  expect(plan.effects.daysClosed).toBeGreaterThan(14)
  // Nothing has happened yet.
  expect(`${(await myHolds(library, reader))[0]!.pickUpBy}`).toBe('2026-12-01')

  expect(await change(library, tuesdays)).toMatchObject({ ok: true, value: { holdsMoved: 1, loansMoved: 1 } })
  expect(`${(await myHolds(library, reader))[0]!.pickUpBy}`).toBe('2026-12-02')
  expect(`${(await myLoans(library, reader))[0]!.dueOn}`).toBe('2026-12-09')
  expect(await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))).toEqual([])
})

test('patrons above a new limit are counted, and keep what they have', async () => {
  const library = await openDescribed()
  const reader = await givenReader(library)
  const bibs = [await givenBib(library), await givenBib(library), await givenBib(library)]
  await placeHoldsAtCounter(library, staff, reader, order(bibs.map(({ id }) => id)))
  const plan = await planned(library, now => ({ ...now, holds: { ...now.holds, openHoldsMax: 2 } }))
  expect(plan.effects.patronsAboveHolds).toBe(1)
  const none = await planned(library, now => ({
    ...now,
    rules: [...now.rules, { patron: 'general', mayBeHeld: false }],
  }))
  expect(none.effects.holdsStuck).toBe(3)
})

test('what would be stranded is refused, with what is in the way', async () => {
  const library = await openDescribed()
  await givenBib(library, { items: [{ branch: 'asahi' }] })
  await givenReader(library, { category: 'child' })
  const without = (now: Description) => ({
    ...now,
    branches: now.branches.filter(({ code }) => code !== 'asahi'),
    patronCategories: now.patronCategories.filter(({ code }) => code !== 'child'),
  })
  const { stranded } = await planned(library, without)
  expect(stranded).toEqual([
    { what: 'branch', code: 'asahi', use: { item: 1 } },
    { what: 'patronCategory', code: 'child', count: 1 },
  ])
  expect(await change(library, without)).toMatchObject({ ok: false, refusal: { why: 'stranded' } })
  const closed = (now: Description) => withBranch(now, 'asahi', { closedForGoodFrom: '2027-01-05' })
  expect(await change(library, closed)).toMatchObject({ ok: true })
})

test('a branch that nothing names goes, with its hours, its calendar and its stops', async () => {
  const library = await openDescribed()
  const plan = await planned(library, now => ({
    ...now,
    branches: now.branches.filter(({ code }) => !['bm', 'sekikawa'].includes(code)),
    stops: [],
  }))
  expect(plan.stranded).toEqual([])
  expect(
    await change(library, now => ({
      ...now,
      branches: now.branches.filter(({ code }) => !['bm', 'sekikawa'].includes(code)),
      stops: [],
    })),
  ).toMatchObject({ ok: true })
  expect((await currentDescription(library)).description.branches.map(({ code }) => code)).toEqual([
    ...['chuo', 'asahi', 'arakawa', 'kamihayashi'],
  ])
})

test('visits follow their rules: what the old ones made goes, what was cancelled stays', async () => {
  const library = await openDescribed()
  const visits = async () =>
    (
      await library.db
        .selectFrom('stop_visit')
        .where('stop_id', '=', StopId('yoshiura'))
        .select(['day', 'cancelled_because'])
        .orderBy('day')
        .execute()
    ).map(({ day, cancelled_because }) => `${day}${cancelled_because ?? ''}`)
  await library.db
    .updateTable('stop_visit')
    .set({ cancelled_because: '雪' })
    .where('stop_id', '=', StopId('yoshiura'))
    .where('day', '=', Temporal.PlainDate.from('2026-12-17'))
    .execute()
  const changed = await change(library, now => ({
    ...now,
    stops: now.stops.map(stop =>
      stop.code === 'yoshiura'
        ? {
            ...stop,
            visits: [
              { monthly: '第2・第4火曜', from: '2026-12-01', hours: '10:00-10:30' },
              { days: ['2026-12-24'], hours: '13:00-13:30' },
            ],
          }
        : stop,
    ),
  }))
  expect(changed).toMatchObject({ ok: true })
  expect((await visits()).slice(0, 5)).toEqual(['2026-12-08', '2026-12-17雪', '2026-12-22', '2026-12-24', '2027-01-12'])
})

test('a part of the service goes with a word about what is left of it, and not while machines or answers depend on it', async () => {
  const library = await openDescribed()
  const { id } = await givenBib(library)
  const reader = await givenReader(library)
  await placeHoldsAtCounter(library, staff, reader, order([id], { contact: 'phone' }))
  const without =
    (...names: string[]) =>
    (now: Description) => ({
      ...now,
      services: { ...now.services, ...Object.fromEntries(names.map(name => [name, false])) },
    })
  expect((await planned(library, without('phoneContact'))).effects).toMatchObject({ phoneLeft: 1, seriesLeft: 0 })
  await library.db
    .insertInto('terminal')
    .values({
      branch_id: BranchId('chuo'),
      name: '1番',
      token_hash: Buffer.alloc(32),
      registered_at: library.clock.now(),
    })
    .execute()
  expect((await planned(library, without('kiosk', 'phoneContact'))).stranded).toEqual([
    { what: 'service', service: 'kiosk', count: 1 },
  ])
  await library.db.updateTable('terminal').set({ removed_at: library.clock.now() }).execute()
  await change(library, now => ({ ...now, services: { ...now.services, questions: true } }))
  const asked = { id: QuestionId(newId()), asks: 'この川の名のいわれは？', lookedAt: null, wantedBy: null }
  expect(await sendQuestion(library, reader, asked)).toMatchObject({ ok: true })
  expect((await planned(library, without('questions'))).stranded).toEqual([
    { what: 'service', service: 'questions', count: 1 },
  ])
  expect(await change(library, without('kiosk', 'phoneContact'))).toMatchObject({ ok: true })
  expect(library.policy.services).toMatchObject({ kiosk: false, phoneContact: false, seriesHolds: true })
})
