import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { disableMachineRow } from './machine-store.ts'

/**
 * Stops the account of a machine: it cannot sign in any more, and a connection of it is cut within a minute of its next
 * message.
 */
export async function disableMachine(
  library: Library,
  by: { login: string },
  name: string,
): Promise<Outcome<null, { why: 'unknownMachine' }>> {
  const at = library.clock.now()
  return transact(library.db, async tx => {
    if (!(await disableMachineRow(tx, name, at))) return refused({ why: 'unknownMachine' })
    await writeAudit(tx, { at, staffLogin: by.login, did: 'disableMachine', patronId: null, detail: { machine: name } })
    return done(null)
  })
}
