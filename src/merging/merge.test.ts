import { beforeEach, describe, expect, test } from 'vitest'
import { showBib } from '#catalogue/show-bib.ts'
import { markItem } from '#circulation/desk/mark-item.ts'
import { renew } from '#circulation/desk/renew.ts'
import { sql } from '#database/database.ts'
import { importRecords } from '#exchange/import-records.ts'
import { addToBasket } from '#holds/basket/add-to-basket.ts'
import { myBasket } from '#holds/basket/my-basket.ts'
import { moveHold } from '#holds/changing/move-hold.ts'
import { holdStory } from '#holds/lists/hold-story.ts'
import { holdsOfBib } from '#holds/lists/holds-of-bib.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import { pullList } from '#holds/pulls/pull-list.ts'
import { BibId, BranchId, HoldId, LoanId, PatronId, WishListId } from '#ids.ts'
import { forgetPatron } from '#merging/forget-patron.ts'
import { mergeBibs } from '#merging/merge-bibs.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { previewMergeOfBibs } from '#merging/preview-merge-of-bibs.ts'
import { previewMergeOfPatrons } from '#merging/preview-merge-of-patrons.ts'
import { issueCard } from '#patrons/desk/issue-card.ts'
import { myFamily } from '#patrons/family/my-family.ts'
import { findPatrons } from '#patrons/finding/find-patrons.ts'
import { myData } from '#patrons/my-account.ts'
import { findSession, startSession } from '#patrons/signing-in/sessions.ts'
import { verifyPassword } from '#patrons/signing-in/verify-password.ts'
import { newId } from '#std/new-id.ts'
import { myWishList, myWishLists } from '#wish-lists/my-wish-lists.ts'
import { wishFor } from '#wish-lists/wish-for.ts'
import { givenBib, givenBranches, givenIndex } from '../../test/given.ts'
import {
  applied,
  asahi,
  givenReader,
  holdRow,
  itemStatus,
  lent,
  nightPasses,
  notices,
  order,
  scanned,
  staff,
  stateOf,
  violations,
  waiting,
} from '../../test/given-holds.ts'
import { givenPatron } from '../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary({ connections: 4 })
  await givenBranches(library)
})

const mergedBibs = async (from: BibId, into: BibId) => {
  library.clock.forward({ seconds: 5 })
  const merged = await mergeBibs(library, staff, { from, into }, '同じ本')
  if (!merged.ok) throw new Error(merged.refusal.why)
  expect(await violations(library)).toEqual([])
  return merged.value
}
const mergedPatrons = async (from: PatronId, into: PatronId) => {
  library.clock.forward({ seconds: 5 })
  const merged = await mergePatrons(library, staff, { from, into }, '二重登録')
  if (!merged.ok) throw new Error(merged.refusal.why)
  expect(await violations(library)).toEqual([])
  return merged.value
}
const readers = async (count: number) => {
  const ids: PatronId[] = []
  for (let n = 0; n < count; n++) ids.push(await givenReader(library))
  return ids
}
const whysOf = async (patronId: PatronId, holdId: HoldId) =>
  (await holdStory(library, patronId, holdId))?.map(line => line.what)

