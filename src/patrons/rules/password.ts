import { done, type Outcome, refused } from '#std/outcome.ts'

/**
 * So often a patron may change a password of their own on one day (M10 asks for it from time to time). A 仮パスワード always
 * may be.
 */
export const changesPerDayMax = 5

export type PasswordRefusal =
  | { why: 'notFourDigits' } // neither four digits nor a longer password
  | { why: 'tooLong'; max: number }
  | { why: 'birthDate' }
  | { why: 'cardNumber' }
  | { why: 'phone' }
  | { why: 'run' } // 1234, 9876, 2468
  | { why: 'repeat' } // 1111, 1212, 1122
  | { why: 'date' } // 0401: somebody's birthday, first of all
  | { why: 'year' } // 1970
  | { why: 'tooCommon' } // 0055, 4649, 2580; or one that many have here
  | { why: 'sameAsBefore' }

/** What others may know of a patron, and try first. */
export type Guessable = { birthDate: Temporal.PlainDate; cardNumbers: readonly string[]; phone: string | null }

const passwordLength = { digits: 4, longMin: 8, longMax: 64 }

/**
 * Whether a password that is there already, from an earlier system (M06), is one that others would try first. Its
 * length is not held against it: six random digits of then are better than four of now.
 */
export function isWeak(password: string, patron: Guessable): boolean {
  const judged = judgePassword(password, patron)
  if (judged.ok || judged.refusal.why === 'tooLong') return false
  if (judged.refusal.why !== 'notFourDigits') return true
  if (password.length < 4 || isTriedFirst(password) || new Set(password).size < 3) return true
  const inBirthDate = `${patron.birthDate}`.replaceAll('-', '').includes(password)
  return inBirthDate || patron.cardNumbers.some(number => number.includes(password))
}

/** One of the passwords that everybody tries first, whoever the patron is: a sweep over all cards begins with them. */
export function isTriedFirst(password: string): boolean {
  if (/^[0-9]{4}$/.test(password)) return commonBecause(password) !== null
  const small = password.toLowerCase()
  return commonLong.has(small) || (small.length > 4 && longRuns.some(run => run.includes(small)))
}

/** May this be a patron's password? A refusal says which reason, so that the next choice is a better one. */
export function judgePassword(password: string, patron: Guessable): Outcome<string, PasswordRefusal> {
  if (/^[0-9]{4}$/.test(password)) return judgeFourDigits(password, patron)
  const length = [...password].length
  if (length > passwordLength.longMax) return refused({ why: 'tooLong', max: passwordLength.longMax })
  if (length < passwordLength.longMin) return refused({ why: 'notFourDigits' })
  const birthDate = patron.birthDate.toString().replaceAll('-', '')
  if (password.includes(birthDate)) return refused({ why: 'birthDate' })
  if (patron.cardNumbers.some(number => password.includes(number) || number.includes(password)))
    return refused({ why: 'cardNumber' })
  const phone = digitsOf(patron.phone)
  if (phone !== '' && password.includes(phone)) return refused({ why: 'phone' })
  if (new Set(password).size < 4) return refused({ why: 'repeat' })
  if (longRuns.some(run => run.includes(password.toLowerCase()))) return refused({ why: 'run' })
  return commonLong.has(password.toLowerCase()) ? refused({ why: 'tooCommon' }) : done(password)
}

/**
 * A password to offer: four digits that this patron may have.
 * @param draw gives a number from 0 to below the given one, each as likely
 */
export function suggestPassword(patron: Guessable, draw: (below: number) => number): string {
  // Six of seven are allowed: a hundred draws are far more than it takes.
  for (let drawn = 0; drawn < 100; drawn++) {
    const password = `${draw(10_000)}`.padStart(4, '0')
    if (judgePassword(password, patron).ok) return password
  }
  throw new Error('A hundred random passwords were all refused')
}

function judgeFourDigits(password: string, patron: Guessable): Outcome<string, PasswordRefusal> {
  if (birthDateCuts(patron.birthDate).has(password)) return refused({ why: 'birthDate' })
  if (patron.cardNumbers.some(number => number.includes(password))) return refused({ why: 'cardNumber' })
  if (digitsOf(patron.phone).includes(password)) return refused({ why: 'phone' })
  const common = commonBecause(password)
  return common ? refused({ why: common }) : done(password)
}

