import { createHash, randomBytes, randomInt } from 'node:crypto'
import type { Library } from '#library.ts'
import { insertCode, insertTerminal, loadTerminal, takeCode } from './terminal-store.ts'

/** 館内蔵書検索機: a machine in a branch that staff have registered. */
export type Terminal = { id: number; branchId: string; name: string }

/**
 * A code for registering one terminal, to be typed at the machine within the hour.
 * @returns the code: eight digits
 */
export async function makeTerminalCode(
  library: Library,
  staff: { login: string },
  branchId: string,
  name: string,
): Promise<string> {
  const now = library.clock.now()
  const code = `${randomInt(100_000_000)}`.padStart(8, '0')
  await insertCode(library.db, {
    codeHash: hashOf(code),
    branchId,
    name,
    madeBy: staff.login,
    now,
    expiresAt: now.add({ hours: 1 }),
  })
  return code
}

/**
 * Makes the machine at which this code is typed a terminal. A code serves once.
 * @returns what the machine keeps as its proof, or null when the code is not one (any more)
 */
export async function registerTerminal(library: Library, code: string): Promise<string | null> {
  const token = randomBytes(16).toString('base64url')
  const now = library.clock.now()
  const registered = await library.db.transaction().execute(async tx => {
    const taken = await takeCode(tx, hashOf(code), now)
    if (taken) await insertTerminal(tx, { ...taken, tokenHash: hashOf(token), now })
    return taken
  })
  return registered ? token : null
}

export const findTerminal = (library: Library, token: string): Promise<Terminal | null> =>
  loadTerminal(library.db, hashOf(token))

const hashOf = (text: string) => createHash('sha256').update(text).digest()
