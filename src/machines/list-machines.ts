import type { Library } from '#library.ts'
import { dayOf } from '#time/clock.ts'
import type { Machine, TroubleKind } from './rules/machine.ts'
import { loadMachines } from './store.ts'
import { loadTroubles } from './trouble-store.ts'

/** A machine as administrators see it: its password is nobody's to see. */
export type ListedMachine = Machine & {
  branchName: string
  seenAt: Temporal.Instant | null
  disabledAt: Temporal.Instant | null
}

/** What went wrong on one day, and how often. */
export type Trouble = {
  day: Temporal.PlainDate
  /** '' while nobody has signed in. */
  machine: string
  address: string
  kind: TroubleKind
  times: number
  lastAt: Temporal.Instant
}

export const listMachines = (library: Library): Promise<ListedMachine[]> => loadMachines(library.db)

/** The troubles of the last days, the newest first. */
export const listTroubles = (library: Library, days = 14): Promise<Trouble[]> =>
  loadTroubles(library.db, dayOf(library.clock.now()).subtract({ days }), 200)
