import type { Library } from '#library.ts'
import { commonBecause } from '#patrons/rules/password.ts'
import { importPassword } from '#patrons/signing-in/import-password.ts'
import type { Policy } from '#policy.ts'
import { givenPatron } from '../given-patron.ts'
import { createAttacker, opened } from './attacker.ts'

/** A library that is attacked through its real login, and a clock that the attacker's patience moves. */
export type Target = { library: Library & { clock: { forward(by: Temporal.DurationLike): void } }; port: number }

export type Mode = Policy['passwords']['newDevicesGiveBirthDate']
export const modes: Mode[] = ['never', 'onAlarm', 'always']

/** `opensAt`: which guess was the first that opened the card; null: none did. */
export type Outcome = { guesses: number; opensAt: number | null }

/** More failures than the alarm bears, on cards that nobody has. */
export async function raiseTheAlarm({ port }: Target, guess = '7152'): Promise<void> {
  const attacker = createAttacker(port, 60_000)
  for (let n = 0; n < 16; n++) await attacker.guess(`8${1_000_000 + n}`, guess, '19990101')
}

/** Dates of a year, in the order in which an attacker goes through them. */
export const datesOf = (year: number): string[] =>
  Array.from({ length: 365 }, (_, n) =>
    `${Temporal.PlainDate.from(`${year}-01-01`).add({ days: n })}`.replaceAll('-', ''),
  )

/**
 * One card whose patron was born in a known year and has not yet chosen a password. Every date is tried, as 仮パスワード and,
 * where `beside` says so, as the birth date too; a pause between them that no wait outlasts, until the year is over.
 */
export async function guessTemporary(
  { library, port }: Target,
  { birthDate, addresses, beside, guesses }: { birthDate: string; addresses: number; beside: boolean; guesses: number },
): Promise<Outcome> {
  const pupil = await givenPatron(library, { birthDate, password: null })
  const attacker = createAttacker(port, addresses)
  const dates = datesOf(Number(birthDate.slice(0, 4)))
  for (let n = 0; n < guesses; n++) {
    const date = dates[n % dates.length]!
    if (opened(await attacker.guess(pupil.cardNumber, date, beside ? date : undefined)))
      return { guesses: n + 1, opensAt: n + 1 }
    library.clock.forward({ minutes: 50 })
  }
  return { guesses, opensAt: null }
}

/** Four digits in the order in which an attacker goes through them: of those that may be chosen here. */
const likelyPasswords: string[] = Array.from({ length: 10_000 }, (_, n) => `${n}`.padStart(4, '0')).filter(
  password => commonBecause(password) === null,
)

/** One known card, whose password is the `nth` that the attacker tries, over a year. The birth date is known or not. */
export async function guessKnownCard(
  { library, port }: Target,
  { nth, guesses, birthDate }: { nth: number; guesses: number; birthDate?: string },
): Promise<Outcome> {
  const patron = await givenPatron(library, { password: likelyPasswords[nth - 1]!, birthDate: '1970-10-05' })
  const attacker = createAttacker(port, 10_000)
  for (let n = 0; n < guesses; n++) {
    if (opened(await attacker.guess(patron.cardNumber, likelyPasswords[n]!, birthDate)))
      return { guesses: n + 1, opensAt: n + 1 }
    library.clock.forward({ minutes: Math.ceil((365 * 24 * 60) / guesses) })
  }
  return { guesses, opensAt: null }
}

/**
 * All cards, one guess each from an address each, never so many a day that the alarm goes off.
 * @returns how many guesses were compared with a password: those that no answer asked more of
 */
export async function sweepUnderTheAlarm(
  { library, port }: Target,
  { days, cards }: { days: number; cards: number },
): Promise<{ guesses: number; compared: number; taken: number }> {
  const numbers: string[] = []
  // One in 2,000 may have the same password; here everybody has another than the one that is tried.
  for (let n = 0; n < cards; n++) numbers.push((await givenPatron(library)).cardNumber)
  const attacker = createAttacker(port, 10_000)
  const perDay = library.policy.passwords.alarmFailuresPerDay
  let compared = 0
  let taken = 0
  for (let day = 0; day < days; day++) {
    for (let n = 0; n < perDay; n++) {
      const answer = await attacker.guess(numbers[attacker.sent % cards]!, likelyPasswords[day]!)
      if (answer === 'refused') compared++
      if (opened(answer)) taken++
      library.clock.forward({ minutes: Math.floor((24 * 60) / (perDay + 1)) })
    }
    library.clock.forward({ minutes: 24 * 60 - perDay * Math.floor((24 * 60) / (perDay + 1)) + 1 })
  }
  return { guesses: attacker.sent, compared, taken }
}

/** Cards of an earlier system, one in ten of them with the same weak password, swept with it. */
export async function sweepImported(
  { library, port }: Target,
  { cards, password }: { cards: number; password: string },
): Promise<{ guesses: number; taken: number; taking: number }> {
  const numbers: string[] = []
  for (let n = 0; n < cards; n++) {
    const { cardNumber } = await givenPatron(library, { password: null, birthDate: '1970-10-05' })
    await importPassword(library, cardNumber, n % 10 === 5 ? password : likelyPasswords[n]!)
    numbers.push(cardNumber)
  }
  const attacker = createAttacker(port, 10_000)
  let taken = 0
  for (const number of numbers) {
    if (opened(await attacker.guess(number, password))) taken++
    library.clock.forward({ hours: 2 })
  }
  return { guesses: attacker.sent, taken, taking: Math.floor(cards / 10) }
}
