import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { transact } from '#database/database.ts'
import { BranchId, type HoldId, NoticeId, type PatronId } from '#ids.ts'
import { applyForMail } from '#notices/addresses/apply-for-mail.ts'
import { loadMailStanding } from '#notices/addresses/mail-application-store.ts'
import { registerMailAddresses } from '#notices/addresses/register-mail-addresses.ts'
import { tellByHand } from '#notices/outbox-store.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { writeReminders } from '#notices/write-reminders.ts'
import { day, givenCopy, givenHold, givenLoan, givenPatron, readyNotice } from '../../test/given-night.ts'
import type { TestLibrary } from '../../test/library.ts'
import { openMailTown } from '../../test/mail-town.ts'
import { phoneList } from './hand-list.ts'
import { markCalled } from './mark-called.ts'
import { markNotReached } from './mark-not-reached.ts'
import { readBounces } from './read-bounces.ts'
import { sendDueNotices } from './send-due-notices.ts'

const staff = { is: 'staff', login: 'sato' } as const

async function givenReady(library: TestLibrary, patronId: PatronId, title: string, contact: 'mail' | 'phone') {
  const { bibId, itemId } = await givenCopy(library.db, { title })
  const holdId = await givenHold(library.db, { patronId, bibId, itemId, state: 'ready', contact })
  await library.db
    .transaction()
    .execute(tx =>
      writeNotices(tx, { now: library.clock.now(), policy: library.policy }, [
        readyNotice(patronId, holdId, title, contact),
      ]),
    )
  return holdId
}

const hold = (library: TestLibrary, id: HoldId) =>
  library.db.selectFrom('hold').where('id', '=', id).selectAll().executeTakeFirstOrThrow()

test('M26 a patron to be called stands on the list of the pickup place once, with all books; the call starts the clock', async () => {
  const { library } = await openMailTown()
  const patronId = await givenPatron(library.db, { phone: '0254-99-0001' })
  const first = await givenReady(library, patronId, 'こころ', 'phone')
  await givenReady(library, patronId, '三四郎', 'phone')

  const list = await phoneList(library, BranchId('chuo'))
  expect(list.map(({ recipient, notices }) => [recipient, notices.map(call => call.facts.titles[0])])).toEqual([
    ['0254-99-0001', ['こころ', '三四郎']],
  ])
  expect(await phoneList(library, BranchId('arakawa'))).toEqual([])

  const noticeId = list[0]!.notices[0]!.noticeId
  library.clock.forward({ minutes: 5 })
  expect(await markCalled(library, staff, noticeId)).toEqual({ ok: true, value: null })
  expect(await markCalled(library, staff, noticeId)).toEqual({ ok: true, value: null })
  expect((await hold(library, first)).notified_at?.equals(library.clock.now())).toBe(true)
  expect((await phoneList(library, BranchId('chuo')))[0]!.notices).toHaveLength(1)
})

test('who is not reached stays on the list, behind those who wait longer, and no clock starts', async () => {
  const { library } = await openMailTown()
  const first = await givenReady(library, await givenPatron(library.db, { phone: '0254-99-0001' }), 'こころ', 'phone')
  library.clock.forward({ minutes: 10 })
  await givenReady(library, await givenPatron(library.db, { phone: '0254-99-0002' }), '三四郎', 'phone')
  const [entry] = await phoneList(library, BranchId('chuo'))
  await markNotReached(library, staff, entry!.notices[0]!.noticeId)
  const after = await phoneList(library, BranchId('chuo'))
  expect(after.map(({ recipient, notices }) => [recipient, notices[0]!.notReached])).toEqual([
    ['0254-99-0002', 0],
    ['0254-99-0001', 1],
  ])
  expect((await hold(library, first)).notified_at).toBeNull()

  await markCalled(library, staff, after[0]!.notices[0]!.noticeId)
  const audit = await library.db.selectFrom('audit').select(['staff_login', 'did', 'patron_id']).orderBy('id').execute()
  expect(audit).toEqual([
    { staff_login: 'sato', did: 'markNotReached', patron_id: entry!.patronId },
    { staff_login: 'sato', did: 'markCalled', patron_id: after[0]!.patronId },
  ])
})

test('a call that is not on the list is refused', async () => {
  const { library } = await openMailTown()
  expect(await markCalled(library, staff, NoticeId(999))).toEqual({ ok: false, refusal: { why: 'unknownCall' } })
  expect(await markNotReached(library, staff, NoticeId(999))).toEqual({ ok: false, refusal: { why: 'unknownCall' } })
})

