import type { NoticeFacts, NoticeKind } from '#notices/rules/notice.ts'
import { dates } from './ja/dates.ts'
import { holds } from './ja/holds.ts'

export type MailWords = { subject: string; text: string }

/**
 * The words of a mail: plain and polite, with the titles, without anything that tells whose card it is.
 * @param library its name and the telephone at which somebody answers, for the foot
 */
export function mailWords(kind: NoticeKind, facts: NoticeFacts, library: { name: string; phone: string }): MailWords {
  const { subject, lines } = body(kind, facts)
  const foot = [
    '----------------------------------------',
    library.name,
    ...(library.phone ? [`電話 ${library.phone}`] : []),
    'このメールは自動でお送りしています。ご返信いただいてもお答えできません。',
  ]
  return { subject: `【${library.name}】${subject}`, text: `${[...lines, '', ...foot].join('\n')}\n` }
}

/**
 * The words of a letter, which says what the mail would say, without its foot. On a postcard (`namesTitles` false),
 * which others read, the titles are counted and not named, and what staff answered in their own words stays out.
 */
export function letterWords(kind: NoticeKind, facts: NoticeFacts, { namesTitles }: { namesTitles: boolean }): Body {
  if (namesTitles) return body(kind, facts)
  const { answer: _, titles, ...rest } = facts
  return body(kind, { ...rest, titles: [`資料 ${titles.length}点`] })
}

export type Body = { subject: string; lines: string[] }

