import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { mountSmallDisk, unmount } from '../small-disk.ts'
import { fillIn, readEnvironment, type Values } from './configuration.ts'
import type { Network } from './network.ts'
import { addresses, databases, kagos } from './places.ts'
import { Program, type Started } from './program.ts'
import { postgresBin } from './programs.ts'

const root = join(import.meta.dirname, '..', '..')
const oneClock = join(import.meta.dirname, 'one-clock.ts')
/** The disk of a database; a fault fills it. */
const diskMegabytes = 600

type Database = { etcd: Program; patroni: Program }
type Kago = { proxy: Program; service: Program; folder: string; version: string }

/**
 * The cluster of deploy/cluster on the hosts of a network: each file as it is shipped, with addresses and passwords of
 * this run.
 */
export class Cluster {
  readonly network: Network
  readonly folder: string
  readonly databases = new Map<string, Database>()
  readonly kagos = new Map<string, Kago>()
  readonly proxy: Program
  /** As KAGO_SECRETS has them; known when the library is. */
  secrets = ''
  private readonly values: Values
  private readonly now: () => string

  /** @param now the moment at which the clock of a Kago begins that is started now */
  constructor(network: Network, folder: string, now: () => string) {
    this.network = network
    this.folder = folder
    this.now = now
    this.values = valuesOf()
    for (const name of databases) this.databases.set(name, this.makeDatabase(name))
    for (const name of kagos) this.kagos.set(name, this.makeKago(name))
    this.proxy = this.makeProxy('proxy')
  }

  get kagoPassword(): string {
    return this.values.KAGO_PASSWORD!
  }

  /** The address of a database on the host that is primary now. */
  async urlOf(user: 'kago' | 'postgres', database = 'kago'): Promise<string> {
    const password = user === 'kago' ? this.values.KAGO_PASSWORD : this.values.SUPERUSER_PASSWORD
    return `postgresql://${user}:${password}@${addresses[(await this.primary())!]}/${database}`
  }

  startDatabases(names: readonly string[] = databases): void {
    for (const name of names) this.startDatabase(name)
  }

  startDatabase(name: string): void {
    const { etcd, patroni } = this.databases.get(name)!
    etcd.start()
    patroni.start()
  }

  /** What a machine looks like whose current has gone. */
  async killHost(name: string): Promise<void> {
    const { etcd, patroni } = this.databases.get(name)!
    const ended = [etcd.end('SIGKILL'), patroni.end('SIGKILL')]
    this.network.signalAll(name, 'SIGKILL')
    await Promise.all(ended)
  }

  /** The role of each database that answers. */
  async roles(): Promise<Map<string, string>> {
    for (const name of databases) {
      try {
        const answer = await fetch(`http://${addresses[name]}:8008/cluster`, { signal: AbortSignal.timeout(1_000) })
        const { members } = (await answer.json()) as { members: { name: string; role: string; state: string }[] }
        return new Map(
          members.filter(({ state }) => /^(running|streaming)$/.test(state)).map(one => [one.name, one.role]),
        )
      } catch {
        // It is not there; another one knows.
      }
    }
    return new Map()
  }

  async primary(): Promise<string | null> {
    return nameWith(await this.roles(), 'leader')
  }

  /** The standby without which nothing is acknowledged. */
  async standby(): Promise<string | null> {
    return nameWith(await this.roles(), 'sync_standby')
  }

  /** Waits until there is a primary, a synchronous standby, as many databases as there should be, and both Kagos. */
  async becomesWhole({ count = 3, kago = true, seconds = 180 } = {}): Promise<void> {
    const end = performance.now() + seconds * 1_000
    for (;;) {
      const roles = await this.roles()
      const isWhole = roles.size >= count && nameWith(roles, 'leader') && nameWith(roles, 'sync_standby')
      if (isWhole && (!kago || (await this.allServe()))) return
      if (performance.now() > end)
        throw new Error(
          `The cluster is not whole within ${seconds} s: ${JSON.stringify([...roles])}. See ${this.folder}`,
        )
      await pause(250)
    }
  }

  async allServe(): Promise<boolean> {
    const ready = await Promise.all([...kagos].map(name => this.serves(name)))
    return ready.every(Boolean)
  }

  async serves(name: string): Promise<boolean> {
    try {
      const answer = await fetch(`http://${addresses[name]}:3000/readyz`, { signal: AbortSignal.timeout(1_000) })
      return answer.status === 200
    } catch {
      return false
    }
  }

  /** The folder of the database's disk. */
  diskOf(name: string): string {
    return join(this.folder, 'disks', name)
  }

  /** Runs a command of Kago on one of its hosts, at a moment of the library's clock. */
  runKago(args: string[], at: string): { code: number | null; out: string } {
    const [name] = kagos
    const within = ['netns', 'exec', this.network.nameOf(name!), process.execPath, join(root, 'bin/kago.js'), ...args]
    const { status, stdout, stderr } = spawnSync('ip', within, {
      cwd: root,
      env: { ...process.env, ...this.environmentOf(name!), KAGO_AT: at },
      encoding: 'utf8',
    })
    return { code: status, out: `${stdout}${stderr}` }
  }

