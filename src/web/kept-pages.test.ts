import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type OpenIndex, openIndex } from '#catalogue/index/keep/open-index.ts'
import { hearRoundTrips, type Row } from '#database/database.ts'
import type { ItemId } from '#ids.ts'
import { givenBib, givenBranches } from '../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { createApp } from './app.tsx'

let library: TestLibrary
let following: OpenIndex
let app: ReturnType<typeof createApp>
let itemId: ItemId
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  itemId = (await givenBib(library, { title: '道草' })).itemIds[0]!
  await givenBib(library, { title: '道草の研究' })
  following = openIndex(library, { dataDir: null, pollMilliseconds: 20 })
  await following.ready
  app = createApp({ ...library, index: following.index })
})
afterAll(() => following.close())

const get = async (path: string, cookie = ''): Promise<string> => {
  const request = new Request(`http://kago.test${path}`, { headers: { cookie } })
  const answer = await app.fetch(request, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })
  expect(answer.status).toBe(200)
  return answer.text()
}
const lend = (status: Row<'item'>['status']) =>
  library.db.updateTable('item').set({ status }).where('id', '=', itemId).execute()

test('a kept page is gone within a second of a change of a bib on it', async () => {
  const search = `/search?q=${encodeURIComponent('道草')}`
  expect(await get(search)).not.toContain('貸出中')
  const before = await get(search)
  expect(await get(search)).toBe(before)
  await lend('loan')
  for (let tries = 0; tries < 50 && !(await get(search)).includes('貸出中'); tries++)
    await new Promise(resolve => setTimeout(resolve, 20))
  expect(await get(search)).toContain('貸出中')
  await lend('shelf')
})

test('each language has its own, and so has the time in which nothing can be reserved', async () => {
  const path = `/search?q=${encodeURIComponent('道草')}`
  expect(await get(path)).toContain('予約かごへ')
  expect(await get(path, 'language=en')).toContain('Add to basket')
  library.clock.set('2026-11-25T03:00:00')
  expect(await get(path)).not.toContain('予約かごへ</button>')
  library.clock.set('2026-11-25T04:00:00')
  expect(await get(path)).toContain('予約かごへ</button>')
})

test('as long as nothing changes a page is made once a minute; what is new in the catalogue is on it within a second', async () => {
  const path = `/search?q=${encodeURIComponent('道草')}&sort=newest`
  const trips = async (work: () => Promise<unknown>): Promise<number> => {
    let count = 0
    const end = hearRoundTrips(library.db, trip => {
      if (trip.some(text => /from item/.test(text))) count++
    })
    await work()
    end()
    return count
  }
  vi.useFakeTimers({ toFake: ['performance'] })
  await get(path)
  vi.advanceTimersByTime(800)
  expect(await trips(() => get(path))).toBe(0)
  library.clock.forward({ minutes: 1 })
  vi.advanceTimersByTime(800)
  expect(await trips(() => get(path))).toBe(1)
  vi.useRealTimers()
  await givenBib(library, { title: '道草の旅' })
  await expect.poll(() => get(path), { timeout: 2_000 }).toContain('道草の旅')
})
