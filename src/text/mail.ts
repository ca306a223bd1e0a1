import type { NoticeFacts, NoticeKind } from '#notices/rules/notice.ts'
import { type MailName, mailNames, type Policy } from '#policy.ts'
import { type Language, textOf } from './language.ts'
import type { MailOf } from './mail-words.ts'
import type { Text } from './text.ts'

export type MailWords = { subject: string; text: string }

/** To whom a mail speaks. */
export type MailReader = {
  language: Language
  /** Null: it cannot be told from the family name, and the mail names nobody. */
  givenName: string | null
  /** A branch or a stop by its Japanese name, in this language. */
  placeName: (name: string) => string
}

/** What stands at the foot, and where the page of what is told of is to be read. */
export type MailSender = {
  name: string
  phone: string
  service?: string | undefined
  page?: string | undefined
  /** Where the reader says that they want no more of these. */
  stop?: string | undefined
  /** The library's own words, where it has some. */
  own?: Policy['words']['mails']
}

/**
 * The words of a mail in the language of its patron: plain and polite, with the titles, without anything that tells
 * whose card it is. Of the name only the given name stands there: a family on one address can tell whose book it is.
 */
export function mailWords(kind: NoticeKind, facts: NoticeFacts, reader: MailReader, library: MailSender): MailWords {
  const words = textOf(reader.language).mail
  const { subject, lines } = body(kind, facts, reader, library)
  const foot = [
    ...(library.page ? [(kind === 'passwordLink' ? words.link : words.page)(library.page), ''] : []),
    '----------------------------------------',
    library.name,
    ...(library.phone ? [words.phone(library.phone)] : []),
    ...(library.service ? [words.service(library.service)] : []),
    words.automatic,
    ...(library.stop ? [words.stop(library.stop)] : []),
  ]
  const name = reader.givenName === null ? [] : [words.to(oneLine(reader.givenName)), '']
  return { subject: words.subjectOf(library.name, subject), text: `${[...name, ...lines, '', ...foot].join('\n')}\n` }
}

/**
 * The words of a letter, which says what the mail would say, without its foot. On a postcard (`namesTitles` false),
 * which others read, stands what `onPostcard` lets through: titles are counted and not named.
 */
export function letterWords(
  kind: NoticeKind,
  facts: NoticeFacts,
  reader: Omit<MailReader, 'givenName'>,
  { namesTitles, ...library }: MailSender & { namesTitles: boolean },
): Body {
  if (namesTitles) return body(kind, facts, reader, library)
  return body(kind, onPostcard(facts, textOf(reader.language)), reader, library)
}

/**
 * What of a notice may be read by others: each fact by its name, so that a new one stands on no postcard until
 * somebody has thought of it here. What staff answered in their own words, the names of titles and searches, and
 * secrets stay out.
 */
function onPostcard(facts: NoticeFacts, t: Text): NoticeFacts {
  const { titles, pickup, pickUpBy, visits, dueOn, reason, because, ...hidden } = facts
  const { answer: _words, arrived: _names, half: _secret, dueEach: _each, ...others } = hidden
  others satisfies Record<string, never>
  const open = { pickup, pickUpBy, visits, dueOn, reason, because }
  const known = Object.fromEntries(Object.entries(open).filter(([, value]) => value !== undefined))
  return { titles: [t.mail.titlesCounted(titles.length)], ...known }
}

export type Body = { subject: string; lines: string[] }

/** What it is about, the titles, where and until when, and what to do: with an empty line between what is there. */
function body(
  kind: NoticeKind,
  facts: NoticeFacts,
  { language, placeName }: Omit<MailReader, 'givenName'>,
  library: MailSender,
): Body {
  const t = textOf(language)
  const { subject, before, after } = saidHere(t, language, mailNameOf(kind, facts.reason ?? ''), library)
  const titles =
    kind === 'arrivals' && facts.arrived
      ? facts.titles.map((name, at) => arrivedLines(t, name, facts.arrived?.[at]))
      : [facts.titles.flatMap((title, at) => [`・${oneLine(title)}`, ...dueLine(t, facts.dueEach?.[at])])]
  const parts = [before, ...titles, factLines(t, kind, facts, placeName), after].filter(lines => lines.length > 0)
  return { subject, lines: parts.flatMap((lines, at) => (at === 0 ? lines : ['', ...lines])) }
}