  private makeDatabase(name: string): Database {
    const etcdFolder = this.makeFolder('etcd', name)
    mkdirSync(this.diskOf(name), { recursive: true })
    if (!mountSmallDisk(this.diskOf(name), diskMegabytes)) throw new Error('No disk can be made here')
    spawnSync('chown', ['-R', 'postgres:postgres', this.diskOf(name), etcdFolder])
    const values = {
      ...this.values,
      NAME: name,
      ADDRESS: addresses[name]!,
      POSTGRES_DATA: join(this.diskOf(name), 'data'),
      POSTGRES_SOCKETS: this.diskOf(name),
    }
    const patroniFile = this.write(`patroni-${name}.yml`, fillIn('patroni.yml', values), 'postgres')
    const etcdEnvironment = {
      ...readEnvironment(fillIn('etcd.env', values)),
      ETCD_DATA_DIR: join(etcdFolder, 'data'),
    }
    return {
      etcd: this.program(name, 'etcd', { command: ['etcd'], env: etcdEnvironment, user: 'postgres' }),
      patroni: this.program(name, 'patroni', { command: ['patroni', patroniFile], user: 'postgres' }),
    }
  }

  private makeKago(name: string): Kago {
    const folder = this.makeFolder('kago', name)
    const kago: Kago = { folder, version: root, proxy: this.makeProxy(name), service: null as never }
    kago.service = new Program(() => ({
      name,
      within: this.network.nameOf(name),
      command: [process.execPath, '--import', oneClock, join(kago.version, 'bin', 'kago.js'), 'serve'],
      cwd: kago.version,
      env: { ...this.environmentOf(name), KAGO_AT: 'by the clock', CLUSTER_CLOCK: `${this.now()} ${Date.now()}` },
      logFile: this.logFile(`kago-${name}`),
    }))
    return kago
  }

  private environmentOf(name: string): Record<string, string> {
    const values = { ...this.values, NAME: name, ADDRESS: addresses[name]! }
    return {
      ...readEnvironment(fillIn('kago.env', values)),
      // The clock of this run is a set one, which a production service refuses.
      NODE_ENV: 'test',
      KAGO_SECRETS: this.secrets,
      DATA_DIR: join(this.folder, 'kago', name),
    }
  }

  private makeProxy(name: string): Program {
    const file = this.write(`haproxy-${name}.cfg`, fillIn('haproxy.cfg', this.values))
    return this.program(name, 'haproxy', { command: ['haproxy', '-W', '-f', file] })
  }

  private program(host: string, name: string, made: Pick<Started, 'command' | 'env' | 'user'>): Program {
    return new Program(() => ({
      name,
      within: this.network.nameOf(host),
      logFile: this.logFile(`${name}-${host}`),
      ...made,
    }))
  }

  private logFile(name: string): string {
    return join(this.makeFolder('logs'), `${name}.log`)
  }

  private makeFolder(...path: string[]): string {
    const folder = join(this.folder, ...path)
    mkdirSync(folder, { recursive: true })
    return folder
  }

  private write(name: string, text: string, owner = 'root'): string {
    const file = join(this.makeFolder('configuration'), name)
    writeFileSync(file, text, { mode: 0o600 })
    spawnSync('chown', [owner, file])
    return file
  }

  /** Ends what was started, in good order where that is quick. */
  async end(): Promise<void> {
    const programs = [this.proxy, ...[...this.kagos.values()].flatMap(({ proxy, service }) => [service, proxy])]
    await Promise.all(programs.map(program => program.end('SIGKILL')))
    await Promise.all(databases.map(name => this.killHost(name)))
    for (const name of databases) unmount(this.diskOf(name))
  }
}

function nameWith(roles: ReadonlyMap<string, string>, role: string): string | null {
  return [...roles].find(([, has]) => has === role)?.[0] ?? null
}

function valuesOf(): Values {
  const password = () => randomBytes(12).toString('hex')
  return {
    ...readEnvironment(readFileSync(join(root, 'deploy', 'cluster', 'cluster.env.example'), 'utf8')),
    A: addresses.a!,
    B: addresses.b!,
    C: addresses.c!,
    NETWORK: '10.87.0.0/24',
    KAGO_1: addresses['kago-1']!,
    KAGO_2: addresses['kago-2']!,
    POSTGRES_BIN: postgresBin()!,
    SUPERUSER_PASSWORD: password(),
    REPLICATION_PASSWORD: password(),
    REWIND_PASSWORD: password(),
    RESTAPI_PASSWORD: password(),
    KAGO_PASSWORD: password(),
  }
}

/** A folder in memory for all that a run writes but what its databases do: the disk of this machine is others' too. */
export function makeRunFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kago-cluster-'))
  chmodSync(folder, 0o755)
  mountSmallDisk(folder, 1_500)
  chmodSync(folder, 0o755)
  return folder
}

export function removeRunFolder(folder: string): void {
  unmount(folder)
  rmSync(folder, { recursive: true, force: true })
}
