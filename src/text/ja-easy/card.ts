import type { Overlay, Text } from '../text.ts'

export const card: Overlay<Text['card']> = {
  title: '図書館の カード',
  why: '図書館の 人に、この 画面を 見せてください。カードの かわりに なります。',
  number: 'カードの 番号',
  validUntil: day => `${day}まで つかえます`,
  ended: day => `このカードは ${day}で おわりました。図書館で 新しく できます。`,
  bright: 'うまく いかないときは、画面を 明るく してください。',
  offline: '一度 ひらくと、インターネットが ない ところでも 見ることが できます。ログアウトすると 消えます。',
  print: '紙に 出すと、さいふに 入る 大きさに なります。',
  none: 'つかえる カードが ありません。図書館で 聞いてください。',
}
