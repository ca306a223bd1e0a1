import { once } from 'node:events'
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net'
import pg from 'pg'
import { expect, test } from 'vitest'
import { closeAfterFile } from '../../../test/file-life.ts'
import { openLibrary } from '../../../test/library.ts'
import { onOneConnection, poolState, sql } from '../database.ts'
import { openFollower } from './follower.ts'

/** A server that is there, but says nothing until `speak` is called. */
async function silentServer(databaseUrl: string): Promise<{ url: string; speak(): void }> {
  const { host, port, user, password, database } = new pg.Client({ connectionString: databaseUrl })
  const speaks = Promise.withResolvers<void>()
  const open = new Set<Socket>()
  const server = createServer(async socket => {
    open.add(socket.on('error', () => {}))
    await speaks.promise
    const there = host.startsWith('/') ? connectSocket(`${host}/.s.PGSQL.${port}`) : connectSocket(port, host)
    open.add(there.on('error', () => {}))
    socket.pipe(there).pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closeAfterFile(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  const { port: own } = server.address() as AddressInfo
  const url = new URL(`postgresql://127.0.0.1:${own}/${database}`)
  Object.assign(url, { username: user, password: password ?? '' })
  return { url: url.href, speak: speaks.resolve }
}

test('a connection that comes when the first server is read already is there for the next one', async () => {
  const { db, databaseUrl } = await openLibrary()
  const { url, speak } = await silentServer(databaseUrl)
  const follower = openFollower(url, () => {})
  const readDb = follower.connect(db, { connections: 1 })
  const asked = await onOneConnection(readDb, connection => sql`select 1 as one`.execute(connection))
  expect(asked.rows).toEqual([{ one: 1 }])
  speak()
  await expect.poll(() => poolState(readDb), { timeout: 5_000 }).toEqual({ connections: 1, idle: 1, waiting: 0 })
  await follower.stop()
  await readDb.destroy()
})
