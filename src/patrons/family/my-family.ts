import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { dayOf } from '#time/clock.ts'
import { hashOf } from '../signing-in/sessions.ts'
import { loadCarers, loadMembers, type Relative, saveActingFor } from './family-store.ts'

export type { Relative }

/** 家族: whose cards a patron may use, and who may use theirs. */
export async function myFamily(
  library: Library,
  patronId: PatronId,
): Promise<{ members: Relative[]; carers: Relative[] }> {
  const today = dayOf(library.clock.now())
  const [members, carers] = await Promise.all([
    loadMembers(library.db, patronId, today),
    loadCarers(library.db, patronId, today),
  ])
  return { members, carers }
}

/**
 * From now on this session uses the card of a member, or its patron's own again (null).
 * @returns false when there is no such member (any more)
 */
export const useCardOf = (library: Library, sessionId: string, memberId: PatronId | null): Promise<boolean> =>
  saveActingFor(library.db, hashOf(sessionId), memberId, dayOf(library.clock.now()))
