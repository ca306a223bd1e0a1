import type { Library } from '#library.ts'
import { insertSecurityEvent, loadSecurityEvents, type SecurityEvent } from './security-event-store.ts'

/**
 * Keeps for the staff what happened at the doors: sign-ins of staff, refusals, what an account was not let do, alarms,
 * addresses that were shut out.
 */
export const recordSecurityEvent = (
  library: Library,
  what: SecurityEvent['what'],
  more: { staffLogin?: string; detail?: string } = {},
): Promise<void> =>
  insertSecurityEvent(library.db, {
    at: library.clock.now(),
    what,
    staffLogin: more.staffLogin ?? null,
    detail: more.detail ?? null,
  })

/** So many are shown. */
export const securityEventsMax = 200

/** The newest, the newest first. */
export const securityEvents = (library: Library): Promise<SecurityEvent[]> =>
  loadSecurityEvents(library.db, securityEventsMax)
