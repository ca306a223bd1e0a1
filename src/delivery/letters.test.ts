import { expect, test } from 'vitest'
import { sql, transact } from '#database/database.ts'
import { migrate } from '#database/migrate.ts'
import { BranchId, type HoldId, NoticeId, type PatronId } from '#ids.ts'
import { readdressNotices } from '#notices/addresses/readdress-notices.ts'
import { removeMail } from '#notices/addresses/remove-mail.ts'
import { forgetNoticesOf } from '#notices/forgotten-notice-store.ts'
import { tellByHand } from '#notices/outbox-store.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { writeReminders } from '#notices/write-reminders.ts'
import { day, givenCopy, givenHold, givenLoan, givenPatron, readyNotice } from '../../test/given-night.ts'
import type { TestLibrary } from '../../test/library.ts'
import { openMailTown } from '../../test/mail-town.ts'
import { letterList, phoneList, toldByHandToday } from './hand-list.ts'
import { markCalled, markWritten } from './mark-called.ts'
import { sendDueNotices } from './send-due-notices.ts'
import { takeCallBack } from './take-call-back.ts'

const staff = { is: 'staff', login: 'sato' } as const

async function givenNeither(library: TestLibrary, mail: string | null = null) {
  const patronId = await givenPatron(library.db, { mail, phone: null })
  const home = { postal_code: '958-0001', address: '村上市一丁目2-3' }
  await library.db.updateTable('patron').set(home).where('id', '=', patronId).execute()
  return patronId
}

async function givenReady(library: TestLibrary, patronId: PatronId, title = 'こころ') {
  const { bibId, itemId } = await givenCopy(library.db, { title })
  const holdId = await givenHold(library.db, { patronId, bibId, itemId, state: 'ready', contact: 'mail' })
  await transact(library.db, tx =>
    writeNotices(tx, { now: library.clock.now(), policy: library.policy }, [
      readyNotice(patronId, holdId, title, 'mail'),
    ]),
  )
  return holdId
}

const change = (library: TestLibrary, patronId: PatronId, to: { phone?: string | null; mail?: string | null }) =>
  library.db.updateTable('patron').set(to).where('id', '=', patronId).execute()

const hold = (library: TestLibrary, id: HoldId) =>
  library.db.selectFrom('hold').where('id', '=', id).selectAll().executeTakeFirstOrThrow()

const letters = async (library: TestLibrary) =>
  (await letterList(library, BranchId('chuo'))).map(({ patronId, recipient, notices }) => ({
    patronId,
    recipient,
    kinds: notices.map(({ kind }) => kind),
  }))

test('who has neither telephone nor mail stands on the list with the address; the letter starts the clock of the shelf', async () => {
  const { library } = await openMailTown()
  const patronId = await givenNeither(library)
  const holdId = await givenReady(library, patronId)
  await givenReady(library, patronId, '三四郎')
  const { bibId, itemId } = await givenCopy(library.db)
  await givenLoan(library.db, { patronId, bibId, itemId, dueOn: '2026-11-17' })
  const night = { day: day('2026-11-24'), now: library.clock.now(), limit: 10 }
  expect((await writeReminders(library, night)).report).toMatchObject({ overdue: 1, dueSoon: 0 })

  expect(await letters(library)).toEqual([
    { patronId, recipient: '〒958-0001 村上市一丁目2-3', kinds: ['ready', 'ready', 'overdue'] },
  ])
  expect(await phoneList(library, BranchId('chuo'))).toEqual([])
  expect(await letterList(library, BranchId('arakawa'))).toEqual([])

  const { noticeId } = (await letterList(library, BranchId('chuo')))[0]!.notices[0]!
  library.clock.forward({ minutes: 5 })
  expect(await markWritten(library, staff, noticeId)).toEqual({ ok: true, value: null })
  expect(await markWritten(library, staff, noticeId)).toEqual({ ok: true, value: null })
  const told = await hold(library, holdId)
  expect(told.notified_at?.equals(library.clock.now())).toBe(true)
  expect(told.told_until?.equals(told.pick_up_by!)).toBe(true)
  expect((await letters(library))[0]!.kinds).toEqual(['ready', 'overdue'])
  expect(await toldByHandToday(library, 'letter', BranchId('chuo'))).toMatchObject([{ noticeId, kind: 'ready' }])
  const row = await library.db.selectFrom('notice').where('id', '=', noticeId).selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({ channel: 'letter', state: 'sent', recipient: '〒958-0001 村上市一丁目2-3' })
  const audit = await library.db.selectFrom('audit').select(['staff_login', 'did', 'patron_id']).execute()
  expect(audit).toEqual([{ staff_login: 'sato', did: 'markWritten', patron_id: patronId }])
})

