import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { closeAfterFile } from '../file-life.ts'
import { closeRun } from '../leftovers.ts'
import type { TestLibrary } from '../library.ts'

export type Service = { url: string; pid: number; out: string[]; kill(): Promise<void>; stop(): Promise<number | null> }

/** A directory for DATA_DIR that is gone after the file's tests, with the database in it. */
export function dataDirectory(): string {
  const directory = mkdtempSync(join(inject('directory'), 'data-'))
  closeAfterFile(() => closeRun(directory))
  return directory
}

/** What a process needs to work on this test's library: its database, its secrets, its clock. */
export const environmentOf = (
  library: Pick<TestLibrary, 'databaseUrl' | 'secrets' | 'clock'>,
  dataDir: string,
): Record<string, string> => ({
  DATABASE_URL: library.databaseUrl,
  DATA_DIR: dataDir,
  KAGO_AT: library.clock.now().toString(),
  KAGO_SECRETS: JSON.stringify(
    Object.fromEntries(Object.entries(library.secrets).map(([name, key]) => [name, key.toString('hex')])),
  ),
})

/**
 * Starts the real service as a stranger would, and waits for its one line.
 * @param program the folder of the program: this one, if not said
 */
export async function startService(
  env: Record<string, string>,
  args: string[] = [],
  program?: string,
): Promise<Service> {
  const child = kago(['serve', ...args], { env: { PORT: '0', ...env }, program })
  const out: string[] = []
  const said = collect(child)
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      out.push(...chunk.toString().split('\n').filter(Boolean))
      const ready = out.find(line => line.startsWith('ready '))
      if (ready) resolve(ready.slice('ready '.length))
    })
    child.once('exit', code => reject(new Error(`The service ended with ${code} before it was ready:\n${said()}`)))
  })
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await once(child, 'exit')
    }
    return child.exitCode
  }
  return { url, pid: child.pid!, out, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') }
}

/**
 * Runs a command to its end.
 * @param input what it reads from standard input
 * @param program the folder of the program: this one, if not said
 */
export async function runKago(
  args: string[],
  env: Record<string, string> = {},
  input?: string,
  program?: string,
): Promise<{ code: number | null; out: string; error: string }> {
  const child = kago(args, { env, input, program })
  let out = ''
  child.stdout!.on('data', chunk => {
    out += chunk
  })
  const said = collect(child)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, error: said() }
}

type Started = { env: Record<string, string>; input?: string | undefined; program?: string | undefined }

function kago(args: string[], { env, input, program = '.' }: Started): ChildProcess {
  const { DATABASE_URL: _, ...rest } = process.env
  const child = spawn(process.execPath, ['bin/kago.js', ...args], {
    cwd: program,
    env: { ...rest, NODE_ENV: 'test', ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  child.stdin?.end(input)
  // Before the database in its directory.
  closeAfterFile(() => child.kill('SIGKILL'))
  return child
}

function collect(child: ChildProcess): () => string {
  let error = ''
  child.stderr!.on('data', chunk => {
    error += chunk
  })
  return () => error
}
