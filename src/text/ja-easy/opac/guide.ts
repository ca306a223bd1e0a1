import { ja } from '../../ja.ts'
import type { Text } from '../../text.ts'

const { status } = ja.holds

/** The whole guide: what is missing here would be read in ordinary Japanese, so nothing may be. */
export const guide: Text['guide'] = {
  title: '図書館の 使い方',
  lead: 'インターネットで 図書館を 使う 方法です。',
  contents: 'この ページに ある こと',
  patron: {
    title: 'ログイン',
    paragraphs: [
      '本を さがすことは だれでも できます。予約する 人や、借りている 本を 見る 人は、「MYライブラリ」に ログインしてください。',
      '図書館の カードの 番号と パスワードを 入れてください。番号の「-」は いりません。はじめての 人の パスワードは、生まれた 日の 8つの 数字です（例：1970年1月1日は 19700101）。ログインすると「パスワード変更」の 画面が 出ます。自分の パスワードを 決めてください。',
    ],
    forgotten: (branch, phone) =>
      `パスワードを 忘れた 人は、${branch}${phone ? `（電話 ${phone}）` : ''}に 来るか、電話してください。はじめの パスワードに もどします。`,
  },
  order: {
    title: '予約の しかた',
    steps: series => [
      '本を さがします。',
      '本の 画面で「予約かごへ」を 押します。ログインしていない 人は、ここで ログインします。',
      '「予約かご」で 予約する 本に しるしを つけます。本を もらう 図書館（予約受取館）と、知らせる 方法（予約連絡方法）を 選びます。',
      series ? '「通常予約」か「シリーズ予約」を 押します。' : '「通常予約」を 押します。',
      '「予約内容確認」の 画面を 見ます。よければ「予約」を 押します。これで 終わりです。',
    ],
  },
  which: {
    title: '予約できる もの',
    paragraphs: [
      '市の 図書館に ある 本を 予約できます。図書館に ない 本は 予約できません。',
      '図書館の 中で 読む 本は 予約できません。',
    ],
  },
  window: {
    title: '予約できない 時間',
    paragraphs: (from, until) => [
      `${from}から${until}は 予約できません。さがすことは できます。`,
      'インターネットの 予約は、毎日 この 時間に 図書館が 受けます。',
      '急ぐ 人は、図書館が あいている 時間に 電話するか、来てください。',
    ],
  },
  series: {
    title: '2つの 予約の しかた',
    terms: [
      ['通常予約', '準備が できた 本から 渡します。'],
      ['シリーズ予約', '予約した 順番に 1冊ずつ 準備します。前の 本が 終わるまで、次の 本は 準備しません。'],
    ],
    together: branch => `全部の 本を いっしょに 借りたい 人は、${branch}で 言ってください。`,
  },
  status: {
    title: '「状態」の ことば',
    lead: '「予約状況一覧」に 出る ことばの 意味です。',
    terms: [
      [status.applied, '予約を 送りました。図書館は、まだ 受けていません。'],
      [status.waiting, `ほかの 人が 借りています。準備が できたら「${status.ready}」に なります。`],
      [status.preparing, 'シリーズ予約の 2番目からあとの 本です。'],
      [status.inTransit, 'ほかの 図書館に ありました。あなたが もらう 図書館に 運んでいます。'],
      [status.ready, '準備が できました。書いてある 日までに 取りに来てください。'],
      [status.cancelApplied, '予約を やめると 言いました。図書館は、まだ 受けていません。'],
    ],
  },
  shelf: {
    title: '本を とっておく 日',
    paragraphs: days => [
      `本の 用意が できたら、知らせます。その 日から ${days}日、とっておきます。そのあと 予約は なくなります。`,
      '予約を やめる 人は、「予約取消」を 押してください。「貸出可能」の 本は、図書館に 電話するか 来てください。',
    ],
  },
  contact: {
    title: '知らせる 方法',
    terms: [
      ['電話', '図書館が 電話します。'],
      [
        'メール',
        '「パスワード・メールアドレスの変更」で メールアドレスを 入れると、選べます。次の 日の 朝に「登録完了メール」が 来ます。',
      ],
      ['自主確認（自分で見る）', '図書館は 知らせません。Myライブラリを 自分で 見てください。'],
    ],
  },
  places: {
    title: '図書館と 電話番号',
    columns: { name: '図書館', usual: 'いつも あいている 時間と、休みの 日', today: 'きょう' },
    days: runs => runs.map(([from, until]) => (from === until ? from : `${from}から${until}`)).join('・'),
    hours: (days, hours) => `${days}　${hours}`,
    closedOn: days => `${days}　休み`,
    yearly: (from, until) => (from === until ? from : `${from}から${until}`),
    monthDay: (month, day) => `${month}月${day}日`,
    closedHolidays: '祝日　休み',
    swappedHolidays: '祝日が 休みの 日と 同じ ときは、あいています。次の 日に 休みます。',
  },
  paper: {
    title: 'ダウンロード',
    how: 'この ページを 紙に 印刷することや、PDFの ファイルに することが できます。ブラウザーの メニューで「印刷」を 選んでください。ファイルに する 人は「PDFに保存」を 選んでください。',
    button: '印刷する・PDFに する',
    asOf: day => `${day}の ことです`,
  },
}
