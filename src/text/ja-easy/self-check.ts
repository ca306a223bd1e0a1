import type { Overlay, Text } from '../text.ts'

export const selfCheck: Overlay<Text['selfCheck']> = {
  readyHere: place =>
    `${place}に あります。予約の 棚から 持ってきて、読みとってください。棚が ないときは、図書館の 人に 聞いてください。`,
  renewed: (title, day) => `延長しました：「${title}」 ${day}までに 返してください。`,
  isItem: 'これは 本の バーコードです。先に、カードを 読みとってください。',
  notACard: 'カードの 番号が 読めません。もう一度 やってください。',
  isCard: 'これは カードです。本の バーコードを 読みとってください。',
  returnWhy: 'カードは いりません。1つずつ、バーコードを 読みとってください。',
  unknownItem: 'この 本は わかりません。まだ 返していません。図書館の 人に 渡してください。',
  toCounter: 'まだ 返していません。図書館の 人に 渡してください。',
  cardTitle: 'カードを 読みとって ください',
  cardWhy: 'カードの バーコードを 読みとって ください。番号を 入れても いいです。',
  passwordTitle: 'パスワードを 入れて ください',
  scanTitle: '本を 読みとって ください',
  scanWhy: '1つずつ バーコードを 読みとって ください。おわったら「おわる」を おして ください。',
  lent: (title: string, day: string) => `かりました：「${title}」　${day}までに 返して ください。`,
  readyTitle: 'とりに いける 予約の 本',
  loansTitle: (count: number) => `かりて いる 本　${count}点`,
  noLoans: 'かりて いる 本は ありません。',
  ends: (minutes: number) => `${minutes}分 なにも しないと、じどうで おわります。`,
  toReturns: '本を 返す',
  toLoans: '本を かりる',
  returnTitle: '返す 本を 読みとって ください',
  returned: (title: string) => `返しました：「${title}」`,
  toShelf: '返却の たなに おいて ください。',
  toStaff: 'この本は 窓口に おいて ください。',
}
