import { spawn } from 'node:child_process'
import { loadPages } from './page-load.ts'

export type Service = { pid: number; port: number; stop(): Promise<void> }

/**
 * Starts the real service as a process of its own, as a library would, and waits until its catalogue can be searched.
 */
export async function startService(env: Record<string, string>): Promise<Service> {
  const server = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'serve'], {
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
    async stop() {
      const exited = new Promise(resolve => server.once('exit', resolve))
      server.kill('SIGTERM')
      await exited
    },
  }
}

/** It says where it listens once it is ready. */
function portOf(said: NodeJS.ReadableStream): Promise<number> {
  let text = ''
  return new Promise(resolve => {
    said.on('data', (chunk: Buffer) => {
      text += chunk
      const ready = /^ready http:\/\/127\.0\.0\.1:(\d+)$/m.exec(text)
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
