import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonLog, silentLog } from '#std/log.ts'
import { stoppedClock } from '#time/clock.ts'
import { openCovers } from './keep-covers.ts'
import { coverIsbn, coverSizes, whatCame } from './rules/cover-source.ts'

const isbn = '9784101010014'
const clock = stoppedClock('2026-11-24T10:00:00')

/** A source on a free port; `plays` answers, `asked` is what it was asked for. */
async function source(plays: RequestListener) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url!)
    plays(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  }
  afterAll(close)
  return { asked, close, address: `http://127.0.0.1:${port}/{isbn}.jpg` }
}

async function covers(sources: string[], options: { limitMs?: number; directory?: string } = {}) {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'kago-covers-')))
  const opened = openCovers({
    directory,
    sources: () => sources,
    clock,
    log: silentLog,
    limitMs: options.limitMs ?? 5_000,
    pauseMs: 0,
  })
  afterAll(async () => {
    await opened.stop()
    await rm(directory, { recursive: true, force: true })
  })
  return Object.assign(opened, { directory })
}

let picture: Buffer
beforeAll(async () => {
  picture = await sharp({ create: { width: 600, height: 900, channels: 3, background: '#335577' } })
    .png()
    .toBuffer()
})

test('a cover is asked for once, behind the page, and lies here in both sizes', async () => {
  const { asked, address } = await source((_request, response) => response.end(picture))
  const kept = await covers([address])
  expect(kept.of([isbn]), 'the first page does not wait').toBeNull()
  expect(kept.of([isbn]), 'nor does the second').toBeNull()
  await kept.settled()
  expect(kept.of([isbn])).toBe(isbn)
  expect(asked).toEqual([`/${isbn}.jpg`])
  for (const size of ['s', 'l'] as const) {
    const { format, width, height, exif } = await sharp((await kept.file(`${isbn}-${size}.jpg`))!).metadata()
    expect({ format, width, height, exif }).toEqual({ format: 'jpeg', ...coverSizes[size], exif: undefined })
  }
  const again = await covers([address], { directory: kept.directory })
  await again.settled()
  again.of([isbn])
  await again.settled()
  expect(again.of([isbn]), 'another process finds it').toBe(isbn)
  expect(asked).toHaveLength(1)
})

test('what a source does not have is asked again after a month, at the next source at once', async () => {
  const without = await source((_request, response) => response.writeHead(404).end())
  const kept = await covers([without.address])
  kept.of([isbn])
  await kept.settled()
  clock.forward({ hours: 29 * 24 })
  kept.of([isbn])
  await kept.settled()
  expect(without.asked).toHaveLength(1)
  const reopened = await covers([without.address], { directory: kept.directory })
  reopened.of([isbn])
  await reopened.settled()
  expect(without.asked, 'also after a restart').toHaveLength(1)
  clock.forward({ hours: 25 })
  kept.of([isbn])
  await kept.settled()
  expect(without.asked).toHaveLength(2)

  const withIt = await source((_request, response) => response.end(picture))
  const both = await covers([without.address, withIt.address])
  both.of([isbn])
  await both.settled()
  expect(both.of([isbn])).toBe(isbn)
})

test('a page, or a broken picture, says nothing of the book: it is asked for again within hours', async () => {
  const answers = [Buffer.from('<!doctype html>Under repair'), picture.subarray(0, 500), picture]
  const { address, asked } = await source((_request, response) => response.end(answers.shift()))
  const kept = await covers([address])
  for (let n = 0; n < 3; n++) {
    expect(kept.of([isbn])).toBeNull()
    await kept.settled()
    clock.forward({ hours: 1, minutes: 1 })
  }
  expect([asked.length, kept.of([isbn])]).toEqual([3, isbn])
})

