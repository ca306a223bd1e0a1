import { spawnSync } from 'node:child_process'

export type Host = { name: string; address: string }

/**
 * Machines on one machine: each host is a network namespace with one cable (veth) to a switch (a bridge in a namespace
 * of its own). Nothing of it can be seen from outside, and no address is taken from anybody.
 */
export class Network {
  readonly prefix: string
  readonly hosts: readonly Host[]

  constructor(prefix: string, hosts: readonly Host[]) {
    this.prefix = prefix
    this.hosts = hosts
  }

  lay(): void {
    const hub = this.nameOf('hub')
    ip('netns', 'add', hub)
    ip('-n', hub, 'link', 'add', 'name', 'bridge', 'type', 'bridge')
    ip('-n', hub, 'link', 'set', 'bridge', 'up')
    for (const { name, address } of this.hosts) {
      const own = this.nameOf(name)
      ip('netns', 'add', own)
      ip('-n', hub, 'link', 'add', 'name', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', own)
      ip('-n', hub, 'link', 'set', 'dev', name, 'master', 'bridge', 'up')
      ip('-n', own, 'link', 'set', 'lo', 'up')
      ip('-n', own, 'link', 'set', 'eth0', 'up')
      this.addAddress(name, address)
    }
  }

  addAddress(name: string, address: string): void {
    ip('-n', this.nameOf(name), 'addr', 'add', `${address}/24`, 'dev', 'eth0')
  }

  nameOf(host: string): string {
    return `${this.prefix}-${host}`
  }

  /** Pulls the cable out: nothing goes through, and nobody is told. */
  cut(host: string): void {
    ip('-n', this.nameOf('hub'), 'link', 'set', 'dev', host, 'down')
  }

  heal(host: string): void {
    ip('-n', this.nameOf('hub'), 'link', 'set', 'dev', host, 'up')
  }

  /** Sends a signal to whatever runs on the host; again, as long as there is somebody new. */
  signalAll(host: string, signal: NodeJS.Signals): void {
    const told = new Set<number>()
    for (let round = 0; round < 10; round++) {
      const fresh = this.processesOn(host).filter(pid => !told.has(pid))
      if (fresh.length === 0) return
      for (const pid of fresh) {
        told.add(pid)
        try {
          process.kill(pid, signal)
        } catch {
          // It has ended meanwhile.
        }
      }
    }
  }

  processesOn(host: string): number[] {
    const { stdout } = spawnSync('ip', ['netns', 'pids', this.nameOf(host)], { encoding: 'utf8' })
    return stdout.split('\n').filter(Boolean).map(Number)
  }

  /** Ends everything that runs on it, and takes it away. */
  remove(): void {
    for (const { name } of this.hosts) {
      this.signalAll(name, 'SIGKILL')
      spawnSync('ip', ['netns', 'del', this.nameOf(name)])
    }
    spawnSync('ip', ['netns', 'del', this.nameOf('hub')])
  }
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr.trim()}`)
}
