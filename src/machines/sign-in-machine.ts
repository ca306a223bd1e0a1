import type { Library } from '#library.ts'
import { hashNothing, isPasswordOf } from '#secrets/hash-password.ts'
import type { HashTurn } from '#secrets/hash-slots.ts'
import { findMachine, findMachineAt, touchMachine } from './machine-store.ts'
import type { Machine } from './rules/machine.ts'

/**
 * Whether this is a machine of ours, by its name and password. An unknown name costs the same work. Passwords of
 * machines are long, so no account waits after a failure (nobody can stop a self-check machine by guessing); who fails
 * is cut by the server.
 */
export async function signInMachine(
  library: Library,
  given: { name: string; password: string },
): Promise<Machine | null> {
  const { pepper } = library.secrets
  const turn: HashTurn = { lane: 'machine', who: given.name.slice(0, 60) }
  const found = await findMachine(library.db, given.name)
  if (!found) {
    await hashNothing(pepper, turn)
    return null
  }
  if (!(await isPasswordOf(pepper, found.passwordHash, given.password, turn))) return null
  return seeMachine(library, found.name)
}

/** The machine that is known by the address it comes from; null for all others. */
export async function machineAt(library: Library, address: string): Promise<Machine | null> {
  const found = await findMachineAt(library.db, address)
  return found && seeMachine(library, found.name)
}

/** Notes that a machine was heard just now. @returns as it is set now; null when it is disabled */
export const seeMachine = (library: Library, name: string): Promise<Machine | null> =>
  touchMachine(library.db, name, library.clock.now())
