import type { NoticeContent, NoticeKind, ShelfNoticeFacts } from '#notices/rules/notice.ts'
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
export function mailWords(notice: NoticeContent, reader: MailReader, library: MailSender): MailWords {
  const words = textOf(reader.language).mail
  const { subject, lines } = body(notice, reader, library)
  const foot = [
    ...(library.page ? [(notice.kind === 'passwordLink' ? words.link : words.page)(library.page), ''] : []),
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
  notice: NoticeContent,
  reader: Omit<MailReader, 'givenName'>,
  { namesTitles, ...library }: MailSender & { namesTitles: boolean },
): Body {
  return body(namesTitles ? notice : onPostcard(notice, textOf(reader.language)), reader, library)
}

/**
 * What of a notice may be read by others: of each kind its facts by their names, so that a new one stands on no
 * postcard until somebody has thought of it here. What staff answered in their own words, the names of titles and
 * searches, and secrets stay out.
 */
function onPostcard(notice: NoticeContent, t: Text): NoticeContent {
  const titles = [t.mail.titlesCounted(notice.facts.titles.length)]
  switch (notice.kind) {
    case 'ready':
    case 'shelfMoved':
    case 'shelfEnding': {
      const { pickup, pickUpBy, visits } = notice.facts
      const until = { ...(pickUpBy ? { pickUpBy } : {}), ...(visits ? { visits } : {}) }
      return { kind: notice.kind, facts: { titles, pickup, ...until } }
    }
    case 'dueSoon':
    case 'overdue':
      return { kind: notice.kind, facts: { titles, dueOn: notice.facts.dueOn } }
    case 'closed': {
      const { reason, because } = notice.facts
      return { kind: notice.kind, facts: { titles, reason, ...(because ? { because } : {}) } }
    }
    case 'requestAnswered':
    case 'accountChanged':
      return { kind: notice.kind, facts: { titles, reason: notice.facts.reason } }
    case 'orderPlaced':
    case 'unavailable':
    case 'mailRegistered':
    case 'borrowable':
    case 'questionAnswered':
      return { kind: notice.kind, facts: { titles } }
    case 'arrivals':
      return { kind: notice.kind, facts: { titles, arrived: [] } }
    case 'passwordLink':
      return { kind: notice.kind, facts: { titles, half: '' } }
    case 'lent':
      return { kind: notice.kind, facts: { titles, dueEach: [] } }
    default:
      return notice satisfies never
  }
}

export type Body = { subject: string; lines: string[] }

/** What it is about, the titles, where and until when, and what to do: with an empty line between what is there. */
function body(
  notice: NoticeContent,
  { language, placeName }: Omit<MailReader, 'givenName'>,
  library: MailSender,
): Body {
  const t = textOf(language)
  const { subject, before, after } = saidHere(t, language, mailNameOf(notice), library)
  const parts = [before, ...titleLines(t, notice), factLines(t, notice, placeName), after].filter(
    lines => lines.length > 0,
  )
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
function mailNameOf(notice: NoticeContent): MailName {
  switch (notice.kind) {
    case 'closed':
    case 'accountChanged':
    case 'requestAnswered': {
      const { kind, facts } = notice
      return mailNames.find(name => name === `${kind}-${facts.reason}`) ?? `${kind}-else`
    }
    default:
      return notice.kind
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

/** The titles; of arrivals what came in for each search, which has a part of its own; of what was lent each day due. */
function titleLines(t: Text, { kind, facts }: NoticeContent): string[][] {
  if (kind === 'arrivals' && facts.arrived.length > 0)
    return facts.titles.map((name, at) => arrivedLines(t, name, facts.arrived[at]!))
  if (kind === 'lent')
    return [facts.titles.flatMap((title, at) => [`・${oneLine(title)}`, ...dueLine(t, facts.dueEach[at])])]
  return [facts.titles.map(title => `・${oneLine(title)}`)]
}

/** What is so of the titles: the place, the last day, when they are due, why a hold ended. */
function factLines(t: Text, notice: NoticeContent, placeName: (name: string) => string): string[] {
  const { mail } = t
  switch (notice.kind) {
    case 'ready':
    case 'shelfMoved':
    case 'shelfEnding': {
      const { pickup, pickUpBy } = notice.facts
      return [
        ...(pickup ? [mail.pickup(oneLine(placeName(pickup)))] : []),
        ...(pickUpBy ? [mail.pickUpBy(dayIn(t, pickUpBy)), ...visitLine(t, notice.facts)] : []),
      ]
    }
    case 'dueSoon':
    case 'overdue':
      return [mail.dueOn(dayIn(t, notice.facts.dueOn))]
    case 'closed': {
      const { reason, because } = notice.facts
      const isRefused = said(mail.kinds, 'closed', reason) === mail.kinds.closed.else
      const refusal = (t.holds.refusedBecause as Record<string, string | undefined>)[reason]
      return [
        ...(isRefused && refusal ? [mail.because(refusal)] : []),
        ...(because ? [t.holds.cancelledBecause[because]] : []),
      ]
    }
    case 'requestAnswered':
      return notice.facts.answer ? [mail.fromLibrary(oneLine(notice.facts.answer))] : []
    case 'orderPlaced':
    case 'unavailable':
    case 'mailRegistered':
    case 'borrowable':
    case 'questionAnswered':
    case 'accountChanged':
    case 'arrivals':
    case 'passwordLink':
    case 'lent':
      return []
    default:
      return notice satisfies never
  }
}

const dayIn = ({ mail }: Text, iso: string) => mail.day(Temporal.PlainDate.from(iso))

/** Of a stop of the bookmobile the visits until the last day, each with its hour. */
function visitLine({ dates, holds }: Text, { visits = [], pickUpBy }: ShelfNoticeFacts): string[] {
  if (visits.length === 0 || !pickUpBy) return []
  const comes = visits.map(({ day, arrives }) =>
    dates.visit(Temporal.PlainDate.from(day), Temporal.PlainTime.from(arrives)),
  )
  return [holds.visitsLine(comes, dates.shortDay(Temporal.PlainDate.from(pickUpBy)))]
}

const dueLine = (t: Text, dueOn: string | undefined): string[] =>
  dueOn === undefined ? [] : [`　${t.mail.dueOn(dayIn(t, dueOn))}`]

function arrivedLines({ mail }: Text, name: string, { count, newest }: { count: number; newest: string[] }) {
  return [
    mail.arrived(oneLine(name), count),
    ...newest.map(title => `・${oneLine(title)}`),
    ...(count > newest.length ? [mail.arrivedMore(count - newest.length)] : []),
  ]
}

/** A record's own line breaks and control characters have no place in a list of titles. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