/** What the library says of a mail, its own words before those of the service. */
function saidHere(t: Text, language: Language, name: MailName, library: MailSender): MailOf {
  const own = library.own?.[name]?.[language] ?? {}
  const fill = (text: string) => filled(text, library)
  const usual = usualMail(t, name)
  return {
    subject: own.subject === undefined ? usual.subject : oneLine(fill(own.subject)),
    before: own.before === undefined ? usual.before : fill(own.before).split(/\r?\n/),
    after: own.after === undefined ? usual.after : fill(own.after).split(/\r?\n/),
  }
}

/** The library's own words with what stands in place of `{library}` and so on. */
export const filled = (text: string, { name, phone, service = '' }: Pick<MailSender, 'name' | 'phone' | 'service'>) =>
  text
    .replaceAll('{library}', () => name)
    .replaceAll('{phone}', () => phone)
    .replaceAll('{service}', () => service)

/** What the service says of a mail where the library has no words of its own. */
export function usualMail(t: Text, name: MailName): MailOf {
  const [kind, reason = ''] = name.split('-') as [NoticeKind, string?]
  return said(t.mail.kinds, kind, reason)
}

/** The name under which a notice has its words. */
function mailNameOf(kind: NoticeKind, reason: string): MailName {
  switch (kind) {
    case 'closed':
    case 'accountChanged':
    case 'requestAnswered':
      return mailNames.find(name => name === `${kind}-${reason}`) ?? `${kind}-else`
    default:
      return kind
  }
}

function said(kinds: Text['mail']['kinds'], kind: NoticeKind, reason: string): MailOf {
  switch (kind) {
    case 'closed':
    case 'accountChanged':
    case 'requestAnswered':
      return byReason(kinds[kind], reason)
    default:
      return kinds[kind]
  }
}

const byReason = (words: Record<string, MailOf> & { else: MailOf }, reason: string): MailOf =>
  (Object.hasOwn(words, reason) ? words[reason] : undefined) ?? words.else

/** What is so of the titles: the place, the last day, when they are due, why a hold ended. */
function factLines(t: Text, kind: NoticeKind, facts: NoticeFacts, placeName: (name: string) => string): string[] {
  const { mail } = t
  const day = (iso: string) => mail.day(Temporal.PlainDate.from(iso))
  const refusal = (t.holds.refusedBecause as Record<string, string | undefined>)[facts.reason ?? '']
  const isRefused = kind === 'closed' && said(mail.kinds, kind, facts.reason ?? '') === mail.kinds.closed.else
  const isOfShelf = kind === 'orderPlaced' || kind === 'ready' || kind === 'shelfMoved' || kind === 'shelfEnding'
  return [
    ...(isOfShelf && facts.pickup ? [mail.pickup(oneLine(placeName(facts.pickup)))] : []),
    ...(isOfShelf && facts.pickUpBy ? [mail.pickUpBy(day(facts.pickUpBy)), ...visitLine(t, facts)] : []),
    ...((kind === 'dueSoon' || kind === 'overdue') && facts.dueOn ? [mail.dueOn(day(facts.dueOn))] : []),
    ...(isRefused && refusal ? [mail.because(refusal)] : []),
    ...(facts.because ? [t.holds.cancelledBecause[facts.because]] : []),
    ...(facts.answer ? [mail.fromLibrary(oneLine(facts.answer))] : []),
  ]
}

/** Of a stop of the bookmobile the visits until the last day, each with its hour. */
function visitLine({ dates, holds }: Text, { visits = [], pickUpBy }: NoticeFacts): string[] {
  if (visits.length === 0 || !pickUpBy) return []
  const comes = visits.map(({ day, arrives }) =>
    dates.visit(Temporal.PlainDate.from(day), Temporal.PlainTime.from(arrives)),
  )
  return [holds.visitsLine(comes, dates.shortDay(Temporal.PlainDate.from(pickUpBy)))]
}

const dueLine = ({ mail }: Text, dueOn: string | undefined): string[] =>
  dueOn === undefined ? [] : [`　${mail.dueOn(mail.day(Temporal.PlainDate.from(dueOn)))}`]

function arrivedLines({ mail }: Text, name: string, arrived: NonNullable<NoticeFacts['arrived']>[number] | undefined) {
  const { count, newest } = arrived ?? { count: 0, newest: [] }
  return [
    mail.arrived(oneLine(name), count),
    ...newest.map(title => `・${oneLine(title)}`),
    ...(count > newest.length ? [mail.arrivedMore(count - newest.length)] : []),
  ]
}

/** A record's own line breaks and control characters have no place in a list of titles. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
