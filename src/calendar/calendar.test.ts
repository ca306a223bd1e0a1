import { expect, test } from 'vitest'
import { checkLibrary } from '#check/check-library.ts'
import { cancelVisit } from '#closures/cancel-visit.ts'
import { enterClosure } from '#closures/enter-closure.ts'
import { liftClosure } from '#closures/lift-closure.ts'
import { sql } from '#database/database.ts'
import { BranchId, StopId } from '#ids.ts'
import { dayOf } from '#time/clock.ts'
import { openDaysOf, visitDaysOf } from '../../test/calendar-days.ts'
import { day, givenCopy, givenHold, givenLoan, givenPatron, givenTown } from '../../test/given-night.ts'
import { openLibrary } from '../../test/library.ts'
import { calendarMonth } from './calendar-month.ts'
import { layOutCalendar } from './lay-out-calendar.ts'
import { layOutVisits } from './lay-out-visits.ts'
import { openingHours } from './opening-hours.ts'

const staff = { is: 'staff', login: 'sato' } as const

async function begin() {
  const library = await openLibrary()
  await givenTown(library.db)
  await layOutCalendar(library.db, day('2026-11-01'), day('2027-03-31'))
  await layOutVisits(library.db, day('2026-11-01'), day('2027-03-31'))
  return library
}

test('laying out again writes nothing, and leaves what staff entered', async () => {
  const library = await begin()
  await enterClosure(library, staff, {
    branchIds: [BranchId('chuo')],
    from: day('2026-12-01'),
    until: day('2026-12-02'),
    reason: '蔵書点検',
  })
  expect(await layOutCalendar(library.db, day('2026-11-01'), day('2027-03-31'))).toBe(0)
  expect(await layOutVisits(library.db, day('2026-11-01'), day('2027-03-31'))).toBe(0)
  expect((await openDaysOf(library.db, BranchId('chuo'), day('2026-11-29'), 3)).map(String)).toEqual([
    '2026-11-29',
    '2026-12-03',
    '2026-12-04',
  ])
})

test('the bookmobile does not drive at New Year, and has no visits left when its stop is abolished', async () => {
  const library = await begin()
  expect((await visitDaysOf(library.db, StopId('yoshiura'), day('2026-12-10'), 3)).map(String)).toEqual([
    '2026-12-23',
    '2027-01-06',
    '2027-01-20',
  ])
  await sql`update stop set abolished_from = '2027-01-06'`.execute(library.db)
  expect((await visitDaysOf(library.db, StopId('yoshiura'), day('2026-12-10'), 3)).map(String)).toEqual(['2026-12-23'])
  await sql`update branch set closed_for_good_from = '2026-11-26' where id = 'chuo'`.execute(library.db)
  expect((await openDaysOf(library.db, BranchId('chuo'), day('2026-11-25'), 3)).map(String)).toEqual(['2026-11-25'])
})

test.each([
  ['2026-11-24T08:59:59', false],
  ['2026-11-24T09:00:00', true],
  ['2026-11-24T18:59:59', true],
  ['2026-11-24T19:00:00', false],
  ['2026-11-30T12:00:00', false],
])('at %s the 中央図書館 is open: %s', async (at, isOpen) => {
  const library = await begin()
  library.clock.set(at)
  const [chuo] = await openingHours(library, dayOf(library.clock.now()))
  expect(chuo!.branchId).toBe('chuo')
  expect(chuo!.isOpenNow).toBe(isOpen)
})

test('a month shows closed days with their reasons, holidays and visits, and days that are not laid out', async () => {
  const library = await begin()
  const november = await calendarMonth(library, BranchId('bm'), Temporal.PlainYearMonth.from('2026-11'))
  expect(november).toHaveLength(30)
  expect(november[2]).toMatchObject({ holiday: '文化の日', opening: { opens: null, reason: '文化の日' } })
  expect(november[10]!.visits.map(visit => visit.stopName)).toEqual(['吉浦'])
  const later = await calendarMonth(library, BranchId('chuo'), Temporal.PlainYearMonth.from('2027-04'))
  expect(later.every(shown => shown.opening === null)).toBe(true)
})