test('a mail that comes back tells nobody: the hold moves to the phone list and its clock stands still', async () => {
  const { library, mailer } = await openMailTown()
  const patronId = await givenPatron(library.db, { mail: 'gone@example.jp', phone: '0254-99-0001' })
  const holdId = await givenReady(library, patronId, 'こころ', 'mail')
  library.clock.forward({ hours: 1 })
  await sendDueNotices(library, mailer, { limit: 10 })
  expect((await hold(library, holdId)).notified_at).not.toBeNull()

  const box = mkdtempSync(join(tmpdir(), 'kago-bounce-'))
  const { message_id } = await library.db.selectFrom('notice').select('message_id').executeTakeFirstOrThrow()
  writeFileSync(join(box, 'delayed.eml'), `Action: delayed\r\nStatus: 4.4.1\r\n\r\nMessage-ID: ${message_id}\r\n`)
  writeFileSync(join(box, 'junk.eml'), Buffer.from([0, 255, 10, 13]))
  expect(await readBounces(library, box)).toEqual({ read: 2, failed: 0 })
  writeFileSync(join(box, 'failed.eml'), `Action: failed\r\nStatus: 5.1.1\r\n\r\nMessage-ID: ${message_id}\r\n`)
  expect(await readBounces(library, box)).toEqual({ read: 1, failed: 1 })
  expect(readdirSync(join(box, 'read')).sort()).toEqual(['delayed.eml', 'failed.eml', 'junk.eml'])

  expect((await hold(library, holdId)).notified_at).toBeNull()
  expect((await phoneList(library, BranchId('chuo')))[0]!.notices.map(call => [call.holdId, call.mailFailed])).toEqual([
    [holdId, true],
  ])
  writeFileSync(join(box, 'again.eml'), `Action: failed\r\nStatus: 5.1.1\r\n\r\nMessage-ID: ${message_id}\r\n`)
  expect(await readBounces(library, box)).toEqual({ read: 1, failed: 0 })
})

test('a mail that comes back, or is refused, after its book was fetched asks for no call', async () => {
  const { library, mailer } = await openMailTown()
  const patronId = await givenPatron(library.db, { mail: 'gone@example.jp', phone: '0254-99-0001' })
  const holdId = await givenReady(library, patronId, 'こころ', 'mail')
  library.clock.forward({ hours: 1 })
  const { id, message_id } = await library.db
    .selectFrom('notice')
    .select(['id', 'message_id'])
    .executeTakeFirstOrThrow()
  await sendDueNotices(library, mailer, { limit: 10 })
  await library.db
    .updateTable('hold')
    .set({
      state: 'closed',
      item_id: null,
      pick_up_by: null,
      ready_at: null,
      closed_at: library.clock.now(),
      closed_why: 'fulfilled',
    })
    .where('id', '=', holdId)
    .execute()
  const box = mkdtempSync(join(tmpdir(), 'kago-bounce-'))
  writeFileSync(join(box, 'failed.eml'), `Action: failed\r\nStatus: 5.1.1\r\n\r\nMessage-ID: ${message_id}\r\n`)
  expect(await readBounces(library, box)).toEqual({ read: 1, failed: 1 })
  const stillDue = () => library.db.selectFrom('notice').select('kind').where('state', '=', 'due').execute()
  expect(await stillDue()).toEqual([])
  expect(await transact(library.db, tx => tellByHand(tx, [id], library.clock.now()))).toBe(0)
})

