import { expect, test } from 'vitest'
import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import { type BibId, BranchId, type HoldId, type PatronId } from '#ids.ts'
import { mergeBibs } from '#merging/merge-bibs.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { givenBib, givenBranches } from '../../test/given.ts'
import {
  applied,
  asahi,
  givenReader,
  holdRow,
  itemStatus,
  lent,
  nightPasses,
  order,
  scanned,
  staff,
  stateOf,
  violations,
  waiting,
} from '../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { untilSomebodyWaits } from '../../test/until-somebody-waits.ts'
import { applyCancellation } from './changing/apply-cancellation.ts'
import { cancelHold } from './changing/cancel-hold.ts'
import { lockHold } from './hold-locks-store.ts'
import { saveTransition } from './hold-store.ts'
import { dropWhatIsEnough } from './night/drop-what-is-enough.ts'
import { placeHolds } from './ordering/place-holds.ts'
import { placeHoldsAtCounter } from './ordering/place-holds-at-counter.ts'
import { loses } from './rules/binding.ts'

async function openTown(connections = 40) {
  const library = await openLibrary({ connections })
  await givenBranches(library)
  return library
}

const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)))

async function agrees(library: TestLibrary) {
  expect(await violations(library)).toEqual([])
}

test('fifty orders of one patron at once stay within the limit', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const bibs: BibId[] = []
  for (let n = 0; n < 50; n++) bibs.push((await givenBib(library)).id)
  const outcomes = await times(50, n => placeHolds(library, patron, order([bibs[n]!])))
  expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(10)
  expect(outcomes.find(outcome => !outcome.ok)).toMatchObject({
    ok: false,
    refusal: { why: 'tooMany', max: 10, open: 10 },
  })
  await agrees(library)
})

test('one order pressed twenty times at once is one order', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const bib = await givenBib(library)
  const wanted = order([bib.id])
  const outcomes = await times(20, () => placeHolds(library, patron, wanted))
  expect(new Set(outcomes.map(outcome => JSON.stringify(outcome))).size).toBe(1)
  expect(outcomes[0]).toMatchObject({ ok: true })
  await agrees(library)
})

test('two hundred patrons order one bib at once; each gets a place of their own, in the order of application', async () => {
  const library = await openTown()
  const bib = await givenBib(library)
  const patrons: PatronId[] = []
  for (let n = 0; n < 200; n++) patrons.push(await givenReader(library))
  await times(200, n => applied(library, patrons[n]!, [bib.id]))
  library.clock.set('2026-11-25T03:00:00')
  expect(await nightPasses(library, 70)).toMatchObject({ takeInApplications: 200 })
  const rows = await library.db.selectFrom('hold').select(['id', 'place']).orderBy('place').execute()
  expect(new Set(rows.map(row => row.place)).size).toBe(200)
  expect(rows.map(row => row.id)).toEqual(rows.map(row => row.id).sort((a, b) => a - b))
  await agrees(library)
})

test('one copy returned at two counters at once is bound once', async () => {
  const library = await openTown()
  const [first, second] = [await givenReader(library), await givenReader(library)]
  for (let round = 0; round < 10; round++) {
    const bib = await givenBib(library)
    await waiting(library, first, [bib.id])
    await waiting(library, second, [bib.id], { pickup: asahi })
    const verdicts = await times(2, n =>
      scanned(library, bib.itemIds[0]!, n === 0 ? BranchId('chuo') : BranchId('asahi')),
    )
    expect(verdicts.map(verdict => verdict.do).sort(), `round ${round}`).toEqual(['holdShelf', 'send'])
    for (const hold of await library.db.selectFrom('hold').where('state', '<>', 'closed').selectAll().execute()) {
      await cancelHold(library, staff, hold.id, 'next round')
    }
  }
  await agrees(library)
})

test('copies of one bib that come back together serve the holds in their order', async () => {
  const library = await openTown()
  const bib = await givenBib(library, { items: 8 })
  const holds: HoldId[] = []
  for (let n = 0; n < 12; n++) holds.push(...(await waiting(library, await givenReader(library), [bib.id])))
  await times(8, n => scanned(library, bib.itemIds[n]!))
  const states = await Promise.all(holds.map(async hold => (await holdRow(library, hold)).state))
  expect(states).toEqual([...Array(8).fill('ready'), ...Array(4).fill('waiting')])
  await agrees(library)
})

test('a cancellation and a capture at once: either the patron gets no copy, or no cancellation', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  let captured = 0
  for (let round = 0; round < 20; round++) {
    const bib = await givenBib(library)
    const [hold] = await waiting(library, patron, [bib.id])
    const [cancelled] = await Promise.all([
      applyCancellation(library, patron, hold!),
      scanned(library, bib.itemIds[0]!),
    ])
    const row = await holdRow(library, hold!)
    expect(row.state, `round ${round}`).toBe(cancelled.ok ? 'cancelApplied' : 'ready')
    expect(await itemStatus(library, bib.itemIds[0]!)).toBe(cancelled.ok ? 'shelf' : 'holdShelf')
    if (!cancelled.ok) captured++
    await cancelHold(library, staff, hold!, 'next round')
  }
  expect(captured).toBeLessThanOrEqual(20)
  await agrees(library)
})