describe('what patrons wish to read goes over too', () => {
  const wished = async (patronId: PatronId, name: string, bibIds: BibId[], note: string) => {
    const list = { is: 'new', id: WishListId(newId()), name } as const
    expect((await wishFor(library, patronId, { list, bibIds, note })).ok).toBe(true)
    return list.id
  }

  test('of two records on one list one stays, with both notes', async () => {
    const [a, b] = [await givenBib(library), await givenBib(library)]
    const [reader] = await readers(1)
    const both = await wished(reader!, '両方', [b.id], '一つめ')
    await wishFor(library, reader!, { list: { is: 'known', id: both }, bibIds: [a.id], note: '二つめ' })
    const one = await wished(reader!, '片方', [a.id], '')
    await mergedBibs(a.id, b.id)
    expect((await myWishList(library, reader!, both, 1))?.wishes).toMatchObject([
      { bibId: b.id, note: '一つめ\n二つめ' },
    ])
    expect((await myWishList(library, reader!, one, 1))?.wishes).toMatchObject([{ bibId: b.id, note: null }])
  })

  test('the lists of both registrations are those of the one who stays, and go with them', async () => {
    const [from, into] = await readers(2)
    const { id } = await givenBib(library)
    await wished(from!, '夏', [id], '')
    await wished(into!, '夏', [id], '')
    await mergedPatrons(from!, into!)
    expect((await myWishLists(library, into!)).map(({ name }) => name)).toEqual(['夏', '夏'])
    expect(await forgetPatron(library, { login: 'test' }, into!)).toMatchObject({ ok: true })
    expect(await myWishLists(library, into!)).toEqual([])
    expect(await violations(library)).toEqual([])
  })
})

test('the family of both registrations is that of the one who stays, and goes with them; nobody is their own relative', async () => {
  const [from, into, child] = await readers(3)
  const link = (carer: PatronId, member: PatronId) =>
    library.db
      .insertInto('family_link')
      .values({ carer_id: carer, member_id: member, made_at: library.clock.now() })
      .execute()
  await link(from!, child!)
  await link(from!, into!)
  await link(child!, from!)
  await link(child!, into!)
  await mergedPatrons(from!, into!)
  const family = await myFamily(library, into!)
  expect(family.members.map(({ patronId }) => patronId)).toEqual([child])
  expect(family.carers.map(({ patronId }) => patronId)).toEqual([child])
  expect(await forgetPatron(library, { login: 'test' }, into!)).toMatchObject({ ok: true })
  expect(await myFamily(library, child!)).toEqual({ members: [], carers: [] })
  expect(await violations(library)).toEqual([])
})

