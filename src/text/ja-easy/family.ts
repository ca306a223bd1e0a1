import type { Overlay, Text } from '../text.ts'

export const family: Overlay<Text['family']> = {
  title: '家族の カード',
  door: '家族の 分も 見る',
  lead: '家族の カードを ここに 入れると、家族の 予約や 借りた 本を 見ることが できます。',
  using: name => `${name} さんの カードを 使っています。`,
  back: '自分の カードに もどる',
  readyNone: '今 受けとる 本は ありません。',
  membersNone: '家族の カードは まだ ありません。',
  use: 'この カードを 使う',
  useOf: name => `この カードを 使う：${name} さん`,
  remove: '家族から はずす',
  removeOf: name => `家族から はずす：${name} さん`,
  carersWhy: 'この 人は あなたの 予約や 借りた 本を 見ることが できます。いつでも やめることが できます。',
  end: 'やめてもらう',
  endOf: name => `やめてもらう：${name} さん`,
  add: {
    title: '家族の カードを 入れる',
    why: '家族の カードの 番号と パスワードを 書いてください。その人に 聞いてから 書いてください。',
    child: age => `こどもが ${age}歳に なったら、その日に 終わります。`,
    submit: '入れる',
  },
}
