import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import type { History } from './history.ts'
import { kagos } from './places.ts'
import type { Fault, Planned } from './schedule.ts'

const root = join(import.meta.dirname, '..', '..')

/** Does it, lets it last, mends it, and waits until the cluster is whole again. */
export async function play(cluster: Cluster, history: History, { fault, holdMs, quietMs }: Planned): Promise<string> {
  await pause(quietMs)
  await cluster.becomesWhole()
  const at = history.now()
  const whom = await faults[fault](cluster, holdMs)
  await cluster.becomesWhole()
  history.happened.push({ fault: `${fault}${whom ? ` (${whom})` : ''}`, at, until: history.now() })
  return whom
}

/** @returns whom it has met */
const faults: Record<Fault, (cluster: Cluster, holdMs: number | null) => Promise<string>> = {
  'primary killed': async (cluster, holdMs) => loseHost(cluster, await known(cluster.primary()), holdMs),

  'primary frozen': (cluster, holdMs) =>
    takeFromPrimary(cluster, holdMs, {
      take: name => cluster.network.signalAll(name, 'SIGSTOP'),
      giveBack: name => cluster.network.signalAll(name, 'SIGCONT'),
    }),

  'primary cut off': (cluster, holdMs) =>
    takeFromPrimary(cluster, holdMs, {
      take: name => cluster.network.cut(name),
      giveBack: name => cluster.network.heal(name),
    }),

  'standby lost': async (cluster, holdMs) => loseHost(cluster, await known(cluster.standby()), holdMs),

  async 'disk of the standby full'(cluster, holdMs) {
    const name = await known(cluster.standby())
    const filler = join(cluster.diskOf(name), 'filler')
    fill(filler)
    await pause(holdMs ?? shortMs)
    rmSync(filler)
    return name
  },

  'first Kago killed': cluster => killKago(cluster, kagos[0]),
  'second Kago killed': cluster => killKago(cluster, kagos[1]),

  /** As `systemctl reload haproxy` does it: a new process takes over, the old one ends what it has begun. */
  async 'proxy restarted'(cluster) {
    cluster.proxy.signal('SIGUSR2')
    for (const { proxy } of cluster.kagos.values()) proxy.signal('SIGUSR2')
    await pause(3_000)
    return ''
  },

  /** One after the other, each when the one before serves again: meanwhile two versions work side by side. */
  async 'rolling upgrade'(cluster) {
    const version = makeNewVersion(join(cluster.folder, 'new-version'))
    for (const [name, kago] of cluster.kagos) {
      await kago.service.end('SIGTERM')
      kago.version = version
      kago.service.start()
      await until(() => cluster.serves(name))
      await pause(5_000)
    }
    return ''
  },
}

/** So long a disk stays full, and others go on without who was lost, in the short form. */
const shortMs = 3_000

/** @param name who was lost; another one has to be in its place */
async function lasts(cluster: Cluster, name: string, holdMs: number | null): Promise<void> {
  if (holdMs !== null) return void (await pause(holdMs))
  await until(async () => {
    const [primary, standby] = [await cluster.primary(), await cluster.standby()]
    return primary !== null && standby !== null && ![primary, standby].includes(name)
  })
  await pause(shortMs)
}

/** The primary is there and cannot be reached, until somebody else is the primary. */
async function takeFromPrimary(
  cluster: Cluster,
  holdMs: number | null,
  { take, giveBack }: { take: (name: string) => void; giveBack: (name: string) => void },
): Promise<string> {
  const name = await known(cluster.primary())
  take(name)
  await lasts(cluster, name, holdMs)
  giveBack(name)
  return name
}

async function loseHost(cluster: Cluster, name: string, holdMs: number | null): Promise<string> {
  await cluster.killHost(name)
  await lasts(cluster, name, holdMs)
  cluster.startDatabase(name)
  return name
}

async function killKago(cluster: Cluster, name: string): Promise<string> {
  const { service } = cluster.kagos.get(name)!
  await service.end('SIGKILL')
  await pause(3_000)
  service.start()
  await until(() => cluster.serves(name))
  return name
}

/** The same program with a migration more, which adds columns to what everybody reads. */
function makeNewVersion(folder: string): string {
  if (existsSync(folder)) return folder
  mkdirSync(folder)
  for (const name of ['src', 'bin', 'demo', 'docs', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const columns = ['bib', 'item', 'patron', 'hold', 'loan'].map(
    table => `alter table ${table} add column of_new_version text;`,
  )
  writeFileSync(join(folder, 'src/database/migrations/9999-of-the-new-version.sql'), `${columns.join('\n')}\n`)
  return folder
}

/** As far as there is room. */
function fill(file: string): void {
  const piece = Buffer.alloc(64 << 10)
  try {
    for (;;) writeFileSync(file, piece, { flag: 'a' })
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error
  }
}

async function known(asked: Promise<string | null>): Promise<string> {
  const name = await asked
  if (name === null) throw new Error('Nobody has this role')
  return name
}

async function until(holds: () => Promise<boolean>, seconds = 180): Promise<void> {
  for (const end = performance.now() + seconds * 1_000; ; await pause(200)) {
    if (await holds()) return
    if (performance.now() > end) throw new Error(`Not within ${seconds} s`)
  }
}
