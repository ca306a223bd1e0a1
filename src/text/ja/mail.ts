import type { MailKinds } from '../mail-words.ts'

const untilThen = (words: string) =>
  `${words}取り置き期限までに、利用者カードをお持ちになってお越しください。期限を過ぎますと予約は取り消しになります。`
const alreadyReturned = '行き違いで返却がお済みの場合は、ご容赦ください。'
const notYou = 'お心当たりのない場合は、すぐに図書館までお知らせください。'
const changed = (line: string) => ({ subject: '登録内容が変更されました', before: [line], after: [notYou] })
const answered = (line: string) => ({
  subject: 'リクエストのお返事',
  before: [line],
  after: ['くわしくは、Myライブラリの「リクエスト」でご覧いただけます。'],
})

const kinds: MailKinds = {
  orderPlaced: {
    subject: '予約を受け付けました',
    before: ['以下の資料の予約のお申し込みを受け付けました。'],
    after: [
      'お申し込みは次の夜間の受付処理のあとで予約に反映されます。受付の結果、予約をお受けできない場合もあります。',
      '予約の状況は、Myライブラリの「予約状況一覧」でご覧いただけます。',
    ],
  },
  ready: {
    subject: '予約の資料が用意できました',
    before: ['予約いただいた以下の資料が用意できました。'],
    after: [untilThen('')],
  },
  shelfMoved: {
    subject: '取り置き期限が延びました',
    before: ['お知らせした以下の資料は、休館などのため、取り置き期限が延びました。'],
    after: [untilThen('新しい')],
  },
  unavailable: {
    subject: 'お知らせした資料がご用意できなくなりました',
    before: [
      '先に用意できたとお知らせした以下の資料は、お渡しできない状態になり、ご用意できなくなりました。申し訳ございません。',
    ],
    after: [
      '予約はもとの順番で続いています。次に用意できましたら、あらためてお知らせします。',
      '行き違いですでにお受け取りの場合は、ご容赦ください。',
    ],
  },
  mailRegistered: {
    subject: 'メールアドレスの登録が完了しました',
    before: ['メールアドレスの登録が完了しました。', '予約の連絡方法として「メール」をお選びいただけます。'],
    after: ['お心当たりのない場合は、お手数ですが図書館までお知らせください。'],
  },
  passwordLink: {
    subject: '新しいパスワードを決めるページ',
    before: [
      '「パスワードを忘れたとき」のお申し込みを受け付けました。',
      '下のアドレスを開いて、新しいパスワードを決めてください。1時間のあいだ、1回だけ使えます。',
    ],
    after: [
      'お申し込みをされていない場合は、何もなさらなくて結構です。このアドレスを開かないかぎり、パスワードは変わりません。',
    ],
  },
  closed: {
    cancelled: { subject: '予約の取り消しについて', before: ['以下の資料の予約を取り消しました。'], after: [] },
    notNeeded: {
      subject: '予約の終了について',
      before: ['お申し出の「必要な期限」が過ぎましたので、以下の資料の予約を終わりにしました。'],
      after: [],
    },
    borrowedMeanwhile: {
      subject: '予約の整理について',
      before: [
        'お申し込みのあとに同じ資料を借りて返されましたので、以下の予約はお受けしませんでした。まだご入用のときは、もう一度ご予約ください。',
      ],
      after: [],
    },
    fallTogether: {
      subject: '予約の整理について',
      before: ['同じ資料の予約が二つになったため、一つにまとめました。もう一つの予約は、そのまま続いています。'],
      after: [],
    },
    alreadyHave: {
      subject: '予約の整理について',
      before: ['いま借りておられる資料と同じものでしたので、以下の予約を終わりにしました。'],
      after: [],
    },
    expired: {
      subject: '予約の取り消しについて',
      before: ['取り置き期限が過ぎましたので、以下の資料の予約を取り消しました。'],
      after: [],
    },
    else: {
      subject: '予約をお受けできませんでした',
      before: ['お申し込みいただいた以下の資料の予約は、受付処理の結果、お受けできませんでした。'],
      after: ['くわしくは図書館までお問い合わせください。'],
    },
  },
  dueSoon: {
    subject: '返却期限のお知らせ',
    before: ['以下の資料の返却期限が近づいています。'],
    after: [alreadyReturned],
  },
  overdue: {
    subject: '返却のお願い',
    before: ['以下の資料の返却期限が過ぎています。お早めにご返却ください。'],
    after: [alreadyReturned],
  },
  shelfEnding: {
    subject: '取り置き期限のお知らせ',
    before: ['予約いただいた以下の資料の取り置き期限が近づいています。'],
    after: ['期限を過ぎますと予約は取り消しになります。'],
  },
  arrivals: {
    subject: '保存した検索に新しい資料が入りました',
    before: ['保存された検索に、新しい資料が入りました。'],
    after: [
      'くわしくは、Myライブラリの「保存した検索」でご覧いただけます。',
      'このお知らせを止めるときは、「保存した検索」の「名前・お知らせ」で「メールのお知らせをやめる」を押してください。',
    ],
  },
  questionAnswered: {
    subject: '調べもの相談にお答えしました',
    before: ['お送りいただいた調べもの相談に、図書館からお答えしました。'],
    after: ['回答は、Myライブラリの「調べもの相談」でお読みください。このメールには、質問も回答も書いていません。'],
  },
  borrowable: {
    subject: '読みたい本が借りられるようになりました',
    before: ['お知らせをご希望の以下の資料が、借りられるようになりました。'],
    after: [
      '取り置きはしておりません。お越しになるまでに、ほかの方が借りられることもあります。',
      '確実にお読みになりたいときは、Myライブラリの「読みたい本」からご予約ください。',
      'このお知らせは、1回だけお送りします。',
    ],
  },
  lent: {
    subject: '貸出レシート',
    before: ['以下の資料をお貸し出ししました。'],
    after: ['お心当たりのない資料があるときは、図書館へお知らせください。'],
  },
  accountChanged: {
    password: changed('Myライブラリのパスワードが変更されました。'),
    reset: changed('図書館のカウンターで、Myライブラリのパスワードが初期化されました。'),
    mail: changed(
      'Myライブラリで、新しいメールアドレスの登録が申し込まれました。登録が完了すると、図書館からのメールは新しいアドレスに届きます。',
    ),
    passwordByMail: changed(
      'メールでお送りしたアドレスから、Myライブラリのパスワードが新しく決められました。貸出や予約は、24時間のあいだMyライブラリに出ません。',
    ),
    cardRenewed: changed('Myライブラリで、利用者カードの有効期限が更新されました。'),
    passkeyAdded: changed('Myライブラリに、パスキーが加えられました。その機器から、パスワードなしでログインできます。'),
    passkeyRemoved: changed('Myライブラリで、パスキーが消されました。'),
    mailRemoved: changed('Myライブラリで、このメールアドレスの登録が取り消されました。'),
    else: changed('登録内容が変更されました。'),
  },
  requestAnswered: {
    considering: answered('リクエストいただいた以下の資料について、検討しています。'),
    ordered: answered('リクエストいただいた以下の資料を、注文しました。'),
    borrowing: answered('リクエストいただいた以下の資料を、ほかの図書館から借りる手続きをしています。'),
    held: answered(
      'リクエストいただいた以下の資料を受け入れました。予約として順番をお待ちいただいています。用意ができましたら、あらためてご連絡します。',
    ),
    declined: answered('リクエストいただいた以下の資料は、ご用意することができませんでした。'),
    else: answered('リクエストの状況が変わりました。'),
  },
}

