/**
 * How often a password may be tried. Four digits bear few guesses: a wait alone loses a card within a year, so there is
 * an end to them. The counters lie in the database (see attempts-store.ts); what they mean is here.
 */

/** A device in which the patron has signed in before has tries of its own. After these it is a device like any other. */
export const knownDeviceFailuresMax = 10

/** The wait after the n-th failure on a card from all other devices together, in seconds; after the last one it stops. */
export const ladderSeconds = [0, 0, 0, 0, 60, 5 * 60, 15 * 60, 3600, 4 * 3600] as const

/** The 10th failure stops sign-ins from new devices until the counter unlocks the card. */
export const ladderFailuresMax = ladderSeconds.length + 1

/** So do 20 failures within 365 days, even those that a success has cleared from the ladder. */
export const yearFailuresMax = 20
export const yearDays = 365

export type CardStanding = { is: 'free' } | { is: 'waiting'; until: Temporal.Instant } | { is: 'stopped' }

/** What `failures` on the ladder and `inYear` failures within the year mean, the last of them at `at`. */
export function standingAfter(failures: number, inYear: number, at: Temporal.Instant): CardStanding {
  if (failures >= ladderFailuresMax || inYear >= yearFailuresMax) return { is: 'stopped' }
  const seconds = failures === 0 ? 0 : ladderSeconds[failures - 1]!
  return seconds === 0 ? { is: 'free' } : { is: 'waiting', until: at.add({ seconds }) }
}

/** Through which door somebody comes. All of them lead to the same ladder of the card. */
export type Door = 'web' | 'terminal' | 'sip2' | 'api' | 'counter'

export type AddressCount = { shortCount: number; longCount: number; cards: number }

/** Failures from one address: in 10 minutes, in a day, and on how many cards. */
export const addressWindow = { shortMinutes: 10, longHours: 24 }

/**
 * What an address may still do. The library's own machines stand where many patrons use them: they have a wider budget,
 * and are not asked for a birth date.
 */
export function addressStanding(door: Door, count: AddressCount): 'free' | 'birthDate' | 'blocked' {
  if (door !== 'web' && door !== 'api') return count.shortCount > 60 || count.longCount > 500 ? 'blocked' : 'free'
  if (count.shortCount > 10 || count.longCount > 30 || count.cards >= 20) return 'blocked'
  return count.cards >= 5 ? 'birthDate' : 'free'
}

/** How long new devices must give the birth date too, after an alarm. */
export const alarmDays = 30

/** Failures that no success followed, in the whole library. */
export const isAlarm = (
  limits: { alarmFailuresPerHour: number; alarmFailuresPerDay: number },
  count: { hourCount: number; dayCount: number },
): boolean => count.hourCount > limits.alarmFailuresPerHour || count.dayCount > limits.alarmFailuresPerDay