/** Why anybody might guess these four digits, or null. About one in seven of all is refused. */
export function commonBecause(password: string): 'run' | 'repeat' | 'date' | 'year' | 'tooCommon' | null {
  const [a, b, c, d] = [...password].map(Number) as [number, number, number, number]
  const step = (((b - a) % 10) + 10) % 10
  const isRun = [c - b, d - c].every(next => ((next % 10) + 10) % 10 === step)
  if (isRun && step !== 0 && [1, 2, 8, 9].includes(step)) return 'run'
  const threeAlike = b === c && (a === b || c === d)
  if (threeAlike || (a === c && b === d) || (a === b && c === d) || (a === d && b === c)) return 'repeat'
  if (isDay(a * 10 + b, c * 10 + d) || isDay(c * 10 + d, a * 10 + b)) return 'date'
  if (/^(19|20[0-3])/.test(password)) return 'year'
  if (password.startsWith('00') || wordsInDigits.has(password) || keypadLines.has(password)) return 'tooCommon'
  return null
}

/** Every four digits that a birth date is written with: 1970, 0101, 7001, 4501 (昭和45年), … */
export function birthDateCuts(birthDate: Temporal.PlainDate): ReadonlySet<string> {
  const two = (number: number) => `${number % 100}`.padStart(2, '0')
  const month = two(birthDate.month)
  const day = two(birthDate.day)
  const years = [two(birthDate.year), ...eraYears(birthDate).map(two)]
  return new Set([
    `${birthDate.year}`.padStart(4, '0'),
    month + day,
    day + month,
    ...years.flatMap(year => [year + month, month + year, year + day, day + year]),
  ])
}

/** 明治, 大正, 昭和, 平成, 令和: the number of the year, in both eras where one ends. */
function eraYears(birthDate: Temporal.PlainDate): number[] {
  const year = birthDate.year
  const eras = [
    [1868, 1912],
    [1912, 1926],
    [1926, 1989],
    [1989, 2019],
    [2019, 9999],
  ] as const
  return eras.flatMap(([from, until]) => (year >= from && year <= until ? [year - from + 1] : []))
}

const isDay = (month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= daysOf[month - 1]!
const daysOf = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const digitsOf = (phone: string | null) => (phone ?? '').replace(/\D/g, '')

/** 語呂合わせ: numbers that read as words. */
const wordsInDigits = new Set(
  '4649 5963 0721 1192 1185 2525 8181 8931 8888 3150 3341 4126 4129 1126 1129 1122 2951 2983 0840 0843 3939 4989 5910 7788 7676 8783 8739 8008 9696 1564 5648 4989 3776 3333 0505 6480 5931 4771 7974 9640 8318 0833 0874 8686 4219 5109 4193 3594 2538 5587 8341 0141 0142 3298 1341 6969 0893 3594 0831'.split(
    ' ',
  ),
)

/** Lines and corners on the keys of a telephone. */
const keypadLines = new Set(
  '2580 0852 1470 0741 3690 0963 1590 0951 3570 0753 1379 1397 7913 9731 3179 7193 1793 3971 2684 2468 8642 4862 1478 8741 3698 8963 7412 2147 9632 2369 1236 6321 4569 9654 7896 6987 7894 4987 1254 2365 4587 5698 1245 2356 4578 5689 7854 8965 4521 5632 1598 3578 7531 9513 7539 1593 3571'.split(
    ' ',
  ),
)

const longRuns = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz']

const commonLong = new Set(
  'password password1 passw0rd qwertyui qwertyuiop asdfghjk 1qaz2wsx zaq12wsx toshokan library1 murakami iloveyou sunshine princess football baseball superman computer pokemon123 doraemon sakura123'.split(
    ' ',
  ),
)

/** How many patrons may have the same password: 1 in 2,000, but always three. Then a single guess gains nothing. */
export const popularityMax = (ownPasswords: number): number => Math.max(3, Math.floor(ownPasswords / 2_000))
