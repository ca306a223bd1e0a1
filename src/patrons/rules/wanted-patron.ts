import { readBirthDate } from './birth-date.ts'
import { readCardNumber } from './card-number.ts'
import { addressKey, nameKey, readingKey } from './search-keys.ts'

/**
 * What somebody at the counter looks for a patron by. A patron is found whom one of these fits; null: it cannot be
 * meant.
 */
export type WantedPatron = {
  cardNumber: string | null
  /** The last digits of a telephone number, or all of them. */
  phoneEnds: string | null
  bornOn: Temporal.PlainDate | null
  /** The beginning of a mail address. */
  mailBegins: string | null
  /** A part of the name. */
  name: string | null
  /** The beginning of the reading. */
  readingBegins: string | null
  /** A part of the address. */
  address: string | null
}

/**
 * Reads one field in which a card, a name, a reading, a telephone number, a birth date, a mail address or an address
 * may be typed. Words of different kinds narrow each other: 高橋 19700101 is the 高橋 born on that day.
 * @returns what must all fit; none for nothing that can be looked for
 */
export function readWanted(typed: string): WantedPatron[] {
  const words = typed.normalize('NFKC').trim().split(/\s+/).filter(Boolean)
  const pieces: { kind: ReturnType<typeof kindOf>; text: string }[] = []
  for (const word of words) {
    const kind = kindOf(word)
    const last = pieces.at(-1)
    // 0254 53 0000 and 髙橋 花子 are one thing each; a whole birth date stands alone.
    if (last?.kind === kind && kind !== 'mail' && kind !== 'day') last.text += kind === 'digits' ? word : ` ${word}`
    else pieces.push({ kind, text: word })
  }
  return pieces.map(({ kind, text }) => wantedBy[kind](text)).filter(one => Object.values(one).some(Boolean))
}

function kindOf(word: string): 'mail' | 'digits' | 'day' | 'text' {
  if (word.includes('@')) return 'mail'
  if (readBirthDate(word)) return 'day'
  return /^[\d()+\p{Pd}−ーｰ]+$/u.test(word) && /\d/.test(word) ? 'digits' : 'text'
}

const nothing: WantedPatron = {
  cardNumber: null,
  phoneEnds: null,
  bornOn: null,
  mailBegins: null,
  name: null,
  readingBegins: null,
  address: null,
}

const digits = (text: string): WantedPatron => {
  const plain = text.replace(/\D/g, '')
  return { ...nothing, cardNumber: readCardNumber(text), phoneEnds: plain.length < phoneDigitsMin ? null : plain }
}

const wantedBy = {
  mail: (text: string): WantedPatron => ({ ...nothing, mailBegins: text.toLowerCase() }),
  digits,
  /** Eight digits may be a card or a telephone number too. */
  day: (text: string): WantedPatron => ({
    ...(/^[\d-]+$/.test(text) ? digits(text) : nothing),
    bornOn: readBirthDate(text),
  }),
  text: (text: string): WantedPatron => ({
    ...nothing,
    cardNumber: /\d/.test(text) ? readCardNumber(text) : null,
    name: nameKey(text) || null,
    readingBegins: readingKey(text) || null,
    address: addressKey(text).length < addressMin ? null : addressKey(text),
  }),
}

/** Of a telephone number, the last four digits are enough; of an address, one character would be everybody's. */
const phoneDigitsMin = 4
const addressMin = 2