test('a report whose parts are coded in base64 is read like any other', async () => {
  const { library, mailer } = await openMailTown()
  const patronId = await givenPatron(library.db, { mail: 'gone@example.jp', phone: '0254-99-0001' })
  await givenReady(library, patronId, 'こころ', 'mail')
  library.clock.forward({ hours: 1 })
  await sendDueNotices(library, mailer, { limit: 10 })
  const { message_id } = await library.db.selectFrom('notice').select('message_id').executeTakeFirstOrThrow()

  const coded = (type: string, text: string) => [
    ...['--b', `Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', ''],
    Buffer.from(text).toString('base64'),
  ]
  const box = mkdtempSync(join(tmpdir(), 'kago-bounce-'))
  const mail = [
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    ...coded('text/plain; charset=utf-8', '届きませんでした。'),
    ...coded('message/delivery-status', 'Reporting-MTA: dns; mx.example\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n'),
    ...coded('text/rfc822-headers', `Message-ID: ${message_id}\r\n`),
    '--b--',
  ]
  writeFileSync(join(box, 'coded.eml'), mail.join('\r\n'))
  expect(await readBounces(library, box)).toEqual({ read: 1, failed: 1 })
  expect(await loadMailStanding(library.db, patronId)).toMatchObject({ registered: null, bounced: 'gone@example.jp' })
})

test('M43 M44 an address is registered with the 登録完了メール of the next morning, not before', async () => {
  const { library, mailer, directory } = await openMailTown()
  const patronId = await givenPatron(library.db)
  const other = await givenPatron(library.db)
  library.clock.set('2026-11-24T02:59:59')
  expect((await applyForMail(library, patronId, 'hanako@example.jp')).ok).toBe(true)
  library.clock.set('2026-11-24T03:00:00')
  expect((await applyForMail(library, other, 'taro@example.jp')).ok).toBe(true)
  expect(await applyForMail(library, patronId, 'hanako')).toEqual({ ok: false, refusal: { why: 'notAnAddress' } })

  library.clock.set('2026-11-24T03:10:00')
  const night = { day: day('2026-11-24'), now: library.clock.now(), limit: 100 }
  expect((await registerMailAddresses(library, night)).did).toBe(1)
  expect((await registerMailAddresses(library, night)).did).toBe(0)
  expect(await loadMailStanding(library.db, patronId)).toEqual({
    registered: null,
    bounced: null,
    applied: { address: 'hanako@example.jp', refused: false },
  })

  library.clock.set('2026-11-24T08:59:59')
  expect((await sendDueNotices(library, mailer, { limit: 10 })).sent).toBe(0)
  library.clock.set('2026-11-24T09:00:00')
  expect((await sendDueNotices(library, mailer, { limit: 10 })).sent).toBe(1)
  expect(await loadMailStanding(library.db, patronId)).toEqual({
    registered: 'hanako@example.jp',
    bounced: null,
    applied: null,
  })
  expect((await loadMailStanding(library.db, other)).registered).toBeNull()
  expect(readdirSync(directory)).toHaveLength(1)
})

test('an address typed again after the night has written waits for the next night', async () => {
  const { library, mailer } = await openMailTown()
  const patronId = await givenPatron(library.db, { mail: 'old@example.jp' })
  await applyForMail(library, patronId, 'wrong@example.jp')
  const tonight = { day: day('2026-11-25'), now: library.clock.now(), limit: 100 }
  await registerMailAddresses(library, tonight)
  library.clock.forward({ minutes: 1 })
  await applyForMail(library, patronId, 'right@example.jp')
  library.clock.set('2026-11-25T09:00:00')
  await sendDueNotices(library, mailer, { limit: 10 })
  expect(await loadMailStanding(library.db, patronId)).toEqual({
    registered: 'old@example.jp',
    bounced: null,
    applied: { address: 'right@example.jp', refused: false },
  })
})

test('reminders: two days before, on the 7th, 14th and 28th day after, each once, all books of a day together', async () => {
  const { library } = await openMailTown()
  const withMail = await givenPatron(library.db, { mail: 'hanako@example.jp' })
  const withPhone = await givenPatron(library.db, { phone: '0254-99-0002' })
  await givenPatron(library.db, { phone: null })
  for (const patronId of [withMail, withPhone]) {
    for (const dueOn of [
      '2026-11-26',
      '2026-11-26',
      '2026-11-25',
      '2026-11-17',
      '2026-11-16',
      '2026-11-10',
      '2026-10-27',
    ]) {
      const { bibId, itemId } = await givenCopy(library.db)
      await givenLoan(library.db, { patronId, bibId, itemId, dueOn })
    }
  }
  const { bibId, itemId } = await givenCopy(library.db)
  await givenHold(library.db, {
    patronId: withMail,
    bibId,
    itemId,
    state: 'ready',
    contact: 'mail',
    notifiedAt: '2026-11-18T10:00:00',
    pickUpBy: '2026-11-25',
  })
  const night = { day: day('2026-11-24'), now: library.clock.now(), limit: 1 }
  const counts = { dueSoon: 0, overdue: 0, shelfEnding: 0 }
  for (;;) {
    const { did, report } = await writeReminders(library, night)
    if (did === 0) break
    counts.dueSoon += report.dueSoon
    counts.overdue += report.overdue
    counts.shelfEnding += report.shelfEnding
  }
  expect(counts).toEqual({ dueSoon: 1, overdue: 6, shelfEnding: 1 })
  const soon = await library.db.selectFrom('notice').where('kind', '=', 'dueSoon').selectAll().executeTakeFirstOrThrow()
  expect((soon.facts as { titles: string[] }).titles).toHaveLength(2)
  const calls = await library.db.selectFrom('notice').where('channel', '=', 'phone').select('kind').execute()
  expect(calls.map(call => call.kind)).toEqual(['overdue', 'overdue', 'overdue'])
})
