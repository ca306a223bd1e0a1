import type { Socket } from 'node:net'
import type { Config } from '#config.ts'
import { openLibrary } from '#main.ts'
import type { Started } from '#std/started.ts'
import { doorWithin } from '#web/gate/door.ts'
import { hear, type Said } from './messages.ts'
import { openService } from './open-service.ts'

/** Serves as one of several processes behind a port: when the one that started it says so, on the database it names. */
export async function serveAsOne(config: Config, started: Started): Promise<void> {
  const told = Promise.withResolvers<Extract<Said, { kago: 'open' }>>()
  const gathering = new Map<number, (numbers: object[][]) => void>()
  let count: (() => Promise<object[]>) | null = null
  let asked = 0
  const door = doorWithin(config.port)
  let takeMachine: ((socket: Socket) => void) | null = null
  started.add('door', () => door.close(), 1_000)
  hear(process, (said, socket) => {
    if (said.kago === 'visitor') {
      // Whoever has gone meanwhile has left nothing to take.
      if (socket) said.door === 'pages' ? door.takeIn(socket) : takeMachine?.(socket)
      say({ kago: 'taken', id: said.id, door: said.door })
    }
    if (said.kago === 'open') told.resolve(said)
    if (said.kago === 'gathered') gathering.get(said.id)?.(said.numbers)
    if (said.kago === 'count')
      void (count?.() ?? Promise.resolve([])).then(numbers => say({ kago: 'counted', id: said.id, numbers }))
  })
  const gather = () =>
    new Promise<object[][]>(resolve => {
      const id = ++asked
      gathering.set(id, numbers => {
        gathering.delete(id)
        resolve(numbers)
      })
      say({ kago: 'gather', id })
    })

  say({ kago: 'here' })
  const { port, databaseUrl, processes } = await told.promise
  const opened = await openLibrary({ ...config, databaseUrl })
  started.add('database', () => opened.close(), 2_000)
  const service = { config: { ...config, port }, opened, door, started }
  const { metrics, machines } = await openService(service, { processes, gather })
  takeMachine = machines
  count = () => metrics.numbers()
  say({ kago: 'ready' })
}

const say = (said: Said): void => void process.send?.(said, () => {})
