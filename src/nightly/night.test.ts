import { expect, test } from 'vitest'
import { layOutCalendar } from '#calendar/lay-out-calendar.ts'
import { loadRunUnfinished } from '#calendar/open-run-store.ts'
import { checkLibrary } from '#check/check-library.ts'
import { sql } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import { defaultPolicy } from '#policy.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { dayOf } from '#time/clock.ts'
import { runChild } from '../../test/child.ts'
import { applied, lent, nightPasses, scanned, waiting } from '../../test/given-holds.ts'
import { at, day, givenCopy, givenHold, givenLoan, givenPatron, givenTown } from '../../test/given-night.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { lastNights, nightReport } from './night-report.ts'
import { runNight } from './run.ts'
import { nightSteps } from './steps.ts'

const night = '2026-11-25T03:00:00'
const businessDay = day('2026-11-25')

/** The evening before: something to do for every step of the night. */
async function givenEvening(): Promise<TestLibrary> {
  const cards = { ...defaultPolicy.cards, forgottenAfterYears: 5 }
  const library = await openLibrary({ at: night, policy: { cards } })
  const { db } = library
  await givenTown(db)
  await layOutCalendar(db, day('2026-10-01'), day('2027-03-31'))
  const endedLongAgo = await givenPatron(db)
  await sql`update patron set expires_on = '2015-03-31' where id = ${endedLongAgo}`.execute(db)
  const patrons: PatronId[] = []
  for (let n = 0; n < 12; n++) {
    patrons.push(await givenPatron(db, { mail: n % 2 ? `p${n}@example.jp` : null, phone: `0254-99-00${10 + n}` }))
  }
  const patron = (n: number) => patrons[n % patrons.length]!
  const contact = (n: number) => (n % 2 ? 'mail' : 'phone')

  for (let n = 0; n < 5; n++) {
    // A cancellation applied for, of a book that others wait for.
    const { bibId } = await givenCopy(db, { title: `取消 ${n}`, status: 'repair' })
    await givenHold(db, { patronId: patron(n), bibId, state: 'cancelApplied', contact: contact(n) })
    await givenHold(db, { patronId: patron(n + 1), bibId, contact: contact(n + 1) })
  }
  for (let n = 0; n < 4; n++) {
    // Not fetched in time: half of them go to the next hold, the others back to the shelf.
    const { bibId, itemId } = await givenCopy(db, { title: `期限切れ ${n}` })
    await givenHold(db, {
      patronId: patron(n),
      bibId,
      itemId,
      state: 'ready',
      readyAt: '2026-11-04T10:00:00',
      pickUpBy: '2026-11-11',
    })
    if (n % 2) await givenHold(db, { patronId: patron(n + 5), bibId, contact: contact(n + 5) })
  }
  for (let n = 0; n < 9; n++) {
    // Applications; two are for books that nobody holds any more.
    const { bibId } = await givenCopy(db, { title: `申込 ${n}`, status: n < 2 ? 'withdrawn' : 'shelf' })
    await givenHold(db, {
      patronId: patron(n),
      bibId,
      state: 'applied',
      contact: contact(n),
      appliedAt: `2026-11-24T1${n}:00:00`,
    })
  }
  for (let n = 0; n < 3; n++) {
    await sql`insert into mail_application values (${patron(n * 2)}, ${`new${n}@example.jp`}, ${at('2026-11-24T12:00:00')})`.execute(
      db,
    )
  }
  for (let n = 0; n < 6; n++) {
    const { bibId, itemId } = await givenCopy(db, { title: `貸出 ${n}` })
    const dueOn = ['2026-11-27', '2026-11-18', '2026-11-20'][n % 3]!
    const loanId = await givenLoan(db, { patronId: patron(n + 1), bibId, itemId, dueOn })
    if (n < 2) {
      await sql`update loan set returned_at = ${at('2026-11-24T17:00:00')}, returned_branch_id = 'chuo' where id = ${loanId}`.execute(
        db,
      )
      await sql`update item set status = 'shelf' where id = ${itemId}`.execute(db)
    }
  }
  return library
}

