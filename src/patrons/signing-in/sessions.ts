import { createHash, randomBytes } from 'node:crypto'
import type { PatronId, TerminalId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { Policy } from '#policy.ts'
import { dayOf } from '#time/clock.ts'
import { isUnderVeil } from '../rules/signing-in/veil.ts'
import { deleteOldSessions, deleteSession, insertSession, loadSession, touchSession } from './session-store.ts'

/** Who is signed in, as a page needs to know it. */
export type Session = {
  /** Whose card is used: the patron's own, or one of their family's. */
  patronId: PatronId
  /** Not null: it is the card of this member of the family, used by the patron `ownPatronId` who is signed in. */
  actingFor: { name: string; ownPatronId: PatronId } | null
  /** Signed in with the 仮パスワード: nothing but the password change is reachable (M05). */
  mustChangePassword: boolean
  /** Not null: until then what others' eyes must not see stays closed, since the password came by mail. */
  veiledUntil: Temporal.Instant | null
  /** Of the 予約かご; none of it shows under a veil. */
  basketCount: number
  /** The number of what is in force, as `libraryAt` takes it. */
  inForce: number
}

/**
 * Begins a session: a new id at every login, 128 bits, known to the browser alone (the database has its hash).
 * @returns the id
 */
export async function startSession(
  library: Library,
  {
    patronId,
    mustChangePassword,
    terminalId,
  }: { patronId: PatronId; mustChangePassword: boolean; terminalId: TerminalId | null },
): Promise<string> {
  const id = randomBytes(16).toString('base64url')
  const now = library.clock.now()
  await insertSession(library.db, { idHash: hashOf(id), patronId, mustChangePassword, terminalId, now })
  await deleteOldSessions(library.db, now.subtract({ hours: longestHours }))
  return id
}

/**
 * The session with this id, if it has not been idle too long. It belongs to the place where it began: a session of a
 * terminal is none elsewhere, and the other way round.
 */
export async function findSession(
  library: Library,
  id: string,
  terminalId: TerminalId | null,
): Promise<Session | null> {
  if (!/^[\w-]{22}$/.test(id)) return null
  const now = library.clock.now()
  const idleSeconds = idleMinutes(library.policy, terminalId) * 60
  const found = await loadSession(library.db, hashOf(id), {
    terminalId,
    seenAfter: now.subtract({ seconds: idleSeconds }),
    startedAfter: now.subtract({ hours: longestHours }),
    today: dayOf(now),
  })
  if (!found) return null
  // Not at every page: a write each time would cost more than the page.
  const unwrittenSeconds = now.since(found.seenAt).total('seconds')
  if (unwrittenSeconds > idleSeconds / 20) await touchSession(library.db, hashOf(id), now)
  return isUnderVeil(found.veiledUntil, now) ? { ...found, basketCount: 0 } : { ...found, veiledUntil: null }
}

export const endSession = (library: Library, id: string): Promise<void> => deleteSession(library.db, hashOf(id))

/** 30 minutes; on an in-library terminal 2. */
export const idleMinutes = ({ passwords }: Policy, terminalId: TerminalId | null): number =>
  terminalId === null ? passwords.sessionIdleMinutes : passwords.terminalIdleMinutes

/** However busy, a session ends after half a day. */
export const longestHours = 12

export const hashOf = (id: string) => createHash('sha256').update(id).digest()
