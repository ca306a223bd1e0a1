/** お知らせ: what the library tells everybody. */
export const news = {
  title: 'お知らせ',
  titleOf: (branch: string) => `${branch}のお知らせ`,
  important: '重要なお知らせ',
  importantMark: '【重要】',
  branches: '館をえらぶ',
  everyBranch: 'すべての館',
  show: '表示する',
  none: 'いま、お知らせはありません。',
  over: 'おさがしのお知らせは、もう終わりました。',
  of: (branches: readonly string[]) => branches.join('、'),
  all: 'お知らせの一覧',
  feed: 'このお知らせを、フィードで読む（RSSリーダー用）',
}