describe('two records of one title become one', () => {
  test('two queues interleave by when their holds joined, and a copy goes to the first of both', async () => {
    const [a, b] = [await givenBib(library), await givenBib(library, { items: 2 })]
    const [one, two, three, four] = await readers(4)
    const holds = [
      ...(await waiting(library, one!, [b.id])),
      ...(await waiting(library, two!, [a.id])),
      ...(await waiting(library, three!, [b.id])),
      ...(await waiting(library, four!, [a.id])),
    ]
    expect(await mergedBibs(a.id, b.id)).toMatchObject({ into: b.id, did: { copies: 1, holds: 2, ended: [] } })
    expect((await holdsOfBib(library, b.id)).map(hold => [hold.id, hold.place])).toEqual(
      holds.map((id, n) => [id, n + 1]),
    )
    // Copies of either stand on the shelf while holds wait: they are to be fetched (invariant 6).
    expect((await pullList(library, BranchId('chuo'))).map(line => line.holdId).sort()).toEqual(holds.slice(0, 3))
    expect(await scanned(library, a.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: holds[0] })
    expect(await scanned(library, b.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: holds[1] })
    expect(await whysOf(two!, holds[1]!)).toEqual(['place', 'rebind', 'capture'])
    expect(await violations(library)).toEqual([])
  })

  test('a hold that staff moved to the front stands just before that one, and before nobody of the other queue besides', async () => {
    const [a, b] = [await givenBib(library), await givenBib(library)]
    const [one, two, three, four, five] = await readers(5)
    const [first] = await waiting(library, one!, [a.id])
    const [elsewhere] = await waiting(library, two!, [b.id])
    for (const reader of [three!, four!]) await waiting(library, reader, [(await givenBib(library)).id])
    const [target] = await waiting(library, three!, [a.id])
    const [moved] = await waiting(library, five!, [a.id])
    expect(await moveHold(library, staff, moved!, target!, '施設の方')).toMatchObject({ ok: true })
    await mergedBibs(a.id, b.id)
    expect((await holdsOfBib(library, b.id)).map(hold => hold.id)).toEqual([first, elsewhere, moved, target])
  })

  test('of two holds of a patron the one further along goes on; the other says why, and its copy goes to the next', async () => {
    const [a, b] = [await givenBib(library), await givenBib(library)]
    const [twice, next] = await readers(2)
    const [onA] = await waiting(library, twice!, [a.id], { contact: 'mail' })
    const [onB] = await waiting(library, twice!, [b.id], { contact: 'mail' })
    const [nextOnA] = await waiting(library, next!, [a.id])
    await scanned(library, a.itemIds[0]!)
    await scanned(library, b.itemIds[0]!)
    const preview = await previewMergeOfBibs(library, { from: a.id, into: b.id })
    expect(preview).toMatchObject({
      is: 'may',
      will: { holds: 2, ends: [{ hold: { id: onB, title: expect.any(String) }, why: 'fallTogether' }] },
    })
    expect(await mergedBibs(a.id, b.id)).toMatchObject({ did: { ended: [{ holdId: onB, why: 'fallTogether' }] } })
    expect(await stateOf(library, onA!)).toBe('ready')
    expect(await holdRow(library, onB!)).toMatchObject({ state: 'closed', closed_detail: 'fallTogether', bib_id: b.id })
    expect(await whysOf(twice!, onB!)).toEqual(['place', 'capture', 'fallTogether'])
    expect(await stateOf(library, nextOnA!)).toBe('ready')
    const told = await notices(library, 'closed')
    expect(told).toMatchObject([{ hold_id: onB, channel: 'mail', facts: { reason: 'fallTogether' } }])
    expect((await myHolds(library, twice!)).find(hold => hold.id === onB)?.closed?.detail).toBe('fallTogether')
  })

  test('a hold that waits for what its patron has on loan ends; one that stands ready is kept', async () => {
    const [a, b] = [await givenBib(library), await givenBib(library, { items: 2 })]
    const [waits, fetches, applies, other] = await readers(4)
    await lent(library, waits!, b.itemIds[0]!)
    await lent(library, fetches!, b.itemIds[1]!)
    const [ready] = await waiting(library, fetches!, [a.id])
    await scanned(library, a.itemIds[0]!)
    const [ends] = await waiting(library, waits!, [a.id])
    const [goesOn] = await waiting(library, other!, [a.id])
    await applied(library, applies!, [a.id])
    expect(await mergedBibs(a.id, b.id)).toMatchObject({ did: { ended: [{ holdId: ends, why: 'alreadyHave' }] } })
    expect(await holdRow(library, ends!)).toMatchObject({ state: 'closed', closed_detail: 'alreadyHave' })
    expect([await stateOf(library, ready!), await stateOf(library, goesOn!)]).toEqual(['ready', 'waiting'])
    expect(await lent(library, fetches!, a.itemIds[0]!)).toMatchObject({ ok: true, value: { fulfilledHoldId: ready } })
  })

  test('who brings an overdue copy back of a title they wait for themself is not passed by for that copy', async () => {
    const [a, b] = [await givenBib(library), await givenBib(library)]
    const [reads, later] = await readers(2)
    await lent(library, reads!, b.itemIds[0]!)
    const [promised] = await waiting(library, reads!, [a.id])
    await scanned(library, a.itemIds[0]!)
    await mergedBibs(a.id, b.id)
    const lost = await library.db
      .selectFrom('item')
      .where('id', '=', a.itemIds[0]!)
      .select('barcode')
      .executeTakeFirstOrThrow()
    await markItem(library, staff, lost.barcode, 'missing', 'not on the hold shelf')
    await waiting(library, later!, [b.id])
    library.clock.set('2026-12-25T10:00:00')
    expect(await scanned(library, b.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: promised })
    expect((await violations(library)).filter(found => found.startsWith('7:'))).toEqual([])
  })

  test('a series whose two volumes fall together goes on with one, and its later volumes after that', async () => {
    const [a, b, c] = [await givenBib(library), await givenBib(library), await givenBib(library)]
    const [reader] = await readers(1)
    const [first, twin, later] = await waiting(library, reader!, [a.id, b.id, c.id], { kind: 'series' })
    await mergedBibs(b.id, a.id)
    expect(await stateOf(library, twin!)).toBe('closed')
    expect(await scanned(library, c.itemIds[0]!)).toMatchObject({ do: 'shelve' })
    expect(await scanned(library, b.itemIds[0]!)).toMatchObject({ holdId: first })
    expect(await scanned(library, c.itemIds[0]!)).toMatchObject({ holdId: later })
    expect(await violations(library)).toEqual([])
  })

  test('a set that waited for the second of two that are one is ready', async () => {
    const [a, b] = [await givenBib(library), await givenBib(library)]
    const [reader] = await readers(1)
    const [onA, onB] = await waiting(library, reader!, [a.id, b.id], { kind: 'set', contact: 'mail' })
    await scanned(library, b.itemIds[0]!)
    expect(await stateOf(library, onB!)).toBe('captured')
    await mergedBibs(a.id, b.id)
    expect([await stateOf(library, onA!), await stateOf(library, onB!)]).toEqual(['closed', 'ready'])
    expect(await notices(library, 'ready')).toHaveLength(1)
  })

  test('what lies in baskets, was lent and has ended goes over; the old address and number lead to the one record', async () => {
    const [a, b] = [await givenBib(library, { isbns: ['9784101010137'] }), await givenBib(library)]
    const [reader, keeper] = [await givenReader(library), await givenReader(library, { keepsHistory: true })]
    await addToBasket(library, reader, a.id)
    await addToBasket(library, reader, b.id)
    await addToBasket(library, keeper, a.id)
    await lent(library, keeper, a.itemIds[0]!)
    await scanned(library, a.itemIds[0]!)
    await mergedBibs(a.id, b.id)
    expect((await myBasket(library, reader)).lines.map(line => line.bibId)).toEqual([b.id])
    expect((await myBasket(library, keeper)).lines.map(line => line.bibId)).toEqual([b.id])
    expect(await library.db.selectFrom('loan').select(['bib_id', 'patron_id']).execute()).toEqual([
      { bib_id: b.id, patron_id: keeper },
    ])
    expect(await showBib(library, a.id)).toEqual({ is: 'merged', into: b.id })
    await givenIndex(library)
    const found = library.index.search({ text: '9784101010137' })
    expect(found.ok && found.value.hits.map(hit => hit.id)).toEqual([b.id])
    // A form that was open meanwhile orders, or puts into the basket, what the record is now.
    await addToBasket(library, reader, a.id)
    expect(await placeHolds(library, reader, order([a.id, b.id]))).toMatchObject({ ok: true, value: { holdIds: [1] } })
    expect((await holdRow(library, HoldId(1))).bib_id).toBe(b.id)
  })

  test('what a story tells of before is judged on the record of then', async () => {
    const [a, b] = [await givenBib(library), await givenBib(library)]
    const [early, late] = await readers(2)
    await waiting(library, early!, [a.id])
    await waiting(library, late!, [b.id])
    // The hold on B is later, and nobody waited for B before it.
    await scanned(library, b.itemIds[0]!)
    await mergedBibs(a.id, b.id)
    // And a merge hides nothing: had both been on A, the earlier one would have been passed over.
    const third = await givenBib(library)
    await sql`update hold_event set from_bib_id = ${third.id} where why = 'rebind'`.execute(library.db)
    expect(await violations(library)).toEqual([])
    await sql`delete from hold_event where why = 'rebind'`.execute(library.db)
    expect((await violations(library)).filter(found => found.startsWith('7:'))).toHaveLength(1)
  })

  test('a renewal before the merge is judged by who waited for that record then', async () => {
    const [a, b] = [await givenBib(library), await givenBib(library)]
    const [reads, waits] = await readers(2)
    await lent(library, reads!, a.itemIds[0]!)
    library.clock.set('2026-11-26T10:00:00')
    await waiting(library, waits!, [b.id])
    library.clock.forward({ seconds: 5 })
    expect(await renew(library, staff, LoanId(1))).toMatchObject({ ok: true })
    await mergedBibs(a.id, b.id)
    library.clock.forward({ days: 1 })
    expect(await violations(library)).toEqual([])
    await sql`update item_event set from_bib_id = ${b.id} where why = 'moveToBib'`.execute(library.db)
    expect((await violations(library)).filter(found => found.startsWith('9:'))).toHaveLength(1)
  })

  test('again it is done; the other way round, with itself, with nothing it is refused', async () => {
    const [a, b, c] = [await givenBib(library), await givenBib(library), await givenBib(library)]
    const merge = (from: BibId, into: BibId) => mergeBibs(library, staff, { from, into }, 'x')
    await mergedBibs(a.id, b.id)
    expect(await merge(a.id, b.id)).toEqual({ ok: true, value: { into: b.id, did: null } })
    expect(await merge(b.id, a.id)).toMatchObject({ refusal: { why: 'circle' } })
    expect(await merge(a.id, c.id)).toMatchObject({ refusal: { why: 'mergedElsewhere', into: b.id } })
    expect(await merge(a.id, a.id)).toMatchObject({ refusal: { why: 'same' } })
    expect(await merge(BibId(999_999), a.id)).toMatchObject({ refusal: { why: 'unknown' } })
    expect(await merge(c.id, BibId(999_999))).toMatchObject({ refusal: { why: 'unknownTarget' } })
    await mergedBibs(b.id, c.id)
    expect(await showBib(library, a.id)).toEqual({ is: 'merged', into: c.id })
    expect(await library.db.selectFrom('audit').where('did', '=', 'mergeBibs').select('id').execute()).toHaveLength(2)
  })

  test('the merge list of an import does the same, with holds and loans on either side', async () => {
    const a = await givenBib(library, { sourceKey: 'JP-DEMO:a' })
    const b = await givenBib(library, { sourceKey: 'JP-DEMO:b' })
    const [one, two] = await readers(2)
    await lent(library, one!, a.itemIds[0]!)
    const [hold] = await waiting(library, two!, [a.id])
    const list = () => importRecords(library, [Buffer.from('書誌番号\t統合先\na\tb')])
    expect(await list()).toMatchObject({ bibs: { merged: 1 }, problemCount: 0 })
    expect(await list()).toMatchObject({ bibs: { merged: 0, unchanged: 1 }, problemCount: 0 })
    expect(await scanned(library, b.itemIds[0]!)).toMatchObject({ holdId: hold })
    expect(await violations(library)).toEqual([])
  })
})

