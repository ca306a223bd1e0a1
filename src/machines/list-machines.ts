import type { Library } from '#library.ts'
import { dayOf } from '#time/clock.ts'
import { loadMachines } from './machine-store.ts'
import type { ListedMachine, Trouble } from './rules/machine.ts'
import { loadTroubles } from './trouble-store.ts'

export const listMachines = (library: Library): Promise<ListedMachine[]> => loadMachines(library.db)

/** The troubles of the last days, the newest first. */
export const listTroubles = (library: Library, days = 14): Promise<Trouble[]> =>
  loadTroubles(library.db, dayOf(library.clock.now()).subtract({ days }), 200)
