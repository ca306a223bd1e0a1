import type { Overlay } from '../text.ts'

type Away = typeof import('../ja/away.ts').away

export const away: Overlay<Away> = {
  recently: time => `数分前(すうふんまえ)の 状態です（${time}）。いまは ちがうかもしれません。`,
  earlier: time => `${time}の ようすです。いまは ちがうかもしれません。`,
  title: 'いま 手つづきが できません',
  body: 'としょかんの きろくに つながりません。ログイン・予約・貸出は できません。つながったら、また できるように なります。',
  goesOn: '本を さがすこと、本の ページを 見ること、開いている日を 見ることは、いまも できます。',
  notTaken: '送ったものは、まだ とどいていません。',
  perhapsTaken: '送ったものが とどいたか、いまは わかりません。つながったら、先に いちらんを 見てください。',
  kept: '入力したものは のこっています。少し まってから、下の ボタンを おしてください。',
  secretsNotKept: 'あんぜんのため、パスワードは のこしていません。',
}
