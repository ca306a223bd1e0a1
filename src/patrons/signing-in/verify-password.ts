import { createHash, randomBytes } from 'node:crypto'
import { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { hashNothing, isHashingBusy } from '#secrets/hash-password.ts'
import type { HashTurn } from '#secrets/hash-slots.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { recordSecurityEvent } from '#staff/security-events.ts'
import {
  type AddressCount,
  type AddressLimits,
  type Asked,
  addressLimits,
  addressStanding,
  addressWindow,
  alarmDays,
  burstMax,
  commonFailuresMax,
  type Door,
  isAlarm,
  knownDeviceFailuresMax,
  whatIsAsked,
} from '../rules/attempts.ts'
import { readCardNumber } from '../rules/card-number.ts'
import { isTriedFirst } from '../rules/password.ts'
import { isUnderVeil } from '../rules/signing-in/veil.ts'
import { loadAlarm, raiseAlarm, takeFromAlarm, takeFromGuesses } from './alarm-store.ts'
import { clearOnAddress, clearOnCard, forgetAddresses, loadAddress } from './attempts-store.ts'
import { clearOnDevice, countOnDevice, insertDevice } from './device-store.ts'
import { isBirthDate, isRight, type Right, readPassword } from './is-right.ts'
import { loadSecret, type PatronSecret } from './secret-store.ts'
import { type Counted, countAfterBirthDate, countTry, type Guess, type Try } from './try-store.ts'

/** Somebody says: this is my card, and this is its password. */
export type Attempt = {
  door: Door
  /** As typed. */
  cardNumber: string
  password: string
  /** Where it comes from: an internet address (IPv6: its /64), or the name of a machine of the library. */
  address: string
  /** The id of a browser in which somebody has signed in before; its signature has been checked. */
  device?: string | null
  /** As typed; asked of new devices when too much goes wrong. */
  birthDate?: string | null
  /**
   * Who is signed in proves the present password once more: it is counted as any guess, but nothing beside it is asked.
   */
  isSignedIn?: boolean
  /** It opens pages that know what is veiled (see by-mail/use-link.ts); every other door stays closed meanwhile. */
  keepsVeil?: boolean
}

export type Verified =
  | { is: 'patron'; patronId: PatronId; mustChangePassword: boolean; isVeiled: boolean; device: string | null }
  /** The right password of a card whose patron is registered under another one: who cannot prove it is not told. */
  | { is: 'merged' }
  /** The right password, which came by mail a moment ago: it does not open this door yet. */
  | { is: 'veiled' }
  /** Unknown card, wrong password, stopped or waiting card: nobody outside is told which. */
  | { is: 'refused' }
  /** This browser is new, and these days new ones must give the birth date too. */
  | { is: 'birthDateNeeded' }
  | { is: 'tooManyFromHere' }
  | { is: 'busy' }

/**
 * The one place where a password is checked, for web, in-library terminal, SIP2 and every other door (M03, M04, M11).
 * Every guess, of a password, a 仮パスワード or a birth date, on a known card or none, is counted before anything is
 * compared, and taken back when it was right. An unknown card, a wrong password and a stopped card get the same answer
 * after the same work. The rules are in rules/attempts.ts.
 */
export async function verifyPassword(library: Library, attempt: Attempt): Promise<Verified> {
  const now = library.clock.now()
  const cardNumber = readCardNumber(attempt.cardNumber)
  const secret = cardNumber === null ? null : await loadSecret(library.db, cardNumber)
  const password = readPassword(attempt.password)
  const device = attempt.device && attempt.door === 'web' ? attempt.device : null
  const known = await tryOnKnownDevice(library, secret, attempt, { password, device, now })
  if (known) return known
  if (isHashingBusy(turnOf(attempt))) return { is: 'busy' }

  inProgress++
  try {
    return await tryOnNewDevice(library, attempt, { cardNumber, secret, password, device, now })
  } finally {
    inProgress--
  }
}

export const deviceHash = (device: string): Buffer => createHash('sha256').update(device).digest()

/** One address does not hold up the others. */
const turnOf = ({ door, address }: Attempt): HashTurn => ({ lane: 'patron', who: `${door} ${address}` })

type Read = {
  cardNumber: string | null
  secret: PatronSecret | null
  password: string
  device: string | null
  now: Temporal.Instant
}

/** Tries from new devices of this process that are counted as failures, and may yet turn out right. */
let inProgress = 0

/** @returns null: it is none of this patron's, or has no try of its own left */
async function tryOnKnownDevice(
  library: Library,
  secret: PatronSecret | null,
  { keepsVeil }: Attempt,
  { password, device, now }: Pick<Read, 'password' | 'device' | 'now'>,
): Promise<Verified | null> {
  if (secret?.password?.kind !== 'own' || !device) return null
  const { patronId } = secret
  const known = { patronId, device: deviceHash(device), now, failuresMax: knownDeviceFailuresMax }
  const turn = { lane: 'known', who: device } as const
  if (isHashingBusy(turn)) return { is: 'busy' }
  if (!(await countOnDevice(library.db, known))) return null
  const right = await isRight(library, secret, password, turn)
  if (!right) return { is: 'refused' }
  await clearOnDevice(library.db, patronId, known.device)
  const isVeiled = isUnderVeil(secret.veiledUntil, now)
  if (isVeiled && !keepsVeil) return { is: 'veiled' }
  return { is: 'patron', patronId, mustChangePassword: right.isTemporary, isVeiled, device }
}

async function tryOnNewDevice(library: Library, attempt: Attempt, read: Read): Promise<Verified> {
  const { secret, password } = read
  const asked = await askedNow(library, attempt, read)
  const lacksBirthDate = asked.birthDate && attempt.birthDate == null
  // Nothing would be compared, whatever card it is.
  if (lacksBirthDate && !asked.temporaryOpens) return { is: 'birthDateNeeded' }

  const guess = whatIsGuessed(attempt, read, asked)
  const one = tryOf(library, attempt, read, guess)
  const counted = await countTry(library.db, one)
  if (addressStanding(attempt.door, counted.address) === 'blocked') {
    if (isFirstBlock(one.limits, counted.address))
      await recordSecurityEvent(library, 'addressBlocked', { detail: one.address.slice(0, 6) })
    return { is: 'tooManyFromHere' }
  }
  if (isBurst(library, counted)) {
    await takeBack(library, one, { card: null, failures: 1 })
    return { is: 'busy' }
  }

  let onCard = counted.card
  if (onCard && guess === 'birthDate')
    onCard = await countAfterBirthDate(library.db, { ...one, isRight: isBirthDate(secret!, attempt.birthDate ?? '') })
  // Everybody has been trying this one: it opens nothing alone.
  if (guess === 'password' && asked.outside && counted.commonFailures > commonFailuresMax) onCard = null
  const right = onCard ? await isRight(library, secret!, password, turnOf(attempt)) : null
  if (!onCard) await hashNothing(library.secrets.pepper, turnOf(attempt))
  if (right) return goIn(library, attempt, read, { one, right, stoppedNow: onCard!.stoppedNow })

  if (guess === 'nothing' && lacksBirthDate) await takeBack(library, one, { card: null, failures: 1 })
  else await raiseIfTooMany(library, one)
  return { is: lacksBirthDate ? 'birthDateNeeded' : 'refused' }
}

/** What a new device must bring. Looked up before the try is counted: a try that would be asked for more is none. */
async function askedNow(library: Library, attempt: Attempt, read: Read): Promise<Asked> {
  if (attempt.isSignedIn) return { outside: false, birthDate: false, temporaryOpens: true }
  const one = tryOf(library, attempt, read, 'nothing')
  const until = await loadAlarm(library.db)
  const alarmIsOn = until !== null && Temporal.Instant.compare(read.now, until) < 0
  const address = addressStanding(attempt.door, await loadAddress(library.db, one.address, one))
  return whatIsAsked(library.policy.passwords.newDevicesGiveBirthDate, attempt.door, { alarmIsOn, address })
}

/**
 * A 仮パスワード is the birth date: it is tried alone, or not at all. A password of one's own comes after the birth date,
 * where that is asked for, or given with a password that everybody tries first.
 */
function whatIsGuessed({ birthDate = null }: Attempt, { secret, password }: Read, asked: Asked): Guess {
  const kind = secret?.password?.kind
  if (kind === undefined) return 'nothing'
  if (kind === 'temporary') return asked.temporaryOpens ? 'temporary' : 'nothing'
  if (asked.birthDate) return birthDate === null ? 'nothing' : 'birthDate'
  return asked.outside && birthDate !== null && isTriedFirst(password) ? 'birthDate' : 'password'
}

function tryOf({ secrets, policy }: Library, { door, address }: Attempt, read: Read, guess: Guess): Try {
  const { now, password } = read
  return {
    patronId: read.secret?.patronId ?? PatronId(0),
    guess,
    temporaryTriesMax: policy.passwords.temporaryTries,
    address: keyedHash(secrets.cookieKey, 'address', `${door} ${address}`),
    card: keyedHash(secrets.cookieKey, 'card', read.cardNumber ?? ''),
    common: isTriedFirst(password) ? keyedHash(secrets.popularityKey, 'guess', password) : null,
    limits: addressLimits(door),
    now,
    shortFrom: now.subtract({ minutes: addressWindow.shortMinutes }),
    longFrom: now.subtract({ hours: addressWindow.longHours }),
  }
}

/** So many at once that the alarm would come too late: they wait, and are counted already. */
function isBurst({ policy: { passwords } }: Library, { alarm }: Counted): boolean {
  const { alarmFailuresPerDay, alarmFailuresPerHour } = passwords
  if (inProgress <= burstMax) return false
  return isAlarm(
    { alarmFailuresPerDay: alarmFailuresPerDay + burstMax, alarmFailuresPerHour: alarmFailuresPerHour + burstMax },
    alarm,
  )
}

async function goIn(
  library: Library,
  { door, keepsVeil }: Attempt,
  { secret, device, now }: Read,
  { one, right, stoppedNow }: { one: Try; right: Right; stoppedNow: boolean },
): Promise<Verified> {
  const { db } = library
  const patronId = secret!.patronId
  const cleared = await clearOnCard(db, { patronId, address: one.address, now, stoppedNow })
  await takeBack(library, one, { card: one.card, failures: 1 + cleared })
  await forgetAddresses(db, one.longFrom)
  if (secret!.merged) return { is: 'merged' }
  const isVeiled = isUnderVeil(secret!.veiledUntil, now)
  if (isVeiled && !keepsVeil) return { is: 'veiled' }
  // A machine that lends books has no page on which a password could be changed.
  const hasPages = door === 'web' || door === 'api' || door === 'terminal'
  const mustChangePassword = right.isTemporary || (right.isWeak && hasPages)
  // A password that others would guess is too weak a proof to trust a browser for it.
  const newDevice = door === 'web' && !mustChangePassword ? (device ?? randomBytes(16).toString('base64url')) : null
  if (newDevice) await insertDevice(db, patronId, deviceHash(newDevice), now)
  return { is: 'patron', patronId, mustChangePassword, isVeiled, device: newDevice }
}

/** Of the tries that an address is refused, the one that is told to the staff. */
const isFirstBlock = ({ shortMax, longMax }: AddressLimits, { shortCount, longCount }: AddressCount): boolean =>
  shortCount === shortMax + 1 || longCount === longMax + 1

async function takeBack(
  { db }: Library,
  { address, common, now }: Try,
  { card, failures }: { card: string | null; failures: number },
): Promise<void> {
  await clearOnAddress(db, address, card)
  if (common) await takeFromGuesses(db, common)
  await takeFromAlarm(db, now, failures)
}

async function raiseIfTooMany(library: Library, { now }: Try): Promise<void> {
  const count = await takeFromAlarm(library.db, now, 0)
  // Those of others that are still being looked at may turn out right.
  const others = inProgress - 1
  const known = { hourCount: count.hourCount - others, dayCount: count.dayCount - others }
  if (!isAlarm(library.policy.passwords, known)) return
  if (!(await raiseAlarm(library.db, now, now.add({ hours: 24 * alarmDays })))) return
  library.log.warn('too many failed logins: new devices are asked for more')
  await recordSecurityEvent(library, 'alarmRaised')
}
