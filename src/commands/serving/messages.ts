import type { Worker } from 'node:cluster'
import type { Socket } from 'node:net'

/** Behind which port: that of the pages, or that of the machines (SIP2). */
export type DoorName = 'pages' | 'machines'

/** What the processes behind a port say to the one that started them, and it to them. */
export type Said =
  /** From a process: it hears; it serves; it has this connection; what are the numbers of all? */
  | { kago: 'here' }
  | { kago: 'ready' }
  | { kago: 'taken'; id: number; door: DoorName }
  | { kago: 'gather'; id: number }
  /** To a process: the database is this one, serve; your numbers, please; and its answer. */
  | { kago: 'open'; port: number; databaseUrl: string; processes: number }
  | { kago: 'visitor'; id: number; door: DoorName }
  | { kago: 'count'; id: number }
  | { kago: 'counted'; id: number; numbers: object[] }
  /** The answer to `gather`. */
  | { kago: 'gathered'; id: number; numbers: object[][] }

type Ear = Pick<NodeJS.Process, 'on'> | Worker

/** Hears what is said; messages of others on the same channel are none of ours. */
export const hear = (from: Ear, listener: (said: Said, socket?: Socket) => void): void =>
  void (from as NodeJS.Process).on('message', (message: unknown, socket: unknown) => {
    if (typeof message === 'object' && message !== null && 'kago' in message)
      listener(message as Said, socket as Socket | undefined)
  })
