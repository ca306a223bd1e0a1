import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const packages = { ip: 'iproute2', etcd: 'etcd-server', patroni: 'patroni', haproxy: 'haproxy', setpriv: 'util-linux' }

/** Where the newest PostgreSQL of the distribution lies; null: there is none. */
export const postgresBin = (): string | null =>
  ['18', '17', '16', '15']
    .map(version => `/usr/lib/postgresql/${version}/bin`)
    .find(folder => existsSync(join(folder, 'postgres'))) ?? null

/** What a cluster on this machine lacks, as a sentence that says what to do; null: nothing. */
export function whatIsLacking(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'It needs root on Linux (network namespaces).'
  const lacking = Object.entries(packages)
    .filter(([program]) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0)
    .map(([, name]) => name)
  if (postgresBin() === null) lacking.push('postgresql')
  if (lacking.length > 0) return `These packages are not on this machine: apt-get install ${lacking.join(' ')}`
  const tried = `kago-try-${process.pid}`
  const added = spawnSync('ip', ['netns', 'add', tried], { encoding: 'utf8' })
  if (added.status !== 0) return `No network namespace can be made here: ${added.stderr.trim()}`
  spawnSync('ip', ['netns', 'del', tried])
  return null
}

/** The tests that lay out a cluster: where something of it is lacking they are no part of the run. */
export const clusterTests = ['test/cluster/one-fault.e2e.ts']