/** The state of a library without the numbers that a killed transaction uses up. */
async function stateOf({ db }: TestLibrary): Promise<unknown> {
  const rows = async (query: ReturnType<typeof sql>) =>
    (await query.execute(db)).rows.map(row => JSON.stringify(row)).sort()
  return {
    holds: await rows(sql`
      select id, state, item_id, closed_why, closed_detail, pick_up_by::text, ready_at::text, patron_id,
        rank() over (partition by bib_id order by place) as rank from hold`),
    stories: await rows(sql`
      select hold_id, array_agg(why || ':' || to_state || ':' || actor order by id) as story from hold_event group by hold_id`),
    copies: await rows(sql`select id, status, current_branch_id from item`),
    copyStories: await rows(sql`select item_id, array_agg(why order by id) as story from item_event group by item_id`),
    loans: await rows(sql`select id, patron_id, due_on::text from loan`),
    notices: await rows(sql`
      select dedupe_key, kind, patron_id, channel, recipient, facts, due_at::text, state, attempts from notice`),
    transits: await rows(sql`select item_id, to_branch_id, ended_at::text from transit`),
    applications: await rows(sql`select * from mail_application`),
    runs: await rows(sql`select day::text, started_at::text, finished_at::text from nightly_run`),
  }
}

const violations = (library: TestLibrary) => checkLibrary(library.db, library.policy, dayOf(library.clock.now()))

test('M41 M39 M37 M44 the night does everything there is to do, once, and leaves a sound library', async () => {
  const library = await givenEvening()
  expect(await violations(library)).toEqual([])
  expect(await runNight(library, businessDay)).toEqual({ is: 'finished' })
  expect(await violations(library)).toEqual([])
  const before = await stateOf(library)
  expect(await runNight(library, businessDay)).toEqual({ is: 'finishedBefore' })
  expect(await stateOf(library)).toEqual(before)

  const report = (await nightReport(library, businessDay))!
  expect(Object.fromEntries(report.steps.map(step => [step.step, step.counted]))).toMatchObject({
    takeInCancellations: 5,
    expireShelf: 4,
    takeInApplications: 9,
    registerMailAddresses: 3,
    writeReminders: 1,
    forgetReturnedLoans: 2,
    forgetEndedCards: 1,
  })
  expect(report.refusals.map(({ title, reason }) => [title, reason])).toEqual([
    ['申込 0', 'notHeld'],
    ['申込 1', 'notHeld'],
  ])
  expect(report.steps.find(step => step.step === 'morningLists')!.report.chuo).toMatchObject({ pull: 7 })
  expect((await lastNights(library, 5)).map(run => run.day.toString())).toEqual(['2026-11-25'])
  const { rows } = await sql`select 1 from loan where returned_at is not null and patron_id is not null`.execute(
    library.db,
  )
  expect(rows).toEqual([])
})

test('the night does not begin before its window', async () => {
  const library = await givenEvening()
  library.clock.set('2026-11-25T02:59:59')
  expect(await runNight(library, businessDay)).toEqual({ is: 'notYet' })
  expect(await loadRunUnfinished(library.db)).toBe(false)
  library.clock.set('2026-11-25T03:00:00')
  expect(await runNight(library, businessDay)).toEqual({ is: 'finished' })
})

const crashPoints = [
  ...nightSteps.map(([name]) => `night.after.${name}`),
  'night.batch.takeInCancellations',
  'night.batch.takeInApplications',
  'night.batch.forgetReturnedLoans',
  'takeInCancellations:saved',
  'takeInApplications:saved',
  'expireShelf:one',
]

