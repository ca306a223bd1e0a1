import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { loadPages } from './page-load.ts'

export type Service = { pid: number; port: number; stop(): Promise<void> }

/** Hono and pg alone, on the same database (bare-peer.ts). */
export async function startBarePeer(databaseUrl: string, processes: number): Promise<Service> {
  const peer = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'bare-peer.ts'), `${processes}`], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await portOf(peer.stdout, /^ready (\d+)$/m)
  return { pid: peer.pid!, port, stop: () => ended(peer) }
}

/**
 * Starts the real service as a process of its own, as a library would, and waits until its catalogue can be searched.
 * @param processes so many share its port
 */
export async function startService(env: Record<string, string>, processes = 1): Promise<Service> {
  const several = processes > 1 ? ['--processes', `${processes}`] : []
  const server = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'serve', ...several], {
    env: { ...process.env, ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const over = new Promise<never>((_, reject) =>
    server.once('exit', code => reject(new Error(`the service ended with ${code}`))),
  )
  over.catch(() => {}) // Its end is no failure once it was asked to stop.
  const port = await Promise.race([over, portOf(server.stdout)])
  await Promise.race([over, isSearchable(port)])
  return {
    pid: server.pid!,
    port,
    stop: () => ended(server),
  }
}

async function ended(server: ChildProcess): Promise<void> {
  const exited = new Promise(resolve => server.once('exit', resolve))
  server.kill('SIGTERM')
  await exited
}

/** It says where it listens once it is ready. */
function portOf(said: NodeJS.ReadableStream, line = /^ready http:\/\/127\.0\.0\.1:(\d+)$/m): Promise<number> {
  let text = ''
  return new Promise(resolve => {
    said.on('data', (chunk: Buffer) => {
      text += chunk
      const ready = line.exec(text)
      if (ready) resolve(Number(ready[1]))
    })
  })
}

/** A large catalogue is still being read when the first pages are served. */
async function isSearchable(port: number): Promise<void> {
  for (;;) {
    const asked = await loadPages({ port, connections: 1, seconds: 0.001, paths: () => '/search?now=1' })
    if (asked.byStatus.has(200)) return
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}
