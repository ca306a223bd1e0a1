import { expect, test } from 'vitest'
import { openLibrary } from '../../test/library.ts'
import type { RoundTrip } from './client.ts'
import { goesWithNext, hearRoundTrips, sql, transact } from './database.ts'

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
