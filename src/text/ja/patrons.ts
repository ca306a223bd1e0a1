/** Signing in, passwords and settings. The wording in 「」 of the guide is kept letter by letter. */
export const patrons = {
  loginTitle: 'Myライブラリにログイン',
  cardNumber: '利用者カード番号',
  cardNumberHint: 'カードのバーコードの下の番号です（ハイフン不要）。',
  password: 'パスワード',
  passwordHint: 'はじめての方は、仮パスワード＝生年月日の西暦8桁（例：19700101）です。',
  birthDate: '生年月日',
  birthDateHint: '西暦8桁（例：19700101）',
  birthDateNeeded:
    'はじめて使うパソコンやスマートフォンからは、いま、生年月日もお聞きしています。パスワードとあわせて、もう一度入力してください。',
  logIn: 'ログイン',
  refused:
    '利用者カード番号かパスワードがちがいます。番号を確かめて、もう一度入力してください。まちがいが続くと、しばらくの間、またはカウンターで解除するまで、正しいパスワードでもログインできません。',
  tooManyFromHere:
    'お使いの回線からのログインのまちがいが続いたため、いまは受け付けていません。時間をおいてお試しいただくか、図書館の窓口かお電話でお申し出ください。',
  busy: 'ただいまログインが混みあっています。少し待ってから、もう一度お試しください。',
  forgottenTitle: 'パスワードを忘れたとき',
  forgotten:
    'パスワードは図書館の職員にも分かりません。中央図書館で初期化しますので、窓口かお電話でお申し出ください。そのあとは、生年月日が仮パスワードになります。',
  phone: '電話',
}
