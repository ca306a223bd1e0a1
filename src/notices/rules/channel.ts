import type { NewNotice, NoticeContent } from './notice.ts'

/**
 * By what a notice goes, and to which address or number. That of a letter is empty where no postal address is
 * registered.
 */
export type Telling = { channel: Channel; recipient: string }
export type Channel = 'mail' | ByHand
/** What somebody at the counter does: a call (電話連絡リスト), or a letter (手紙で知らせる方). */
export type ByHand = 'phone' | 'letter'

/**
 * What is registered of a patron now. `appliedMail` is the address typed under 「設定」 that is not registered yet (M44),
 * `postal` the postal code and address.
 */
export type Addresses = { mail: string | null; phone: string | null; appliedMail: string | null; postal: string }

/**
 * How a patron is told (M21, M26). Who looks for themself is told nothing (M22). A patron whose address has gone
 * meanwhile is called instead, and one whose number has gone is written to, unless the notice is one that nobody would
 * make a call for. Who has neither gets a letter: somebody writes it, also when no postal address is registered and one
 * has to be found out.
 */
export function howToTell(
  notice: NoticeContent & Pick<NewNotice, 'contact' | 'to'>,
  addresses: Addresses,
): Telling | null {
  const { kind, contact, to } = notice
  // The address is proved by this very mail, so it goes there and nowhere else.
  if (kind === 'mailRegistered') return mailTo(addresses.appliedMail)
  if (kind === 'accountChanged' || kind === 'passwordLink') return mailTo(to ?? null)
  switch (contact) {
    case 'self':
      return null
    case 'phone':
      return isWorthACall(notice)
        ? (callTo(addresses.phone) ?? mailTo(addresses.mail) ?? letterTo(addresses.postal))
        : null
    case 'mail':
      return (
        mailTo(addresses.mail) ??
        (isWorthACall(notice) ? (callTo(addresses.phone) ?? letterTo(addresses.postal)) : null)
      )
    default:
      return contact satisfies never
  }
}

/**
 * What a library calls people for, or writes to them. The others repeat what MYライブラリ shows, or what the patron asked
 * for at the counter, and go by mail only; of the ends of a hold a refusal alone is news to somebody who waits for the
 * book.
 */
export function isWorthACall(notice: NoticeContent): boolean {
  switch (notice.kind) {
    case 'ready':
    case 'shelfMoved':
    case 'unavailable':
    case 'overdue':
      return true
    case 'requestAnswered':
      return notice.facts.reason === 'declined'
    case 'closed':
      return !notWorthACall.includes(notice.facts.reason)
    case 'orderPlaced':
    case 'mailRegistered':
    case 'dueSoon':
    case 'shelfEnding':
    case 'arrivals':
    case 'borrowable':
    case 'questionAnswered':
    case 'accountChanged':
    case 'passwordLink':
    case 'lent':
      return false
    default:
      return notice satisfies never
  }
}

/** Ends that the patron brought about, or sees from what they have in hand. */
const notWorthACall = ['cancelled', 'expired', 'notNeeded', 'fallTogether', 'alreadyHave', 'alreadyOnLoan']

const mailTo = (recipient: string | null): Telling | null => (recipient ? { channel: 'mail', recipient } : null)
const callTo = (recipient: string | null): Telling | null => (recipient ? { channel: 'phone', recipient } : null)
const letterTo = (recipient: string): Telling => ({ channel: 'letter', recipient })
