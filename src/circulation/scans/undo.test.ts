import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { applyCancellation } from '#holds/changing/apply-cancellation.ts'
import { cancelHold } from '#holds/changing/cancel-hold.ts'
import { transitsTo } from '#holds/shelf/transits-to.ts'
import { BranchId, type ItemId } from '#ids.ts'
import { givenBib } from '../../../test/given.ts'
import {
  asahi,
  barcodeOf,
  givenReader,
  holdRow,
  itemStatus,
  lastEventOf,
  lent,
  notices,
  scanned,
  staff,
  stateOf,
  waiting,
} from '../../../test/given-holds.ts'
import type { TestLibrary } from '../../../test/library.ts'
import { openTown } from '../../../test/town.ts'
import { checkIn } from '../desk/check-in.ts'
import { myLoans } from '../loans/my-loans.ts'
import { undoCheckIn } from './undo-check-in.ts'
import { undoCheckOut } from './undo-check-out.ts'

/** The scan that a desk did last with a copy, as its column names it. */
async function lastScanOf(library: TestLibrary, itemId: ItemId, branchId = BranchId('chuo')) {
  const [barcode, eventId] = [await barcodeOf(library, itemId), await lastEventOf(library, itemId)]
  return { actor: staff, branchId, barcode, eventId }
}

describe('a scan is taken back within a minute', () => {
  test('a return: the loan goes on, the hold waits, nobody is told', async () => {
    const library = await openTown()
    const [reader, next] = [await givenReader(library), await givenReader(library)]
    const bib = await givenBib(library)
    const itemId = bib.itemIds[0]!
    await lent(library, reader, itemId)
    const [hold] = await waiting(library, next, [bib.id], { contact: 'mail' })
    library.clock.forward({ minutes: 5 })
    await scanned(library, itemId)
    const scan = await lastScanOf(library, itemId)
    library.clock.forward({ seconds: 30 })
    expect(await undoCheckIn(library, { ...scan, branchId: BranchId('asahi') })).toMatchObject({
      refusal: { why: 'nothingToUndo' },
    })
    expect(await undoCheckIn(library, scan)).toMatchObject({ ok: true })
    expect(await myLoans(library, reader)).toHaveLength(1)
    expect(await stateOf(library, hold!)).toBe('waiting')
    expect((await notices(library, 'ready')).map(notice => notice.state)).toEqual(['cancelled'])
    library.clock.forward({ minutes: 1 })
    await scanned(library, itemId)
    const again = await lastScanOf(library, itemId)
    library.clock.forward({ seconds: 61 })
    expect(await undoCheckIn(library, again)).toMatchObject({ refusal: { why: 'tooLate' } })
    expect(await stateOf(library, hold!)).toBe('ready')
  })

  test('an arrival: the copy is on its way again', async () => {
    const library = await openTown()
    const bib = await givenBib(library)
    const [hold] = await waiting(library, await givenReader(library), [bib.id], { pickup: asahi })
    await scanned(library, bib.itemIds[0]!)
    library.clock.forward({ hours: 3 })
    await scanned(library, bib.itemIds[0]!, BranchId('asahi'))
    expect(await undoCheckIn(library, await lastScanOf(library, bib.itemIds[0]!, BranchId('asahi')))).toMatchObject({
      ok: true,
    })
    expect(await stateOf(library, hold!)).toBe('inTransit')
    expect(await transitsTo(library, BranchId('asahi'))).toHaveLength(1)
  })

  test('a desk never takes back what another desk has done since, and nothing twice', async () => {
    const library = await openTown()
    const reader = await givenReader(library)
    const itemId = (await givenBib(library)).itemIds[0]!
    await lent(library, reader, itemId)
    library.clock.forward({ seconds: 5 })
    await scanned(library, itemId)
    const first = await lastScanOf(library, itemId)
    library.clock.forward({ seconds: 5 })
    // The other desk of the same branch lends it on at once, and takes it back.
    await lent(library, await givenReader(library), itemId)
    library.clock.forward({ seconds: 5 })
    await scanned(library, itemId)
    const second = await lastScanOf(library, itemId)
    expect(await undoCheckIn(library, first)).toMatchObject({ refusal: { why: 'changedSince' } })
    expect(await itemStatus(library, itemId)).toBe('shelf')
    expect(await undoCheckIn(library, second)).toMatchObject({ ok: true })
    expect(await itemStatus(library, itemId)).toBe('loan')
    expect(await undoCheckIn(library, second)).toMatchObject({ refusal: { why: 'changedSince' } })
  })

  test('a copy that was scanned again and stays as it was counts as scanned once', async () => {
    const library = await openTown()
    const bib = await givenBib(library)
    const itemId = bib.itemIds[0]!
    const [hold] = await waiting(library, await givenReader(library), [bib.id])
    await scanned(library, itemId)
    const scan = await lastScanOf(library, itemId)
    await checkIn(library, { actor: staff, branchId: BranchId('chuo'), barcode: scan.barcode })
    expect(await undoCheckIn(library, scan)).toMatchObject({ ok: true })
    expect(await stateOf(library, hold!)).toBe('waiting')
  })
})

