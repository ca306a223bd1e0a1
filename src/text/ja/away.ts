/** While the database is away: what is shown all the same, and what has to wait. */
export const away = {
  recently: (time: string) => `数分前の状態です（${time}）。貸出や予約で変わっているかもしれません。`,
  earlier: (time: string) => `${time}の状態です。そのあとの貸出や予約は入っていません。`,
  title: 'ただいまお手続きができません',
  body: '図書館の記録につながらないため、ログイン・予約・貸出などの手続きを止めています。つながりしだい、自動で再開します。',
  goesOn: '本をさがす、本のページを見る、開館カレンダーや利用案内を見ることは、いまもできます。',
  notTaken: '送った内容は、まだ受け付けられていません。',
  perhapsTaken: '送った内容が受け付けられたかどうか、いまは分かりません。つながったら、先に一覧で確かめてください。',
  kept: '入力した内容は残してあります。少し待ってから、下のボタンで送ってください。',
  secretsNotKept: '安全のため、パスワードは残していません。',
  typed: '入力した内容',
  password: 'パスワード（もう一度入力してください）',
  sendAgain: 'もう一度送る',
  openAgain: 'もう一度開く',
  toSearch: '本をさがす',
}
