import type { Worker } from 'node:cluster'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { portInWords } from '#web/gate/door.ts'
import type { DoorName, Said } from './messages.ts'

/** So many connections wait for the next process while none serves; more of them are closed. */
const waitingMax = 1_000

/**
 * A port, in the hands of the process that answers nothing: each connection goes to the next of the others. One that
 * was handed to a process which dies before it has taken it goes to another.
 */
export class Front {
  private readonly server: Server
  private readonly door: DoorName
  /** Those that serve, the next one first. */
  private readonly serving: Worker[] = []
  private readonly handed = new Map<Worker, Map<number, Socket>>()
  private waiting: Socket[] = []
  private last = 0

  private constructor(door: DoorName) {
    this.door = door
    this.server = createServer({ pauseOnConnect: true }, socket => this.hand(socket))
  }

  /**
   * @param settings the names of what says port and host
   * @throws Error that says what to do when the port cannot be had
   */
  static take(
    door: DoorName,
    { port, host }: { port: number; host: string },
    settings: { port: string; host: string },
  ): Promise<Front> {
    const front = new Front(door)
    return new Promise((resolve, reject) => {
      front.server.once('error', error => reject(portInWords(error, { port, host }, settings)))
      front.server.listen(port, host, () => resolve(front))
    })
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  get isServed(): boolean {
    return this.serving.length > 0
  }

  /** This one takes connections from now on. */
  add(worker: Worker): void {
    if (this.handed.has(worker)) return
    this.serving.push(worker)
    this.handed.set(worker, new Map())
    for (const socket of this.waiting.splice(0)) this.hand(socket)
  }

  /** The process has this connection. */
  taken(worker: Worker, id: number): void {
    const sockets = this.handed.get(worker)
    sockets?.get(id)?.destroy()
    sockets?.delete(id)
  }

  remove(worker: Worker): void {
    const at = this.serving.indexOf(worker)
    if (at >= 0) this.serving.splice(at, 1)
    const left = [...(this.handed.get(worker)?.values() ?? [])]
    this.handed.delete(worker)
    for (const socket of left) this.hand(socket)
  }

  close(): void {
    this.server.close()
    for (const socket of this.waiting.splice(0)) socket.destroy()
  }

  private hand(socket: Socket): void {
    socket.on('error', () => {})
    const worker = this.serving.shift()
    if (!worker) {
      if (this.waiting.length < waitingMax) this.waiting.push(socket)
      else socket.destroy()
      return
    }
    this.serving.push(worker)
    const id = ++this.last
    this.handed.get(worker)!.set(id, socket)
    worker.send({ kago: 'visitor', id, door: this.door } satisfies Said, socket, { keepOpen: true }, () => {})
  }
}
