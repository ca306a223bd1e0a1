import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { cancelVisit } from '#closures/cancel-visit.ts'
import { enterClosure } from '#closures/enter-closure.ts'
import { sql, transact } from '#database/database.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { noticeGiven } from '#holds/shelf/notice-given.ts'
import { BranchId, type PatronId, StopId } from '#ids.ts'
import { forgetPatron } from '#merging/forget-patron.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { myData } from '#patrons/my-account.ts'
import {
  endCalendarAddress,
  makeCalendarAddress,
  myCalendarAddress,
  renewCalendarAddress,
  wishTitlesInCalendar,
} from '#patrons/own-calendar/calendar-address.ts'
import { givenBib } from '../../../test/given.ts'
import { givenReader, lent, scanned, staff, waiting } from '../../../test/given-holds.ts'
import { serveLibrary } from '../../../test/served.ts'
import { mountProtocols } from '../mount.ts'

const { library, base } = await serveLibrary({ machines: mountProtocols })

async function addressOf(patronId: PatronId): Promise<string> {
  await makeCalendarAddress(library, patronId)
  const { secret } = (await myCalendarAddress(library, patronId))!
  return `${base}/my/calendar/${secret}.ics`
}

/** The name of a patron and their cards. */
async function namesOf(patronId: PatronId): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select name as said from patron where id = ${patronId} union all select number from card where patron_id = ${patronId}`.execute(
    library.db,
  )
  expect(rows).toHaveLength(2)
  return rows.map(({ said }) => said)
}

const ask = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers })
async function eventsOf(url: string) {
  const answer = await ask(url)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()))
  return calendar.getAllSubcomponents('vevent').map(one => {
    const { summary, startDate, description } = new ICAL.Event(one)
    return { summary, on: `${startDate}`, description, status: one.getFirstPropertyValue('status') }
  })
}

test('one calendar has due days and last days on the shelf, with numbers and without titles, cards and names', async () => {
  const patron = await givenReader(library, { mail: 'shizuka@example.jp' })
  const [kept, ...borrowed] = [1, 2, 3].map(n => ({ title: `ひみつの題名${n}` }))
  for (const book of borrowed) {
    const { itemIds } = await givenBib(library, book)
    expect((await lent(library, patron, itemIds[0]!)).ok).toBe(true)
  }
  const ready = await givenBib(library, kept)
  await waiting(library, patron, [ready.id])
  await scanned(library, ready.itemIds[0]!)
  const url = await addressOf(patron)
  const dates = [
    { summary: '返却期限 2点', on: '2026-12-08', description: null, status: null },
    { summary: '予約の受取期限 1点：中央図書館', on: '2026-12-01', description: null, status: null },
  ]
  expect(await eventsOf(url)).toEqual(dates)
  const text = await (await ask(url)).text()
  for (const personal of ['ひみつ', 'shizuka', ...(await namesOf(patron))]) expect(text).not.toContain(personal)

  await wishTitlesInCalendar(library, patron, true)
  expect((await eventsOf(url)).map(({ description }) => description)).toEqual([
    'ひみつの題名2\nひみつの題名3',
    'ひみつの題名1',
  ])
  await wishTitlesInCalendar(library, patron, false)
  expect(await eventsOf(url)).toEqual(dates)
  expect(JSON.stringify(await myData(library, patron))).toContain('"withTitles":false')
})

test('the last day on the shelf stands in the calendar from its telling on', async () => {
  const patron = await givenReader(library, { mail: 'told@example.jp' })
  const { id, itemIds } = await givenBib(library)
  await waiting(library, patron, [id], { contact: 'mail' })
  await scanned(library, itemIds[0]!)
  const url = await addressOf(patron)
  expect(await eventsOf(url)).toEqual([])
  const holdIds = (await myHolds(library, patron)).map(hold => hold.id)
  await transact(library.db, tx => noticeGiven(tx, library.policy, holdIds, library.clock.now(), { is: 'system' }))
  expect(await eventsOf(url)).toMatchObject([{ summary: '予約の受取期限 1点：中央図書館', on: '2026-12-01' }])
})

test('as long as nothing changes the answer is the same to the byte, and has no body for whoever has it', async () => {
  const patron = await givenReader(library)
  const { itemIds } = await givenBib(library)
  const url = await addressOf(patron)
  await lent(library, patron, itemIds[0]!)
  const first = await ask(url)
  const etag = first.headers.get('etag')!
  const text = await first.text()
  expect(first.headers.get('cache-control')).toBe('private, no-cache')
  library.clock.forward({ hours: 5 })
  expect(await (await ask(url)).text()).toBe(text)
  const again = await ask(url, { 'if-none-match': etag })
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
  await scanned(library, itemIds[0]!)
  expect((await ask(url, { 'if-none-match': etag })).status).toBe(200)
  expect(await eventsOf(url)).toEqual([])
})

test('an address ends when it is renewed, ended, forgotten or merged away; a stolen dump makes none', async () => {
  const [one, two] = [await givenReader(library), await givenReader(library)]
  const first = await addressOf(one)
  expect(await addressOf(one)).toBe(first)
  await renewCalendarAddress(library, one)
  const second = await addressOf(one)
  expect([(await ask(first)).status, (await ask(second)).status]).toEqual([404, 200])
  const { half } = await library.db
    .selectFrom('calendar_address')
    .where('patron_id', '=', one)
    .select('half')
    .executeTakeFirstOrThrow()
  for (const guess of [half, `${half}${'A'.repeat(27)}`, 'x', second.slice(-53, -4).toUpperCase()])
    expect((await ask(`${base}/my/calendar/${guess}.ics`)).status).not.toBe(200)
  await endCalendarAddress(library, one)
  expect((await ask(second)).status).toBe(404)

  const third = await addressOf(one)
  expect(await mergePatrons(library, staff, { from: one, into: two }, '二重登録')).toMatchObject({ ok: true })
  expect((await ask(third)).status).toBe(404)
  const fourth = await addressOf(two)
  expect(await forgetPatron(library, staff, two)).toMatchObject({ ok: true })
  expect((await ask(fourth)).status).toBe(404)
  const { rows } = await sql`select from calendar_address where patron_id in (${one}, ${two})`.execute(library.db)
  expect(rows).toEqual([])
})

test('a branch tells its hours and closed days, a stop its visits; what changes is told', async () => {
  const before = await eventsOf(`${base}/calendar/chuo.ics`)
  const on = (events: typeof before, day: string) => events.filter(event => event.on.startsWith(day))
  expect(on(before, '2026-11-24')).toMatchObject([{ summary: '中央図書館 開館', on: '2026-11-24T09:30:00' }])
  expect(on(before, '2026-11-30')).toMatchObject([{ summary: '中央図書館 休館（定休日）', on: '2026-11-30' }])
  expect(before[0]!.on).toBe('2026-11-01T09:30:00')
  const [from, until] = ['2026-12-02', '2026-12-02'].map(day => Temporal.PlainDate.from(day))
  await enterClosure(library, staff, { branchIds: [BranchId('chuo')], from: from!, until: until!, reason: '蔵書点検' })
  expect(on(await eventsOf(`${base}/calendar/chuo.ics`), '2026-12-02')).toMatchObject([
    { summary: '中央図書館 休館（蔵書点検）' },
  ])

  await cancelVisit(library, staff, StopId('yoshiura'), Temporal.PlainDate.from('2026-12-17'), '大雪')
  const visits = [
    { summary: '移動図書館車 吉浦', on: '2026-12-03T10:20:00', status: null },
    { summary: '運休 移動図書館車 吉浦（大雪）', on: '2026-12-17T10:20:00', status: 'CANCELLED' },
  ]
  expect((await eventsOf(`${base}/calendar/yoshiura.ics`)).slice(0, 2)).toMatchObject(visits)
  expect(await eventsOf(`${base}/calendar/bm/yoshiura.ics`)).toHaveLength(3)
  const all = await eventsOf(`${base}/calendar/bm.ics`)
  expect(new Set(all.map(({ summary }) => summary.replace(/（.*/, '')))).toEqual(
    new Set(['移動図書館車 吉浦', '移動図書館車 岩船', '運休 移動図書館車 吉浦']),
  )
  expect((await eventsOf(`${base}/calendar/chuo.ics?lang=en`))[0]!.summary).toMatch(/open$/)
  for (const none of ['nowhere', 'chuo/yoshiura', 'bm/nowhere', 'a//b'])
    expect((await ask(`${base}/calendar/${none}.ics`)).status).toBe(404)
  expect((await ask(`${base}/calendar/chuo.ics`)).headers.get('access-control-allow-origin')).toBe('*')
})
