import { transact } from '#database/database.ts'
import type { PreRegistrationId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { dayOf, instantAt } from '#time/clock.ts'
import { waitingMax } from '../rules/pre-registration.ts'
import { nameKey, readingKey } from '../rules/search-keys.ts'
import {
  countMadeAfter,
  deleteOldPreRegistrations,
  deletePreRegistration,
  loadPreRegistration,
  loadPreRegistrations,
  type WaitingPreRegistration,
} from './pre-registration-store.ts'

/** Longer than anybody reads at a counter; whoever stands there is looked for. */
const listedMax = 200

/**
 * Who has begun to register and has not come yet, the oldest first. Staff who look are in the audit trail.
 * @param sought the number, or a part of the name or its reading; empty: all of them
 */
export async function waitingPreRegistrations(
  library: Library,
  staff: { login: string },
  sought: string,
): Promise<{ waiting: WaitingPreRegistration[]; more: boolean }> {
  const at = library.clock.now()
  const found = (await loadPreRegistrations(library.db, madeAfter(library), waitingMax)).filter(isSought(sought))
  const waiting = found.slice(0, listedMax)
  const line = { at, staffLogin: staff.login, patronId: null, detail: { seen: waiting.map(({ number }) => number) } }
  if (waiting.length > 0) await writeAudit(library.db, { ...line, did: 'showPreRegistrations' })
  return { waiting, more: found.length > listedMax }
}

/** How many have begun to register and have not come yet. */
export const countWaiting = (library: Library): Promise<number> => countMadeAfter(library.db, madeAfter(library))

function isSought(sought: string): (one: WaitingPreRegistration) => boolean {
  const [number, name, reading] = [sought.normalize('NFKC').trim(), nameKey(sought), readingKey(sought)]
  return one =>
    one.number === number || nameKey(one.name).includes(name) || readingKey(one.nameReading).includes(reading)
}

/** One of them, to be finished at the counter; null when it has ended. */
export async function showPreRegistration(
  library: Library,
  staff: { login: string },
  id: PreRegistrationId,
): Promise<WaitingPreRegistration | null> {
  const found = await loadPreRegistration(library.db, id, madeAfter(library))
  const line = { at: library.clock.now(), staffLogin: staff.login, patronId: null }
  if (found) await writeAudit(library.db, { ...line, did: 'showPreRegistrations', detail: { seen: [found.number] } })
  return found
}

/** What somebody reads who has just sent one: its number, and the last day on which it waits. */
export async function myPreRegistration(
  library: Library,
  id: PreRegistrationId,
): Promise<{ number: string; until: Temporal.PlainDate } | null> {
  const found = await loadPreRegistration(library.db, id, madeAfter(library))
  const days = library.policy.cards.preRegistrationDays
  return found && { number: found.number, until: dayOf(found.madeAt).add({ days }) }
}

/** Takes one away that nobody will finish: a joke, or somebody who is registered already. */
export async function removePreRegistration(
  library: Library,
  staff: { login: string },
  id: PreRegistrationId,
): Promise<void> {
  const line = { at: library.clock.now(), staffLogin: staff.login, patronId: null, detail: {} }
  await transact(library.db, async tx => {
    if (await deletePreRegistration(tx, id)) await writeAudit(tx, { ...line, did: 'removePreRegistration' })
  })
}

/** The night: those whose person has not come are gone. */
export const forgetPreRegistrations = async (
  library: Library,
  { limit }: { limit: number },
): Promise<{ did: number; report: Record<string, number> }> => ({
  did: await deleteOldPreRegistrations(library.db, madeAfter(library), limit),
  report: {},
})

/** The category in which somebody of this age would be registered; staff may choose another. */
export function categoryByAge({ policy, clock }: Library, birthDate: Temporal.PlainDate): string {
  const age = birthDate.until(dayOf(clock.now()), { largestUnit: 'years' }).years
  const fits = policy.patronCategories.find(({ ages }) => !ages || (age >= ages.from && age <= ages.until))
  return (fits ?? policy.patronCategories[0]!).code
}

/** One that was made on the first day that still counts, or later. */
const madeAfter = ({ clock, policy }: Library): Temporal.Instant =>
  instantAt(dayOf(clock.now()).subtract({ days: policy.cards.preRegistrationDays }), '00:00')
