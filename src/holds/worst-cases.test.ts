import { expect, test } from 'vitest'
import { loansOfPatron } from '#circulation/loans/loans-of-patron.ts'
import { sql } from '#database/database.ts'
import { type BibId, BranchId, type HoldId, type PatronId } from '#ids.ts'
import { givenBib, givenBranches } from '../../test/given.ts'
import { givenReader, lent, nightPasses, order, scanned, violations } from '../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { holdsOfBib } from './lists/holds-of-bib.ts'
import { myHolds } from './lists/my-holds.ts'
import { placeHolds } from './ordering/place-holds.ts'
import { pullList } from './pulls/pull-list.ts'

// What other systems choke on. The times are far above what is needed, and far below what a walk along the queue would
// take.

async function openTown() {
  const library = await openLibrary({ connections: 20 })
  await givenBranches(library)
  return library
}

/** Patrons in one statement, and for each a hold on a bib that waits, as the counter would have placed them. */
async function givenQueue(library: TestLibrary, bibId: BibId, length: number, expiresOn: string): Promise<HoldId[]> {
  const at = library.clock.now()
  const { rows } = await sql<{ id: HoldId }>`
    with people as (
      insert into patron (category, name, name_reading, birth_date, phone, expires_on, created_at)
      select 'general', 'N', 'N', '1980-01-01', '0254', ${expiresOn}::date, ${at} from generate_series(1, ${length}::int) returning id
    ), orders as (
      insert into hold_order (id, patron_id, kind, channel, placed_at)
      select gen_random_uuid(), id, 'ordinary', 'counter', ${at} from people returning id, patron_id
    ), holds as (
      insert into hold (patron_id, bib_id, order_id, order_position, kind, channel, state, place, pickup_branch_id, contact, applied_at)
      select patron_id, ${bibId}, id, 1, 'ordinary', 'counter', 'waiting', nextval('hold_place'), 'chuo', 'self', ${at}
      from orders order by patron_id returning id)
    insert into hold_event (hold_id, at, actor, to_state, why)
    select id, ${at}, 'system', 'waiting', 'place' from holds order by id returning hold_id as id`.execute(library.db)
  return rows.map(row => row.id)
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const begun = performance.now()
  const value = await work()
  return { ms: performance.now() - begun, value }
}

test('a title with 3,000 holds and 60 copies', async () => {
  const library = await openTown()
  const bib = await givenBib(library, { items: 60 })
  const holds = await givenQueue(library, bib.id, 3000, '2029-03-31')
  for (let n = 0; n < 60; n++) {
    const { ms, value } = await timed(() => scanned(library, bib.itemIds[n]!))
    expect(value).toMatchObject({ do: 'holdShelf', holdId: holds[n] })
    expect(ms).toBeLessThan(2000)
  }
  const last = await library.db
    .selectFrom('hold')
    .where('id', '=', holds[2999]!)
    .select('patron_id')
    .executeTakeFirstOrThrow()
  const seen = await timed(() => myHolds(library, last.patron_id!))
  expect(seen.value).toMatchObject([{ place: 2940 }])
  expect(seen.ms).toBeLessThan(3000)
  expect(await holdsOfBib(library, bib.id)).toHaveLength(500)
  expect(await violations(library)).toEqual([])
})

test('500 holds that must be passed by before the one that fits', async () => {
  const library = await openTown()
  const bib = await givenBib(library, { items: 2 })
  await givenQueue(library, bib.id, 500, '2026-01-01')
  const [fits] = await givenQueue(library, bib.id, 1, '2029-03-31')
  const { ms, value } = await timed(() => scanned(library, bib.itemIds[0]!))
  expect(value).toMatchObject({ do: 'holdShelf', holdId: fits })
  expect(ms).toBeLessThan(2000)
  expect(await scanned(library, bib.itemIds[1]!)).toEqual({ do: 'shelve', title: expect.any(String) })
})

test('a newspaper with 3,000 copies', async () => {
  const library = await openTown()
  const bib = await givenBib(library)
  await sql`
    insert into item (barcode, bib_id, home_branch_id, current_branch_id, joined_on)
    select 'NEWS' || n, ${bib.id}, 'chuo', 'chuo', '2020-01-01' from generate_series(1, 3000) n`.execute(library.db)
  const [hold] = await givenQueue(library, bib.id, 1, '2029-03-31')
  const list = await timed(() => pullList(library, BranchId('chuo')))
  expect(list.value.map(line => line.holdId)).toEqual([hold])
  expect(list.ms).toBeLessThan(3000)
  expect(await scanned(library, bib.itemIds[0]!)).toMatchObject({ holdId: hold })
})

test('a school with 600 loans', async () => {
  const library = await openTown()
  Object.assign(library, {
    policy: { ...library.policy, rules: [{ patron: 'group', loans: 1000, holds: 50 }] },
  })
  const school = await givenReader(library, { category: 'group' })
  const bib = await givenBib(library, { items: 601 })
  const at = library.clock.now()
  await sql`
    insert into loan (item_id, bib_id, patron_id, branch_id, lent_at, due_on)
    select id, bib_id, ${school}, 'chuo', ${at}, '2026-12-08' from item where bib_id = ${bib.id} order by id limit 600`.execute(
    library.db,
  )
  await sql`
    insert into item_event (item_id, at, actor, from_status, to_status, why)
    select item_id, lent_at, 'system', 'shelf', 'loan', 'checkOut' from loan`.execute(library.db)
  await sql`update item set status = 'loan' where id in (select item_id from loan)`.execute(library.db)
  const { ms, value } = await timed(() => lent(library, school, bib.itemIds[600]!))
  expect(value).toMatchObject({ ok: true })
  expect(ms).toBeLessThan(2000)
  const list = await timed(() => loansOfPatron(library, school))
  expect(list.value).toHaveLength(601)
  expect(list.ms).toBeLessThan(5000)
  expect(await violations(library)).toEqual([])
})

test('500 orders of one title within a minute, all taken in', async () => {
  const library = await openTown()
  const bib = await givenBib(library)
  const at = library.clock.now()
  const { rows } = await sql<{ id: PatronId }>`
    insert into patron (category, name, name_reading, birth_date, expires_on, created_at)
    select 'general', 'N', 'N', '1980-01-01', '2029-03-31', ${at} from generate_series(1, 500) returning id`.execute(
    library.db,
  )
  const patrons = rows.map(row => row.id)
  let accepted = 0
  const { ms } = await timed(() =>
    Promise.all(
      Array.from({ length: 20 }, async () => {
        for (let id = patrons.pop(); id !== undefined; id = patrons.pop()) {
          if ((await placeHolds(library, id, order([bib.id]))).ok) accepted++
        }
      }),
    ),
  )
  expect(accepted).toBe(500)
  expect(ms).toBeLessThan(60_000)
  library.clock.set('2026-11-25T03:00:00')
  expect(await nightPasses(library)).toMatchObject({ takeInApplications: 500 })
  expect(await violations(library)).toEqual([])
})