test('expiry and check-out at once: the copy is with the patron or on its way to the next, never both', async () => {
  const library = await openTown()
  const [patron, next] = [await givenReader(library), await givenReader(library)]
  for (let round = 0; round < 10; round++) {
    library.clock.set('2026-11-24T10:00:00')
    const bib = await givenBib(library)
    const [mine] = await waiting(library, patron, [bib.id])
    const [theirs] = await waiting(library, next, [bib.id])
    await scanned(library, bib.itemIds[0]!)
    library.clock.set('2026-12-02T10:00:00')
    const [out] = await Promise.all([lent(library, patron, bib.itemIds[0]!), nightPasses(library)])
    const row = await holdRow(library, mine!)
    expect(row.closed_why, `round ${round}`).toBe(out.ok ? 'fulfilled' : 'expired')
    expect((await holdRow(library, theirs!)).state).toBe(out.ok ? 'waiting' : 'ready')
    if (out.ok) await scanned(library, bib.itemIds[0]!)
    await cancelHold(library, staff, theirs!, 'next round')
  }
  await agrees(library)
})

test('the last members of a set that come at two desks at once make it ready once', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  for (let round = 0; round < 8; round++) {
    const bibs = [await givenBib(library), await givenBib(library), await givenBib(library)]
    const holds = await waiting(
      library,
      patron,
      bibs.map(bib => bib.id),
      { kind: 'set', contact: 'mail' },
    )
    await times(3, n => scanned(library, bibs[n]!.itemIds[0]!))
    const states = await Promise.all(holds.map(async hold => (await holdRow(library, hold)).state))
    expect(states, `round ${round}`).toEqual(['ready', 'ready', 'ready'])
    for (const hold of holds) await cancelHold(library, staff, hold, 'next round')
  }
  expect(await library.db.selectFrom('notice').where('kind', '=', 'ready').select('id').execute()).toHaveLength(8)
  await agrees(library)
})

test('two nights at once do the work of one', async () => {
  const library = await openTown()
  const bib = await givenBib(library, { items: 3 })
  for (let n = 0; n < 60; n++) await applied(library, await givenReader(library), [bib.id])
  library.clock.set('2026-11-25T03:00:00')
  const [one, two] = await Promise.all([nightPasses(library, 7), nightPasses(library, 11)])
  expect(one!.takeInApplications! + two!.takeInApplications!).toBe(60)
  expect(await library.db.selectFrom('hold_event').where('why', '=', 'takeIn').select('id').execute()).toHaveLength(60)
  const rows = await library.db.selectFrom('hold').select(['id', 'place']).orderBy('place').execute()
  expect(rows.map(row => row.id)).toEqual(rows.map(row => row.id).sort((a, b) => a - b))
  await agrees(library)
})

/** Merges a title into another while something happens to it; both may go first. */
const mergedMeanwhile = <T>(library: TestLibrary, from: BibId, into: BibId, others: () => Promise<T>[]) =>
  Promise.all([mergeBibs(library, staff, { from, into }, 'same title'), ...others()])

test('a merge and captures at two counters at once: each copy goes to one hold, and each patron has one', async () => {
  const library = await openTown()
  const readers: PatronId[] = []
  for (let n = 0; n < 4; n++) readers.push(await givenReader(library))
  for (let round = 0; round < 15; round++) {
    const [a, b] = [await givenBib(library), await givenBib(library)]
    for (const [n, reader] of readers.entries()) {
      await waiting(library, reader, [n % 2 ? a.id : b.id])
      if (n === 3) await waiting(library, reader, [b.id], { pickup: asahi })
    }
    const [merged] = await mergedMeanwhile(library, a.id, b.id, () => [
      scanned(library, a.itemIds[0]!),
      scanned(library, b.itemIds[0]!, BranchId('asahi')),
    ])
    expect(merged, `round ${round}`).toMatchObject({ ok: true, value: { did: { holds: expect.any(Number) } } })
    await agrees(library)
    const open = await library.db.selectFrom('hold').where('state', '<>', 'closed').selectAll().execute()
    expect(open.map(hold => hold.bib_id)).toEqual([b.id, b.id, b.id, b.id])
    for (const hold of open) await cancelHold(library, staff, hold.id, 'next round')
  }
})