/** The words of mails and letters. */
export const mail = {
  kinds,
  subjectOf: (library: string, subject: string) => `【${library}】${subject}`,
  /** The given name alone: a family on one address can tell whose book it is, and nobody else whose card. */
  to: (givenName: string) => `${givenName} 様`,
  pickup: (place: string) => `受取館：${place}`,
  /** 2026年12月1日（火） */
  day: (day: Temporal.PlainDate) => `${day.year}年${day.month}月${day.day}日（${'月火水木金土日'[day.dayOfWeek - 1]}）`,
  pickUpBy: (day: string) => `取り置き期限：${day}`,
  dueOn: (day: string) => `返却期限：${day}`,
  because: (reason: string) => `理由：${reason}`,
  fromLibrary: (words: string) => `図書館から：${words}`,
  arrived: (search: string, count: number) => `「${search}」に${count}件`,
  arrivedMore: (count: number) => `　ほか${count}件`,
  titlesCounted: (count: number) => `資料 ${count}点`,
  stop: (address: string) => `このお知らせがいらないとき：${address}`,
  link: (address: string) => `新しいパスワードを決める：${address}`,
  page: (address: string) => `くわしくはこちら：${address}`,
  service: (address: string) => `インターネットのサービス：${address}`,
  phone: (number: string) => `電話 ${number}`,
  automatic: 'このメールは自動でお送りしています。ご返信いただいてもお答えできません。',
}
