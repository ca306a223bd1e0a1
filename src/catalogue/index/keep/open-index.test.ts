import { existsSync, mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hearRoundTrips, sql } from '#database/database.ts'
import { noDatabase } from '#database/no-database.ts'
import { givenBib, givenBranches } from '../../../../test/given.ts'
import { givenReader, lent } from '../../../../test/given-holds.ts'
import { openLibrary, type TestLibrary } from '../../../../test/library.ts'
import { type OpenIndex, openIndex } from './open-index.ts'

let library: TestLibrary
const dataDir = mkdtempSync(join(tmpdir(), 'kago-index-'))
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
})
afterAll(() => rmSync(dataDir, { recursive: true }))

const open = async (): Promise<OpenIndex> => {
  const opened = openIndex(library, { dataDir, pollMilliseconds: 20 })
  await opened.ready
  return opened
}
const found = ({ index }: OpenIndex, text: string): number => {
  const answer = index.search({ text })
  return answer.ok ? answer.value.total : -1
}
/** Asks until it is so, for two seconds. */
async function comesTrue(check: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !check(); tries++) await new Promise(resolve => setTimeout(resolve, 20))
  expect(check()).toBe(true)
}

test('it is built from the database, follows what changes, and leaves out what was deleted', async () => {
  const { id, itemIds } = await givenBib(library, { title: '雪国' })
  const opened = await open()
  expect(found(opened, '雪国')).toBe(1)
  const later = await givenBib(library, { title: '千羽鶴' })
  await comesTrue(() => found(opened, '千羽鶴') === 1)

  await library.db.updateTable('item').set({ status: 'loan' }).where('id', 'in', itemIds).execute()
  await comesTrue(() => {
    const answer = opened.index.search({ text: '雪国', filters: { availableNow: true } })
    return answer.ok && answer.value.total === 0
  })
  await library.db.updateTable('bib').set({ deleted_at: library.clock.now() }).where('id', '=', later.id).execute()
  await comesTrue(() => found(opened, '千羽鶴') === 0)
  expect(opened.index.works(id)).toEqual([id])
  await opened.close()
})

test('a change that commits after one with a higher number is not missed', async () => {
  const opened = await open()
  const slow = await library.db.startTransaction().execute()
  const first = await givenBib({ ...library, db: slow }, { title: '伊豆の踊子' })
  await givenBib(library, { title: '古都' })
  await new Promise(resolve => setTimeout(resolve, 100))
  await slow.commit().execute()
  await comesTrue(() => found(opened, '古都') === 1 && found(opened, '伊豆の踊子') === 1)
  expect(first.id).toBeGreaterThan(0)
  await opened.close()
})

test('what changed while it was away is there after a start from the snapshot', async () => {
  expect(existsSync(join(dataDir, 'catalogue.index'))).toBe(true)
  await givenBib(library, { title: '山の音' })
  const opened = await open()
  expect(found(opened, '山の音')).toBe(1)
  expect(found(opened, '古都')).toBe(1)
  await opened.close()
})

test('a changed authority is in the answer at once, after a start from the snapshot, and after a build', async () => {
  await givenBib(library, { title: '怪人二十面相', author: '江戸川乱歩' })
  const opened = await open()
  const authority = {
    source_key: 'X:1',
    kind: 'name' as const,
    name: '江戸川 乱歩',
    links: JSON.stringify([{ name: '平井 太郎', reading: null, is: 'other' }]),
    changed_at: library.clock.now(),
  }
  await library.db.insertInto('authority').values(authority).execute()
  await comesTrue(() => found(opened, '平井太郎') === 1)
  await opened.close()

  const again = await open()
  expect(found(again, '平井太郎')).toBe(1)
  await again.close()
  rmSync(join(dataDir, 'catalogue.index'))

  const built = await open()
  expect(found(built, '平井太郎')).toBe(1)
  await library.db.deleteFrom('authority').execute()
  await comesTrue(() => found(built, '平井太郎') === 0)
  await built.close()
})

test('loans reach the order by popularity within a day, also where the service starts anew in between', async () => {
  const first = await givenBib(library, { title: '人気の本', year: 2020 })
  const second = await givenBib(library, { title: '人気の本', year: 2010 })
  const order = ({ index }: OpenIndex) => {
    const answer = index.search({ text: '人気の本', sort: 'popular' })
    return answer.ok ? answer.value.hits.map(({ id }) => id) : []
  }
  const opened = await open()
  expect(order(opened)).toEqual([first.id, second.id])
  await lent(library, await givenReader(library), second.itemIds[0]!)
  library.clock.forward({ hours: 13 })
  await opened.close()
  const again = await open()
  expect(order(again)).toEqual([first.id, second.id])
  library.clock.forward({ hours: 13 })
  await comesTrue(() => order(again)[0] === second.id)
  await again.close()
})

