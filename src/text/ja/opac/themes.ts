/** 特集: lists of titles that the library has made. */
export const themes = {
  title: '特集',
  lead: '図書館の職員が、テーマを決めてえらんだ資料です。',
  none: 'いま、特集はありません。',
  all: '特集の一覧',
  by: (branch: string) => `${branch}の特集`,
  until: (day: string) => `${day}まで`,
  count: (count: number) => `${count}点`,
  emptyTheme: 'この特集の資料は、いまありません。',
  overTitle: (title: string) => `特集「${title}」は終わりました`,
  overBody: 'いまの特集は「特集の一覧」でごらんください。資料は「本を探す」でさがせます。',
}
