import { afterEach, describe, expect, test } from 'vitest'
import { markItem } from '#circulation/desk/mark-item.ts'
import { moveDueDates } from '#circulation/loans/move-due-dates.ts'
import { addVisit } from '#closures/add-visit.ts'
import { cancelVisit } from '#closures/cancel-visit.ts'
import { enterClosure } from '#closures/enter-closure.ts'
import { liftClosure } from '#closures/lift-closure.ts'
import { moveVisit } from '#closures/move-visit.ts'
import { putVisitBack } from '#closures/put-visit-back.ts'
import { phoneList } from '#delivery/hand-list.ts'
import type { Mailer } from '#delivery/mailer.ts'
import { markCalled } from '#delivery/mark-called.ts'
import { sendDueNotices } from '#delivery/send-due-notices.ts'
import { BranchId, type HoldId, type PatronId, StopId } from '#ids.ts'
import { removeMail } from '#notices/addresses/remove-mail.ts'
import type { NoticeContent, ShelfNoticeFacts } from '#notices/rules/notice.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import {
  asahi,
  barcodeOf,
  chuo,
  type GivenOrder,
  givenReader,
  holdRow,
  lent,
  nightPasses,
  notices,
  scanned,
  staff,
  violations,
  waiting,
  yoshiura,
} from '../../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { cancelHold } from '../changing/cancel-hold.ts'
import { changePickup } from '../changing/change-pickup.ts'
import { myHolds } from '../lists/my-holds.ts'
import { showHold } from '../lists/show-hold.ts'
import { holdShelf } from './hold-shelf.ts'
import { moveShelfDates } from './move-shelf-dates.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const iwafune = { branchId: BranchId('bm'), stopId: StopId('iwafune') }

let town: TestLibrary | null = null
afterEach(async () => {
  if (town) expect(await violations(town)).toEqual([])
  town = null
})

/** What a call says of a copy on the hold shelf. */
const onShelf = ({ facts }: NoticeContent) => facts as ShelfNoticeFacts

type Sent = { to: string; subject: string; text: string }

/** A town on a Tuesday, and a mail server that takes everything. */
async function openTown(at = '2026-11-24T10:00:00') {
  const library = await openLibrary({ at })
  await givenBranches(library)
  town = library
  const sent: Sent[] = []
  const mailer = {
    send: async (mail: Sent) => {
      sent.push({ to: mail.to, subject: mail.subject, text: mail.text })
      return { is: 'accepted' as const }
    },
    close() {},
  } as unknown as Mailer
  const send = () => sendDueNotices(library, mailer, { limit: 100 })
  return { library, sent, send }
}

let titles = 0

/** A hold for which its copy stands ready; the branch of a stop is the bookmobile's. */
async function givenReady(library: TestLibrary, given: GivenOrder = {}, patron?: PatronId) {
  const patronId = patron ?? (await givenReader(library))
  const title = `待たれる本${++titles}`
  const bib = await givenBib(library, { title })
  const [holdId] = await waiting(library, patronId, [bib.id], given)
  const itemId = bib.itemIds[0]!
  const branchId = (given.pickup ?? chuo).branchId
  if (branchId !== 'chuo') await scanned(library, itemId)
  await scanned(library, itemId, branchId)
  return { patronId, holdId: holdId!, itemId, title }
}

const until = async (library: TestLibrary, holdId: HoldId) => `${(await holdRow(library, holdId)).pick_up_by}`
const due = async (library: TestLibrary, kind?: Parameters<typeof notices>[1]) =>
  (await notices(library, kind)).filter(({ state }) => state === 'due').map(({ kind, channel }) => `${kind} ${channel}`)
const calls = async (library: TestLibrary, branchId = BranchId('chuo')) =>
  (await phoneList(library, branchId)).flatMap(entry => entry.notices)