describe('a loan is taken back within a minute', () => {
  test('the copy stands where it stood, and nothing tells of a loan but the history of the copy', async () => {
    const library = await openTown()
    const reader = await givenReader(library)
    const itemId = (await givenBib(library)).itemIds[0]!
    await lent(library, reader, itemId)
    const scan = { ...(await lastScanOf(library, itemId)), patronId: reader }
    expect(await undoCheckOut(library, { ...scan, patronId: await givenReader(library) })).toMatchObject({
      refusal: { why: 'nothingToUndo' },
    })
    expect(await undoCheckOut(library, { ...scan, branchId: BranchId('asahi') })).toMatchObject({
      refusal: { why: 'nothingToUndo' },
    })
    library.clock.forward({ seconds: 60 })
    expect(await undoCheckOut(library, scan)).toMatchObject({ ok: true })
    expect(await itemStatus(library, itemId)).toBe('shelf')
    expect(await library.db.selectFrom('loan').selectAll().execute()).toEqual([])
    const story = await library.db.selectFrom('item_event').select('why').orderBy('id').execute()
    expect(story.map(event => event.why)).toEqual(['checkOut', 'undo'])
    expect(await undoCheckOut(library, scan)).toMatchObject({ refusal: { why: 'changedSince' } })
  })

  test('too late after a minute, and not once something else has happened to the copy', async () => {
    const library = await openTown()
    const reader = await givenReader(library)
    const [one, other] = (await givenBib(library, { items: [{}, {}] })).itemIds as [ItemId, ItemId]
    await lent(library, reader, one)
    const late = { ...(await lastScanOf(library, one)), patronId: reader }
    library.clock.forward({ seconds: 61 })
    expect(await undoCheckOut(library, late)).toMatchObject({ refusal: { why: 'tooLate' } })

    await lent(library, reader, other)
    const scan = { ...(await lastScanOf(library, other)), patronId: reader }
    await scanned(library, other)
    expect(await undoCheckOut(library, scan)).toMatchObject({ refusal: { why: 'changedSince' } })
    expect(await itemStatus(library, other)).toBe('shelf')
  })

  test('M35 the hold that it fulfilled is ready again, with its copy, its place and its last day', async () => {
    const library = await openTown()
    const [reader, next] = [await givenReader(library), await givenReader(library)]
    const bib = await givenBib(library)
    const itemId = bib.itemIds[0]!
    const [hold] = await waiting(library, reader, [bib.id])
    const [behind] = await waiting(library, next, [bib.id])
    await scanned(library, itemId)
    library.clock.forward({ days: 2 })
    const before = await holdRow(library, hold!)
    await lent(library, reader, itemId)
    expect(await stateOf(library, hold!)).toBe('closed')
    library.clock.forward({ seconds: 20 })
    expect(await undoCheckOut(library, { ...(await lastScanOf(library, itemId)), patronId: reader })).toMatchObject({
      ok: true,
    })
    expect(await holdRow(library, hold!)).toEqual(before)
    expect(await stateOf(library, behind!)).toBe('waiting')
    expect(await itemStatus(library, itemId)).toBe('holdShelf')
    // Afterwards everything goes its way again.
    await lent(library, reader, itemId)
    expect(await stateOf(library, hold!)).toBe('closed')
  })

  test('a copy from the shelf goes back there, and the hold waits at its old place before the others', async () => {
    const library = await openTown()
    const [reader, next] = [await givenReader(library), await givenReader(library)]
    const bib = await givenBib(library)
    const itemId = bib.itemIds[0]!
    const [hold] = await waiting(library, reader, [bib.id])
    await waiting(library, next, [bib.id])
    const before = await holdRow(library, hold!)
    await lent(library, reader, itemId)
    expect(await undoCheckOut(library, { ...(await lastScanOf(library, itemId)), patronId: reader })).toMatchObject({
      ok: true,
    })
    expect(await holdRow(library, hold!)).toEqual(before)
    expect(await scanned(library, itemId)).toMatchObject({ do: 'holdShelf', holdId: hold })
  })

  test('a copy that was on its way for the hold is on its way again', async () => {
    const library = await openTown()
    const reader = await givenReader(library)
    const bib = await givenBib(library)
    const itemId = bib.itemIds[0]!
    const [hold] = await waiting(library, reader, [bib.id], { pickup: asahi })
    await scanned(library, itemId)
    library.clock.forward({ hours: 1 })
    const before = await holdRow(library, hold!)
    await lent(library, reader, itemId)
    library.clock.forward({ seconds: 10 })
    expect(await undoCheckOut(library, { ...(await lastScanOf(library, itemId)), patronId: reader })).toMatchObject({
      ok: true,
    })
    expect(await holdRow(library, hold!)).toEqual(before)
    expect(await transitsTo(library, BranchId('asahi'))).toMatchObject([{ itemId, holdId: hold }])
  })

  test('another copy that stood ready has gone on to the next: the hold waits', async () => {
    const library = await openTown()
    const [reader, next] = [await givenReader(library), await givenReader(library)]
    const bib = await givenBib(library, { items: [{}, {}] })
    const [kept, taken] = bib.itemIds as [ItemId, ItemId]
    const [hold] = await waiting(library, reader, [bib.id])
    const [behind] = await waiting(library, next, [bib.id])
    await scanned(library, kept)
    await lent(library, reader, taken)
    expect(await stateOf(library, behind!)).toBe('ready')
    expect(await undoCheckOut(library, { ...(await lastScanOf(library, taken)), patronId: reader })).toMatchObject({
      ok: true,
    })
    expect(await stateOf(library, hold!)).toBe('waiting')
    expect(await scanned(library, taken)).toMatchObject({ do: 'holdShelf', holdId: hold })
  })

  test('a member of a set is not given back: the others have gone on without it', async () => {
    const library = await openTown()
    const reader = await givenReader(library)
    const [one, two] = [await givenBib(library), await givenBib(library)]
    const [first] = await waiting(library, reader, [one.id, two.id], { kind: 'set' })
    await lent(library, reader, one.itemIds[0]!)
    expect(await stateOf(library, first!)).toBe('closed')
    const scan = { ...(await lastScanOf(library, one.itemIds[0]!)), patronId: reader }
    expect(await undoCheckOut(library, scan)).toMatchObject({ refusal: { why: 'cannotUndo' } })
    expect(await myLoans(library, reader)).toHaveLength(1)
  })

  test('a copy that stood for a cancelled hold is not given back to it', async () => {
    const library = await openTown()
    const [reader, other] = [await givenReader(library), await givenReader(library)]
    const bib = await givenBib(library)
    const itemId = bib.itemIds[0]!
    const [hold] = await waiting(library, other, [bib.id], { pickup: asahi })
    await scanned(library, itemId)
    await applyCancellation(library, other, hold!)
    await lent(library, reader, itemId)
    const scan = { ...(await lastScanOf(library, itemId)), patronId: reader }
    expect(await undoCheckOut(library, scan)).toMatchObject({ refusal: { why: 'cannotUndo' } })
    await cancelHold(library, staff, hold!, 'call')
  })
})

test('a scan whose session was ended meanwhile stands, in no column', async () => {
  const library = await openTown()
  const bib = await givenBib(library)
  const itemId = bib.itemIds[0]!
  await lent(library, await givenReader(library), itemId)
  const column = { sessionId: 'ended just now', page: 'checkIn', sentId: randomUUID() } as const
  const scan = { actor: staff, branchId: BranchId('chuo'), barcode: await barcodeOf(library, itemId), column }
  expect(await checkIn(library, scan)).toMatchObject({ do: 'shelve' })
  expect(await itemStatus(library, itemId)).toBe('shelf')
  expect(await library.db.selectFrom('counter_scan').selectAll().execute()).toEqual([])
})