test('a night that is killed at any point and run again equals one that ran through', async () => {
  const whole = await givenEvening()
  await runNight(whole, businessDay)
  const expected = await stateOf(whole)
  await whole.close()

  for (const point of crashPoints) {
    const library = await givenEvening()
    const args = ['night', library.databaseUrl, night, '2026-11-25']
    const killed = await runChild('test/night-process.ts', args, { KAGO_CRASH_AT: point })
    expect([point, killed.signal, killed.error]).toEqual([point, 'SIGKILL', ''])
    expect(await loadRunUnfinished(library.db), `M14 the window stays closed after ${point}`).toBe(true)
    // The server may notice a moment later that the lock's owner is dead.
    await expect.poll(() => runNight(library, businessDay), { timeout: 10_000 }).toEqual({ is: 'finished' })
    expect(await stateOf(library), `killed at ${point}`).toEqual(expected)
    expect(await violations(library)).toEqual([])
    await library.close()
  }
}, 300_000)

test('of two nights at once one does it, the other says so and changes nothing', async () => {
  const whole = await givenEvening()
  await runNight(whole, businessDay)
  const library = await givenEvening()
  const args = ['night', library.databaseUrl, night, '2026-11-25']
  const ends = await Promise.all([
    runChild('test/night-process.ts', args),
    runChild('test/night-process.ts', args),
    runNight(library, businessDay),
    runNight(library, businessDay),
  ])
  const said = ends.map(end => ('out' in end ? (JSON.parse(end.out) as { is: string }).is : end.is))
  expect(said.filter(is => is === 'finished')).toHaveLength(1)
  expect(said.filter(is => is === 'alreadyRunning' || is === 'finishedBefore')).toHaveLength(3)
  expect(ends.every(end => !('code' in end) || end.code === 0)).toBe(true)
  expect(await stateOf(library)).toEqual(await stateOf(whole))
})

test('a night that is asked to stop goes on at the next start', async () => {
  const whole = await givenEvening()
  await runNight(whole, businessDay)
  const library = await givenEvening()
  const stopping = new AbortController()
  const said: string[] = []
  const onProgress = (step: string, done: number, left: number | null) => {
    said.push(`${step} ${done} ${left}`)
    stopping.abort()
  }
  expect(await runNight(library, businessDay, { onProgress, signal: stopping.signal })).toEqual({ is: 'stopped' })
  expect(said).toEqual(['takeInCancellations 5 0'])
  expect(await runNight(library, businessDay)).toEqual({ is: 'finished' })
  expect(await stateOf(library)).toEqual(await stateOf(whole))
})

test('M39 M41 a night that runs late takes in what was applied for before its window, and leaves the rest to the next one', async () => {
  const library = await openLibrary({ at: '2026-11-26T12:00:00' })
  const { db } = library
  await givenTown(db)
  await layOutCalendar(db, day('2026-10-01'), day('2027-03-31'))
  const open: number[] = []
  for (const [appliedAt, state] of [
    ['2026-11-25T02:59:59', 'applied'],
    ['2026-11-25T03:00:00', 'applied'],
    ['2026-11-25T02:00:00', 'cancelApplied'],
    ['2026-11-25T18:00:00', 'cancelApplied'],
  ] as const) {
    const { bibId } = await givenCopy(db, { title: appliedAt, status: 'repair' })
    const id = await givenHold(db, { patronId: await givenPatron(db), bibId, state, appliedAt })
    // Its history says when: the cancellation was applied for at that instant.
    await sql`update hold_event set at = ${at(appliedAt)} where hold_id = ${id}`.execute(db)
    open.push(id)
  }
  const states = async () => {
    const { rows } = await sql<{
      state: string
    }>`select state from hold where id = any(${open}::bigint[]) order by id`.execute(db)
    return rows.map(row => row.state)
  }
  await runNight(library, businessDay)
  expect(await states()).toEqual(['waiting', 'applied', 'closed', 'cancelApplied'])
  await runNight(library, day('2026-11-26'))
  expect(await states()).toEqual(['waiting', 'waiting', 'closed', 'closed'])
})

