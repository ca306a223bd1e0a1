/**
 * How often a password may be tried. Four digits bear few guesses: a wait alone loses a card within a year, so there is
 * an end to them. The counters lie in the database (see attempts-store.ts); what they mean is here.
 */

/**
 * A device in which the patron has signed in before has tries of its own. After these it is a device like any other.
 */
export const knownDeviceFailuresMax = 10

/**
 * The wait after the n-th failure on a card from all other devices together, in seconds; after the last one it stops.
 */
export const ladderSeconds = [0, 0, 0, 0, 60, 5 * 60, 15 * 60, 3600, 4 * 3600] as const

/** The 10th failure stops sign-ins from new devices until the counter unlocks the card. */
export const ladderFailuresMax = ladderSeconds.length + 1

/** So do 20 failures within 365 days, even those that a success has cleared from the ladder. */
export const yearFailuresMax = 20
export const yearDays = 365

/** Through which door somebody comes. All of them lead to the same ladder of the card. */
export type Door = 'web' | 'terminal' | 'sip2' | 'api' | 'counter'

export type AddressCount = { shortCount: number; longCount: number; cards: number }

/** Failures from one address: in 10 minutes, in a day, and on how many cards. */
export const addressWindow = { shortMinutes: 10, longHours: 24 }

export type AddressLimits = { shortMax: number; longMax: number; cardsMax: number }

/** The library's own machines stand where many patrons use them, and have a wider budget. */
export const addressLimits = (door: Door): AddressLimits =>
  isOutside(door) ? { shortMax: 10, longMax: 30, cardsMax: 19 } : { shortMax: 60, longMax: 500, cardsMax: 20 }

/** What an address may still do. The library's own machines are not asked for a birth date. */
export function addressStanding(door: Door, count: AddressCount): 'free' | 'birthDate' | 'blocked' {
  const { shortMax, longMax, cardsMax } = addressLimits(door)
  if (count.shortCount > shortMax || count.longCount > longMax || count.cards > cardsMax) return 'blocked'
  return isOutside(door) && count.cards >= 5 ? 'birthDate' : 'free'
}

const isOutside = (door: Door) => door === 'web' || door === 'api'

/**
 * So many birth dates may be given in vain within 365 days beside the password of one card, from all new devices
 * together.
 */
export const birthDatesPerYearMax = 20

/**
 * So often within a year a password that everybody tries first may fail in the whole library; after that it opens
 * nothing alone, and a new device must give the birth date with it. A sweep over cards of an earlier system gains p/(1
 * - p) times as many with a password that a share p of them has: over all such passwords together about two cards a
 *   year.
 */
export const commonFailuresMax = 2

/** What a new device must bring. */
export type Asked = {
  /** Whether it is a device of anybody, and not of the library. */
  outside: boolean
  /** The birth date too, beside a password of one's own. */
  birthDate: boolean
  /** Whether a 仮パスワード, which is the birth date, opens here. It is never asked for a birth date beside it. */
  temporaryOpens: boolean
}

/**
 * What is asked of a device that is not known: more by policy, while the alarm is on, and after failures from its
 * address. Asking for more never opens more.
 */
export function whatIsAsked(
  when: 'never' | 'onAlarm' | 'always',
  door: Door,
  now: { alarmIsOn: boolean; address: 'free' | 'birthDate' | 'blocked' },
): Asked {
  const temporaryOpens = !now.alarmIsOn || door === 'terminal' || door === 'counter'
  if (!isOutside(door)) return { outside: false, birthDate: false, temporaryOpens }
  const wary = when === 'always' || (when === 'onAlarm' && (now.alarmIsOn || now.address === 'birthDate'))
  return { outside: true, birthDate: wary, temporaryOpens }
}

/** How long new devices must give the birth date too, after an alarm. */
export const alarmDays = 30

/** Failures that no success followed, in the whole library. */
export const isAlarm = (
  limits: { alarmFailuresPerHour: number; alarmFailuresPerDay: number },
  count: { hourCount: number; dayCount: number },
): boolean => count.hourCount > limits.alarmFailuresPerHour || count.dayCount > limits.alarmFailuresPerDay

/** More than the alarm and these are in progress at once: the rest has to wait until it is known how they end. */
export const burstMax = 50