describe('a person who was registered twice is one patron', () => {
  test('loans, holds with their places, basket and blocks go over; the limit is that of neither', async () => {
    const [former, stays, other] = await readers(3)
    const bibs = []
    for (let n = 0; n < 14; n++) bibs.push(await givenBib(library))
    const [between] = await waiting(library, other!, [bibs[1]!.id])
    await waiting(
      library,
      former!,
      bibs.slice(0, 7).map(bib => bib.id),
    )
    await waiting(
      library,
      stays!,
      bibs.slice(7, 13).map(bib => bib.id),
    )
    await lent(library, former!, bibs[13]!.itemIds[0]!)
    await addToBasket(library, former!, bibs[13]!.id)
    await library.db.updateTable('patron').set({ stopped_because: '紛失' }).where('id', '=', former!).execute()
    await library.db.updateTable('patron').set({ stopped_because: '汚破損' }).where('id', '=', stays!).execute()
    expect(await mergedPatrons(former!, stays!)).toMatchObject({ did: { loans: 1, holds: 7, ended: [] } })
    expect((await myHolds(library, stays!)).filter(hold => !hold.closed)).toHaveLength(13)
    expect((await holdsOfBib(library, bibs[1]!.id)).map(hold => hold.id)).toEqual([between, expect.any(Number)])
    const row = await library.db.selectFrom('patron').where('id', '=', stays!).selectAll().executeTakeFirstOrThrow()
    expect(row.stopped_because).toBe('汚破損、紛失')
    // More than the limit is only what came over.
    await library.db.updateTable('patron').set({ stopped_because: null }).where('id', '=', stays!).execute()
    expect(await placeHolds(library, stays!, order([bibs[13]!.id]))).toMatchObject({
      refusal: { why: 'alreadyOnLoan' },
    })
    const more = await givenBib(library)
    expect(await placeHolds(library, stays!, order([more.id]))).toMatchObject({ refusal: { why: 'tooMany', open: 13 } })
  })

  test('an application that came over is taken in beyond the limit', async () => {
    const [former, stays] = await readers(2)
    const bibs = []
    for (let n = 0; n < 12; n++) bibs.push(await givenBib(library))
    const holds = await applied(
      library,
      former!,
      bibs.slice(0, 6).map(bib => bib.id),
    )
    await waiting(
      library,
      stays!,
      bibs.slice(6).map(bib => bib.id),
    )
    await mergedPatrons(former!, stays!)
    library.clock.set('2026-11-25T03:00:00')
    await nightPasses(library)
    for (const hold of holds) expect(await stateOf(library, hold)).toBe('waiting')
    expect(await violations(library)).toEqual([])
  })

  test('of two holds of one title one goes on, and a hold of what the other has on loan ends', async () => {
    const [former, stays, next] = await readers(3)
    const [twice, has] = [await givenBib(library), await givenBib(library)]
    const [mine] = await waiting(library, stays!, [twice.id])
    const [theirs] = await waiting(library, former!, [twice.id])
    const [third] = await waiting(library, next!, [twice.id])
    await lent(library, former!, has.itemIds[0]!)
    const [ends] = await waiting(library, stays!, [has.id])
    await scanned(library, twice.itemIds[0]!)
    expect(await previewMergeOfPatrons(library, { from: former!, into: stays! })).toMatchObject({
      is: 'may',
      will: { ends: [{ hold: { id: theirs } }, { hold: { id: ends } }] },
    })
    await mergedPatrons(former!, stays!)
    expect(await stateOf(library, mine!)).toBe('ready')
    expect(await holdRow(library, theirs!)).toMatchObject({ closed_detail: 'fallTogether', patron_id: stays })
    expect(await holdRow(library, ends!)).toMatchObject({ closed_detail: 'alreadyHave' })
    expect(await stateOf(library, third!)).toBe('waiting')
  })

  test('what is not told yet goes to the address of who stays; who has none of that kind is told otherwise', async () => {
    const former = await givenReader(library, { mail: 'old@example.jp' })
    const stays = await givenReader(library, { mail: null, phone: '0254-11-1111' })
    const [a, b] = [await givenBib(library), await givenBib(library)]
    const [ready] = await waiting(library, former, [a.id], { contact: 'mail' })
    const [waits] = await waiting(library, former, [b.id], { contact: 'mail' })
    await scanned(library, a.itemIds[0]!)
    await mergedPatrons(former, stays)
    expect(await notices(library, 'ready')).toMatchObject([
      { patron_id: stays, hold_id: ready, channel: 'phone', recipient: '0254-11-1111', state: 'due' },
    ])
    expect((await holdRow(library, waits!)).contact).toBe('phone')
    expect(await scanned(library, b.itemIds[0]!)).toMatchObject({ holdId: waits })
    expect(await violations(library)).toEqual([])
  })

  test('a card of the former is nobody else’s, finds who stays, and says to its owner alone what became of it', async () => {
    const [former, stays] = [await givenPatron(library), await givenPatron(library)]
    const session = await startSession(library, { patronId: former.id, mustChangePassword: false, terminalId: null })
    await mergedPatrons(former.id, stays.id)
    expect(await findSession(library, session, null)).toBeNull()
    const attempt = { door: 'web' as const, address: '192.0.2.1', cardNumber: former.cardNumber }
    expect(await verifyPassword(library, { ...attempt, password: former.password })).toEqual({ is: 'merged' })
    expect(await verifyPassword(library, { ...attempt, password: '0000' })).toEqual({ is: 'refused' })
    const own = { ...attempt, cardNumber: stays.cardNumber, password: stays.password }
    expect(await verifyPassword(library, own)).toMatchObject({ is: 'patron', patronId: stays.id })
    const third = await givenPatron(library)
    expect(await issueCard(library, staff, third.id, former.cardNumber)).toMatchObject({
      refusal: { why: 'cardTaken' },
    })
    const found = await findPatrons(library, staff, former.cardNumber)
    expect(found.patrons.map(patron => patron.patronId)).toEqual([stays.id])
  })

  test('a history is kept if who stays keeps one, else it is forgotten at once; no story tells whose hold it was', async () => {
    for (const keeps of [true, false]) {
      const former = await givenReader(library, { keepsHistory: true })
      const stays = await givenReader(library, { keepsHistory: keeps })
      const bib = await givenBib(library)
      const [hold] = await waiting(library, former, [bib.id])
      await scanned(library, bib.itemIds[0]!)
      await lent(library, former, bib.itemIds[0]!)
      await scanned(library, bib.itemIds[0]!)
      library.clock.forward({ days: 1 })
      await sql`
        insert into nightly_run values (${keeps ? '2026-11-25' : '2026-11-26'}, ${library.clock.now()}, ${library.clock.now()})`.execute(
        library.db,
      )
      expect(await previewMergeOfPatrons(library, { from: former, into: stays })).toMatchObject({
        historyIsCut: !keeps,
      })
      await mergedPatrons(former, stays)
      const loans = await library.db.selectFrom('loan').where('bib_id', '=', bib.id).select('patron_id').execute()
      expect(loans).toEqual([{ patron_id: keeps ? stays : null }])
      const told = await library.db
        .selectFrom('hold_event')
        .where('hold_id', '=', hold!)
        .select('from_patron_id')
        .execute()
      expect(told.some(row => row.from_patron_id !== null)).toBe(keeps)
    }
    await sql`update hold set patron_id = null`.execute(library.db)
    expect(
      (await violations(library)).filter(found => found.startsWith('12:') && found.includes('event')),
    ).toHaveLength(1)
  })

  test('who was passed by before a merge is judged by what stood against them then', async () => {
    const [expired, stays, next] = [
      await givenReader(library, { expiresOn: '2026-01-01' }),
      await givenReader(library),
      await givenReader(library),
    ]
    const bib = await givenBib(library)
    await library.db
      .updateTable('patron')
      .set({ expires_on: Temporal.PlainDate.from('2029-01-01') })
      .where('id', '=', expired)
      .execute()
    await waiting(library, expired, [bib.id], { pickup: asahi })
    await library.db
      .updateTable('patron')
      .set({ expires_on: Temporal.PlainDate.from('2026-01-01') })
      .where('id', '=', expired)
      .execute()
    const [second] = await waiting(library, next, [bib.id])
    expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ holdId: second })
    await mergedPatrons(expired, stays)
    // A fault is seen through a merge all the same: had the card been good, the hold would have been passed over.
    await sql`update patron_was set expires_on = '2029-01-01'`.execute(library.db)
    expect((await violations(library)).filter(found => found.startsWith('7:'))).toHaveLength(1)
  })

  test('who stays can be forgotten, and the former with them', async () => {
    const [former, stays] = [await givenPatron(library), await givenPatron(library)]
    await mergedPatrons(former.id, stays.id)
    expect(JSON.stringify(await myData(library, stays.id))).toContain(former.cardNumber)
    expect(await forgetPatron(library, staff, stays.id)).toMatchObject({ ok: true })
    const rows = await library.db.selectFrom('patron').select(['name', 'phone']).execute()
    expect(rows).toEqual([
      { name: '', phone: null },
      { name: '', phone: null },
    ])
    expect(await forgetPatron(library, staff, former.id)).toMatchObject({ refusal: { why: 'unknownPatron' } })
  })

  test('again it is done; with itself, with nobody, with who went elsewhere it is refused', async () => {
    const [a, b, c] = await readers(3)
    await mergedPatrons(a!, b!)
    const merge = (from: PatronId, into: PatronId) => mergePatrons(library, staff, { from, into }, 'x')
    expect(await merge(a!, b!)).toEqual({ ok: true, value: { into: b, did: null } })
    expect(await merge(a!, a!)).toMatchObject({ refusal: { why: 'same' } })
    expect(await merge(b!, a!)).toMatchObject({ refusal: { why: 'circle' } })
    expect(await merge(a!, c!)).toMatchObject({ refusal: { why: 'mergedElsewhere' } })
    expect(await merge(c!, PatronId(999_999))).toMatchObject({ refusal: { why: 'unknownTarget' } })
    expect(await itemStatus(library, (await givenBib(library)).itemIds[0]!)).toBe('shelf')
    const audits = await library.db.selectFrom('audit').where('did', '=', 'mergePatrons').select('patron_id').execute()
    expect(audits).toEqual([{ patron_id: b }])
  })
})

