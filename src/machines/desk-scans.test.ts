import { beforeEach, describe, expect, test } from 'vitest'
import { checkIn } from '#circulation/desk/check-in.ts'
import { BranchId, PatronId, StopId } from '#ids.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { dayOf } from '#time/clock.ts'
import { givenBib } from '../../test/given.ts'
import { barcodeOf, givenReader, itemStatus, lent, scanned, stateOf, waiting } from '../../test/given-holds.ts'
import { givenPatron } from '../../test/given-patron.ts'
import { givenStaffSession } from '../../test/given-staff.ts'
import type { TestLibrary } from '../../test/library.ts'
import { openTown } from '../../test/town.ts'
import { openReports, settleReport } from './reports.ts'
import { type DeskScan, takeInDeskScan } from './take-in-desk-scan.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openTown()
})

let drawn = 0
/** A scan of an hour ago, by somebody else than who tells it. */
function scanOf(scan: Partial<DeskScan> & Pick<DeskScan, 'what' | 'code'>): DeskScan {
  const id = `00000000-0000-4000-8000-${`${++drawn}`.padStart(12, '0')}`
  const at = library.clock.now().subtract({ hours: 1 })
  const none = { stopId: null, card: null, patronId: null }
  return { id, sentId: id, at, staffLogin: 'hanako', branchId: BranchId('chuo'), ...none, ...scan }
}

const tell = (scan: DeskScan) => takeInDeskScan(library, { actor: { is: 'staff', login: 'jiro' } }, scan)

async function book() {
  const bib = await givenBib(library)
  const itemId = bib.itemIds[0]!
  return { bibId: bib.id, itemId, code: await barcodeOf(library, itemId) }
}

const loans = () => library.db.selectFrom('loan').select(['patron_id', 'due_on', 'returned_at']).orderBy('id').execute()

describe('what a counter scanned while it was cut off', () => {
  test('is recorded once, however often and from however many windows it is told', async () => {
    const patron = await givenPatron(library)
    const { code } = await book()
    const scan = scanOf({ what: 'checkOut', code, card: patron.cardNumber })
    const answers = await Promise.all([tell(scan), tell(scan), tell(scan)])
    answers.push(await tell(scan))
    expect(answers.map(({ is }) => is).sort()).toEqual(['known', 'known', 'known', 'lent'])
    expect(await loans()).toHaveLength(1)
    const rows = await library.db.selectFrom('machine_report').selectAll().execute()
    expect(rows).toMatchObject([
      { state: 'done', staff_login: 'hanako', branch_id: 'chuo', machine: null, patron_id: null, barcode: null },
    ])
    const story = await library.db.selectFrom('item_event').select(['actor', 'why']).orderBy('id').execute()
    expect(story.at(-1)).toEqual({ actor: 'staff:jiro', why: 'checkOut' })
  })

  test('is not recorded again when its page was answered after all', async () => {
    const { code } = await book()
    const scan = scanOf({ what: 'checkIn', code })
    const { cookie } = await givenStaffSession(library)
    const sessionId = /=([^.]+)/.exec(cookie)![1]!
    const column = { sessionId, page: 'checkIn', sentId: scan.sentId } as const
    await checkIn(library, { actor: { is: 'staff', login: 'jiro' }, branchId: BranchId('chuo'), barcode: code, column })
    expect(await tell(scan)).toEqual({ is: 'known' })
  })

  test('runs from the day on which it was lent, and is judged by that day', async () => {
    const today = dayOf(library.clock.now())
    const sunday = today.subtract({ days: 2 })
    const [now, then] = [await givenPatron(library), await givenPatron(library)]
    await library.db.updateTable('patron').set({ expires_on: sunday }).where('id', '=', then.id).execute()
    const [one, two] = [await book(), await book()]
    const at = library.clock.now().subtract({ hours: 48 })
    const lentNow = await tell(scanOf({ what: 'checkOut', code: one.code, card: now.cardNumber }))
    const lentThen = await tell(scanOf({ what: 'checkOut', code: two.code, card: then.cardNumber, at }))
    expect([lentNow.is, lentThen]).toEqual(['lent', expect.objectContaining({ is: 'lent', although: [] })])
    const [first, second] = await loans()
    expect(Temporal.PlainDate.compare(second!.due_on, first!.due_on)).toBe(-1)
  })

  test('is told in order: lent, returned, and lent to the next, all without the service', async () => {
    const [first, second] = [await givenPatron(library), await givenPatron(library)]
    const { code } = await book()
    const ago = (minutes: number) => library.clock.now().subtract({ minutes })
    expect(await tell(scanOf({ what: 'checkOut', code, card: first.cardNumber, at: ago(50) }))).toMatchObject({
      is: 'lent',
    })
    library.clock.forward({ seconds: 1 })
    expect(await tell(scanOf({ what: 'checkIn', code, at: ago(40) }))).toMatchObject({ is: 'returned' })
    library.clock.forward({ seconds: 1 })
    expect(await tell(scanOf({ what: 'checkOut', code, card: second.cardNumber, at: ago(30) }))).toMatchObject({
      is: 'lent',
    })
    expect((await loans()).map(loan => [loan.patron_id, loan.returned_at === null])).toEqual([
      [first.id, false],
      [second.id, true],
    ])
    expect(await openReports(library)).toEqual([])
  })
})

