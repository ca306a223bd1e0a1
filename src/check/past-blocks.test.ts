import { expect, test } from 'vitest'
import { layOutCalendar } from '#calendar/lay-out-calendar.ts'
import { renew } from '#circulation/desk/renew.ts'
import { sql } from '#database/database.ts'
import { cancelHold } from '#holds/changing/cancel-hold.ts'
import { ItemId, type LoanId, type PatronId } from '#ids.ts'
import { extendCard } from '#patrons/desk/extend-card.ts'
import { stopPatron } from '#patrons/desk/stop-patron.ts'
import { givenBib, givenBranches } from '../../test/given.ts'
import { givenReader, lent, nightPasses, scanned, staff, stateOf, violations, waiting } from '../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'

/** Two readers who wait for one book, the first of whom stands against a rule, and the book comes by. */
async function givenPassedOver(block: (library: TestLibrary, patronId: PatronId) => Promise<void>) {
  const library = await openLibrary({ at: '2026-11-24T10:00:00' })
  await givenBranches(library)
  await layOutCalendar(library.db, Temporal.PlainDate.from('2026-11-01'), Temporal.PlainDate.from('2027-06-30'))
  const [first, second, borrower] = [await givenReader(library), await givenReader(library), await givenReader(library)]
  const bib = await givenBib(library)
  const [passedOver] = await waiting(library, first, [bib.id])
  await block(library, first)
  const loan = async () => {
    const { rows } = await sql<{ id: LoanId }>`select id from loan where patron_id = ${borrower}`.execute(library.db)
    return rows[0]!.id
  }
  return { library, first, second, borrower, bib, passedOver: passedOver!, loan }
}

const stop = (library: TestLibrary, patronId: PatronId) => stopPatron(library, { login: 'hanako' }, patronId, '紛失')
const unstop = (library: TestLibrary, patronId: PatronId) => stopPatron(library, { login: 'hanako' }, patronId, null)
const expire = async ({ db }: TestLibrary, patronId: PatronId) => {
  await sql`update patron set expires_on = '2026-11-23' where id = ${patronId}`.execute(db)
}
const extend = async (library: TestLibrary, patronId: PatronId) => {
  await extendCard(library, { login: 'hanako' }, patronId)
}
let late = ItemId(0)
const overdue = async (library: TestLibrary, patronId: PatronId) => {
  const other = await givenBib(library)
  await lent(library, patronId, other.itemIds[0]!)
  late = other.itemIds[0]!
  await sql`update loan set due_on = '2026-11-04' where item_id = ${late}`.execute(library.db)
}
const bringBack = async (library: TestLibrary) => {
  await scanned(library, late)
  library.clock.set('2026-11-25T03:00:00')
  await nightPasses(library)
}

const blocks = [
  ['whose card was stopped and is free now', stop, unstop],
  ['whose card had ended and was extended', expire, extend],
  ['who kept something overdue, which the night has forgotten', overdue, bringBack],
] as const

test.each(blocks)('a capture may pass over somebody %s', async (_name, block, lift) => {
  const { library, first, second, bib, passedOver } = await givenPassedOver(block)
  const [next] = await waiting(library, second, [bib.id])
  expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: next })
  expect(await violations(library)).toEqual([])
  await lift(library, first)
  expect(await stateOf(library, passedOver)).toBe('waiting')
  expect(await violations(library)).toEqual([])
})

test.each(blocks)('a renewal may pass over somebody %s', async (_name, block, lift) => {
  const { library, first, borrower, bib, loan } = await givenPassedOver(block)
  await lent(library, borrower, bib.itemIds[0]!)
  await sql`update loan set due_on = '2026-11-27' where patron_id = ${borrower}`.execute(library.db)
  expect(await renew(library, staff, await loan())).toMatchObject({ ok: true })
  await lift(library, first)
  expect((await violations(library)).filter(broken => broken.startsWith('9'))).toEqual([])
})

test('a capture that passed over somebody who stood well is found, also when they are stopped by now', async () => {
  const { library, first, second, bib, passedOver } = await givenPassedOver(async () => {})
  const [next] = await waiting(library, second, [bib.id])
  await scanned(library, bib.itemIds[0]!)
  // As if the wrong one of the two had got the copy.
  await sql`update hold set place = ${10_000} where id = ${passedOver}`.execute(library.db)
  await stop(library, second)
  expect((await violations(library)).filter(broken => broken.startsWith('7'))).toHaveLength(1)
  await unstop(library, second)
  await stop(library, first)
  expect((await violations(library)).filter(broken => broken.includes(`hold ${next}`))).toHaveLength(1)
})

test('a capture and a renewal may pass over what enough of its order had come for, also when that is lost later', async () => {
  const { library, first, second, borrower, loan } = await givenPassedOver(async () => {})
  const [one, two, three] = [await givenBib(library), await givenBib(library), await givenBib(library)]
  const [come] = await waiting(library, first, [one.id, two.id, three.id], { enough: 1 })
  await lent(library, borrower, three.itemIds[0]!)
  await scanned(library, one.itemIds[0]!)

  const [next] = await waiting(library, second, [two.id])
  expect(await scanned(library, two.itemIds[0]!)).toMatchObject({ do: 'holdShelf', holdId: next })
  await sql`update loan set due_on = '2026-11-27' where patron_id = ${borrower}`.execute(library.db)
  expect(await renew(library, staff, await loan())).toMatchObject({ ok: true })
  expect(await violations(library)).toEqual([])
  await cancelHold(library, staff, come!, 'call')
  expect(await violations(library)).toEqual([])
})

test('a capture that passed over one of an order of which nothing has come is found', async () => {
  const { library, first, second } = await givenPassedOver(async () => {})
  const [one, two] = [await givenBib(library), await givenBib(library)]
  const [rightly] = await waiting(library, first, [one.id])
  const [anyOf] = await waiting(library, second, [one.id, two.id], { enough: 1 })
  await scanned(library, one.itemIds[0]!)
  // As if the wrong one of the two had got the copy.
  await sql`update hold set place = ${10_000} where id = ${rightly}`.execute(library.db)
  expect((await violations(library)).filter(broken => broken.includes(`hold ${anyOf} waited`))).toHaveLength(1)
})
