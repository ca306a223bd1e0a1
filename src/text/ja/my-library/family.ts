/** 家族のカード: several cards used by one who is signed in, as each of them agreed. */
export const family = {
  title: '家族のカード',
  door: '家族の分もまとめて見る・予約する',
  lead: 'ご家族のカードを加えると、ご自分のログインのまま、その人の予約と貸出を見たり、予約や延長をしたりできます。読書記録・読みたい本・パスワードは見られません。',
  using: (name: string) => `${name} さんのカードを使っています。`,
  back: '自分のカードにもどる',
  backDone: 'ご自分のカードにもどりました。',

  readyTitle: '受け取れる予約（家族全員）',
  readyNone: 'いま受け取れる予約はありません。',
  readyLine: (name: string, where: string, until: string) => `${name} さん：${where}で${until}まで`,
  you: 'あなた',
  dueTitle: '返却日が近い資料（家族全員）',
  dueLine: (name: string, day: string) => `${name} さん：${day}まで`,
  overdueLine: (name: string, day: string) => `${name} さん：返却日の${day}を過ぎています`,

  members: '使えるカード',
  membersNone: '家族のカードは、まだありません。',
  counts: (holds: number, loans: number) => `予約${holds}件　貸出${loans}点`,
  until: (day: string) => `${day}まで（その日からは本人が決めます）`,
  use: 'このカードを使う',
  useOf: (name: string) => `このカードを使う：${name} さん`,
  remove: '家族からはずす',
  removeOf: (name: string) => `${name} さんを家族からはずす`,

  carers: 'あなたのカードを使える人',
  carersWhy: 'あなたの予約と貸出を見たり、予約や延長をしたりできます。いつでもやめてもらえます。',
  end: '使うのをやめてもらう',
  endOf: (name: string) => `${name} さんに使うのをやめてもらう`,
  ended: 'カードの利用を終わりにしました。',
  added: (name: string) => `${name} さんのカードを加えました。`,

  add: {
    title: '家族のカードを加える',
    why: '加えるカードの番号とパスワードを入力します。本人が目の前で入力するか、本人の了解をもらってください。こどものカードは保護者の方が入力できます。',
    child: (age: number) => `こどもが${age}歳になると、その誕生日に自動で終わります。`,
    submit: '加える',
    refused: 'カード番号かパスワードがちがうか、いま使えないカードです。',
    temporary: 'このカードは、まだ仮パスワードです。さきに、そのカードでログインしてパスワードを決めてください。',
    yourself: 'これはご自分のカードです。',
    tooMany: (max: number) => `家族のカードは${max}枚までです。`,
  },
}