describe('an input of a ready hold changes, and what is derived from it does too', () => {
  const change = (library: TestLibrary, holdId: HoldId, contact: 'self' | 'phone' | 'mail', pickup = chuo) =>
    changePickup(library, staff, holdId, pickup, contact)

  test('自主確認 → 電話: a call is listed, and the day they could read is kept', async () => {
    const { library } = await openTown()
    const { holdId } = await givenReady(library, { contact: 'self' })
    expect(await until(library, holdId)).toBe('2026-12-01')
    await change(library, holdId, 'phone')
    expect(await due(library)).toEqual(['ready phone'])
    expect(await holdRow(library, holdId)).toMatchObject({ told_until: day('2026-12-01') })
    library.clock.set('2026-11-26T10:00:00')
    await markCalled(library, staff, (await calls(library))[0]!.noticeId)
    expect(await until(library, holdId)).toBe('2026-12-03')
  })

  test.each(['phone', 'mail'] as const)(
    '%s → 自主確認: nothing goes out, and the week begins with the change',
    async contact => {
      const { library, send, sent } = await openTown()
      const { holdId } = await givenReady(library, { contact })
      expect(await until(library, holdId)).toBe('2026-12-08')
      library.clock.set('2026-11-24T10:30:00')
      await change(library, holdId, 'self')
      expect(await until(library, holdId)).toBe('2026-12-01')
      library.clock.set('2026-11-25T10:00:00')
      await send()
      expect([await due(library), sent, await calls(library)]).toEqual([[], [], []])
    },
  )

  test('a patron never reached for nine days who looks for themself then has a week from then', async () => {
    const { library } = await openTown()
    const { holdId } = await givenReady(library, { contact: 'phone' })
    library.clock.set('2026-12-03T10:00:00')
    await change(library, holdId, 'self')
    expect(await until(library, holdId)).toBe('2026-12-10')
  })

  test('メール → 電話 before it is sent: no mail, a call; and back again', async () => {
    const { library, send, sent } = await openTown()
    const { holdId } = await givenReady(library, { contact: 'mail' })
    await change(library, holdId, 'phone')
    library.clock.set('2026-11-24T12:00:00')
    await send()
    expect([sent, await due(library)]).toEqual([[], ['ready phone']])
    await change(library, holdId, 'mail')
    expect(await due(library)).toEqual(['ready mail'])
    library.clock.set('2026-11-24T14:00:00')
    await send()
    expect(sent).toHaveLength(1)
    expect(await until(library, holdId)).toBe('2026-12-01')
  })

  test('吉浦 → 岩船: the last day is a visit of the new stop, and the mail names it', async () => {
    const { library, send, sent } = await openTown('2026-12-01T10:00:00')
    const { holdId } = await givenReady(library, { contact: 'mail', pickup: yoshiura })
    await changePickup(library, staff, holdId, iwafune, 'mail')
    library.clock.set('2026-12-01T12:00:00')
    await send()
    expect(await until(library, holdId)).toBe('2026-12-10')
    expect(sent).toHaveLength(1)
    expect(sent[0]!.text).toContain('受取館：BM/岩船')
    expect(sent[0]!.text).toContain('12月10日（木）10:20 にうかがいます。12月10日までお取り置きします')
  })

  test('who was told stays told, whichever way they are reached from then on', async () => {
    const { library } = await openTown()
    const { holdId } = await givenReady(library, { contact: 'phone' })
    await markCalled(library, staff, (await calls(library))[0]!.noticeId)
    await change(library, holdId, 'mail')
    await change(library, holdId, 'self')
    await change(library, holdId, 'phone')
    expect([await due(library), await until(library, holdId)]).toEqual([[], '2026-12-01'])
  })
})