test('「書きました」 is taken back on the same day: the clock stands still again, and the letter is on the list', async () => {
  const { library } = await openMailTown()
  const holdId = await givenReady(library, await givenNeither(library))
  const { noticeId } = (await letterList(library, BranchId('chuo')))[0]!.notices[0]!
  await markWritten(library, staff, noticeId)
  expect(await takeCallBack(library, staff, noticeId)).toEqual({ ok: true, value: null })
  expect((await hold(library, holdId)).notified_at).toBeNull()
  expect((await letters(library))[0]!.kinds).toEqual(['ready'])
  await markWritten(library, staff, noticeId)
  library.clock.forward({ hours: 24 })
  expect(await takeCallBack(library, staff, noticeId)).toEqual({ ok: false, refusal: { why: 'callTooOld' } })
  expect(await markWritten(library, staff, NoticeId(999))).toEqual({ ok: false, refusal: { why: 'unknownCall' } })
})

test('what is not so any more is not written, and a patron without any address stands there all the same', async () => {
  const { library } = await openMailTown()
  const holdId = await givenReady(library, await givenPatron(library.db, { mail: null, phone: null }))
  expect((await letters(library)).map(({ recipient }) => recipient)).toEqual([''])
  const { noticeId } = (await letterList(library, BranchId('chuo')))[0]!.notices[0]!
  await library.db.updateTable('hold').set({ notified_at: library.clock.now() }).where('id', '=', holdId).execute()
  expect(await letters(library)).toEqual([])
  expect(await markWritten(library, staff, noticeId)).toEqual({ ok: false, refusal: { why: 'callNotNeeded' } })
})

test('who takes the mail address away, or loses the number, is written to; who gives one is reached by it', async () => {
  const { library, mailer } = await openMailTown()
  const byMail = await givenNeither(library, 'hanako@example.jp')
  const byPhone = await givenPatron(library.db, { mail: null, phone: '0254-99-0009' })
  for (const patronId of [byMail, byPhone]) await givenReady(library, patronId)
  library.clock.forward({ hours: 1 })
  await removeMail(library, byMail)
  await change(library, byPhone, { phone: null })
  await sendDueNotices(library, mailer, { limit: 10 })
  expect((await letters(library)).map(({ patronId }) => patronId).sort()).toEqual([byMail, byPhone].sort())
  expect(await phoneList(library, BranchId('chuo'))).toEqual([])

  await change(library, byMail, { phone: '0254-99-0010' })
  await change(library, byPhone, { mail: 'taro@example.jp' })
  await sendDueNotices(library, mailer, { limit: 10 })
  expect(await letters(library)).toEqual([])
  expect((await phoneList(library, BranchId('chuo'))).map(({ recipient }) => recipient)).toEqual(['0254-99-0010'])
  const [told] = await library.db.selectFrom('notice').where('patron_id', '=', byPhone).selectAll().execute()
  expect(told).toMatchObject({ channel: 'mail', recipient: 'taro@example.jp', state: 'sent' })
})

test('a letter that was written while a number came in counts; the number is called no more', async () => {
  const { library, mailer } = await openMailTown()
  const patronId = await givenNeither(library)
  const holdId = await givenReady(library, patronId)
  const { noticeId } = (await letterList(library, BranchId('chuo')))[0]!.notices[0]!
  await change(library, patronId, { phone: '0254-99-0010' })
  await sendDueNotices(library, mailer, { limit: 10 })
  expect(await markWritten(library, staff, noticeId)).toEqual({ ok: true, value: null })
  expect((await hold(library, holdId)).notified_at).not.toBeNull()
  expect(await phoneList(library, BranchId('chuo'))).toEqual([])
  expect(await toldByHandToday(library, 'letter', BranchId('chuo'))).toHaveLength(1)
  expect(await markCalled(library, staff, noticeId)).toEqual({ ok: true, value: null })
})

