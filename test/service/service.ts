import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { inject, vi } from 'vitest'
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

/**
 * A DATA_DIR with the demo library as its first start leaves it, for tests of what comes after. That start works for
 * half a minute: it happens once in a run, and each test gets a copy.
 */
export async function demoDirectory(): Promise<string> {
  const directory = dataDirectory()
  const made = join(inject('directory'), 'demo')
  if (isFirst(`${made}-begun`)) {
    const first = dataDirectory()
    const service = await startService({ DATA_DIR: first })
    await service.stop()
    renameSync(first, made)
  }
  const isMade = () => {
    if (!existsSync(made)) throw new Error('The demo library has not been made by the worker that began with it')
  }
  await vi.waitFor(isMade, { timeout: 240_000 })
  // With the owner of the database's files.
  execFileSync('cp', ['-a', `${made}/.`, directory])
  return directory
}

/** True for one of the workers that ask. */
function isFirst(mark: string): boolean {
  try {
    mkdirSync(mark)
    return true
  } catch {
    return false
  }
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
