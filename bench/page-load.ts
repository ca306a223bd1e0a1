import { KeptConnection } from './kept-connection.ts'

export type Load = { seconds: number; times: number[]; bytes: number; byStatus: Map<number, number> }

/** Asks for pages over so many kept connections, one after the other on each: once, and then for some seconds. */
export async function loadPages(options: {
  port: number
  connections: number
  seconds: number
  paths: () => string
}): Promise<Load> {
  const load: Load = { seconds: 0, times: [], bytes: 0, byStatus: new Map() }
  const begun = performance.now()
  const end = begun + options.seconds * 1000
  await Promise.all(Array.from({ length: options.connections }, () => oneConnection(options, load, end)))
  load.seconds = (performance.now() - begun) / 1000
  return load
}

async function oneConnection(options: { port: number; paths: () => string }, load: Load, end: number): Promise<void> {
  const connection = await KeptConnection.open(options.port)
  let now = performance.now()
  do {
    const asked = now
    const { status, whole } = await connection.get(options.paths())
    now = performance.now()
    load.byStatus.set(status, (load.byStatus.get(status) ?? 0) + 1)
    load.bytes += whole.length
    load.times.push(now - asked)
  } while (now < end)
  await connection.close()
}
