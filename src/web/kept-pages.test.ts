import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type OpenIndex, openIndex } from '#catalogue/index/keep/open-index.ts'
import { type Covers, openCovers } from '#covers/keep-covers.ts'
import { hearRoundTrips, type Row } from '#database/database.ts'
import type { BibId, ItemId } from '#ids.ts'
import { givenBib, givenBranches } from '../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { createApp } from './app.tsx'

let library: TestLibrary
let following: OpenIndex
let app: ReturnType<typeof createApp>
let itemId: ItemId
let bibId: BibId
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  const bib = await givenBib(library, { title: '道草', isbns: [isbn] })
  bibId = bib.id
  itemId = bib.itemIds[0]!
  await givenBib(library, { title: '道草の研究' })
  following = openIndex(library, { dataDir: null, pollMilliseconds: 20 })
  await following.ready
  covers = await coversOfOne()
  app = createApp({ ...library, index: following.index, covers }, { trustedProxies: 1 })
})
afterAll(() => following.close())

const isbn = '9784101010014'
let covers: Covers
/** The source has this one cover, and gives it when it is told to. */
let giveCover: () => void
async function coversOfOne(): Promise<Covers> {
  const asked = new Promise<void>(resolve => (giveCover = resolve))
  const picture = await sharp({ create: { width: 50, height: 72, channels: 3, background: '#7a2b2b' } })
    .png()
    .toBuffer()
  const source = createServer((_request, response) => void asked.then(() => response.end(picture)))
  await new Promise<void>(resolve => source.listen(0, '127.0.0.1', resolve))
  const directory = await mkdtemp(join(tmpdir(), 'kago-covers-'))
  const address = `http://127.0.0.1:${(source.address() as AddressInfo).port}/{isbn}`
  const { clock, log } = library
  const opened = openCovers({ directory, sources: () => [address], clock, log, pauseMs: 0, limitMs: 60_000 })
  afterAll(async () => {
    await opened.stop()
    source.closeAllConnections()
    source.close()
    await rm(directory, { recursive: true, force: true })
  })
  return opened
}

const get = async (path: string, cookie = '', headers: Record<string, string> = {}): Promise<string> => {
  const request = new Request(`http://localhost${path}`, { headers: { cookie, host: 'localhost', ...headers } })
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
  await expect.poll(() => get(search), { timeout: 2_000 }).toContain('貸出中')
  await lend('shelf')
  // Waited for here: the next test counts what is asked of the database.
  await expect.poll(() => get(search), { timeout: 2_000 }).not.toContain('貸出中')
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

test('a page without a cover is not kept any longer than until the cover is here', async () => {
  const path = `/search?q=${encodeURIComponent('道草')}&sort=title`
  vi.useFakeTimers({ toFake: ['performance'] })
  expect(await get(path)).not.toContain(`/covers/${isbn}`)
  giveCover()
  await covers.settled()
  vi.advanceTimersByTime(800)
  expect(await get(path)).toContain(`/covers/${isbn}`)
})

test('who speaks http and who speaks https, to one that has no public address, read links of their own', async () => {
  const path = `/bib/${bibId}`
  const canonical = (html: string) => /rel="canonical" href="([^"]+)"/.exec(html)?.[1]
  expect(canonical(await get(path, '', { 'x-forwarded-proto': 'https' }))).toBe(`https://localhost${path}`)
  expect(canonical(await get(path, '', { 'x-forwarded-proto': 'http' }))).toBe(`http://localhost${path}`)
})
