import type { Overlay, Text } from '../text.ts'

export const requests: Overlay<Text['requests']> = {
  why: '図書館に ない 本を 読みたいとき、ここで たのむことが できます。',
  whyNotAlways: 'できないことも あります。けっかは この ページで 見ることが できます。',
  make: '図書館に ない 本を たのむ',
  empty: 'たのんだ 本は ありません。',
  emptyBody: '本が 見つからないとき、ここから たのむことが できます。',
  sent: title => `「${title}」を たのみました。`,
  withdrawn: 'たのむのを やめました。',
  stateWhy: {
    received: '図書館が うけとりました。',
    considering: '買うか 借りるか、考えています。',
    ordered: '買いました。とどくまで 待ってください。',
    borrowing: 'ほかの 図書館から 借ります。',
    held: '予約に なりました。「予約状況一覧」を 見てください。',
    declined: 'できませんでした。すみません。',
    withdrawn: 'やめました。',
  },
  withdraw: 'やめる',
  form: {
    title: '図書館に ない 本を たのむ',
    bookTitle: '本の 名前',
    author: '書いた 人',
    publisher: '本を つくった 会社',
    published: 'いつ できた 本か',
    isbnHint: '本の うしろに ある 978から はじまる 13の 数字です。',
    note: '図書館に 言いたいこと',
    optional: '（わかったら 書いてください）',
    send: 'たのむ',
  },
}
