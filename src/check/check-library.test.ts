import { expect, test } from 'vitest'
import { layOutCalendar } from '#calendar/lay-out-calendar.ts'
import { sql, transact } from '#database/database.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { dayOf } from '#time/clock.ts'
import {
  at,
  day,
  givenCopy,
  givenHold,
  givenLoan,
  givenPatron,
  givenTown,
  readyNotice,
} from '../../test/given-night.ts'
import { openLibrary } from '../../test/library.ts'
import { checkLibrary, invariants } from './check-library.ts'

/** A library in which everything is as it must be: a ready hold, two waiting ones, an applied one, a loan. */
async function soundLibrary() {
  const library = await openLibrary()
  const { db, policy, clock } = library
  await givenTown(db)
  await layOutCalendar(db, day('2026-11-01'), day('2027-02-28'))
  const hanako = await givenPatron(db)
  const taro = await givenPatron(db, { mail: 'taro@example.jp' })
  const first = await givenCopy(db)
  const second = await givenCopy(db)
  const third = await givenCopy(db)
  const ready = await givenHold(db, {
    patronId: taro,
    bibId: first.bibId,
    itemId: first.itemId,
    state: 'ready',
    contact: 'mail',
    notifiedAt: '2026-11-24T09:45:00',
    pickUpBy: '2026-12-01',
  })
  await transact(db, tx => writeNotices(tx, { now: clock.now(), policy }, [readyNotice(taro, ready, first.title)]))
  await sql`update notice set state = 'sent', done_at = '2026-11-24T09:45:00+09'`.execute(db)
  const loan = await givenLoan(db, {
    patronId: taro,
    bibId: second.bibId,
    itemId: second.itemId,
    dueOn: '2026-11-29',
  })
  const waiting = await givenHold(db, { patronId: hanako, bibId: second.bibId })
  const applied = await givenHold(db, { patronId: hanako, bibId: third.bibId, state: 'applied' })
  const check = () => checkLibrary(db, policy, dayOf(clock.now()))
  return { library, db, hanako, taro, first, second, third, ready, waiting, applied, loan, check }
}
type Sound = Awaited<ReturnType<typeof soundLibrary>>

test('18 a hole between two nights is an alarm, and so is a night before its day; one that is still to be made up for is none', async () => {
  const { db, check } = await soundLibrary()
  const night = (on: string, ranAhead = false) =>
    db
      .insertInto('nightly_run')
      .values({
        day: day(on),
        started_at: at(`${on}T03:00:00`),
        finished_at: at(`${on}T03:05:00`),
        ran_ahead: ranAhead,
      })
      .execute()
  await night('2026-11-20')
  expect(await check()).toEqual([])
  await night('2026-12-09', true)
  const gaps = ['2026-11-21', '2026-11-22', '2026-11-23'].map(
    gap => `the night of ${gap} has not run, although that of 2026-12-09 has`,
  )
  expect((await check()).map(one => [one.number, one.sentence])).toEqual(gaps.map(sentence => [18, sentence]))
  for (const on of ['2026-11-21', '2026-11-22', '2026-11-23']) await night(on)
  expect(await check()).toEqual([])
  await night('2026-11-25')
  expect((await check()).map(one => [one.number, one.sentence])).toEqual([
    [18, 'the night of 2026-11-25 has run, and its day has not come'],
  ])
})

test('a sound library breaks nothing', async () => {
  expect(await (await soundLibrary()).check()).toEqual([])
})

