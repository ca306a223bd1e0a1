/** 間違いのお知らせ at the counter. */
export const counterMistakes = {
  title: 'ページの間違いのお知らせ',
  why: '利用者が、資料や利用案内のページで気づいたことです。直したら「直しました」を押してください。だれからかは記録していません。',
  states: { received: '未対応', mended: '直しました', leftAsIs: 'そのままにしました' },
  statesLabel: '状態',
  more: (count: number) => `はじめの${count}件です。対応をすませると、続きが出ます。`,
  none: 'ここには何もありません。',
  guide: '利用案内',
  gone: 'いまはない資料',
  madeAt: (moment: string) => `${moment} のお知らせ`,
  settledAt: (moment: string) => `${moment} に対応`,
  mended: '直しました',
  mendedOf: (title: string) => `直しました：${title}`,
  leftAsIs: 'そのままにする',
  leftAsIsOf: (title: string) => `そのままにする：${title}`,
  saved: '対応を記録しました。',
  already: 'ほかの職員が先に対応を記録しています。その記録のままです。',
}