function body(kind: NoticeKind, facts: NoticeFacts): Body {
  const titles = facts.titles.map(title => `・${oneLine(title)}`)
  const pickup = facts.pickup ? [`受取館：${oneLine(facts.pickup)}`] : []
  switch (kind) {
    case 'orderPlaced':
      return {
        subject: '予約を受け付けました',
        lines: [
          '以下の資料の予約のお申し込みを受け付けました。',
          '',
          ...titles,
          '',
          ...pickup,
          'お申し込みは翌朝までの受付処理のあとで予約に反映されます。受付の結果、予約をお受けできない場合もあります。',
          '予約の状況は、MYライブラリの「予約状況一覧」でご覧いただけます。',
        ],
      }
    case 'ready':
      return {
        subject: '予約の資料が用意できました',
        lines: [
          '予約いただいた以下の資料が用意できました。',
          '',
          ...titles,
          '',
          ...pickup,
          ...(facts.pickUpBy ? [...keptUntil(facts, facts.pickUpBy), ''] : []),
          '取り置き期限までに、利用者カードをお持ちになってお越しください。期限を過ぎますと予約は取り消しになります。',
        ],
      }
    case 'shelfMoved':
      return {
        subject: '取り置き期限が延びました',
        lines: [
          'お知らせした以下の資料は、休館などのため、取り置き期限が延びました。',
          '',
          ...titles,
          '',
          ...pickup,
          ...(facts.pickUpBy ? [...keptUntil(facts, facts.pickUpBy), ''] : []),
          '新しい取り置き期限までに、利用者カードをお持ちになってお越しください。',
        ],
      }
    case 'unavailable':
      return {
        subject: 'お知らせした資料がご用意できなくなりました',
        lines: [
          '先に用意できたとお知らせした以下の資料は、お渡しできない状態になり、ご用意できなくなりました。申し訳ございません。',
          '',
          ...titles,
          '',
          '予約はもとの順番で続いています。次に用意できましたら、あらためてお知らせします。',
          '行き違いですでにお受け取りの場合は、ご容赦ください。',
        ],
      }
    case 'mailRegistered':
      return {
        subject: 'メールアドレスの登録が完了しました',
        lines: [
          'メールアドレスの登録が完了しました。',
          '予約の連絡方法として「メール」をお選びいただけます。',
          '',
          'お心当たりのない場合は、お手数ですが図書館までお知らせください。',
        ],
      }
    case 'closed':
      return closedBody(facts, titles)
    case 'dueSoon':
      return {
        subject: '返却期限のお知らせ',
        lines: [
          '以下の資料の返却期限が近づいています。',
          '',
          ...titles,
          '',
          ...(facts.dueOn ? [`返却期限：${dayInWords(facts.dueOn)}`] : []),
          '行き違いで返却がお済みの場合は、ご容赦ください。',
        ],
      }
    case 'overdue':
      return {
        subject: '返却のお願い',
        lines: [
          '以下の資料の返却期限が過ぎています。お早めにご返却ください。',
          '',
          ...titles,
          '',
          ...(facts.dueOn ? [`返却期限：${dayInWords(facts.dueOn)}`] : []),
          '行き違いで返却がお済みの場合は、ご容赦ください。',
        ],
      }
    case 'shelfEnding':
      return {
        subject: '取り置き期限のお知らせ',
        lines: [
          '予約いただいた以下の資料の取り置き期限が近づいています。',
          '',
          ...titles,
          '',
          ...pickup,
          ...(facts.pickUpBy ? keptUntil(facts, facts.pickUpBy) : []),
          '期限を過ぎますと予約は取り消しになります。',
        ],
      }
    case 'arrivals':
      return {
        subject: '保存した検索に新しい資料が入りました',
        lines: [
          '保存された検索に、新しい資料が入りました。',
          '',
          ...facts.titles.flatMap((name, at) => arrivedLines(name, facts.arrived?.[at])),
          'くわしくは、MYライブラリの「保存した検索」でご覧いただけます。',
          'このお知らせを止めるときは、「保存した検索」の「名前・お知らせ」で「メールのお知らせをやめる」を押してください。',
        ],
      }
    case 'borrowable':
      return {
        subject: '読みたい本が借りられるようになりました',
        lines: [
          'お知らせをご希望の以下の資料が、借りられるようになりました。',
          '',
          ...titles,
          '',
          '取り置きはしておりません。お越しになるまでに、ほかの方が借りられることもあります。',
          '確実にお読みになりたいときは、MYライブラリの「読みたい本」からご予約ください。',
          'このお知らせは、1回だけお送りします。',
        ],
      }
    case 'accountChanged':
      return {
        subject: '登録内容が変更されました',
        lines: [
          accountChanges[facts.reason ?? ''] ?? '登録内容が変更されました。',
          '',
          'お心当たりのない場合は、すぐに図書館までお知らせください。',
        ],
      }
    case 'requestAnswered':
      return {
        subject: 'リクエストのお返事',
        lines: [
          requestLines[facts.reason ?? ''] ?? 'リクエストの状況が変わりました。',
          '',
          ...titles,
          '',
          ...(facts.answer ? [`図書館から：${oneLine(facts.answer)}`, ''] : []),
          'くわしくは、MYライブラリの「リクエスト」でご覧いただけます。',
        ],
      }
    default:
      return kind satisfies never
  }
}

const accountChanges: Record<string, string> = {
  password: 'Myライブラリのパスワードが変更されました。',
  reset: '図書館のカウンターで、Myライブラリのパスワードが初期化されました。',
  mail: 'Myライブラリで、新しいメールアドレスの登録が申し込まれました。登録が完了すると、図書館からのメールは新しいアドレスに届きます。',
  mailRemoved: 'Myライブラリで、このメールアドレスの登録が取り消されました。',
}

/** What became of a request, in the words of a letter. */
const requestLines: Record<string, string | undefined> = {
  considering: 'リクエストいただいた以下の資料について、検討しています。',
  ordered: 'リクエストいただいた以下の資料を、注文しました。',
  borrowing: 'リクエストいただいた以下の資料を、ほかの図書館から借りる手続きをしています。',
  held: 'リクエストいただいた以下の資料を受け入れました。予約として順番をお待ちいただいています。用意ができましたら、あらためてご連絡します。',
  declined: 'リクエストいただいた以下の資料は、ご用意することができませんでした。',
}

function arrivedLines(name: string, arrived: { count: number; newest: string[] } = { count: 0, newest: [] }): string[] {
  const { count, newest } = arrived
  return [
    `「${oneLine(name)}」に${count}件`,
    ...newest.map(title => `・${oneLine(title)}`),
    ...(count > newest.length ? [`　ほか${count - newest.length}件`] : []),
    '',
  ]
}