test('an emergency closure moves the dates of the hold shelf and of the loans along', async () => {
  const library = await begin()
  const { db, policy, clock } = library
  const patronId = await givenPatron(db, { phone: null })
  const [ready, far, lent] = [await givenCopy(db), await givenCopy(db), await givenCopy(db)]
  const hold = await givenHold(db, { patronId, bibId: ready.bibId, itemId: ready.itemId, state: 'ready' })
  const other = await givenHold(db, {
    patronId,
    bibId: far.bibId,
    itemId: far.itemId,
    state: 'ready',
    pickup: { branchId: BranchId('arakawa') },
  })
  const loan = await givenLoan(db, { patronId, bibId: lent.bibId, itemId: lent.itemId, dueOn: '2026-11-29' })
  const closure = {
    branchIds: [BranchId('chuo')],
    from: day('2026-11-28'),
    until: day('2026-12-03'),
    reason: '大雪のため',
  }
  expect(await enterClosure(library, staff, closure)).toEqual({ ok: true, value: { holdsMoved: 1, loansMoved: 1 } })
  expect(await enterClosure(library, staff, closure)).toEqual({ ok: true, value: { holdsMoved: 0, loansMoved: 0 } })

  const { rows } = await sql<{ date: Temporal.PlainDate }>`
    select (select pick_up_by from hold where id = ${hold}) as date
    union all select pick_up_by from hold where id = ${other}
    union all select due_on from loan where id = ${loan}`.execute(db)
  expect(rows.map(row => row.date.toString())).toEqual(['2026-12-04', '2026-12-01', '2026-12-04'])
  expect(await checkLibrary(db, policy, dayOf(clock.now()))).toEqual([])
})

test('a closure that is lifted opens the days again and moves loans back; a last day that was told on the hold shelf is kept', async () => {
  const library = await begin()
  const { db, policy, clock } = library
  const patronId = await givenPatron(db, { phone: null })
  const [ready, lent, other] = [await givenCopy(db), await givenCopy(db), await givenCopy(db)]
  const hold = await givenHold(db, { patronId, bibId: ready.bibId, itemId: ready.itemId, state: 'ready' })
  const loan = await givenLoan(db, { patronId, bibId: lent.bibId, itemId: lent.itemId, dueOn: '2026-11-29' })
  // By another rule, and not touched by the closure: it stays.
  const untouched = await givenLoan(db, { patronId, bibId: other.bibId, itemId: other.itemId, dueOn: '2026-12-06' })
  await sql`update loan set lent_at = '2026-11-15T10:00:00+09' where id = any(${[loan, untouched]}::bigint[])`.execute(
    db,
  )
  const dates = async () => {
    const { rows } = await sql<{ date: Temporal.PlainDate }>`
      select (select pick_up_by from hold where id = ${hold}) as date
      union all select due_on from loan where id = ${loan} union all select due_on from loan where id = ${untouched}`.execute(
      db,
    )
    return rows.map(row => row.date.toString())
  }
  const opening = async () =>
    (await calendarMonth(library, BranchId('chuo'), Temporal.PlainYearMonth.from('2026-12'))).map(
      shown => shown.opening,
    )
  const [datesBefore, openBefore] = [await dates(), await opening()]
  const closure = { branchIds: [BranchId('chuo')], from: day('2026-11-28'), until: day('2026-12-03') }
  expect(await liftClosure(library, staff, closure)).toEqual({ ok: false, refusal: { why: 'noClosure' } })
  await enterClosure(library, staff, { ...closure, reason: 'まちがい' })
  expect(await dates()).toEqual(['2026-12-04', '2026-12-04', '2026-12-06'])
  expect(await liftClosure(library, staff, closure)).toEqual({ ok: true, value: { holdsMoved: 0, loansMoved: 1 } })
  expect(await dates()).toEqual(['2026-12-04', ...datesBefore.slice(1)])
  expect(await opening()).toEqual(openBefore)
  expect(await liftClosure(library, staff, closure)).toEqual({ ok: false, refusal: { why: 'noClosure' } })
  expect(await checkLibrary(db, policy, dayOf(clock.now()))).toEqual([])
  const audit = await db.selectFrom('audit').select(['staff_login', 'did']).orderBy('id').execute()
  expect(audit).toEqual([
    { staff_login: 'sato', did: 'enterClosure' },
    { staff_login: 'sato', did: 'liftClosure' },
  ])
})

