import type { Library } from '#library.ts'
import { dayOf } from '#time/clock.ts'
import type { TroubleKind } from './rules/machine.ts'
import { countTrouble } from './trouble-store.ts'

/**
 * Tells staff that something is wrong with a machine, or with whoever came to the machines' port: a line in the log,
 * and a row on their page. When the database itself is what is wrong, the line is all.
 */
export async function noteTrouble(
  library: Library,
  from: { machine: string | null; address: string },
  kind: TroubleKind,
): Promise<void> {
  const at = library.clock.now()
  const machine = from.machine ?? ''
  library.log.warn('trouble with a machine', { kind, machine })
  try {
    await countTrouble(library.db, { day: dayOf(at), machine, address: from.address, kind, at })
  } catch (error) {
    library.log.error('trouble with a machine is not noted', { kind, machine, error: (error as Error).message })
  }
}
