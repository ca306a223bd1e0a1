import type { Overlay, Text } from '../../text.ts'

export const terms: Overlay<Text['terms']> = {
  title: '利用規約（図書館の きまり）',
  lead: '図書館を 使うときの きまりです。',
  since: day => `${day}から、この きまりです。`,
  former: day => `${day}から 使った、前の きまりです。今の きまりと ちがいます。`,
  toPresent: '今の きまりを 読む',
  unknown: 'この きまりの ことばは、ここに ありません。',
  agreed: day => `あなたは ${day}に、今の きまりを 守ると 決めました。`,
  agreedToFormer: day => `あなたは ${day}に、きまりを 守ると 決めました。その あとで、きまりが 新しく なりました。`,
  notYet: 'あなたが きまりを 守ると 決めた 日は、まだ 書いて ありません。',
  readAgreed: '守ると 決めた きまりを 読む',
  unknownAgreed: '守ると 決めた きまりの ことばは、ここに ありません。',
}