describe('a notice is looked at again at the moment of telling', () => {
  test('two places within the hour: one mail, with the right place', async () => {
    const { library, send, sent } = await openTown()
    const { holdId, itemId } = await givenReady(library, { contact: 'mail' })
    await changePickup(library, staff, holdId, asahi, 'mail')
    library.clock.forward({ minutes: 10 })
    await scanned(library, itemId, BranchId('asahi'))
    library.clock.set('2026-11-24T12:00:00')
    await send()
    expect(sent.map(mail => /受取館：(.*)/.exec(mail.text)?.[1])).toEqual(['朝日図書館'])
  })

  test('two places by telephone: one call', async () => {
    const { library } = await openTown()
    const { holdId, itemId } = await givenReady(library, { contact: 'phone' })
    await changePickup(library, staff, holdId, asahi, 'phone')
    library.clock.forward({ minutes: 10 })
    await scanned(library, itemId, BranchId('asahi'))
    expect([await calls(library), (await calls(library, BranchId('asahi'))).length]).toEqual([[], 1])
  })

  test.each(['missing', 'repair', 'withdrawn'] as const)('told ready, then %s: the patron is told', async mark => {
    const { library, send, sent } = await openTown()
    const { holdId, itemId, title } = await givenReady(library, { contact: 'mail' })
    library.clock.set('2026-11-24T12:00:00')
    await send()
    await markItem(library, staff, await barcodeOf(library, itemId), mark, '')
    await send()
    expect(sent.at(-1)!.subject).toContain('お知らせした資料がご用意できなくなりました')
    expect(sent.at(-1)!.text).toContain(title)
    expect(await holdRow(library, holdId)).toMatchObject({ state: 'waiting', told_until: null })
  })

  test('not told yet, then damaged and another trapped within the hour: its title stands once in one mail', async () => {
    const { library, send, sent } = await openTown()
    const patron = await givenReader(library)
    const bib = await givenBib(library, { items: 2, title: '傷みやすい本' })
    await waiting(library, patron, [bib.id], { contact: 'mail' })
    await scanned(library, bib.itemIds[0]!)
    await markItem(library, staff, await barcodeOf(library, bib.itemIds[0]!), 'repair', '')
    library.clock.set('2026-11-24T10:30:00')
    await scanned(library, bib.itemIds[1]!)
    library.clock.set('2026-11-24T12:00:00')
    await send()
    expect(sent).toHaveLength(1)
    expect(sent[0]!.text.split('・傷みやすい本')).toHaveLength(2)
  })

  test('not told yet, then one of a set goes astray and comes back: each title stands once in one mail', async () => {
    const { library, send, sent } = await openTown()
    const patron = await givenReader(library)
    const [first, second] = [await givenBib(library, { title: '上の本' }), await givenBib(library, { title: '下の本' })]
    await waiting(library, patron, [first.id, second.id], { contact: 'mail', kind: 'set' })
    await scanned(library, first.itemIds[0]!)
    await scanned(library, second.itemIds[0]!)
    await scanned(library, first.itemIds[0]!, BranchId('asahi'))
    library.clock.set('2026-11-24T10:30:00')
    await scanned(library, first.itemIds[0]!)
    library.clock.set('2026-11-24T12:00:00')
    await send()
    expect(sent).toHaveLength(1)
    expect(sent[0]!.text.match(/[上下]の本/g)).toEqual(['上の本', '下の本'])
  })

  test('the address of sending counts; where it has gone, a call is made', async () => {
    const { library, send, sent } = await openTown()
    const { patronId, holdId } = await givenReady(library, { contact: 'mail' })
    const other = await givenReady(library, { contact: 'mail' })
    await library.db.updateTable('patron').set({ mail: 'new@example.jp' }).where('id', '=', patronId).execute()
    await removeMail(library, other.patronId)
    library.clock.set('2026-11-24T12:00:00')
    await send()
    const [ready, removed, ...more] = sent
    expect([ready!.to, more]).toEqual(['new@example.jp', []])
    // The address that was removed hears of that alone.
    expect(removed!.text).not.toContain(other.title)
    expect((await calls(library)).map(call => call.holdId)).toEqual([other.holdId])
    expect(await until(library, holdId)).toBe('2026-12-01')
  })

  test('an overdue book that comes back is on no list, and in no mail', async () => {
    const { library, send, sent } = await openTown()
    const caller = await givenReader(library, { mail: null })
    const writer = await givenReader(library)
    const bib = await givenBib(library, { items: 3 })
    await lent(library, caller, bib.itemIds[0]!)
    await lent(library, writer, bib.itemIds[1]!)
    await library.db
      .updateTable('loan')
      .set({ due_on: day('2026-11-18') })
      .execute()
    library.clock.set('2026-11-25T03:00:00')
    await nightPasses(library)
    expect(await due(library)).toEqual(['overdue phone', 'overdue mail'])
    library.clock.set('2026-11-25T07:50:00')
    await scanned(library, bib.itemIds[0]!)
    await scanned(library, bib.itemIds[1]!)
    library.clock.set('2026-11-25T08:05:00')
    await send()
    expect([sent, await calls(library)]).toEqual([[], []])
  })

  test('a due-soon mail names no day that a renewal has moved, and none that is past', async () => {
    const { library, send, sent } = await openTown('2026-11-20T10:00:00')
    const [renewed, late] = [await givenReader(library), await givenReader(library)]
    const bib = await givenBib(library, { items: 2 })
    await lent(library, renewed, bib.itemIds[0]!)
    await lent(library, late, bib.itemIds[1]!)
    await library.db
      .updateTable('loan')
      .set({ due_on: day('2026-11-27') })
      .execute()
    library.clock.set('2026-11-25T03:00:00')
    await nightPasses(library)
    expect(await due(library)).toEqual(['dueSoon mail', 'dueSoon mail'])
    await library.db
      .updateTable('loan')
      .set({ due_on: day('2026-12-09') })
      .where('patron_id', '=', renewed)
      .execute()
    library.clock.set('2026-11-30T08:05:00')
    await send()
    expect(sent).toEqual([])
  })

  test('a reminder of the last day is not sent when a closure has moved it; the new day is told', async () => {
    const { library, send, sent } = await openTown()
    const { holdId } = await givenReady(library, { contact: 'mail' })
    library.clock.set('2026-11-24T12:00:00')
    await send()
    library.clock.set('2026-11-30T03:00:00')
    await nightPasses(library)
    expect(await due(library)).toEqual(['shelfEnding mail'])
    await enterClosure(library, staff, {
      branchIds: [BranchId('chuo')],
      from: day('2026-12-01'),
      until: day('2026-12-02'),
      reason: '大雪',
    })
    library.clock.set('2026-11-30T08:05:00')
    await send()
    expect(sent.slice(1).map(mail => mail.subject)).toEqual([expect.stringContaining('取り置き期限が延びました')])
    expect(sent[1]!.text).toContain('2026年12月3日（木）')
    expect(await until(library, holdId)).toBe('2026-12-03')
  })
})

