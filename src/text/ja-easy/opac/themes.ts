import type { Overlay, Text } from '../../text.ts'

export const themes: Overlay<Text['themes']> = {
  lead: '図書館の 人が えらんだ 本です。',
  none: 'いま、特集は ありません。',
  emptyTheme: 'この 特集の 本は、いま ありません。',
  overTitle: title => `特集「${title}」は 終わりました`,
  overBody: 'いまの 特集は「特集の一覧」に あります。本は「本を探す」で さがせます。',
}
