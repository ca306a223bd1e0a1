/** 利用登録の申し込み at the counter. */
export const preRegistrations = {
  title: '利用登録の申し込み',
  why: 'Webで申し込んだ方が、窓口に来るのを待っています。来た方の番号か名前をさがして「手続きをする」を押してください。日にちが過ぎると自動で消えます。',
  none: '待っている申し込みはありません。',
  find: '受付番号か名前',
  findButton: 'さがす',
  nobody: 'その番号や名前の申し込みはありません。日にちが過ぎて消えたか、手続きがすんでいます。',
  more: (count: number) => `多いため、古い順に${count}件だけを出しています。ほかの方は、受付番号か名前でさがしてください。`,
  columns: ['番号', '名前', '生年月日', '申し込んだ日', '消える日', '操作'] as const,
  finish: '手続きをする',
  finishOf: (name: string) => `${name} さんの手続きをする`,
  remove: '消す',
  removeOf: (name: string) => `${name} さんの申し込みを消す`,
  removed: '申し込みを消しました。',
  look: 'ご本人と住所を、書類で確かめてください。下は、申し込みで入力されたままです。',
}