test('a night that runs late judges by its own day: whose card has ended since is taken in as then', async () => {
  const library = await openLibrary({ at: '2026-11-28T12:00:00' })
  const { db } = library
  await givenTown(db)
  await layOutCalendar(db, day('2026-10-01'), day('2027-03-31'))
  const patronId = await givenPatron(db)
  await sql`update patron set expires_on = '2026-11-26' where id = ${patronId}`.execute(db)
  const { bibId } = await givenCopy(db, { title: '申込', status: 'repair' })
  const hold = await givenHold(db, { patronId, bibId, state: 'applied', appliedAt: '2026-11-24T10:00:00' })
  await runNight(library, businessDay)
  const { rows } = await sql<{ state: string }>`select state from hold where id = ${hold}`.execute(db)
  expect(rows).toEqual([{ state: 'waiting' }])
})

test('F15 a clock that goes back a day runs no night twice, and the queue keeps the order of its numbers', async () => {
  const library = await givenEvening()
  await runNight(library, businessDay)
  library.clock.set('2026-11-25T10:00:00')
  const [one, two] = [await givenPatron(library.db), await givenPatron(library.db)]
  const { bibId, itemId } = await givenCopy(library.db, { title: '時計' })
  const [first] = await waiting(library, one, [bibId])
  library.clock.set('2026-11-24T10:00:00')
  expect(await runNight(library, businessDay)).toEqual({ is: 'notYet' })
  await waiting(library, two, [bibId])
  expect(await scanned(library, itemId)).toMatchObject({ do: 'holdShelf', holdId: first })
  library.clock.set('2026-11-26T03:00:00')
  expect(await runNight(library, day('2026-11-26'))).toEqual({ is: 'finished' })
  expect(await violations(library)).toEqual([])
})

/** What becomes of some holds within a month of a few nights, with every day as so many days after the first. */
async function storyFrom(first: string): Promise<unknown> {
  const library = await openLibrary({ at: `${first}T10:00:00` })
  const { db, clock } = library
  await givenTown(db)
  await layOutCalendar(db, day(first).subtract({ days: 40 }), day(first).add({ days: 100 }))
  await sql`delete from stop_schedule`.execute(db)
  const readers = [await givenPatron(db, { mail: 'a@example.jp' }), await givenPatron(db), await givenPatron(db)]
  const [one, two] = [await givenCopy(db, { title: '一' }), await givenCopy(db, { title: '二', status: 'repair' })]
  for (const reader of readers)
    await applied(library, reader, [one.bibId, two.bibId], { contact: reader === readers[0] ? 'mail' : 'self' })
  for (const days of [1, 2, 3, 16, 24, 27, 30, 31]) {
    clock.set(`${day(first).add({ days })}T03:00:00`)
    await nightPasses(library)
    clock.set(`${day(first).add({ days })}T10:00:00`)
    if (days === 2 || days === 16) await scanned(library, one.itemId)
    if (days === 3) await lent(library, readers[0]!, one.itemId)
  }
  expect(await violations(library)).toEqual([])
  const { rows } = await sql`
    select e.hold_id, e.why, e.to_state, (e.at at time zone 'Asia/Tokyo')::date - ${first}::date as day,
      h.pick_up_by - ${first}::date as until, (select l.due_on - ${first}::date from loan l where l.bib_id = h.bib_id) as due
    from hold_event e join hold h on h.id = e.hold_id order by e.id`.execute(db)
  const { rows: told } = await sql`
    select n.kind, (n.due_at at time zone 'Asia/Tokyo')::date - ${first}::date as day from notice n order by n.id`.execute(
    db,
  )
  return { rows, told }
}

test('H36 the same a fortnight later: every day of what becomes of it is a fortnight later, and no other', async () => {
  const story = await storyFrom('2027-05-11')
  expect(JSON.stringify(story)).toContain('expire')
  expect(await storyFrom('2027-05-25')).toEqual(story)
})

test('every step has its words on the page of the nights, which shows them in this order', () => {
  expect(Object.keys(counterAdmin.nights.steps)).toEqual(nightSteps.map(([name]) => name))
})
