import type { MailKinds } from '../mail-words.ts'
import type { Text } from '../text.ts'

const comeUntil = 'カードを 持って、この日までに 取りに 来てください。この日を 過ぎると、予約は なくなります。'
const alreadyReturned = 'もう 返した人は、何も しなくて いいです。'
const askLibrary = 'わからないときは、図書館に 聞いてください。'
const notYou = 'あなたが していないときは、すぐ 図書館に 教えてください。'
const changed = (line: string) => ({ subject: '変わったことが あります', before: [line], after: [notYou] })
const answered = (line: string) => ({
  subject: 'リクエストの 返事',
  before: [line],
  after: ['Myライブラリの「リクエスト」で 見ることが できます。'],
})
const refused = {
  subject: '予約できませんでした',
  before: ['この本は、予約できませんでした。'],
  after: [askLibrary],
}

const kinds: MailKinds = {
  orderPlaced: {
    subject: '予約の お知らせ',
    before: ['この本の 予約の 申し込みが ありました。'],
    after: [
      '図書館は 次の 夜の 仕事で 受けます。予約が できないことも あります。',
      'Myライブラリの「予約状況一覧」で 見ることが できます。',
    ],
  },
  ready: { subject: '予約した本の 準備が できました', before: ['この本の 準備が できました。'], after: [comeUntil] },
  shelfMoved: {
    subject: '本を 取りに 来る日が 変わりました',
    before: ['図書館の 休みなどのため、この本を もっと 長く とっておきます。'],
    after: [comeUntil],
  },
  unavailable: {
    subject: '本を 渡すことが できなくなりました',
    before: ['前に「準備が できました」と お知らせした この本は、渡すことが できなくなりました。すみません。'],
    after: ['予約は なくなっていません。順番も 同じです。準備が できたら、また お知らせします。'],
  },
  mailRegistered: {
    subject: 'メールアドレスの 登録が できました',
    before: ['メールアドレスの 登録が できました。', '予約のとき、「メール」を えらぶことが できます。'],
    after: ['あなたが していないときは、図書館に 教えてください。'],
  },
  closed: {
    cancelled: { subject: '予約を やめました', before: ['この本の 予約を やめました。'], after: [] },
    notNeeded: {
      subject: '予約が 終わりました',
      before: ['あなたが 決めた日を 過ぎたので、この本の 予約は 終わりました。'],
      after: [],
    },
    borrowedMeanwhile: {
      subject: '予約を 整理しました',
      before: [
        '予約のあとで 同じ本を 借りて 返したので、予約を 受けませんでした。まだ 読みたいときは、もう一度 予約してください。',
      ],
      after: [],
    },
    fallTogether: {
      subject: '予約を 整理しました',
      before: ['同じ本の 予約が 2つ あったので、1つに しました。もう1つの 予約は 続いています。'],
      after: [],
    },
    alreadyHave: {
      subject: '予約を 整理しました',
      before: ['いま 借りている本と 同じ本なので、予約を 終わりに しました。'],
      after: [],
    },
    expired: {
      subject: '予約が なくなりました',
      before: ['取りに 来る日を 過ぎたので、この本の 予約を やめました。'],
      after: [],
    },
    else: refused,
  },
  dueSoon: {
    subject: 'もうすぐ 本を 返す日です',
    before: ['もうすぐ この本を 返す日です。'],
    after: [alreadyReturned],
  },
  overdue: {
    subject: '本を 返してください',
    before: ['この本を 返す日を 過ぎました。早く 返してください。'],
    after: [alreadyReturned],
  },
  shelfEnding: {
    subject: '予約した本を 取りに 来てください',
    before: ['予約した本を とっておく日が、もうすぐ 終わります。'],
    after: ['この日を 過ぎると、予約は なくなります。'],
  },
  arrivals: {
    subject: '新しい本が 入りました',
    before: ['あなたの「保存した検索」に、新しい本が 入りました。'],
    after: [
      'Myライブラリの「保存した検索」で 見ることが できます。',
      'このメールが いらないときは、「保存した検索」の「名前・お知らせ」で「メールのお知らせをやめる」を 押してください。',
    ],
  },
  questionAnswered: {
    subject: '調べもの相談に 答えました',
    before: ['あなたの 相談に、図書館が 答えました。'],
    after: ['答えは、Myライブラリの「調べもの相談」で 読んでください。このメールには 書いていません。'],
  },
  borrowable: {
    subject: '読みたい本を 借りることが できます',
    before: ['この本を 借りることが できるように なりました。'],
    after: [
      'とっておくことは しません。ほかの人が 先に 借りることも あります。',
      'かならず 読みたいときは、Myライブラリの「読みたい本」で 予約してください。',
      'このお知らせは、1回だけです。',
    ],
  },
  passwordLink: {
    subject: '新しい パスワードを 決める ページ',
    before: [
      '「パスワードを 忘れたとき」の 申し込みが ありました。',
      '下の アドレスを 開いて、新しい パスワードを 決めてください。1時間の 間、1回だけ 使えます。',
    ],
    after: [
      'あなたが 申し込んで いないときは、何も しなくて いいです。この アドレスを 開かないと、パスワードは 変わりません。',
    ],
  },
  lent: {
    subject: '借りた 本',
    before: ['下の 本を 借りました。'],
    after: ['借りて いない 本が あるときは、図書館に 言ってください。'],
  },
  accountChanged: {
    password: changed('Myライブラリの パスワードが 変わりました。'),
    reset: changed('図書館で、Myライブラリの パスワードを もとに もどしました。'),
    mail: changed(
      'Myライブラリで、新しい メールアドレスの 申し込みが ありました。登録が できると、図書館の メールは 新しい アドレスに 行きます。',
    ),
    passwordByMail: changed(
      'メールの アドレスから、Myライブラリの 新しい パスワードを 決めました。24時間の 間、借りた 本や 予約は 見えません。',
    ),
    cardRenewed: changed('Myライブラリで、利用者カードを 使うことが できる 日が 長く なりました。'),
    passkeyAdded: changed(
      'Myライブラリに パスキーを 加えました。その 機械から、パスワードを 使わないで ログインできます。',
    ),
    passkeyRemoved: changed('Myライブラリの パスキーを 消しました。'),
    mailRemoved: changed('Myライブラリで、この メールアドレスを なくしました。'),
    else: changed('図書館で 知っている あなたの ことが 変わりました。'),
  },
  requestAnswered: {
    considering: answered('リクエストの 本について、考えています。'),
    ordered: answered('リクエストの 本を 注文しました。'),
    borrowing: answered('リクエストの 本を、ほかの 図書館から 借ります。'),
    held: answered('リクエストの 本が 図書館に 入りました。予約に なっています。準備が できたら、お知らせします。'),
    declined: answered('リクエストの 本は、準備することが できませんでした。'),
    else: answered('リクエストのことで、変わったことが あります。'),
  },
}

export const mail: Text['mail'] = {
  kinds,
  subjectOf: (library, subject) => `【${library}】${subject}`,
  to: givenName => `${givenName} さん`,
  pickup: place => `本を 受け取る ところ：${place}`,
  day: day => `${day.year}年${day.month}月${day.day}日（${'月火水木金土日'[day.dayOfWeek - 1]}曜日）`,
  pickUpBy: day => `${day}までに 取りに 来てください。`,
  dueOn: day => `返す日：${day}`,
  because: reason => `理由：${reason}`,
  fromLibrary: words => `図書館から：${words}`,
  arrived: (search, count) => `「${search}」${count}件`,
  arrivedMore: count => `　ほかに ${count}件`,
  titlesCounted: count => `本など ${count}点`,
  stop: address => `この お知らせが いらないとき：${address}`,
  link: address => `新しい パスワードを 決める：${address}`,
  page: address => `くわしく 見る：${address}`,
  service: address => `図書館の ページ：${address}`,
  phone: number => `電話 ${number}`,
  automatic: 'この メールは コンピューターが 送りました。この メールに 返事を しないでください。',
}
