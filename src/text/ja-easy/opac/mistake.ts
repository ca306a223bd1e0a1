import type { Overlay, Text } from '../../text.ts'

export const mistake: Overlay<Text['mistake']> = {
  why: 'まちがいを 見つけた 人は、書いてください。図書館の 人が 読んで、直します。返事は しません。名前や 電話番号は 書かないでください。',
  saysHint: '1000文字まで 書くことが できます。',
  done: 'ありがとうございます。図書館の 人が 読みます。',
  unknownPage: 'この 本の ページは ありません。',
  tooManyFromHere: '何回も 送ったので、今は できません。あした もう一度 やってください。',
  tooMany: 'たくさん 来ているので、今は できません。急ぐ ときは、図書館に 電話を してください。',
}