test('a damaged snapshot costs time only, and so does one whose feed was pruned', async () => {
  truncateSync(join(dataDir, 'catalogue.index'), 500)
  const opened = await open()
  expect(found(opened, '山の音')).toBe(1)
  await opened.close()

  await givenBib(library, { title: '眠れる美女' })
  await library.db.deleteFrom('bib_change').execute()
  const again = await open()
  expect(found(again, '眠れる美女')).toBe(1)
  await again.close()
})

test('while the database is away that is told once, and it follows on when it is back', async () => {
  let isAway = false
  let asked = 0
  const told: string[] = []
  const source = {
    clock: library.clock,
    log: { ...library.log, warn: (event: string) => told.push(event) },
    get readDb() {
      asked++
      return isAway ? noDatabase : library.db
    },
  }
  const opened = openIndex(source, { dataDir: null, pollMilliseconds: 5 })
  await opened.ready
  isAway = true
  const before = asked
  await expect.poll(() => asked, { timeout: 5_000 }).toBeGreaterThan(before + 5)
  isAway = false
  await givenBib(library, { title: 'みづうみ' })
  await comesTrue(() => found(opened, 'みづうみ') === 1)
  expect(told).toEqual(['index could not follow'])
  await opened.close()
})

test('a process that does not build the index reads a snapshot that does not fit once, and takes up the next', async () => {
  const own = mkdtempSync(join(tmpdir(), 'kago-index-'))
  const [library, other] = [await openLibrary(), await openLibrary()]
  await givenBranches(library)
  await givenBib(library, { title: '古都' })
  const foreign = openIndex(other, { dataDir: own })
  await foreign.ready
  await foreign.close()
  let looks = 0
  let read = 0
  const silence = hearRoundTrips(library.db, trip => {
    if (trip.some(text => text.includes('system_identifier'))) read++
  })
  const waiting = openIndex(library, {
    dataDir: own,
    waitForLeaderMs: 5,
    writes: () => {
      looks++
      return false
    },
  })
  await expect.poll(() => looks, { timeout: 5_000 }).toBeGreaterThan(10)
  expect(read).toBe(1)
  silence()
  const leading = openIndex(library, { dataDir: own })
  await leading.ready
  await waiting.ready
  expect(found(waiting, '古都')).toBe(1)
  await waiting.close()
  await leading.close()
  rmSync(own, { recursive: true })
})

/** A process that leads, and one that waits for what it builds. */
async function bothReady(library: TestLibrary, total: number): Promise<void> {
  const own = mkdtempSync(join(tmpdir(), 'kago-index-'))
  const waiting = openIndex(library, { dataDir: own, waitForLeaderMs: 5, writes: () => false })
  const leading = openIndex(library, { dataDir: own, pollMilliseconds: 5 })
  await Promise.all([leading.ready, waiting.ready])
  expect(found(waiting, '古都')).toBe(total)
  await Promise.all([waiting.close(), leading.close()])
  rmSync(own, { recursive: true })
}

test('a library in which nothing was ever catalogued is ready at once, in every process', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  await bothReady(library, 0)
})

test('a library that comes from a backup, which tells of no changes, is ready at once, in every process', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  await givenBib(library, { title: '古都' })
  await library.db.deleteFrom('bib_change').execute()
  await bothReady(library, 1)
})

test('a rebuild that fails is told once and not tried again with every look', async () => {
  let asked = 0
  const told: string[] = []
  const source = {
    clock: library.clock,
    log: { ...library.log, warn: (event: string) => told.push(event) },
    get readDb() {
      asked++
      return library.db
    },
  }
  const opened = openIndex(source, { dataDir: null, pollMilliseconds: 5 })
  await opened.ready
  // A build reads the authorities; following what changes asks for none of them while none has changed.
  await sql`alter table authority rename to authority_away`.execute(library.db)
  library.clock.forward({ hours: 25 })
  await expect.poll(() => told, { timeout: 5_000 }).toEqual(['index could not be built'])
  const before = asked
  await expect.poll(() => asked, { timeout: 5_000 }).toBeGreaterThan(before + 20)
  expect(told).toEqual(['index could not be built'])
  await sql`alter table authority_away rename to authority`.execute(library.db)
  await opened.close()
})
