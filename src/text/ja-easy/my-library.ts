import type { Overlay, Text } from '../text.ts'

export const myLibrary: Overlay<Text['myLibrary']> = {
  changesTitle: 'かわった こと',
  changes: {
    password: 'パスワードを かえました。',
    reset: '図書館で パスワードを もとに もどしました。',
    mail: 'メールアドレスを かえました。',
    mailRemoved: 'メールアドレスを けしました。',
  },
  changesWhy: 'あなたが していないときは、すぐ 図書館に 教えてください。',
  dueLine: day => `${day}までに返してください`,
  overdueLine: day => `返す日の${day}を過ぎました`,
  nothingBody: '準備ができた本や、もうすぐ返す本は、ここに出ます。',
  basketPage: {
    linesWhy: 'しるしをつけた本を予約します。しるしのない本は、かごに残ります。',
    available: '借りることができます（図書館は次の朝に受け付けます）',
    selfWhy: '図書館は連絡しません。自分でMyライブラリを見てください。',
    ordinaryWhy: '準備できた本から渡します。',
    seriesWhy: '1巻、2巻の順番に、1冊ずつ準備します。前の巻のあとで、次の巻を準備します。',
    emptyBody: '読みたい本をさがして「予約かごへ」を押してください。',
  },
  orderPage: {
    takenIn: (when, from, until) =>
      `図書館は、${when}${from}から${until}に受け付けます。その前に、ほかの人が借りることもあります。急ぐときは、電話するか、図書館に来てください。`,
  },
  donePage: {
    told: {
      phone: '準備ができたら、電話します。',
      mail: '準備ができたら、メールします。',
      self: '図書館は連絡しません。自分でMyライブラリの「予約した資料」を見てください。',
    },
  },
  loansPage: {
    refusedFor: (title, day) => `「${title}」を 返す日は ${day}です。`,
    overdue: days => `返す日を${days}日過ぎました。早く返してください。`,
    refusal: { othersWait: '次の人が待っているので、延長できません。' },
  },
}
