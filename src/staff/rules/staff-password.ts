/** Staff open patrons' data: their passwords are long. */
export const staffPasswordMin = 12

export type StaffPasswordRefusal = 'passwordTooShort' | 'passwordHasLogin' | 'passwordCommon'

/**
 * Why something cannot be the password of an account; null: it can. What is tried first is refused, and what has the
 * name of the account in it (NIST SP 800-63B, 3.1.1.2). Which those are is a rule, and no list of millions: what is
 * little more than words and runs that everybody thinks of is tried first, however long it is.
 */
export function judgeStaffPassword(password: string, login: string): StaffPasswordRefusal | null {
  if (password.length < staffPasswordMin) return 'passwordTooShort'
  const plain = plainOf(password)
  const name = plainOf(login)
  if (name.length >= 3 && plain.includes(name)) return 'passwordHasLogin'
  return isCommon(plain) ? 'passwordCommon' : null
}

/** In small letters of one width. */
const plainOf = (text: string) => text.normalize('NFKC').toLowerCase()

/** So many different characters are the fewest, and so many are to be left when what is common has been taken away. */
const [differentMin, ownMin] = [5, 4]

function isCommon(plain: string): boolean {
  if (new Set(plain).size < differentMin || isRepeated(plain)) return true
  const bare = plain.replace(/(19|20)\d\d/g, ' ')
  return [bare, unmasked(bare)].some(text => ownCharacters(text) < ownMin)
}

/** abcdeabcde: one piece again and again, whatever is left at its end. */
function isRepeated(plain: string): boolean {
  for (let size = 1; size <= plain.length / 2; size++) {
    const piece = plain.slice(0, size)
    if (piece.repeat(Math.ceil(plain.length / size)).startsWith(plain)) return true
  }
  return false
}

/** p@ssw0rd: letters behind the signs and digits that stand for them. */
const unmasked = (plain: string) => plain.replace(/[@4301!5$7]/g, sign => masks[sign]!)
const masks: Record<string, string> = { '@': 'a', 4: 'a', 3: 'e', 0: 'o', 1: 'i', '!': 'i', 5: 's', $: 's', 7: 't' }

/** How many letters and digits are left without common words, and runs of the alphabet, digits and keys. */
function ownCharacters(text: string): number {
  const rest = withoutRuns(text.replace(commonWords, ' '))
  return [...rest.matchAll(/[\p{L}\p{N}]/gu)].length
}

function withoutRuns(text: string): string {
  let rest = ''
  for (let at = 0; at < text.length; ) {
    const length = runAt(text, at)
    rest += length === 0 ? text[at] : ' '
    at += Math.max(1, length)
  }
  return rest
}

/** How long the run is that begins here, forwards, backwards or on one key; 0: none of three or more. */
function runAt(text: string, at: number): number {
  const lengths = runs.map(run => {
    let length = 0
    while (at + length < text.length && run.includes(text.slice(at, at + length + 1))) length++
    return length
  })
  let same = 1
  while (text[at + same] === text[at]) same++
  const longest = Math.max(same, ...lengths)
  return longest >= 3 ? longest : 0
}

const forwards = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb',
]
const runs = forwards.flatMap(run => [run, [...run].reverse().join('')])

/** Words that stand in passwords everywhere, and those of this house. */
const commonWords = new RegExp(
  [
    ...['password', 'passphrase', 'passwd', 'pass', 'admin', 'administrator', 'welcome', 'letmein', 'login', 'secret'],
    ...['master', 'changeme', 'default', 'guest', 'user', 'root', 'test', 'iloveyou', 'monkey', 'dragon', 'sunshine'],
    ...['princess', 'football', 'baseball', 'superman', 'computer', 'internet', 'hello', 'abc', 'asdf', 'qwer', 'zaq'],
    ...['library', 'toshokan', 'tosho', 'counter', 'staff', 'kago', 'sakura', 'doraemon', 'pokemon', 'nippon', 'japan'],
  ]
    .toSorted((one, other) => other.length - one.length)
    .join('|'),
  'g',
)