/** 取り置き期限; of a stop of the bookmobile the visits until then, each with its hour. */
function keptUntil({ visits = [] }: NoticeFacts, until: string): string[] {
  const lastDay = `取り置き期限：${dayInWords(until)}`
  if (visits.length === 0) return [lastDay]
  const comes = visits.map(({ day, arrives }) =>
    dates.visit(Temporal.PlainDate.from(day), Temporal.PlainTime.from(arrives)),
  )
  return [lastDay, holds.visitsLine(comes, dates.shortDay(Temporal.PlainDate.from(until)))]
}

function closedBody({ reason = '', because }: NoticeFacts, titles: string[]): Body {
  switch (reason) {
    case 'cancelled':
      return {
        subject: '予約の取り消しについて',
        lines: [
          '以下の資料の予約を取り消しました。',
          '',
          ...titles,
          ...(because ? ['', holds.cancelledBecause[because]] : []),
        ],
      }
    case 'notNeeded':
      return {
        subject: '予約の終了について',
        lines: ['お申し出の「必要な期限」が過ぎましたので、以下の資料の予約を終わりにしました。', '', ...titles],
      }
    case 'borrowedMeanwhile':
      return {
        subject: '予約の整理について',
        lines: [
          'お申し込みのあとに同じ資料を借りて返されましたので、以下の予約はお受けしませんでした。まだご入用のときは、もう一度ご予約ください。',
          '',
          ...titles,
        ],
      }
    case 'fallTogether':
      return {
        subject: '予約の整理について',
        lines: [
          '同じ資料の予約が二つになったため、一つにまとめました。もう一つの予約は、そのまま続いています。',
          '',
          ...titles,
        ],
      }
    case 'alreadyHave':
      return {
        subject: '予約の整理について',
        lines: ['いま借りておられる資料と同じものでしたので、以下の予約を終わりにしました。', '', ...titles],
      }
    case 'expired':
      return {
        subject: '予約の取り消しについて',
        lines: ['取り置き期限が過ぎましたので、以下の資料の予約を取り消しました。', '', ...titles],
      }
    default:
      return {
        subject: '予約をお受けできませんでした',
        lines: [
          'お申し込みいただいた以下の資料の予約は、受付処理の結果、お受けできませんでした。',
          '',
          ...titles,
          '',
          ...(refusalReasons[reason] ? [`理由：${refusalReasons[reason]}`] : []),
          'くわしくは図書館までお問い合わせください。',
        ],
      }
  }
}

/** Why the intake refused, in the words of a letter; a code that is not here is left to the counter. */
const refusalReasons: Record<string, string | undefined> = {
  unknownBib: '資料が所蔵されていないため',
  notHeld: '資料が所蔵されていないため',
  notForLoan: '館内でのみご利用いただける資料のため',
  alreadyOnHold: 'すでに予約されているため',
  alreadyOnLoan: 'すでに借りておられるため',
  tooMany: '予約できる冊数を超えているため',
  tooManyAudiovisual: '予約できる視聴覚資料の点数を超えているため',
  tooManyOfCategory: '予約できるその種類の資料の点数を超えているため',
  mayNotHold: 'お使いの利用者カードの区分では予約できない資料のため',
  cardExpired: '利用者カードの有効期限が切れているため',
  cardStopped: '利用者カードがご利用いただけない状態のため',
  overdue: '返却期限の過ぎた資料があるため',
  pickupUnknown: '受取館がご利用いただけないため',
  pickupClosed: '受取館がご利用いただけないため',
  contactNotRegistered: '選ばれた連絡方法が登録されていないため',
}

/** '2026-12-01' → 「2026年12月1日（火）」 */
function dayInWords(iso: string): string {
  const day = Temporal.PlainDate.from(iso)
  return `${day.year}年${day.month}月${day.day}日（${'月火水木金土日'[day.dayOfWeek - 1]}）`
}

/** A record's own line breaks and control characters have no place in a list of titles. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
