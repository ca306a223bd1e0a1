import type { Overlay, Text } from '../text.ts'

export const reading: Overlay<Text['reading']> = {
  lead: 'かえした 本の きろくです。あなただけが 見ることが できます。',
  off: 'かえした 本の きろくは のこしていません。',
  offWhy: 'きろくを のこすことも できます。いつでも やめることが できます。',
  none: 'かえした 本は まだ ありません。',
  noneBody: '本を かえすと、ここに 出ます。',
  lent: '借りた 日',
  returned: 'かえした 日',
  bookTitle: '本の 名前',
  author: '書いた 人',
  publisher: '本を つくった 会社',
  branch: '借りた 図書館',
  edit: 'メモを 書く・けす',
  editOf: title => `メモを 書く・けす：「${title}」`,
  removeAll: 'ぜんぶ けす',
  removed: '1さつの きろくを けしました。',
  onePage: {
    save: 'メモを 書く',
    remove: 'この 本の きろくを けす',
    removeWhy: 'けすと、もとには もどりません。',
  },
  removePage: {
    title: 'きろくを ぜんぶ けす',
    question: count => `きろく（${count}さつ）と メモを ぜんぶ けしますか。`,
    consequence: 'けすと、もとには もどりません。',
    confirm: 'ぜんぶ けす',
    back: 'けさないで もどる',
  },
  passbookPage: { lead: '借りた じゅんばんです。', none: 'この 年に 借りた 本は ありません。' },
}