// A new table that names a bib or a patron must say here what a merge makes of it.
test('a merge knows every table that names what is merged', async () => {
  const { rows } = await sql<{ names: string }>`
    select c.relname || '.' || a.attname as names from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
    where k.contype = 'f' and r.relname in ('bib', 'patron') and c.relnamespace = current_schema()::regnamespace
    order by 1`.execute(library.db)
  expect(rows.map(row => row.names)).toEqual([
    'account_change.patron_id', // forgotten
    'audit.patron_id', // tells whom staff saw: stays
    'basket_line.bib_id',
    'basket_line.patron_id',
    'bib.merged_into',
    'bib_stamp.bib_id', // stays: the former is told to those who copy the catalogue as deleted
    'calendar_address.patron_id', // ends
    'card.patron_id', // stays, so that the number is never given again
    'copied_draft.saved_bib_id', // leads to the former, whose address leads on
    'counter_scan.patron_id', // stays until the night: what was scanned for the former is not taken back under another name
    'family_link.carer_id',
    'family_link.member_id',
    'hold.bib_id',
    'hold.patron_id',
    'hold_event.from_bib_id', // what was then
    'hold_order.patron_id',
    'item.bib_id',
    'item_event.from_bib_id', // what was then
    'known_device.patron_id', // forgotten
    'loan.bib_id',
    'loan.patron_id',
    'machine_report.patron_id',
    'mail_application.patron_id', // forgotten
    'mail_bounce.patron_id', // of an address that is gone: goes with the former number
    'mistake.bib_id', // leads to the former, whose address leads on
    'notice.patron_id',
    'passkey.patron_id', // ends: the one who stays has their own
    'password_link.patron_id', // ends
    'patron.merged_into',
    'patron_message.patron_id',
    'patron_note.patron_id',
    'patron_secret.patron_id', // stays: by it the owner of the old card is told
    'patron_was.patron_id', // stays: how each stood
    'question.patron_id',
    'request.bib_id',
    'request.patron_id',
    'saved_search.patron_id',
    'session.patron_id', // ends
    'sign_in_card.patron_id', // stays with its card
    'theme_title.bib_id',
    'wish.bib_id',
    'wish_list.patron_id',
  ])
})
