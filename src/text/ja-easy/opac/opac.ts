import type { ja } from '../../ja.ts'
import type { Overlay } from '../../text.ts'
import { dayNameWithReading } from '../day-names.ts'

export const opac: Overlay<(typeof ja)['opac']> = {
  classes: {
    lead: '図書館の 本は、内容で 0から 9に 分けて ならべています。数字は 本の 数です。',
    none: 'この 分類の 本は、まだ ありません。',
  },
  isbn: {
    notHeldBody: (isbn, library) =>
      `ISBN ${isbn} の 本は、${library}に ありません。本の 名前や 書いた 人で さがしてください。`,
    notHeldTitle: '図書館に ありません',
    severalTitle: '同じ ISBNの 本が いくつか あります',
    invalidTitle: 'ISBNが 読めません',
    invalidBody: 'ISBNは 13か 10の 数字です。「-」は あっても なくても いいです。',
  },
  states: {
    available: '借りることが できます',
    inHouse: '図書館の 中で 読みます',
    onHoldShelf: '予約した 人の ために とってあります',
    inTransit: 'ほかの 図書館から 運んでいます',
    onLoan: 'ほかの 人が 借りています',
    inProcess: '準備しています',
    onOrder: '注文しています',
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
    onShelf: 'いま、図書館の 棚に あります。図書館で 借りてください。',
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
    noNew: 'いま、新しく 入った 本は ありません。',
    lead: 'ひらがなや ローマ字でも さがせます。',
    newArrivalsLine: days => `新しく 入った 本（${days}日）`,
    classesLine: '本の 内容で さがします',
    calendarLine: '休みの 日と バスの 図書館の 日',
    hoursToday: '今日 あいている 時間',
    allNew: '新しい 本を ぜんぶ 見る',
  },
  record: {
    notHeld: 'この 本は、図書館に ありません。',
    heldOnline: 'インターネットで、いつでも 読むことが できます。',
    hiddenTitle: 'この 本の ページは、いま 見ることが できません',
    hiddenBody:
      '予約している 人と 借りている 人は、「Myライブラリ」で 見ることが できます。くわしくは 図書館に 聞いてください。',
    goneTitle: 'この 本は なくなりました',
    goneBody: '図書館の 本では なくなりました。同じ 名前の 本が ほかに あるかも しれません。',
    otherTitles: '別の 名前',
    code: { why: 'スマートフォンの カメラで 見ると、この 本の ページが 開きます。' },
    where: '本は どこに ありますか',
    place: '場所・本の 番号',
    now: '今',
    waiting: count => `${count}人が 待っています。`,
    noWaiting: '待っている 人は いません。',
    coming: {
      onOrder: 'いま 注文しています。届いたら、予約した 順番に 準備します',
      inProcess: 'いま 準備しています。できたら、予約した 順番に 借りられます',
      when: 'いつに なるかは、まだ わかりません。',
    },
    about: span => `${span} 待ちます。`,
    noneAvailable: '今 借りられる 本は ありません',
    takenIn: (when, from, until) =>
      `図書館は、${when}の ${from}から${until}に 予約を 受けます。急ぐ 人は、電話するか、図書館に 来てください。`,
    shelf: '同じ 本・前と 後の 本',
    numbers: 'この 雑誌の 号（新しい 順）',
    allNumbers: 'この 雑誌の 全部の 号を 見る',
  },
  related: {
    title: 'ほかの 版・にている 本',
    titleOf: title => `「${title}」の ほかの 版・にている 本`,
    link: 'ほかの 版・にている 本を 見る',
    editions: 'ほかの 版',
    all: 'ぜんぶ 見る',
    allOf: title => `ぜんぶ 見る：${title}`,
    none: 'ほかの 本は 見つかりませんでした。',
  },
  calendar: {
    noVisits: 'この月は、バスの 図書館は 来ません。',
    none: '図書館が まだ 登録されていません。',
    // As the short name of a weekday is read: 月 is no つき here.
    weekdays: ['日(にち)', '月(げつ)', '火(か)', '水(すい)', '木(もく)', '金(きん)', '土(ど)'],
    cancelled: reason => `来ません（${dayNameWithReading(reason)}）`,
  },
  hours: {
    holiday: dayNameWithReading,
    closedToday: reason => (reason ? `休み（${dayNameWithReading(reason)}）` : '休み'),
  },
}

type Search = (typeof ja)['search']
/** Said in easy words throughout. */
type WholeOfSearch = Pick<Search, 'hintList' | 'noneTips' | 'advanced' | 'refusal'>

