import { readFileSync } from 'node:fs'
import { someRecord, someSearch, startDemo } from './demo-service.ts'
import { KeptConnection } from './kept-connection.ts'

/**
 * Whether the memory of a service stays flat: a million pages of the demo library, each tenth of somebody who is signed
 * in. After every hundred thousand: what the process holds (RSS), and the least its heap held within them, which is
 * what lives in it between two collections.
 * KAGO_BENCH_REQUESTS is how many in all, KAGO_BENCH_STEP after how many a line is printed.
 */
const requests = Number(process.env.KAGO_BENCH_REQUESTS ?? 1_000_000)
const step = Number(process.env.KAGO_BENCH_STEP ?? 100_000)
const connections = 8
const shown = (bytes: number) => `${(bytes / 1e6).toFixed(1).padStart(7)} MB`
const say = (line: string) => void process.stdout.write(`${line}\n`)

const service = await startDemo({ KAGO_AT: '2026-11-24T10:00:00+09:00' })
try {
  const lines: Memory[] = []
  for (let done = 0; done < requests; done += step) {
    const begun = performance.now()
    const memory = await ask(Math.min(step, requests - done))
    lines.push(memory)
    const perSecond = Math.round(step / ((performance.now() - begun) / 1_000))
    say(
      `${`${done + step}`.padStart(9)} requests   RSS ${shown(memory.rss)}   heap ${shown(memory.heap)}   ${perSecond} /s`,
    )
  }
  // The first line is the warming up.
  const warm = lines.slice(1)
  if (warm.length > 1) say(`after warming up: RSS ${spread(warm, 'rss')}, heap ${spread(warm, 'heap')}`)
} finally {
  await service.end()
}

type Memory = { rss: number; heap: number }

/** Asks so many pages, over all connections, and looks at the memory every second meanwhile. */
async function ask(count: number): Promise<Memory> {
  let left = count
  let heap = Number.POSITIVE_INFINITY
  let isOver = false
  const looking = (async () => {
    while (!isOver) {
      heap = Math.min(heap, await heapUsed())
      await new Promise(resolve => setTimeout(resolve, 1_000))
    }
  })()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = await KeptConnection.open(service.port)
      while (left-- > 0) {
        const isMine = Math.random() < 0.1
        const { status } = await connection.get(isMine ? '/my/holds' : somePage(), isMine ? service.patron : undefined)
        if (status !== 200 && status !== 302 && status !== 404) throw new Error(`a page answers ${status}`)
      }
      await connection.close()
    }),
  )
  isOver = true
  await looking
  return { rss: rss(), heap: Math.min(heap, await heapUsed()) }
}

function somePage(): string {
  const drawn = Math.random()
  if (drawn < 0.45) return someSearch()
  if (drawn < 0.9) return someRecord()
  return drawn < 0.95 ? '/' : '/new'
}

async function heapUsed(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${service.port}/metrics`)).text()
  return Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(text)?.[1])
}

function rss(): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))![1]) * 1_024
}

/** How far the lines lie from their middle. */
function spread(lines: readonly Memory[], name: keyof Memory): string {
  const values = lines.map(line => line[name])
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return `±${((100 * (most - least)) / (most + least)).toFixed(1)} %`
}
