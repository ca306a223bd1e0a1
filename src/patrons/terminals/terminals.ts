import { createHash, randomBytes } from 'node:crypto'
import type { BranchId, TerminalId } from '#ids.ts'
import type { Library } from '#library.ts'
import { derivedKey, keyedHash } from '#secrets/secrets.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { newId } from '#std/new-id.ts'
import { countOnAddress } from '../signing-in/try-store.ts'
import type { ListedTerminal, SelfCheck, Terminal } from './terminal.ts'
import { insertCode, insertTerminal, loadTerminal, loadTerminals, markRemoved, takeCode } from './terminal-store.ts'

/**
 * A code for registering one terminal, to be typed at the machine within the hour.
 * @param form the id of the form by which it is asked for: sent again, as by a page that is loaded anew, it gives the
 *   same code, until that has run out
 * @returns the code: eight digits
 */
export async function makeTerminalCode(
  library: Library,
  staff: { login: string },
  branchId: BranchId,
  name: string,
  selfCheck: SelfCheck = 'no',
  form: string = newId(),
): Promise<string> {
  const now = library.clock.now()
  const made = { branchId, name, selfCheck, madeBy: staff.login, now, expiresAt: now.add({ hours: 1 }) }
  return library.db.transaction().execute(async tx => {
    for (let nth = 0; ; nth++) {
      const asked = JSON.stringify([form, staff.login, branchId, name, selfCheck, nth])
      const drawn = derivedKey(library.secrets.cookieKey, 'terminal code', asked).readBigUInt64BE()
      const code = `${drawn % 100_000_000n}`.padStart(8, '0')
      const kept = await insertCode(tx, { ...made, codeHash: hashOf(code) })
      if (kept === 'taken') continue
      if (kept === 'same') return code
      const detail = { branchId, name, selfCheck }
      await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'makeTerminalCode', patronId: null, detail })
      return code
    }
  })
}

/**
 * Makes the machine at which this code is typed a terminal. A code serves once.
 * @param from the address of the machine
 * @returns what the machine keeps as its proof, or null when the code is not one (any more)
 */
export async function registerTerminal(library: Library, code: string, from: string): Promise<string | null> {
  const token = randomBytes(16).toString('base64url')
  const now = library.clock.now()
  if (await isGuessing(library, from, now)) return null
  const registered = await library.db.transaction().execute(async tx => {
    const taken = await takeCode(tx, hashOf(code), now)
    if (taken) await insertTerminal(tx, { ...taken, tokenHash: hashOf(token), now })
    return taken
  })
  return registered ? token : null
}

/** The terminals of all branches. */
export const listTerminals = (library: Library): Promise<ListedTerminal[]> => loadTerminals(library.db)

/**
 * A machine that is taken away or was registered by mistake: its next page is that of any browser.
 * @returns its name; null when it is none any more
 */
export async function removeTerminal(
  library: Library,
  staff: { login: string },
  terminalId: TerminalId,
): Promise<string | null> {
  const now = library.clock.now()
  return library.db.transaction().execute(async tx => {
    const name = await markRemoved(tx, terminalId, now)
    if (name === null) return null
    const detail = { terminalId, name }
    await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'removeTerminal', patronId: null, detail })
    return name
  })
}

export const findTerminal = (library: Library, token: string): Promise<Terminal | null> =>
  loadTerminal(library.db, hashOf(token))

/** Codes are short: ten tries in ten minutes from one address, right or wrong. */
async function isGuessing(library: Library, from: string, now: Temporal.Instant): Promise<boolean> {
  const address = keyedHash(library.secrets.cookieKey, 'address', `terminal code ${from}`)
  const shortFrom = now.subtract({ minutes: 10 })
  const count = await countOnAddress(library.db, {
    address,
    card: '',
    now,
    shortFrom,
    longFrom: now.subtract({ hours: 24 }),
  })
  return count.shortCount > 10 || count.longCount > 100
}

const hashOf = (text: string) => createHash('sha256').update(text).digest()
