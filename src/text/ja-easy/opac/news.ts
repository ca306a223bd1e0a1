import type { Overlay, Text } from '../../text.ts'

export const news: Overlay<Text['news']> = {
  important: '大切な お知らせ',
  importantMark: '【大切】',
  branches: '図書館を えらぶ',
  everyBranch: 'ぜんぶの 図書館',
  show: '見る',
  none: 'いま、お知らせは ありません。',
  over: 'さがしている お知らせは、もう 終わりました。',
  feed: 'この お知らせを、フィードで 読む（RSSリーダーで 使います）',
}