const breaks: [number: number, name: string, what: string, how: (sound: Sound) => ReturnType<typeof sql>][] = [
  [
    1,
    'an item is bound once',
    'a lent item is captured',
    s => sql`update hold set item_id = ${s.second.itemId} where id = ${s.ready}`,
  ],
  [
    2,
    'the status of an item says what its loan, hold and journey say',
    'a lent item says it is on the shelf',
    s => sql`update item set status = 'shelf' where id = ${s.second.itemId}`,
  ],
  [
    2,
    'an item is where its journey leads, or where its hold is picked up',
    'a ready item stands elsewhere',
    s => sql`update item set current_branch_id = 'arakawa' where id = ${s.first.itemId}`,
  ],
  [
    3,
    'a patron has one open hold a bib, and no more than the limit',
    'eleven open holds',
    s => sql`
      with bibs as (insert into bib (source_key, kind, title, added_at, changed_at)
        select 'limit:' || n, 'book', 'x', '2026-01-01', '2026-01-01' from generate_series(1, 10) n returning id)
      insert into hold (patron_id, bib_id, order_id, order_position, kind, channel, state, place, pickup_branch_id, contact, applied_at)
      select h.patron_id, bibs.id, h.order_id, 2, 'ordinary', 'web', 'waiting', nextval('hold_place'), 'chuo', 'self', h.applied_at
      from hold h, bibs where h.id = ${s.waiting}`,
  ],
  [
    4,
    'a hold has an item exactly when its state says so, and one of its own bib',
    'a hold is bound to another book',
    s => sql`update hold set item_id = ${s.third.itemId} where id = ${s.ready}`,
  ],
  [
    5,
    'a hold goes only the ways there are, and an ended one stays ended',
    'an applied hold becomes ready',
    s => sql`insert into hold_event (hold_id, at, actor, from_state, to_state, why)
      values (${s.applied}, '2026-11-24', 'system', 'applied', 'ready', 'capture')`,
  ],
  [
    5,
    'a hold goes only the ways there are, and an ended one stays ended',
    'an ended hold lives on',
    s => sql`insert into hold_event (hold_id, at, actor, from_state, to_state, why) values
      (${s.applied}, '2026-11-24', 'system', 'applied', 'closed', 'refuse'),
      (${s.applied}, '2026-11-24', 'system', 'closed', 'waiting', 'takeIn')`,
  ],
  [
    7,
    'a capture passes over nobody who came earlier',
    'a later hold got the copy',
    s => sql`
      with other as (insert into hold (patron_id, bib_id, order_id, order_position, kind, channel, state, place, pickup_branch_id,
          contact, applied_at)
        select ${s.hanako}::bigint, bib_id, order_id, 1, 'ordinary', 'counter', 'waiting', place - 0.5, 'chuo', 'self', applied_at
        from hold where id = ${s.ready} returning id),
      story as (insert into hold_event (hold_id, at, actor, to_state, why)
        select id, '2026-11-20', 'staff:sato', 'waiting', 'place' from other returning id)
      insert into hold_event (hold_id, at, actor, from_state, to_state, why, item_id)
      select ${s.ready}::bigint, '2026-11-24', 'system', 'ready', 'ready', 'capture', ${s.first.itemId}::bigint
      from (select id as at_id from story) s where (select count(*) from story) = 1`,
  ],
  [
    8,
    'the last day on the hold shelf is what the calendar and the rule give',
    'a date a day too long',
    s => sql`update hold set pick_up_by = '2026-12-02' where id = ${s.ready}`,
  ],
  [
    8,
    'the last day on the hold shelf is what the calendar and the rule give',
    'a closure that moved no date',
    () => sql`update calendar_day set opens = null, closes = null where branch_id = 'chuo' and day = '2026-12-01'`,
  ],
  [
    8,
    'every last day that was told is kept',
    'told and shown, and nothing says until when',
    s => sql`update hold set told_until = null where id = ${s.ready}`,
  ],
  [
    10,
    'no due notice outlives its cause',
    'a patron is to be told that they may come, who has it already',
    () => sql`update notice set state = 'due'`,
  ],
  [
    10,
    'no due notice outlives its cause',
    'nobody writes to a patron who has neither telephone nor mail, and whose book stands ready',
    s => sql`with gone as (delete from notice), neither as (update patron set phone = null, mail = null where id = ${s.taro})
      update hold set notified_at = null, told_until = null where id = ${s.ready}`,
  ],
  [
    9,
    'a due date is a day on which the item can be brought back',
    'due on a Monday',
    s => sql`update loan set due_on = '2026-11-30' where id = ${s.loan}`,
  ],
  [
    9,
    'no loan is renewed more often than the library allows',
    'renewed twice',
    s => sql`update loan set renewals = 2 where id = ${s.loan}`,
  ],
  [
    9,
    'no loan was renewed while somebody else waited',
    'renewed although a patron waits',
    s => sql`insert into item_event (item_id, at, actor, from_status, to_status, why)
      values (${s.second.itemId}, '2026-11-24', 'patron', 'loan', 'loan', 'renew')`,
  ],
  [
    10,
    'the story of an item has a row for each change, and ends where the item is',
    'a change without a row',
    s => sql`insert into item_event (item_id, at, actor, from_status, to_status, why)
      values (${s.third.itemId}, '2026-11-24', 'system', 'loan', 'repair', 'repair')`,
  ],
  [
    10,
    'the story of a hold ends where the hold is',
    'a change without a row',
    s =>
      sql`update hold set state = 'closed', closed_at = '2026-11-24', closed_why = 'cancelled' where id = ${s.waiting}`,
  ],
  [
    10,
    'what calls for a notice has exactly one',
    'a notice that was lost',
    () => sql`delete from notice where kind = 'ready'`,
  ],
  [
    10,
    'what calls for a notice has exactly one',
    'a notice that was written twice',
    () => sql`insert into notice (dedupe_key, kind, patron_id, hold_id, channel, recipient, facts, due_at, next_try_at, message_id)
      select dedupe_key || '!', kind, patron_id, hold_id, channel, recipient, facts, due_at, next_try_at, '<x@kago>' from notice`,
  ],
  [
    10,
    'no due notice outlives its cause',
    'a set stands ready and nobody is going to be called for it',
    s => sql`
      with lost as (delete from notice where kind = 'ready')
      update hold set kind = 'set', notified_at = null where id = ${s.ready}`,
  ],
  [
    10,
    'no due notice outlives its cause',
    'a notice of a hold, whose patron has brought something else back since the night',
    s => sql`
      with night as (insert into nightly_run values ('2026-11-24', '2026-11-24T03:00:00+09', '2026-11-24T03:01:00+09')),
      back as (update loan set returned_at = '2026-11-24T09:00:00+09', returned_branch_id = 'chuo' where id = ${s.loan})
      insert into notice (dedupe_key, kind, patron_id, hold_id, channel, recipient, facts, due_at, next_try_at, message_id)
      select 'x', 'unavailable', patron_id, hold_id, channel, recipient, facts, due_at, next_try_at, '<x@kago>' from notice`,
  ],
  [
    11,
    'in a series only the first open member waits or is captured',
    'the second volume is captured before the first',
    s => sql`update hold set kind = 'series', order_position = 2, order_id = (select order_id from hold where id = ${s.waiting})
      where id = ${s.ready}`,
  ],
  [
    11,
    'a set becomes ready together or not at all',
    'one of two is ready',
    s => sql`update hold set kind = 'set', order_id = (select order_id from hold where id = ${s.waiting})
      where id = ${s.ready}`,
  ],
  [
    12,
    'after the night nothing tells who read a returned item',
    'a returned loan still names its patron',
    s => sql`update loan set returned_at = '2026-11-23T10:00:00+09', returned_branch_id = 'chuo' where id = ${s.loan}`,
  ],
  [
    12,
    'what machines and counters reported names nobody who left',
    'a report of a machine outlived the patron it names',
    () => sql`
      with gone as (insert into patron (category, name, name_reading, birth_date, expires_on, created_at)
        values ('general', '', '', '1900-01-01', '2029-01-01', '2026-01-01') returning id),
      made as (insert into machine (name, branch_id, password_hash, charset, language, asks_password, comma_in_name,
          tells_hold_patron, created_at)
        values ('jidou', 'chuo', 'x', 'utf8', 'ja', true, false, false, '2026-01-01') returning name)
      insert into machine_report (key, machine, what, happened_at, reported_at, state, patron_id)
      select 'x', made.name, 'checkOut', '2026-11-24', '2026-11-24', 'begun', gone.id from gone, made`,
  ],
  [
    12,
    'nobody who left, or goes by another number, still has saved searches',
    'what somebody looked for outlived them',
    s => sql`
      with gone as (insert into patron (category, name, name_reading, birth_date, expires_on, created_at)
        values ('general', '', '', '1900-01-01', '2029-01-01', '2026-01-01') returning id)
      insert into saved_search (patron_id, asked, arranged, saved_at, seen_to) select id, 'q=x', '', '2026-11-01', ${s.first.bibId}
      from gone`,
  ],
  [
    12,
    'nobody who left, or goes by another number, still has saved searches',
    'a merge left them behind',
    s => sql`
      with merged as (update patron set merged_into = ${s.taro} where id = ${s.hanako} returning id)
      insert into saved_search (patron_id, asked, arranged, saved_at, seen_to) select id, 'q=x', '', '2026-11-01', 0 from merged`,
  ],
  [
    12,
    'nobody who left, or goes by another number, still has lists of what they wish to read',
    'a merge left them behind',
    s => sql`
      with merged as (update patron set merged_into = ${s.taro} where id = ${s.hanako} returning id)
      insert into wish_list (id, patron_id, name, made_at) select gen_random_uuid(), id, '夏', '2026-11-01' from merged`,
  ],
  [
    12,
    'nobody who left, or goes by another number, still has questions to the library',
    'a merge left one behind',
    s => sql`
      with merged as (update patron set merged_into = ${s.taro} where id = ${s.hanako} returning id)
      insert into question (id, patron_id, asks, state, made_at, changed_at)
      select gen_random_uuid(), id, '鮭はいつから？', 'received', '2026-11-01', '2026-11-01' from merged`,
  ],
  [
    12,
    'nobody who left, or goes by another number, is of a family',
    'a merge left the link behind',
    s => sql`
      with merged as (update patron set merged_into = ${s.taro} where id = ${s.hanako} returning id)
      insert into family_link (carer_id, member_id, made_at) select ${s.taro}, id, '2026-11-01' from merged`,
  ],
  [
    12,
    'nobody who left, or goes by another number, still has passkeys',
    'a merge left one behind',
    s => sql`
      with merged as (update patron set merged_into = ${s.taro} where id = ${s.hanako} returning id)
      insert into passkey (patron_id, credential_id, public_key, counter, user_handle, host, name, added_at)
      select id, 'abc', '', 0, 'def', 'lib.example.jp', '電話', '2026-11-01' from merged`,
  ],
  [
    12,
    'nobody who left, or goes by another number, still has notes of the desk or messages to them',
    'a merge left a note behind',
    s => sql`
      with merged as (update patron set merged_into = ${s.taro} where id = ${s.hanako} returning id)
      insert into patron_note (id, patron_id, words, written_at)
      select gen_random_uuid(), id, '車いすで来館', '2026-11-01' from merged`,
  ],
  [
    12,
    'nobody who left, or goes by another number, still has notes of the desk or messages to them',
    'a message waits for somebody who goes by another number',
    s => sql`
      with merged as (update patron set merged_into = ${s.taro} where id = ${s.hanako} returning id)
      insert into patron_message (id, patron_id, words, written_by, written_at)
      select gen_random_uuid(), id, '傘をお預かりしています', 'hanako', '2026-11-01' from merged`,
  ],
  [
    15,
    'every item is somewhere: the places add up to the total',
    'an item that is nowhere',
    s => sql`update item set status = 'loan' where id = ${s.third.itemId}`,
  ],
  [15, 'every loan is counted once', 'a loan is counted nowhere', () => sql`delete from lending`],
  [
    16,
    'every copy that must be touched is on a list where it stands',
    'a hold is on its way, its copy stands where it is fetched and no list says so',
    s => sql`update hold h set state = 'inTransit', ready_at = null, pick_up_by = null, slip = concat_ws('/',
        (select right(c.number, 4) from card c where c.patron_id = h.patron_id and c.retired_on is null), h.pickup_stop_id)
      where id = ${s.ready}`,
  ],
  [
    16,
    'a journey begins with a scan',
    'a copy travels though nobody sent it',
    s => sql`
      with travels as (update item set status = 'transit', current_branch_id = 'arakawa' where id = ${s.third.itemId} returning id),
      sent as (insert into transit (item_id, from_branch_id, to_branch_id, sent_at) select id, 'chuo', 'arakawa', '2026-11-24' from travels)
      insert into item_event (item_id, at, actor, from_status, to_status, why) select id, '2026-11-24', 'night', 'shelf', 'transit', 'capture'
      from travels`,
  ],
  [
    16,
    'a copy stands where it was in hand last',
    'a copy is elsewhere without a scan',
    s => sql`
      with moved as (insert into item_event (item_id, at, actor, branch_id, from_status, to_status, why)
        values (${s.third.itemId}, '2026-11-24', 'staff:sato', 'chuo', 'shelf', 'shelf', 'scan'))
      update item set current_branch_id = 'arakawa' where id = ${s.third.itemId}`,
  ],
  [
    17,
    'every open hold can be served some day, or is on the list of stuck holds',
    'a hold was left behind by a merge',
    s => sql`update patron set merged_into = ${s.taro} where id = ${s.hanako}`,
  ],
  [
    18,
    'the nights have no gap',
    'a night in between has not run',
    () => sql`
      insert into nightly_run (day, started_at, finished_at)
      select day, day + time '03:00', day + time '03:05' from unnest('{2026-11-20,2026-11-22}'::date[]) day`,
  ],
  [
    18,
    'no night runs before its day',
    'a night of tomorrow has run',
    () => sql`insert into nightly_run (day, started_at, finished_at) values ('2026-11-25', '2026-11-24', '2026-11-24')`,
  ],
]

test.each(breaks)('%i: %s (%s)', async (number, name, _what, how) => {
  const sound = await soundLibrary()
  if (number === 11)
    await sql`update hold set kind = ${name.includes('set') ? 'set' : 'series'} where id = ${sound.waiting}`.execute(
      sound.db,
    )
  if (number === 12) {
    await sql`insert into nightly_run values ('2026-11-24', '2026-11-24T03:00:00+09', '2026-11-24T03:01:00+09')`.execute(
      sound.db,
    )
  }
  expect(await sound.check()).toEqual([])
  await how(sound).execute(sound.db)
  expect((await sound.check()).map(violation => violation.name)).toContain(name)
})

test('every invariant has a test that breaks it', () => {
  expect([...new Set(breaks.map(([, name]) => name))].sort()).toEqual([...new Set(invariants.map(i => i.name))].sort())
})