test('what was lent at a stop of the bookmobile is due at its next visit there', async () => {
  const patron = await givenPatron(library)
  const { code } = await book()
  const at = { branchId: BranchId('bm'), stopId: StopId('yoshiura') }
  await tell(scanOf({ what: 'checkOut', code, card: patron.cardNumber, ...at }))
  expect((await loans()).map(({ due_on }) => `${due_on}`)).toEqual(['2026-12-03'])
})

describe('what stands against it', () => {
  test('a card that is stopped and has expired: the copy is gone, so it is lent, and people hear of both', async () => {
    const patron = await givenPatron(library)
    const expired = { stopped_because: 'lostCard', expires_on: dayOf(library.clock.now()).subtract({ days: 1 }) }
    await library.db.updateTable('patron').set(expired).where('id', '=', patron.id).execute()
    const { code } = await book()
    expect(await tell(scanOf({ what: 'checkOut', code, card: patron.cardNumber }))).toMatchObject({
      is: 'lent',
      although: ['cardStopped', 'cardExpired'],
    })
    const [report] = await openReports(library)
    expect(report).toMatchObject({
      why: 'although.cardStopped.cardExpired',
      barcode: code,
      patronId: patron.id,
      reporter: 'hanako',
    })
    expect((await settleReport(library, { login: 'jiro' }, report!.id)).ok).toBe(true)
    expect(await openReports(library)).toEqual([])
  })

  test('a copy that was lent to somebody else since, or is kept for somebody else, changes nothing', async () => {
    const [patron, other] = [await givenPatron(library), await givenReader(library)]
    const [taken, kept] = [await book(), await book()]
    await lent(library, other, taken.itemId)
    await waiting(library, other, [kept.bibId])
    await scanned(library, kept.itemId)
    library.clock.forward({ hours: 2 })
    for (const { code } of [taken, kept])
      expect((await tell(scanOf({ what: 'checkOut', code, card: patron.cardNumber }))).is).toBe('leftToPeople')
    const early = library.clock.now().subtract({ hours: 3 })
    expect(await tell(scanOf({ what: 'checkIn', code: taken.code, at: early }))).toEqual({
      is: 'leftToPeople',
      why: 'changedSince',
    })
    expect((await openReports(library)).map(({ why }) => why)).toEqual(['onLoan', 'heldForAnother', 'changedSince'])
    expect((await loans()).map(loan => [loan.patron_id, loan.returned_at])).toEqual([[other, null]])
  })

  test('a hold that waits: the copy is taken in, and stands on the list, for it lies beside the counter', async () => {
    const [reader, next] = [await givenReader(library), await givenReader(library)]
    const { bibId, itemId, code } = await book()
    await lent(library, reader, itemId)
    const [hold] = await waiting(library, next, [bibId])
    library.clock.forward({ hours: 2 })
    expect(await tell(scanOf({ what: 'checkIn', code }))).toMatchObject({ verdict: { do: 'holdShelf' } })
    expect([await itemStatus(library, itemId), await stateOf(library, hold!)]).toEqual(['holdShelf', 'ready'])
    expect(await openReports(library)).toMatchObject([{ why: 'toHoldShelf', barcode: code, patronId: null }])
  })

  test('a return that somebody has scanned again since is known', async () => {
    const reader = await givenReader(library)
    const { itemId, code } = await book()
    await lent(library, reader, itemId)
    library.clock.forward({ hours: 2 })
    await scanned(library, itemId)
    expect(await tell(scanOf({ what: 'checkIn', code }))).toEqual({ is: 'known' })
  })

  test('whose page was open was merged since: the loan is that of the one who stays', async () => {
    const [from, into] = [await givenPatron(library), await givenPatron(library)]
    const { code } = await book()
    const chief = { is: 'staff', login: 'jiro' } as const
    expect((await mergePatrons(library, chief, { from: from.id, into: into.id }, '二重登録')).ok).toBe(true)
    expect(await tell(scanOf({ what: 'checkOut', code, patronId: from.id }))).toMatchObject({ is: 'lent' })
    expect(await loans()).toMatchObject([{ patron_id: into.id }])
  })

  test('what cannot be read as a copy or as a card is for people, with the card that is nobody’s', async () => {
    const { code } = await book()
    expect(await tell(scanOf({ what: 'checkOut', code, card: '99999999' }))).toMatchObject({ why: 'unknownPatron' })
    expect(await tell(scanOf({ what: 'checkOut', code, patronId: PatronId(999) }))).toMatchObject({
      why: 'unknownPatron',
    })
    expect(await tell(scanOf({ what: 'checkIn', code: '888' }))).toMatchObject({ why: 'unknownItem' })
    const reports = await openReports(library)
    expect(reports.map(({ why, cardNumber, barcode }) => [why, cardNumber, barcode])).toEqual([
      ['unknownPatron', '99999999', code],
      ['unknownPatron', null, code],
      ['unknownItem', null, '888'],
    ])
    for (const { id } of reports) await settleReport(library, { login: 'jiro' }, id)
    const rows = await library.db.selectFrom('machine_report').select(['state', 'card_number', 'barcode']).execute()
    expect(rows).toEqual(rows.map(() => ({ state: 'settled', card_number: null, barcode: null })))
  })

  test('a card among the copies lends nothing, and is said to be one', async () => {
    const [one, two] = [await givenPatron(library), await givenPatron(library)]
    expect(await tell(scanOf({ what: 'checkOut', code: two.cardNumber, card: one.cardNumber }))).toEqual({ is: 'card' })
    expect([await loans(), await openReports(library)]).toEqual([[], []])
  })
})