test('a closure that is lifted in part keeps the rest; a past one is not lifted', async () => {
  const library = await begin()
  const closure = { branchIds: [BranchId('chuo')], from: day('2026-11-28'), until: day('2026-12-03') }
  await enterClosure(library, staff, { ...closure, reason: '大雪' })
  expect(await liftClosure(library, staff, { ...closure, from: day('2026-12-02') })).toMatchObject({ ok: true })
  expect((await openDaysOf(library.db, BranchId('chuo'), day('2026-11-28'), 1)).map(String)).toEqual(['2026-12-02'])
  for (const [change, why] of [
    [{ branchIds: [] as BranchId[] }, 'noBranch'],
    [{ until: day('2026-11-27') }, 'untilBeforeFrom'],
    [{ from: day('2026-11-23') }, 'alreadyPast'],
  ] as const) {
    expect(await liftClosure(library, staff, { ...closure, ...change })).toMatchObject({ refusal: { why } })
  }
})

test.each([
  [{ branchIds: [] as BranchId[] }, 'noBranch'],
  [{ branchIds: [BranchId('nowhere')] }, 'unknownBranch'],
  [{ reason: ' ' }, 'noReason'],
  [{ until: day('2026-11-23') }, 'untilBeforeFrom'],
  [{ from: day('2026-11-23') }, 'alreadyPast'],
  [{ until: day('2029-11-23') }, 'tooLong'],
])('a closure %j is refused: %s', async (change, why) => {
  const library = await begin()
  const closure = {
    branchIds: [BranchId('chuo')],
    from: day('2026-11-24'),
    until: day('2026-11-25'),
    reason: '臨時',
    ...change,
  }
  expect(await enterClosure(library, staff, closure)).toMatchObject({ ok: false, refusal: { why } })
})

test('a visit that is cancelled gives until the next one', async () => {
  const library = await begin()
  const { db } = library
  const patronId = await givenPatron(db)
  const [ready, lent] = [await givenCopy(db), await givenCopy(db)]
  const hold = await givenHold(db, {
    patronId,
    bibId: ready.bibId,
    itemId: ready.itemId,
    state: 'ready',
    readyAt: '2026-12-04T10:00:00',
    pickup: { branchId: BranchId('bm'), stopId: StopId('yoshiura') },
    pickUpBy: '2026-12-11',
  })
  const loan = await givenLoan(db, {
    patronId,
    bibId: lent.bibId,
    itemId: lent.itemId,
    stopId: StopId('yoshiura'),
    dueOn: '2026-12-09',
  })
  library.clock.set('2026-12-08T10:00:00')
  const cancelled = await cancelVisit(library, staff, StopId('yoshiura'), day('2026-12-09'), '積雪のため')
  expect(cancelled).toEqual({ ok: true, value: { holdsMoved: 1, loansMoved: 1 } })
  const { rows } = await sql<{ date: Temporal.PlainDate }>`
    select pick_up_by as date from hold where id = ${hold} union all select due_on from loan where id = ${loan}`.execute(
    db,
  )
  expect(rows.map(row => row.date.toString())).toEqual(['2026-12-23', '2026-12-23'])
  expect(await layOutVisits(db, day('2026-11-01'), day('2027-03-31'))).toBe(0)
  expect(await cancelVisit(library, staff, StopId('yoshiura'), day('2026-12-10'), '雪')).toMatchObject({
    refusal: { why: 'noVisit' },
  })
  expect(await cancelVisit(library, staff, StopId('yoshiura'), day('2026-11-25'), '雪')).toMatchObject({
    refusal: { why: 'alreadyPast' },
  })
})
