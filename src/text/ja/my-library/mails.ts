/** お知らせのメール: which ones a patron wishes, and もういりません by a link. */
export const mails = {
  title: 'お知らせのメール',
  door: 'いつ、どのお知らせをメールで受け取るかを選べます。',
  why: 'メールアドレスを登録している方にお送りするお知らせです。',
  kinds: {
    dueSoon: '返却期限が近づいたお知らせ',
    shelfEnding: '取り置き期限が近づいたお知らせ',
    arrivals: '保存した検索に新しい資料が入ったお知らせ',
    borrowable: '読みたい本が借りられるお知らせ',
    lent: '貸出レシート（借りた資料と、その返却期限）',
  },
  asUsual: (days: number) => `図書館にまかせる（${days}日前）`,
  before: (days: number) => `${days}日前`,
  never: '送らない',
  others: 'ほかに受け取るもの',
  always:
    '予約した資料の用意ができたお知らせや、返却日を過ぎた資料のお知らせなどは、いつもお送りします。予約の連絡は、予約のときに「自主確認」を選ぶと届きません。',
  save: 'このとおりにする',
  done: 'お知らせのメールの設定を変えました。',
  notOffered: 'この図書館では、お知らせの種類は選べません。',
  stopTitle: 'お知らせのメールを止める',
  stopWhy: (kind: string) => `「${kind}」のメールを、これから送らないようにします。`,
  stop: '止める',
  stopped: (kind: string) => `「${kind}」のメールを止めました。`,
  stoppedNext: 'また受け取るときや、ほかのお知らせを選ぶときは、ログインしてお選びください。',
  unknown: 'このアドレスでは止められません。Myライブラリの「パスワード・メールアドレスの変更」から選べます。',
}
