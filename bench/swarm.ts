import { fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { someRecord, someSearch, startDemo } from './demo-service.ts'
import { KeptConnection } from './kept-connection.ts'

/**
 * A swarm of crawlers: searches and records from 10,000 addresses, as many at once as the service refuses some of,
 * while a patron looks at their holds and a counter opens its page. How long these two wait, before and during it.
 * KAGO_BENCH_SECONDS is how long each lasts, KAGO_BENCH_CONNECTIONS how many crawlers ask at the same time.
 */
const seconds = Number(process.env.KAGO_BENCH_SECONDS ?? 20)
const connections = Number(process.env.KAGO_BENCH_CONNECTIONS ?? 600)
const addresses = 10_000
const at = (times: readonly number[], share: number) => times[Math.floor(share * (times.length - 1))]!
const ms = (times: readonly number[], share: number) => `${at(times, share).toFixed(1)} ms`
const say = (line: string) => void process.stdout.write(`${line}\n`)

if (process.send) {
  const [, , port, lasts] = process.argv
  // Crawlers have machines of their own: what they cost here takes nothing from the service.
  setPriority(19)
  const seen = await swarm(Number(port), Number(lasts))
  process.send?.(seen)
  process.disconnect?.()
} else {
  await measure()
}

async function measure(): Promise<void> {
  const service = await startDemo({
    KAGO_AT: '2026-11-24T10:00:00+09:00',
    TRUSTED_PROXIES: '1',
  })
  try {
    const both = () =>
      Promise.all([
        watch(service.port, '/my/holds', service.patron),
        watch(service.port, '/counter/check-in', service.staff),
      ])
    await both()
    const quiet = await both()
    // A process of its own, so that what it costs is not taken for waiting.
    const child = fork(import.meta.filename, [`${service.port}`, `${seconds + 2}`])
    const told = new Promise<Swarm>(resolve => child.once('message', message => resolve(message as Swarm)))
    await new Promise(resolve => setTimeout(resolve, 1_000))
    const busy = await both()
    const { byStatus, perSecond } = await told
    for (const [nth, name] of ['signed in', 'counter'].entries()) {
      const [before, during] = [quiet[nth]!, busy[nth]!]
      say(
        `${name.padEnd(10)} quiet p50 ${ms(before, 0.5)} p99 ${ms(before, 0.99)}   swarm p50 ${ms(during, 0.5)} p99 ${ms(during, 0.99)}   p99 × ${(at(during, 0.99) / at(before, 0.99)).toFixed(2)}`,
      )
    }
    say(`the swarm: ${connections} at once, ${perSecond} answers a second: ${byStatus}`)
  } finally {
    await service.end()
  }
}

/** Opens a page ten times a second. @returns how long each took, in ms, shortest first */
async function watch(port: number, path: string, cookie: string): Promise<number[]> {
  const times: number[] = []
  const connection = await KeptConnection.open(port)
  for (const end = performance.now() + seconds * 1_000; performance.now() < end; ) {
    const asked = performance.now()
    const { status } = await connection.get(path, cookie)
    if (status !== 200) throw new Error(`${path} answers ${status}`)
    times.push(performance.now() - asked)
    await new Promise(resolve => setTimeout(resolve, Math.max(0, 100 - (performance.now() - asked))))
  }
  await connection.close()
  return times.sort((one, other) => one - other)
}

type Swarm = { byStatus: string; perSecond: number }

async function swarm(port: number, lasts: number): Promise<Swarm> {
  const byStatus = new Map<number, number>()
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = await KeptConnection.open(port)
      while (performance.now() - begun < lasts * 1_000) {
        const n = Math.floor(Math.random() * addresses)
        const { status } = await connection.get(
          Math.random() < 0.5 ? someSearch() : someRecord(),
          undefined,
          `10.1.${n >> 8}.${n & 255}`,
        )
        byStatus.set(status, (byStatus.get(status) ?? 0) + 1)
      }
      await connection.close()
    }),
  )
  const all = [...byStatus.values()].reduce((sum, count) => sum + count, 0)
  return {
    byStatus: [...byStatus].map(([status, count]) => `${status}×${count}`).join(' '),
    perSecond: Math.round(all / ((performance.now() - begun) / 1_000)),
  }
}
