import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Library } from '#library.ts'
import { hashNothing, hashPassword, isHashingBusy, isPasswordOf, wrap } from '#secrets/hash-password.ts'
import { keyedHash } from '#secrets/secrets.ts'
import {
  addressStanding,
  addressWindow,
  alarmDays,
  type Door,
  isAlarm,
  knownDeviceFailuresMax,
} from '../rules/attempts.ts'
import { halfWidth, readCardNumber } from '../rules/card-number.ts'
import {
  clearOnAddress,
  clearOnCard,
  clearOnDevice,
  countOnAddress,
  countOnAlarm,
  countOnCard,
  countOnDevice,
  forgetAddresses,
  insertDevice,
  loadAddress,
  loadAlarm,
  raiseAlarm,
} from './attempts-store.ts'
import { clearOnTemporary, countOnTemporary, loadSecret, type PatronSecret, replaceHash } from './secret-store.ts'

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
}

export type Verified =
  | { is: 'patron'; patronId: number; mustChangePassword: boolean; device: string | null }
  /** The right password of a card whose patron is registered under another one: who cannot prove it is not told. */
  | { is: 'merged' }
  /** Unknown card, wrong password, stopped or waiting card: nobody outside is told which. */
  | { is: 'refused' }
  /** This browser is new, and these days new ones must give the birth date too. */
  | { is: 'birthDateNeeded' }
  | { is: 'tooManyFromHere' }
  | { is: 'busy' }

/**
 * The one place where a password is checked, for web, in-library terminal, SIP2 and every other door (M03, M04, M11).
 * A try is counted before it is made and taken back when it succeeds. An unknown card, a wrong password and a stopped
 * card get the same answer after the same work.
 */
export async function verifyPassword(library: Library, attempt: Attempt): Promise<Verified> {
  if (isHashingBusy()) return { is: 'busy' }
  const { db, secrets } = library
  const now = library.clock.now()
  const cardNumber = readCardNumber(attempt.cardNumber)
  const password = readPassword(attempt.password)
  const secret = cardNumber === null ? null : await loadSecret(db, cardNumber)

  const device = attempt.device && attempt.door === 'web' ? attempt.device : null
  const known = secret && device ? { patronId: secret.patronId, device: deviceHash(device) } : null
  if (known && (await countOnDevice(db, { ...known, now, failuresMax: knownDeviceFailuresMax }))) {
    const right = await isRight(library, secret!, password, now)
    if (!right) return { is: 'refused' }
    await clearOnDevice(db, known.patronId, known.device)
    return { is: 'patron', patronId: known.patronId, mustChangePassword: right.mustChangePassword, device }
  }

  const address = keyedHash(secrets.cookieKey, 'address', `${attempt.door} ${attempt.address}`)
  const card = keyedHash(secrets.cookieKey, 'card', cardNumber ?? '')
  const windows = {
    shortFrom: now.subtract({ minutes: addressWindow.shortMinutes }),
    longFrom: now.subtract({ hours: addressWindow.longHours }),
  }
  const asksBirthDate = await newDevicesGiveBirthDate(library, attempt.door, now, () =>
    loadAddress(db, address, windows).then(count => addressStanding(attempt.door, count)),
  )
  if (asksBirthDate && attempt.birthDate == null) return { is: 'birthDateNeeded' }
  const counted = await countOnAddress(db, { address, card, now, ...windows })
  if (addressStanding(attempt.door, counted) === 'blocked') return { is: 'tooManyFromHere' }

  // A wrong birth date never reaches the card: whoever does not know it cannot stop the card either.
  const mayTry = !asksBirthDate || (secret !== null && isBirthDate(secret, attempt.birthDate ?? ''))
  const patronId = mayTry && secret ? secret.patronId : 0
  const onCard = await countOnCard(db, { patronId, address, now })
  const right = onCard && secret ? await isRight(library, secret, password, now) : await isNothing(library)
  if (!right) {
    const { alarmFailuresPerDay, alarmFailuresPerHour } = library.policy.passwords
    const failures = await countOnAlarm(db, now, 1)
    if (isAlarm({ alarmFailuresPerDay, alarmFailuresPerHour }, failures))
      await raiseAlarm(db, now.add({ hours: 24 * alarmDays }))
    return { is: 'refused' }
  }

  const cleared = await clearOnCard(db, { patronId, address, now, stoppedNow: onCard!.stoppedNow })
  await clearOnAddress(db, address, card)
  await forgetAddresses(db, windows.longFrom)
  if (cleared > 0) await countOnAlarm(db, now, -cleared)
  if (secret?.merged) return { is: 'merged' }
  // A 仮パスワード is too weak a proof to trust a browser for it.
  const remembers = attempt.door === 'web' && !right.mustChangePassword
  const newDevice = remembers ? (device ?? randomBytes(16).toString('base64url')) : null
  if (newDevice) await insertDevice(db, patronId, deviceHash(newDevice), now)
  return { is: 'patron', patronId, mustChangePassword: right.mustChangePassword, device: newDevice }
}

/** As it is compared and hashed: full-width signs are plain ones (M03), composed letters are one. */
export const readPassword = (typed: string): string => halfWidth(typed.slice(0, 256)).normalize('NFC')

export const deviceHash = (device: string): Buffer => createHash('sha256').update(device).digest()

/** 仮パスワード: the birth date as eight digits (M04). */
export const temporaryPassword = (birthDate: Temporal.PlainDate): string => birthDate.toString().replaceAll('-', '')

type Right = { mustChangePassword: boolean }

/** Is it the password? One slow hash, whatever the answer. */
async function isRight(
  library: Library,
  { patronId, birthDate, password: stored }: PatronSecret,
  password: string,
  now: Temporal.Instant,
): Promise<Right | null> {
  const { pepper } = library.secrets
  if (stored?.kind === 'own') {
    const asHashed = stored.wrapped ? await wrap(stored.wrapped, password) : password
    if (!(await isPasswordOf(pepper, stored.hash, asHashed))) return null
    // The first sign-in gives a hash of the earlier system up for our own (M06).
    if (stored.wrapped) await replaceHash(library.db, patronId, stored.hash, await hashPassword(pepper, password))
    return { mustChangePassword: false }
  }
  const triesMax = library.policy.passwords.temporaryTries
  const mayTry = stored !== null && (await countOnTemporary(library.db, { patronId, now, triesMax }))
  await hashNothing(pepper)
  if (!mayTry || !isSame(password, temporaryPassword(birthDate))) return null
  await clearOnTemporary(library.db, patronId)
  return { mustChangePassword: true }
}

async function isNothing(library: Library): Promise<null> {
  await hashNothing(library.secrets.pepper)
  return null
}

async function newDevicesGiveBirthDate(
  library: Library,
  door: Door,
  now: Temporal.Instant,
  addressStands: () => Promise<'free' | 'birthDate' | 'blocked'>,
): Promise<boolean> {
  const when = library.policy.passwords.newDevicesGiveBirthDate
  if (when === 'never' || (door !== 'web' && door !== 'api')) return false
  if (when === 'always') return true
  const until = await loadAlarm(library.db)
  if (until && Temporal.Instant.compare(now, until) < 0) return true
  return (await addressStands()) === 'birthDate'
}

const isBirthDate = ({ birthDate }: PatronSecret, typed: string) =>
  isSame(halfWidth(typed).replace(/[-/.年月日\s]/g, ''), temporaryPassword(birthDate))

function isSame(given: string, right: string): boolean {
  const [one, other] = [given, right].map(text => createHash('sha256').update(text).digest())
  return timingSafeEqual(one!, other!)
}
