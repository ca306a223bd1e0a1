import { randomBytes } from 'node:crypto'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { isKeyedHash, keyedHash } from '#secrets/secrets.ts'
import {
  deleteCalendarAddress,
  insertCalendarAddress,
  loadByHalf,
  loadCalendarAddress,
  replaceHalf,
  saveWithTitles,
} from './calendar-address-store.ts'

/** マイカレンダー: by which secret a calendar program reads the dates of a patron, and whether titles stand in them. */
export type CalendarAddress = { secret: string; withTitles: boolean; madeAt: Temporal.Instant }

/** The address of this patron; null when they have none. */
export async function myCalendarAddress(library: Library, patronId: PatronId): Promise<CalendarAddress | null> {
  const stored = await loadCalendarAddress(library.db, patronId)
  return stored && { secret: secretOf(library, stored.half), withTitles: stored.withTitles, madeAt: stored.madeAt }
}

/** Makes the first address, without titles. Asked again, the one that is there stays. */
export const makeCalendarAddress = (library: Library, patronId: PatronId): Promise<void> =>
  insertCalendarAddress(library.db, patronId, drawHalf(), library.clock.now())

/** Makes another address; whoever has the one from before reads nothing any more. */
export const renewCalendarAddress = (library: Library, patronId: PatronId): Promise<void> =>
  replaceHalf(library.db, patronId, drawHalf(), library.clock.now())

/** From now on nobody reads the dates of this patron. */
export const endCalendarAddress = (library: Library, patronId: PatronId): Promise<void> =>
  deleteCalendarAddress(library.db, patronId)

/**
 * Whether titles stand in the calendar: only for who says so, since others may see the calendar of a family or an
 * office.
 */
export const wishTitlesInCalendar = (library: Library, patronId: PatronId, withTitles: boolean): Promise<void> =>
  saveWithTitles(library.db, patronId, withTitles, library.clock.now())

/** Whose dates a secret opens; null for one that has ended, or never was. */
export async function findCalendar(
  library: Library,
  secret: string,
): Promise<{ patronId: PatronId; withTitles: boolean; chosenAt: Temporal.Instant } | null> {
  const [, half, proof] = /^([\w-]{22})([\w-]{27})$/.exec(secret) ?? []
  if (half === undefined || proof === undefined) return null
  return isKeyedHash(proof, library.secrets.cookieKey, purpose, half) ? loadByHalf(library.db, half) : null
}

const purpose = 'calendar address'
const drawHalf = () => randomBytes(16).toString('base64url')
const secretOf = (library: Library, half: string) => `${half}${keyedHash(library.secrets.cookieKey, purpose, half)}`
