import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Covers, openCovers } from '#covers/keep-covers.ts'
import { serveWeb, type WebServer } from '#web/serve.ts'
import { shoot, visit } from './browser.ts'
import { givenBib, givenBranches, givenIndex } from './given.ts'
import { openLibrary } from './library.ts'

let base: string
let web: WebServer
let covers: Covers
let asked: string[]
let record: string

/** Twenty books of one word; the source has no cover of the last. */
beforeAll(async () => {
  const library = await openLibrary()
  await givenBranches(library)
  asked = []
  const picture = await sharp({ create: { width: 500, height: 720, channels: 3, background: '#7a2b2b' } })
    .composite([{ input: await noise(), left: 50, top: 60 }])
    .jpeg()
    .toBuffer()
  const source = createServer((request, response) => {
    asked.push(request.url!)
    if (request.url!.includes(isbnOf(19))) response.writeHead(404).end()
    else response.end(picture)
  })
  await new Promise<void>(resolve => source.listen(0, '127.0.0.1', resolve))
  const directory = await mkdtemp(join(tmpdir(), 'kago-covers-'))
  const address = `http://127.0.0.1:${(source.address() as AddressInfo).port}/{isbn}.jpg`
  covers = openCovers({ directory, sources: () => [address], clock: library.clock, log: library.log, pauseMs: 0 })
  for (let number = 0; number < 20; number++) {
    const { id } = await givenBib(library, { title: `書影のある本 ${number}`, isbns: [isbnOf(number)] })
    record = `/bib/${id}`
    if (number === 0) first = `/bib/${id}`
  }
  await givenIndex(library)
  library.covers = covers
  web = await serveWeb(library, { port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${web.port}`
  afterAll(async () => {
    await web.close()
    await covers.stop()
    source.closeAllConnections()
    source.close()
    await rm(directory, { recursive: true, force: true })
  })
})
let first: string

test('a page does not wait for covers; the next one has them, from the library’s own address alone', async () => {
  const { page } = await visit(base, { width: 1280 })
  const elsewhere: string[] = []
  page.on('request', request => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) elsewhere.push(request.url())
  })
  await page.goto('/search?q=書影のある本')
  expect(await page.locator('.hit img').count()).toBe(0)
  expect(await page.locator('.hit .book').count()).toBe(20)
  await covers.settled()
  await page.goto('/search?q=書影のある本')
  expect(await page.locator('.hit img').count()).toBe(19)
  const shown = await page
    .locator('.hit img')
    .first()
    .evaluate(image => {
      const { complete, naturalWidth, alt } = image as unknown as {
        complete: boolean
        naturalWidth: number
        alt: string
      }
      return { complete, naturalWidth, alt }
    })
  expect(shown).toEqual({ complete: true, naturalWidth: 110, alt: '' })
  await shoot(page, 'covers-list')
  await page.goto(first)
  await page.locator('.record-head img').evaluate(image => (image as unknown as { decode(): Promise<void> }).decode())
  expect(
    await page.locator('.record-head img').evaluate(i => (i as unknown as { naturalWidth: number }).naturalWidth),
  ).toBe(400)
  await shoot(page, 'covers-record')
  expect(elsewhere).toEqual([])
  expect(new Set(asked).size, 'each was asked for once').toBe(asked.length)
})

test('what the source does not have stays a drawn book', async () => {
  await covers.settled()
  const { page } = await visit(base, { width: 1280 })
  await page.goto(record)
  expect(await page.locator('.record-head .book').count()).toBe(1)
  expect(await page.locator('.record-head img').count()).toBe(0)
})

test('at 240 px a page with all its covers stays within 50 KB', async () => {
  for (const path of [encodeURI('/search?q=書影のある本'), first]) {
    await covers.settled()
    const { page } = await visit(base, { width: 240, height: 320 })
    let bytes = 0
    const bodies: Promise<void>[] = []
    page.on('response', response => {
      bodies.push(
        response.body().then(body => {
          const gzipped = Number(response.headers()['content-length'] ?? body.length)
          bytes += Math.min(gzipped, body.length)
        }),
      )
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    await Promise.all(bodies)
    expect(bytes, path).toBeLessThan(50_000)
  }
})

const isbnOf = (number: number): string => {
  const core = `97841010${`${number}`.padStart(4, '0')}`
  const sum = [...core].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return `${core}${(10 - (sum % 10)) % 10}`
}

/** As a photograph has it: what cannot be packed well. */
const noise = () =>
  sharp({
    create: {
      width: 400,
      height: 600,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
      background: 'white',
    },
  })
    .png()
    .toBuffer()