test('two registrations put together: a letter becomes a call, a call a letter', async () => {
  const { library } = await openMailTown()
  const neither = await givenNeither(library)
  const called = await givenPatron(library.db, { mail: null, phone: '0254-99-0009' })
  await givenReady(library, neither)
  const at = { now: library.clock.now(), policy: library.policy }
  await library.db.transaction().execute(tx => readdressNotices(tx, at, neither, called))
  expect(await letters(library)).toEqual([])
  expect((await phoneList(library, BranchId('chuo'))).map(entry => entry.recipient)).toEqual(['0254-99-0009'])
  await library.db.transaction().execute(tx => readdressNotices(tx, at, called, neither))
  expect(await phoneList(library, BranchId('chuo'))).toEqual([])
  expect((await letters(library)).map(({ recipient }) => recipient)).toEqual(['〒958-0001 村上市一丁目2-3'])
})

test('what a library had before letters is put on the list: calls without a number, and books ready for whom nobody could tell', async () => {
  const { library } = await openMailTown()
  const { db } = library
  await sql`
    drop index notice_letter_list; alter table notice drop constraint notice_call_has_number;
    delete from migration where name = '0310-letters.sql'`.execute(db)
  const neither = await givenNeither(library)
  const noNumber = await givenReady(library, neither)
  await sql`update notice set channel = 'phone', recipient = '', dedupe_key = dedupe_key || ':phone'`.execute(db)
  const untold = await givenReady(library, neither, '三四郎')
  await sql`update notice set state = 'cancelled' where hold_id = ${untold}`.execute(db)
  const never = await givenReady(library, neither, 'それから')
  await sql`delete from notice where hold_id = ${never}`.execute(db)
  const byPhone = await givenPatron(db, { phone: '0254-99-0009' })
  await givenReady(library, byPhone)

  expect((await migrate(db)).applied).toMatchObject([{ name: '0310-letters.sql' }])
  const [entry] = await letterList(library, BranchId('chuo'))
  expect(entry?.recipient).toBe('〒958-0001 村上市一丁目2-3')
  expect(entry?.notices.map(({ holdId }) => holdId).sort()).toEqual([noNumber, untold, never].sort())
  expect(entry?.notices.map(({ facts }) => facts.titles[0]).sort()).toEqual(['こころ', '三四郎', 'それから'].sort())
  expect((await phoneList(library, BranchId('chuo'))).map(({ patronId }) => patronId)).toEqual([byPhone])
  const made = await hold(library, never)
  const { dedupe_key } = await db
    .selectFrom('notice')
    .where('hold_id', '=', never)
    .select('dedupe_key')
    .executeTakeFirstOrThrow()
  expect(dedupe_key).toBe(`ready:hold:${never}:${made.ready_at}`)
})

test('a mail that failed is not tried again at the same address while the letter waits, only at another', async () => {
  const { library, mailer } = await openMailTown()
  const patronId = await givenNeither(library, 'hanako@example.jp')
  await givenReady(library, patronId)
  const [failed] = await library.db.updateTable('notice').set({ state: 'failed' }).returning('id').execute()
  await transact(library.db, tx => tellByHand(tx, [failed!.id], library.clock.now()))
  library.clock.forward({ hours: 1 })
  expect((await sendDueNotices(library, mailer, { limit: 10 })).sent).toBe(0)
  expect((await letterList(library, BranchId('chuo')))[0]!.notices.map(({ mailFailed }) => mailFailed)).toEqual([true])
  await change(library, patronId, { mail: 'other@example.jp' })
  expect((await sendDueNotices(library, mailer, { limit: 10 })).sent).toBe(1)
  expect(await letters(library)).toEqual([])
})

test('who left the library since they were written to is not put on the list again', async () => {
  const { library } = await openMailTown()
  const patronId = await givenNeither(library)
  await givenReady(library, patronId)
  const { noticeId } = (await letterList(library, BranchId('chuo')))[0]!.notices[0]!
  await markWritten(library, staff, noticeId)
  await transact(library.db, tx => forgetNoticesOf(tx, patronId))
  expect(await takeCallBack(library, staff, noticeId)).toEqual({ ok: false, refusal: { why: 'callTooOld' } })
  expect(await letters(library)).toEqual([])
})
