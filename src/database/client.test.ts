import { expect, test } from 'vitest'
import { openLibrary } from '../../test/library.ts'
import type { RoundTrip } from './client.ts'
import { asLast, goesWithNext, hearRoundTrips, onOneConnection, sql, together, transact } from './database.ts'

async function givenTable() {
  const { db } = await openLibrary({ connections: 1 })
  await sql`create table leaf (id int primary key)`.execute(db)
  const trips: RoundTrip[] = []
  hearRoundTrips(db, trip => trips.push(trip))
  const leaves = async () =>
    (await sql<{ id: number }>`select id from leaf order by id`.execute(db)).rows.map(r => r.id)
  return { db, trips, leaves }
}

test('a transaction begins with its first statement, and what nobody waits for goes with its end', async () => {
  const { db, trips, leaves } = await givenTable()
  await transact(db, async tx => {
    await sql`insert into leaf values (1)`.execute(tx)
    await sql`${goesWithNext}insert into leaf values (2)`.execute(tx)
  })
  expect(trips.map(trip => trip.length)).toEqual([2, 2])
  expect(await leaves()).toEqual([1, 2])
})

test('a transaction that asks nothing costs nothing', async () => {
  const { db, trips } = await givenTable()
  await transact(db, async () => {})
  await expect(transact(db, () => Promise.reject(new Error('changed my mind')))).rejects.toThrow('changed my mind')
  expect(trips).toEqual([])
})

test('when a statement that went with the commit fails, the transaction fails with its error and nothing is written', async () => {
  const { db, leaves } = await givenTable()
  const broken = transact(db, async tx => {
    await sql`insert into leaf values (1)`.execute(tx)
    await sql`${goesWithNext}insert into leaf values (1)`.execute(tx)
  })
  await expect(broken).rejects.toMatchObject({ code: '23505' })
  expect(await leaves()).toEqual([])
})

test('when the first statement fails, the connection is as good as before', async () => {
  const { db, leaves } = await givenTable()
  await expect(transact(db, tx => sql`select 1 / 0`.execute(tx))).rejects.toMatchObject({ code: '22012' })
  await transact(db, tx => sql`insert into leaf values (3)`.execute(tx))
  expect(await leaves()).toEqual([3])
})

test('what waited is not sent when the transaction is given up; outside one nothing waits', async () => {
  const { db, leaves } = await givenTable()
  const given = transact(db, async tx => {
    await sql`insert into leaf values (4)`.execute(tx)
    await sql`${goesWithNext}insert into leaf values (5)`.execute(tx)
    throw new Error('given up')
  })
  await expect(given).rejects.toThrow('given up')
  await sql`${goesWithNext}insert into leaf values (6)`.execute(db)
  expect(await leaves()).toEqual([6])
})

test('what is asked before anybody waits goes in one round trip, and one that fails spoils no other', async () => {
  const { db, trips } = await givenTable()
  const add = (id: number) => sql`insert into leaf values (${id})`.execute(db)
  await add(7)
  trips.length = 0
  const answers = await Promise.allSettled([add(8), add(7), sql<{ n: number }>`select 9 as n`.execute(db)])
  expect(trips.map(trip => trip.length)).toEqual([3])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(answers[2]).toMatchObject({ value: { rows: [{ n: 9 }] } })
})

test('more than fit on one connection are asked too', async () => {
  const { db } = await givenTable()
  const numbers = Array.from({ length: 50 }, (_, n) => n)
  const found = await Promise.all(numbers.map(n => sql<{ n: number }>`select ${n}::int as n`.execute(db)))
  expect(found.map(({ rows }) => rows[0]!.n)).toEqual(numbers)
})

test('in a transaction the later statement of one round trip sees what the earlier wrote', async () => {
  const { db, trips } = await givenTable()
  const [, count] = await transact(db, tx =>
    together(
      tx,
      // Asked a moment later than the one behind it would be: the order is that of the list all the same.
      async () => {
        await null
        return await sql`insert into leaf values (1)`.execute(tx)
      },
      () => sql<{ n: number }>`select count(*)::int as n from leaf`.execute(tx),
    ),
  )
  expect(count.rows[0]!.n).toBe(1)
  expect(trips.map(trip => trip.length)).toEqual([3, 1])
})

test('of statements that went together the earliest that failed is heard, and nothing is written', async () => {
  const { db, leaves } = await givenTable()
  const broken = transact(db, tx =>
    together(
      tx,
      () => sql`insert into leaf values (1)`.execute(tx),
      () => sql`select 1 / 0`.execute(tx),
      () => sql`insert into leaf values (2)`.execute(tx),
    ),
  )
  await expect(broken).rejects.toMatchObject({ code: '22012' })
  expect(await leaves()).toEqual([])
})

test('the end goes with the last statement, is done when that has answered, and nothing comes after it', async () => {
  const { db, trips, leaves } = await givenTable()
  const add = (tx: typeof db, id: number) =>
    sql<{ id: number }>`insert into leaf values (${id}) returning id`.execute(tx)
  const added = await transact(db, tx => asLast(tx, () => add(tx, 1)))
  expect(added.rows).toEqual([{ id: 1 }])
  expect(trips.map(trip => trip.length)).toEqual([3])

  await expect(transact(db, tx => asLast(tx, () => add(tx, 1)))).rejects.toMatchObject({ code: '23505' })
  const late = transact(db, async tx => {
    await asLast(tx, () => add(tx, 2))
    await add(tx, 3)
  })
  await expect(late).rejects.toThrow('has ended')
  expect(await leaves()).toEqual([1, 2])
})

test('several statements on one connection have it to themselves', async () => {
  const { db } = await openLibrary({ connections: 2 })
  const pid = async (on: typeof db) =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(on)).rows[0]!.pid
  await onOneConnection(db, async mine => {
    const own = await pid(mine)
    expect(await pid(db)).not.toBe(own)
    expect(await pid(mine)).toBe(own)
  })
  await expect(db.connection().execute(async mine => [await pid(mine), await pid(mine)])).rejects.toThrow(
    'onOneConnection',
  )
})