describe('the calendar of the place', () => {
  test('a stop: the last day is a visit, and every one until then is named with its hour', async () => {
    const { library, send, sent } = await openTown('2026-12-01T10:00:00')
    const { patronId, holdId } = await givenReady(library, { contact: 'mail', pickup: yoshiura })
    library.clock.set('2026-12-01T12:00:00')
    await send()
    expect(await until(library, holdId)).toBe('2026-12-17')
    expect(sent[0]!.text).toContain(
      '12月3日（木）10:20 と 12月17日（木）10:20 にうかがいます。12月17日までお取り置きします',
    )
    expect(sent[0]!.text).toContain('BM/吉浦')
    const [hold] = await myHolds(library, patronId)
    expect(hold!.visits.map(visit => `${visit.day}`)).toEqual(['2026-12-03', '2026-12-17'])
    expect((await holdShelf(library, BranchId('bm')))[0]).toMatchObject({ stopName: 'BM/吉浦', isTold: true })
  })

  test('a closure of the bookmobile cancels its visits, days move along; lifted, they take place', async () => {
    const { library } = await openTown('2026-12-01T10:00:00')
    const { holdId } = await givenReady(library, { pickup: yoshiura })
    const reader = await givenReader(library)
    const bib = await givenBib(library)
    await lent(library, reader, bib.itemIds[0]!, BranchId('bm'), StopId('yoshiura'))
    const loan = async () =>
      `${(await library.db.selectFrom('loan').select('due_on').executeTakeFirstOrThrow()).due_on}`
    expect([await until(library, holdId), await loan()]).toEqual(['2026-12-17', '2026-12-03'])
    const closure = { branchIds: [BranchId('bm')], from: day('2026-12-02'), until: day('2026-12-17') }
    await enterClosure(library, staff, { ...closure, reason: '車検' })
    expect([await until(library, holdId), await loan()]).toEqual(['2026-12-31', '2026-12-31'])
    await liftClosure(library, staff, closure)
    const visits = await library.db
      .selectFrom('stop_visit')
      .where('cancelled_because', 'is not', null)
      .selectAll()
      .execute()
    expect(visits).toEqual([])
    // The patron could read the later day: it stays.
    expect(await until(library, holdId)).toBe('2026-12-31')
  })

  test('運休: the list of calls says the visits that are left, and the day of the last', async () => {
    const { library } = await openTown('2026-12-01T10:00:00')
    await givenReady(library, { contact: 'phone', pickup: yoshiura })
    const said = async () =>
      (await calls(library, BranchId('bm'))).map(onShelf).map(({ pickUpBy, visits }) => [pickUpBy, visits])
    const visit = (on: string) => ({ day: on, arrives: '10:20' })
    expect(await said()).toEqual([['2026-12-17', [visit('2026-12-03'), visit('2026-12-17')]]])
    await cancelVisit(library, staff, StopId('yoshiura'), day('2026-12-03'), '雪')
    expect(await said()).toEqual([['2026-12-17', [visit('2026-12-17')]]])
    await cancelVisit(library, staff, StopId('yoshiura'), day('2026-12-17'), '雪')
    expect(await said()).toEqual([['2026-12-31', [visit('2026-12-31')]]])
  })

  test('a visit is cancelled, put back, added and moved; what cannot be is refused', async () => {
    const { library } = await openTown('2026-12-01T10:00:00')
    const { holdId } = await givenReady(library, { contact: 'phone', pickup: yoshiura })
    expect(await until(library, holdId)).toBe('2026-12-17')
    await cancelVisit(library, staff, StopId('yoshiura'), day('2026-12-17'), '雪')
    expect(await until(library, holdId)).toBe('2026-12-31')
    expect(await putVisitBack(library, staff, StopId('yoshiura'), day('2026-12-17'))).toMatchObject({ ok: true })
    expect(await putVisitBack(library, staff, StopId('yoshiura'), day('2026-12-17'))).toMatchObject({ ok: true })
    expect(await until(library, holdId)).toBe('2026-12-17')
    const time = (text: string) => Temporal.PlainTime.from(text)
    const visit = { stopId: StopId('yoshiura'), day: day('2026-12-16'), arrives: time('14:00'), leaves: time('14:30') }
    expect(await addVisit(library, staff, visit)).toMatchObject({ ok: true, value: { holdsMoved: 1 } })
    expect(await until(library, holdId)).toBe('2026-12-16')
    expect(
      await moveVisit(library, staff, day('2026-12-16'), { ...visit, day: day('2026-12-18') }, '工事'),
    ).toMatchObject({ ok: true })
    expect(await until(library, holdId)).toBe('2026-12-17')
    const why = async (asked: Promise<{ ok: boolean; refusal?: { why: string } }>) => (await asked).refusal?.why
    expect(await why(addVisit(library, staff, { ...visit, day: day('2026-12-17') }))).toBe('visitThere')
    expect(await why(addVisit(library, staff, { ...visit, day: day('2026-12-14') }))).toBe('closedThatDay')
    expect(await why(addVisit(library, staff, { ...visit, day: day('2026-11-30') }))).toBe('alreadyPast')
    expect(await why(addVisit(library, staff, { ...visit, stopId: StopId('nowhere') }))).toBe('unknownStop')
    expect(await why(addVisit(library, staff, { ...visit, leaves: time('14:00') }))).toBe('badHours')
    expect(await why(moveVisit(library, staff, day('2026-12-19'), visit, '工事'))).toBe('noVisit')
    expect(await why(moveVisit(library, staff, day('2026-12-17'), { ...visit, day: day('2026-12-19') }, ' '))).toBe(
      'noReason',
    )
    expect(await why(putVisitBack(library, staff, StopId('yoshiura'), day('2026-12-19')))).toBe('noVisit')
    await cancelVisit(library, staff, StopId('yoshiura'), day('2026-12-17'), '雪')
    const ends = { abolished_from: day('2026-12-10') }
    await library.db.updateTable('stop').set(ends).where('id', '=', StopId('yoshiura')).execute()
    expect(await why(putVisitBack(library, staff, StopId('yoshiura'), day('2026-12-17')))).toBe('stopAbolished')
    expect(await why(addVisit(library, staff, { ...visit, day: day('2026-12-20') }))).toBe('stopAbolished')
    await moveShelfDates(library, staff, BranchId('bm'))
  })

  test('a stop that is abolished: a loan due at one of its visits is due when its bookmobile drives, and is moved on with it', async () => {
    const { library } = await openTown('2026-12-01T10:00:00')
    const bib = await givenBib(library)
    await lent(library, await givenReader(library), bib.itemIds[0]!, BranchId('bm'), StopId('yoshiura'))
    const dueOn = async () =>
      `${(await library.db.selectFrom('loan').select('due_on').executeTakeFirstOrThrow()).due_on}`
    await cancelVisit(library, staff, StopId('yoshiura'), day('2026-12-03'), '雪')
    expect(await dueOn()).toBe('2026-12-17')
    const ends = { abolished_from: day('2026-12-10') }
    await library.db.updateTable('stop').set(ends).where('id', '=', StopId('yoshiura')).execute()
    await moveDueDates(library, staff, BranchId('bm'))
    expect(await dueOn()).toBe('2026-12-17')
    const closure = { branchIds: [BranchId('bm')], from: day('2026-12-16'), until: day('2026-12-18') }
    await enterClosure(library, staff, { ...closure, reason: '車検' })
    expect(await dueOn()).toBe('2026-12-19')
  })

  test('a visit of a stop that is abolished by then is no day to bring anything back', async () => {
    const { library } = await openTown('2026-12-01T10:00:00')
    const bib = await givenBib(library)
    await lent(library, await givenReader(library), bib.itemIds[0]!, BranchId('bm'), StopId('yoshiura'))
    const ends = { abolished_from: day('2026-12-17') }
    await library.db.updateTable('stop').set(ends).where('id', '=', StopId('yoshiura')).execute()
    await cancelVisit(library, staff, StopId('yoshiura'), day('2026-12-03'), '雪')
    const { due_on } = await library.db.selectFrom('loan').select('due_on').executeTakeFirstOrThrow()
    expect(`${due_on}`).toBe('2026-12-03')
  })

  test('what comes ready on a closed day is told, and counted, from the next open one', async () => {
    const { library, send, sent } = await openTown('2026-11-29T18:00:00')
    const [first, mail, phone] = [await givenReader(library), await givenReader(library), await givenReader(library)]
    const copies = [await givenBib(library), await givenBib(library)]
    const ended: HoldId[] = []
    for (const [n, bib] of copies.entries()) {
      ended.push((await waiting(library, first, [bib.id]))[0]!)
      await waiting(library, n === 0 ? mail : phone, [bib.id], { contact: n === 0 ? 'mail' : 'phone' })
      await scanned(library, bib.itemIds[0]!)
    }
    library.clock.set('2026-11-30T10:00:00') // a Monday
    for (const holdId of ended) await cancelHold(library, staff, holdId, '')
    library.clock.set('2026-11-30T13:00:00')
    await send()
    expect([sent, await calls(library)]).toEqual([[], []])
    library.clock.set('2026-12-01T09:00:00')
    await send()
    expect(sent.filter(one => one.subject.includes('用意できました'))).toHaveLength(1)
    expect(await calls(library)).toHaveLength(1)
    const [hold] = await myHolds(library, mail)
    expect(`${hold!.pickUpBy}`).toBe('2026-12-08')
  })
})