describe('a source that is', () => {
  const huge: RequestListener = (_request, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(1_000_000, 0xff))) if (response.destroyed) return
    }
    response.on('drain', more)
    response.on('error', () => {})
    more()
  }
  const bomb = () =>
    sharp({ create: { width: 5_000, height: 5_000, channels: 3, background: 'white' } })
      .png({ compressionLevel: 9 })
      .toBuffer()

  test.each<[string, RequestListener]>([
    ['slow', () => {}],
    [
      'slow in the middle',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'image/jpeg' })
        response.write(picture.subarray(0, 100))
      },
    ],
    ['without end', huge],
    ['broken', (_request, response) => response.writeHead(500).end('oh')],
    ['sending elsewhere', (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    [
      'of another type',
      (_request, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<svg/>'),
    ],
    ['cut off', (_request, response) => response.end(picture.subarray(0, picture.length - 200))],
    ['a dot', async (_request, response) => response.end(await dot())],
    ['too large to unpack', async (_request, response) => response.end(await bomb())],
  ])('%s leaves the drawn book, and nothing behind', async (_name, plays) => {
    const { address, asked } = await source(plays)
    const kept = await covers([address], { limitMs: 400 })
    expect(kept.of([isbn])).toBeNull()
    await kept.settled()
    expect(kept.of([isbn])).toBeNull()
    await kept.settled()
    expect(asked, 'not asked again and again').toHaveLength(1)
    const left = await readdir(kept.directory, { recursive: true })
    expect(left.filter(name => name.endsWith('.jpg') || name.endsWith('.draft'))).toEqual([])
  })

  test('dead is left alone after three tries, and asked again later', async () => {
    const { address, asked } = await source((_request, response) => response.destroy())
    const kept = await covers([address])
    for (const one of isbns) kept.of([one])
    await kept.settled()
    expect(asked).toHaveLength(3)
    clock.forward({ hours: 1, minutes: 1 })
    kept.of([isbns[0]!])
    await kept.settled()
    expect(asked).toHaveLength(4)
  })
})

const isbns = ['9784101010014', '9784101010021', '9784101010038', '9784101010045', '9784101010052']
const dot = () =>
  sharp({ create: { width: 1, height: 1, channels: 3, background: 'white' } })
    .png()
    .toBuffer()

test('without a source no cover is shown, also none of before', async () => {
  const { address } = await source((_request, response) => response.end(picture))
  const sources = [address]
  const kept = await covers(sources)
  kept.of([isbn])
  await kept.settled()
  sources.length = 0
  expect(kept.of([isbn])).toBeNull()
  expect(await kept.file(`${isbn}-s.jpg`)).toBeNull()
})

test('a name that is none of ours reads nothing', async () => {
  const kept = await covers(['http://127.0.0.1:1/{isbn}'])
  for (const name of ['../secrets.json', `${isbn}-x.jpg`, `${isbn}.none`, `${isbn}-s.jpg.1.draft`, ''])
    expect(await kept.file(name)).toBeNull()
})

test('the number asked for is the first good one', () => {
  expect(coverIsbn([])).toBeNull()
  expect(coverIsbn(['9784101010015'])).toBeNull()
  expect(coverIsbn(['9784101010015', '4-10-101001-3'])).toBe('9784101010014')
  expect(coverIsbn(['4-10-101001-3'])).toBe('9784101010014')
  expect([...['', 'GIF89a', '<!doctype html>'].map(text => whatCame(Buffer.from(text))), whatCame(picture)]).toEqual([
    ...['placeholder', 'placeholder', 'somethingElse', 'picture'],
  ])
})

test('a source and the log learn nothing of who reads: no cookie, no page, and of a failure not even the book', async () => {
  const heard: string[] = []
  const { address } = await source((request, response) => {
    heard.push(...Object.keys(request.headers))
    response.writeHead(500).end()
  })
  const lines: string[] = []
  const log = jsonLog(
    line => lines.push(line),
    () => clock.now(),
  )
  const directory = await mkdtemp(join(tmpdir(), 'kago-covers-'))
  const kept = openCovers({ directory, sources: () => [address], clock, log, pauseMs: 0 })
  kept.of([isbn])
  await kept.settled()
  await kept.stop()
  await rm(directory, { recursive: true, force: true })
  expect(heard).toContain('user-agent')
  expect(
    heard.filter(name => ['cookie', 'referer', 'origin', 'x-forwarded-for', 'authorization'].includes(name)),
  ).toEqual([])
  expect(lines).toHaveLength(1)
  expect(lines.join()).not.toContain(isbn)
})
