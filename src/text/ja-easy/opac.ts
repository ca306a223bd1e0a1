import type { ja } from '../ja.ts'
import type { Overlay } from '../text.ts'

export const opac: Overlay<(typeof ja)['opac']> = {
  states: {
    available: '借りることが できます',
    inHouse: '図書館の 中で 読みます',
    onHoldShelf: '予約した 人の ために とってあります',
    inTransit: 'ほかの 図書館から 運んでいます',
    onLoan: 'ほかの 人が 借りています',
    inRepair: '直しています',
    missing: 'さがしています',
  },
  availability: {
    onLoanUntil: day => `ほかの 人が 借りています（${day}まで）`,
    waiting: count => `待っている 人：${count}人`,
    none: '図書館に ありません',
    online: 'インターネットで 読めます',
  },
  toBasket: {
    closed: (from, until) =>
      `${from}から${until}は 予約が できません。さがすことは できます。${until}の あとで、もう一度 押してください。`,
    closedShort: '今は 予約できない 時間です',
    readOnline: 'インターネットで 読む',
  },
  notHoldable: {
    notHeld: '図書館に ないので、予約できません。',
    notForLoan: '図書館の 中で 読む 本です。予約できません。',
  },
  top: {
    lead: 'ひらがなや ローマ字でも さがせます。',
    newArrivalsLine: days => `新しく 入った 本（${days}日）`,
    classesLine: '本の 内容で さがします',
    calendarLine: '休みの 日と バスの 図書館の 日',
    hoursToday: '今日 あいている 時間',
    allNew: '新しい 本を ぜんぶ 見る',
  },
  record: {
    otherTitles: '別の 名前',
    where: '本は どこに ありますか',
    place: '場所・本の 番号',
    now: '今',
    waiting: count => `${count}人が 待っています。`,
    noWaiting: '待っている 人は いません。',
    about: span => `${span}くらい 待ちます。`,
    noneAvailable: '今 借りられる 本は ありません',
    takenIn: (when, from, until) =>
      `図書館は、${when}の ${from}から${until}に 予約を 受けます。急ぐ 人は、電話するか、図書館に 来てください。`,
    shelf: '同じ 本・前と 後の 本',
  },
  related: {
    title: 'ほかの 版・にている 本',
    titleOf: title => `「${title}」の ほかの 版・にている 本`,
    link: 'ほかの 版・にている 本を 見る',
    editions: 'ほかの 版',
    all: 'ぜんぶ 見る',
    none: 'ほかの 本は 見つかりませんでした。',
  },
  hours: { closedToday: reason => (reason ? `休み（${reason}）` : '休み') },
}

export const search: Overlay<(typeof ja)['search']> = {
  lead: '本の 名前や 書いた 人の 名前で さがします。ひらがなや ローマ字でも いいです。',
  nearest: '読み方が 近い ことばで さがしました。',
  none: '本が ありませんでした。',
  noneHelp: 'こうして みてください。',
  noneAsk: phone => `図書館に ない 本も、借りられる ことが あります。図書館の 人に 聞いてください（電話 ${phone}）。`,
  tooMany: 'たくさん あります。ことばを ふやすと、少なく なります。',
  filters: { title: '少なくする', available: '今 借りられる', apply: '少なくする' },
}
