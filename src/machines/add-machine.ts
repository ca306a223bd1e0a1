import { listBranches } from '#branches/list-branches.ts'
import { brokenConstraint, transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { hashPassword } from '#secrets/hash-password.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { saveMachine } from './machine-store.ts'
import { judgeMachine, type MachineRefusal, type NewMachine } from './rules/machine.ts'

/**
 * Adds the account of a machine, or renews a known one: place, password and options. An open connection of it
 * learns of it within a minute.
 * @returns everything that is wrong at once, when something is
 */
export async function addMachine(
  library: Library,
  by: { login: string },
  machine: NewMachine,
): Promise<Outcome<null, { whys: MachineRefusal['why'][] }>> {
  const wrong = judgeMachine(machine)
  if (!(await listBranches(library)).some(({ id }) => id === machine.branchId)) wrong.push('unknownBranch')
  if (wrong.length > 0) return refused({ whys: wrong })
  const at = library.clock.now()
  const { password, ...account } = machine
  const passwordHash = await hashPassword(library.secrets.pepper, password)
  try {
    await transact(library.db, async tx => {
      await saveMachine(tx, { ...account, passwordHash }, at)
      const detail = { machine: machine.name, branchId: machine.branchId }
      await writeAudit(tx, { at, staffLogin: by.login, did: 'addMachine', patronId: null, detail })
    })
  } catch (error) {
    if (brokenConstraint(error) === 'machine_address_once') return refused({ whys: ['addressTaken'] })
    throw error
  }
  return done(null)
}
