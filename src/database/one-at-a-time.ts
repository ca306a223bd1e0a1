import { once } from 'node:events'
import { unlinkSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Does `work` in one process of this machine at a time; the others wait. The lock is a socket that listens: whoever
 * dies lets go of it.
 * @throws Error when another process has been at it for more than a minute
 */
export async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = await take(name)
  try {
    return await work()
  } finally {
    lock.close()
  }
}

/** Linux has names for sockets that are no files; elsewhere one that was left behind is taken away. */
const pathOf = (name: string) => (process.platform === 'linux' ? `\0${name}.lock` : join(tmpdir(), `${name}.lock`))

async function take(name: string): Promise<Server> {
  const path = pathOf(name)
  for (const begun = performance.now(); performance.now() - begun < 60_000; await wait(50)) {
    const server = createServer(socket => socket.destroy()).listen(path)
    try {
      await once(server, 'listening')
      return server
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE') throw error
      if (process.platform !== 'linux') await removeIfLeft(path)
    }
  }
  throw new Error(
    `Another process has been starting or stopping this database for a minute (${name}). Try again later.`,
  )
}

async function removeIfLeft(path: string): Promise<void> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
  } catch (error) {
    if ((error as { code?: string }).code === 'ECONNREFUSED') unlinkSync(path)
  } finally {
    socket.destroy()
  }
}
