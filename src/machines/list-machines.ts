import type { Library } from '#library.ts'
import { dayOf } from '#time/clock.ts'
import { loadMachines } from './machine-store.ts'
import type { ListedMachine, Trouble } from './rules/machine.ts'
import { loadTroubles } from './trouble-store.ts'

/** More than any library has. */
export const machinesMax = 1_000
/** So many troubles are shown. */
export const troublesMax = 200

export const listMachines = (library: Library): Promise<ListedMachine[]> => loadMachines(library.db, machinesMax)

/** The troubles of the last days, the newest first. */
export const listTroubles = (library: Library, days = 14): Promise<Trouble[]> =>
  loadTroubles(library.db, dayOf(library.clock.now()).subtract({ days }), troublesMax)