test('a merge and orders of what goes over, at once: each order is for the one title', async () => {
  const library = await openTown()
  const readers: PatronId[] = []
  for (let n = 0; n < 8; n++) readers.push(await givenReader(library))
  for (let round = 0; round < 10; round++) {
    const [a, b] = [await givenBib(library), await givenBib(library)]
    await waiting(library, readers[0]!, [b.id])
    const [, ...orders] = await mergedMeanwhile(library, a.id, b.id, () => [
      ...readers.slice(0, 5).map(reader => placeHolds(library, reader, order([a.id]))),
      ...readers.slice(5).map(reader => placeHoldsAtCounter(library, staff, reader, order([a.id]))),
    ])
    const open = await library.db.selectFrom('hold').where('state', '<>', 'closed').selectAll().execute()
    expect(
      open.map(hold => hold.bib_id),
      `round ${round}`,
    ).toEqual(open.map(() => b.id))
    expect(new Set(open.map(hold => hold.patron_id)).size).toBe(readers.length)
    // Only the one who waited for the other record may hear that they wait for it already.
    expect(orders.slice(1).every(one => 'ok' in one && one.ok)).toBe(true)
    await agrees(library)
    for (const hold of open) await cancelHold(library, staff, hold.id, 'next round')
  }
})

test('two titles merged into each other at once: one goes over, the other press is refused', async () => {
  const library = await openTown()
  const reader = await givenReader(library)
  for (let round = 0; round < 10; round++) {
    const [a, b] = [await givenBib(library), await givenBib(library)]
    const [hold] = await waiting(library, reader, [a.id])
    const outcomes = await Promise.all([
      mergeBibs(library, staff, { from: a.id, into: b.id }, 'x'),
      mergeBibs(library, staff, { from: b.id, into: a.id }, 'x'),
    ])
    expect(
      outcomes.filter(one => one.ok),
      `round ${round}`,
    ).toHaveLength(1)
    expect(outcomes.find(one => !one.ok)).toEqual({ ok: false, refusal: { why: 'circle' } })
    const into = outcomes[0]!.ok ? b.id : a.id
    expect((await holdRow(library, hold!)).bib_id).toBe(into)
    await cancelHold(library, staff, hold!, 'next round')
  }
  await agrees(library)
})

test('a person is merged while they order and borrow with the old card: all of it is theirs', async () => {
  const library = await openTown()
  for (let round = 0; round < 10; round++) {
    const [former, stays] = [await givenReader(library), await givenReader(library)]
    const [a, b] = [await givenBib(library), await givenBib(library)]
    const outcomes = await Promise.all([
      placeHolds(library, former, order([a.id])),
      mergePatrons(library, staff, { from: former, into: stays }, 'twice'),
      lent(library, former, b.itemIds[0]!),
      mergePatrons(library, staff, { from: former, into: stays }, 'twice'),
    ])
    expect(
      outcomes.map(one => one.ok),
      `round ${round}`,
    ).toEqual([true, true, true, true])
    const holds = await library.db.selectFrom('hold').where('bib_id', '=', a.id).select('patron_id').execute()
    const loans = await library.db.selectFrom('loan').where('bib_id', '=', b.id).select('patron_id').execute()
    expect([holds, loans]).toEqual([[{ patron_id: stays }], [{ patron_id: stays }]])
  }
  await agrees(library)
})

test('merges that meet over one title and one person end, and agree', async () => {
  const library = await openTown()
  for (let round = 0; round < 10; round++) {
    const [former, stays] = [await givenReader(library), await givenReader(library)]
    const [a, b] = [await givenBib(library), await givenBib(library)]
    await waiting(library, former, [a.id])
    await waiting(library, stays, [b.id])
    await Promise.all([
      mergePatrons(library, staff, { from: former, into: stays }, 'twice'),
      mergeBibs(library, staff, { from: a.id, into: b.id }, 'twice'),
      scanned(library, a.itemIds[0]!),
    ])
    const open = await library.db.selectFrom('hold').where('state', '<>', 'closed').selectAll().execute()
    expect(
      open.map(hold => [hold.bib_id, hold.patron_id]),
      `round ${round}`,
    ).toEqual([[b.id, stays]])
    await agrees(library)
    await cancelHold(library, staff, open[0]!.id, 'next round')
  }
})

test('what is left of いずれか予約 does not end while the one that had come is lost', async () => {
  const library = await openTown()
  const patron = await givenReader(library)
  const [one, two] = [await givenBib(library), await givenBib(library)]
  const placed = await placeHolds(library, patron, order([one.id, two.id], { enough: 1 }))
  const [come, other] = placed.ok ? placed.value.holdIds : []
  library.clock.set('2026-11-25T03:00:00')
  await nightPasses(library)
  await scanned(library, one.itemIds[0]!)
  expect(await stateOf(library, come!)).toBe('ready')

  const desk = deskOf(library, staff)
  let dropping: Promise<number> | undefined
  await transact(library.db, async tx => {
    const hold = await lockHold(tx, come!)
    await saveTransition(tx, desk, [loses(hold!, one.itemIds[0]!, 'missing')])
    dropping = dropWhatIsEnough(library, desk, 10)
    await Promise.race([dropping, untilSomebodyWaits(library.db)])
  })
  expect(await dropping).toBe(0)
  expect(await stateOf(library, other!)).toBe('waiting')
})