test('a hold whose last day was a Sunday ends in the night of the closed Monday: the next patron is told on Tuesday', async () => {
  const { library, sent, send } = await openTown('2026-11-22T10:00:00')
  const bib = await givenBib(library)
  const [first] = await waiting(library, await givenReader(library), [bib.id], { contact: 'self' })
  const next = await givenReader(library)
  const [second] = await waiting(library, next, [bib.id], { contact: 'mail' })
  await scanned(library, bib.itemIds[0]!)
  expect(await until(library, first!)).toBe('2026-11-29')
  library.clock.set('2026-11-30T03:00:00')
  await nightPasses(library)
  expect(await holdRow(library, first!)).toMatchObject({ state: 'closed', closed_why: 'expired' })
  expect(await holdRow(library, second!)).toMatchObject({ state: 'ready' })
  library.clock.set('2026-11-30T13:00:00')
  await send()
  expect(sent).toEqual([])
  library.clock.set('2026-12-01T09:00:00')
  await send()
  expect(sent.map(mail => mail.subject)).toEqual([expect.stringContaining('用意できました')])
  expect((await myHolds(library, next))[0]).toMatchObject({ pickUpBy: day('2026-12-08'), isTold: true })
})

describe('a promise in writing is kept', () => {
  test('a closure that is lifted early takes no day back that was told, and the last day told is the last of the hold', async () => {
    const { library, send } = await openTown()
    const { holdId } = await givenReady(library, { contact: 'mail' })
    const untold = await givenReady(library, { contact: 'phone' })
    const closure = { branchIds: [BranchId('chuo')], from: day('2026-12-01'), until: day('2026-12-09') }
    await enterClosure(library, staff, { ...closure, reason: '工事' })
    library.clock.set('2026-11-24T12:00:00')
    await send()
    expect(await until(library, holdId)).toBe('2026-12-10')
    await liftClosure(library, staff, closure)
    expect([await until(library, holdId), await until(library, untold.holdId)]).toEqual(['2026-12-10', '2026-12-08'])
    library.clock.set('2026-12-10T03:00:00')
    await nightPasses(library)
    expect(await holdRow(library, holdId)).toMatchObject({ state: 'ready' })
    library.clock.set('2026-12-11T03:00:00')
    await nightPasses(library)
    expect(await holdRow(library, holdId)).toMatchObject({ state: 'closed', closed_why: 'expired' })
  })

  test('a policy of three days instead of seven takes no day back', async () => {
    const { library, send } = await openTown()
    const { holdId } = await givenReady(library, { contact: 'mail' })
    library.clock.set('2026-11-24T12:00:00')
    await send()
    library.policy = { ...library.policy, holds: { ...library.policy.holds, pickupDays: 3 } }
    await moveShelfDates(library, staff, BranchId('chuo'))
    expect(await until(library, holdId)).toBe('2026-12-01')
  })

  test('before the telling nobody is shown the long day: the patron, the shelf, the phone list read what they may rely on', async () => {
    const { library } = await openTown()
    const { patronId, holdId } = await givenReady(library, { contact: 'phone' })
    expect(await until(library, holdId)).toBe('2026-12-08')
    // A slip that is printed now is right after the call, too.
    const onSlip = async () => `${(await showHold(library, holdId))!.pickUpBy}`
    expect(await onSlip()).toBe('2026-12-01')
    const [mine] = await myHolds(library, patronId)
    const [shelf] = await holdShelf(library, BranchId('chuo'))
    const [call] = await calls(library)
    expect([`${mine!.pickUpBy}`, mine!.isTold, `${shelf!.pickUpBy}`, shelf!.isTold, onShelf(call!).pickUpBy]).toEqual([
      '2026-12-01',
      false,
      '2026-12-01',
      false,
      '2026-12-01',
    ])
    await markCalled(library, staff, call!.noticeId)
    expect((await myHolds(library, patronId))[0]).toMatchObject({ pickUpBy: day('2026-12-01'), isTold: true })
    expect(await onSlip()).toBe('2026-12-01')
  })
})
