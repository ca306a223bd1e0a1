import { randomBytes } from 'node:crypto'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { deleteOldSessions, insertSession, loadToken } from './session-store.ts'
import { hashOf, longestHours } from './sessions.ts'

/** So long a program may act for a patron who signed in with it, busy or not. */
export const tokenMinutes = 60

/**
 * Lets a program act for a patron who has just proved who they are: a session of its own, which ends with all others
 * when the password changes.
 * @returns what the program has to show from now on; the database has its hash alone
 */
export async function startToken(library: Library, patronId: PatronId, scopes: readonly string[]): Promise<string> {
  const id = randomBytes(16).toString('base64url')
  const now = library.clock.now()
  await insertSession(library.db, {
    idHash: hashOf(id),
    patronId,
    mustChangePassword: false,
    terminalId: null,
    now,
    scopes,
  })
  await deleteOldSessions(library.db, now.subtract({ hours: longestHours }))
  return id
}

/** Whose token this is, and what may be done with it; null for one that has ended, or never was. */
export async function findToken(
  library: Library,
  token: string,
): Promise<{ patronId: PatronId; scopes: string[] } | null> {
  if (!/^[\w-]{22}$/.test(token)) return null
  return loadToken(library.db, hashOf(token), library.clock.now().subtract({ minutes: tokenMinutes }))
}