export const search: Overlay<Search> & WholeOfSearch = {
  newLead: since => `${since}から 今日までに 入った 本です。この 中で さがすことが できます。`,
  onlyOne: asked => `「${asked}」で 見つかったのは、この 1件です。`,
  pager: { beyond: 'ここから 先には ありません。' },
  newEmpty: 'いま、新しく 入った 本は ありません。',
  secondBarcode: 'この バーコードは、本の 値段です。上の バーコード（「978」で 始まる 番号）で さがしてください。',
  wrongIsbn: {
    length: digits =>
      `ISBN（本の 番号）は 13けたか 10けたです。この 番号は ${digits}けたです。本の 番号を もう一度 見てください。`,
    digit: 'ISBN（本の 番号）の 数字が どこか ちがいます。本の 番号を もう一度 見てください。',
  },
  resultsOf: asked => `「${asked}」で さがしました`,
  lead: '本の 名前や 書いた 人の 名前で さがします。ひらがなや ローマ字でも いいです。',
  hints: 'さがしかた',
  hintList: [
    '2つの ことばを 入れると、両方が ある 本を さがします。ことばの 間を あけてください。例：夏目漱石 こころ',
    'いらない ことばの 前に「-」を 書きます。例：-まんが',
    '長い 名前は「"」の 間に 書きます。例："銀河鉄道の夜"',
    'ISBNの 番号や、本の バーコードの 番号でも さがせます。',
  ],
  onlyAt: (branch, count) => `${branch}に ある 本だけ（${count}件）`,
  nearest: '読み方が 近い ことばで さがしました。',
  nearestBody: asked => `「${asked}」は ありませんでした。`,
  none: '本が ありませんでした。',
  noneHelp: 'こうして みてください。',
  noneTips: ['字を もう一度 よく 見る', 'ひらがなで さがす', 'ことばを 短く する'],
  noneWiden: '全部の 本から さがす',
  noneInAll: '図書館の 全部の 本から さがす',
  elsewhere: {
    title: 'ほかの 図書館で さがす',
    calil: '日本の いろいろな 図書館（カーリル）',
    ndl: '国立国会図書館（NDLサーチ）',
    cinii: '大学の 図書館（CiNii Books）',
  },
  noneAsk: phone => `図書館に ない 本も、借りられる ことが あります。図書館の 人に 聞いてください（電話 ${phone}）。`,
  notReadyTitle: '準備を しています',
  notReadyBody: '1分くらい 待って、もう一度 さがしてください。',
  tooMany: 'たくさん あります。ことばを ふやすと、少なく なります。',
  filters: {
    title: '少なくする',
    available: '今 借りられる',
    shelves: '図書館の 中の 場所',
    apply: '少なくする',
    further: 'シリーズや ことばで 少なくする',
  },
  further: {
    title: 'もっと 少なくする',
    lead: total => `${total}件 ありました。どれで 少なくしますか。`,
    tooMany: max => `${max}件より 多いので、数えていません。先に 図書館や 本の 種類で 少なくしてください。`,
    none: '少なくする ものが ありません。',
    back: 'さがした ページに もどる',
    groups: { languages: 'ことば', subjects: '何の 本', series: 'シリーズ', publishers: '本を 作った 会社' },
  },
  joined: { and: (one, other) => `${one} と ${other}`, or: (one, other) => `${one} か ${other}` },
  refusal: (refusal, max) => {
    switch (refusal.why) {
      case 'tooLong':
        return `ことばが 長すぎます。${max}文字までに してください。`
      case 'tooManyWords':
        return `ことばが 多すぎます。${refusal.wordsMax}個までに してください。`
      case 'tooDeep':
        return '（ ）が 多すぎます。少なく してください。'
      case 'nothingToSearch':
        return '本の 名前や 書いた 人の 名前を 入れてください。'
      case 'onlyExclusions':
        return 'さがす ことばも 入れてください。'
      default:
        return refusal satisfies never
    }
  },
  advanced: {
    title: 'くわしく さがす',
    lead: '知っている ことを 入れてください。知らない ところは 何も 書かなくて いいです。「どちらも」は、上の 行と その 行の 両方に 合う 本です。「どちらか」は、どちらか 1つに 合う 本です。「のぞく」は、その 行に 合う 本を 出しません。',
    joinOf: field => `${field}の 行の つなぎかた`,
    join: { and: 'どちらも', or: 'どちらか', not: 'のぞく' },
    any: 'どこかに ある ことば',
    fields: {
      title: '本の 名前',
      author: '書いた 人',
      publisher: '本を 作った 会社',
      subject: '何に ついての 本か',
      series: 'シリーズの 名前',
      ndc: '本の 種類の 番号',
      isbn: 'ISBN',
    },
    notes: {
      title: '',
      author: '',
      publisher: '',
      subject: '例：料理',
      series: '',
      ndc: '例：913.6',
      isbn: '「-」は あっても なくても いいです',
    },
    howOf: field => `${field}の さがしかた`,
    how: { contains: 'が ある', startsWith: 'で 始まる', exact: 'と 同じ' },
    not: 'いらない ことば',
    years: '本が できた 年',
    from: '何年から',
    to: '何年まで',
    span: '〜',
    anyLanguage: 'どの ことばでも',
    submit: 'さがす',
    clear: 'はじめから 書く',
    simple: 'かんたんに さがす',
    again: '書いた ことを 変える',
  },
}
