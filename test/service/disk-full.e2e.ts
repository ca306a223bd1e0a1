import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { connect, sql } from '#database/database.ts'
import { mountSmallDisk, unmount } from '../small-disk.ts'
import { dataDirectory, startService } from './service.ts'

const directory = dataDirectory()
// Before the folder itself is removed.
afterAll(() => unmount(directory))

const statusOf = (url: string) =>
  fetch(url).then(
    answer => answer.status,
    () => null,
  )

test('the disk is full: pages are read on while they can, then answered with 503; when there is room again the service is back by itself', async () => {
  expect(mountSmallDisk(directory, 160)).toBe(true)
  const service = await startService({ DATA_DIR: directory })
  const filler = join(directory, 'filler')
  fill(filler)
  expect(await statusOf(`${service.url}/search?q=${encodeURIComponent('本')}`)).toBe(200)

  // The log of the database grows into a disk that has no room: it ends itself.
  const db = connect(urlOf(directory), { connections: 1 })
  await expect(
    (async () => {
      for (let nth = 0; nth < 60; nth++) {
        await sql`select pg_logical_emit_message(true, 'test', ${randomBytes(50_000).toString('hex')})`.execute(db)
        await sql`select pg_switch_wal()`.execute(db)
      }
    })(),
  ).rejects.toThrow()
  await db.destroy()
  await expect.poll(() => statusOf(`${service.url}/readyz`), { interval: 20, timeout: 20_000 }).toBe(503)
  // The catalogue goes on without the database; what writes, or knows people, waits.
  expect(await statusOf(`${service.url}/login`)).toBe(503)
  expect(await statusOf(`${service.url}/`)).toBe(200)
  expect(await statusOf(`${service.url}/healthz`)).toBe(200)

  rmSync(filler)
  await expect.poll(() => statusOf(`${service.url}/readyz`), { timeout: 30_000 }).toBe(200)
  expect(await statusOf(`${service.url}/login`)).toBe(200)
  expect(await service.stop()).toBe(0)
}, 180_000)

function fill(file: string): void {
  const piece = Buffer.alloc(64 << 10)
  try {
    for (;;) writeFileSync(file, piece, { flag: 'a' })
  } catch (error) {
    expect((error as { code?: string }).code).toBe('ENOSPC')
  }
}

/** The embedded server writes where it listens into the fifth line of its file. */
function urlOf(dataDir: string): string {
  const socket = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[4]!
  return `postgresql://kago@/kago?host=${encodeURIComponent(socket)}`
}
