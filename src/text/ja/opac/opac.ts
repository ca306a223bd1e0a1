import type { CopyState, Holdability } from '#catalogue/rules/availability.ts'
import type { Audience, BibKind } from '#catalogue/rules/bib.ts'
import { grouped } from '../../grouped.ts'

const kinds: Record<BibKind, string> = {
  book: '図書',
  pocketBook: '文庫',
  pictureBook: '絵本',
  comic: 'まんが',
  magazine: '雑誌',
  largePrint: '大活字本',
  audiovisual: 'CD・DVD',
  electronic: '電子資料',
  oldBook: '和古書',
}

const audiences: Record<Audience, string> = { general: '一般', youngAdult: '中高生', child: 'こども' }

const states: Record<CopyState, string> = {
  available: '貸出できます',
  inHouse: '館内でごらんください',
  onHoldShelf: '予約の方のためにお取り置き中',
  inTransit: '館のあいだを運んでいます',
  onLoan: '貸出中',
  inProcess: '整理中',
  onOrder: '発注中',
  inRepair: '修理中',
  missing: 'さがしています',
}

const notHoldable: Record<Exclude<Holdability, 'holdable'>, string> = {
  notHeld: '所蔵していないため、予約できません。',
  notForLoan: '館内でごらんいただく資料のため、予約できません。',
}

/** Searching and looking: the pages for everyone. */
export const opac = {
  kinds,
  audiences,
  states,
  notHoldable,

  availability: {
    place: (branch: string, state: string) => `${branch}：${state}`,
    onLoanUntil: (day: string) => `貸出中（${day}まで）`,
    others: (count: number) => `ほか${count}館`,
    waiting: (count: number) => `予約 ${count}人待ち`,
    none: '所蔵していません',
    online: 'インターネットで読めます',
  },

  toBasket: {
    button: '予約かごへ',
    buttonOf: (title: string) => `${title} を予約かごへ`,
    closed: (from: string, until: string) =>
      `${from}から${until}は受付処理のため予約できません。さがすことはできます。${until}を過ぎてから、もう一度お試しください。`,
    closedShort: 'いまは予約できない時間です',
    cannot: '予約できません',
    onShelf: 'いま書架にあります。図書館でそのままお借りください。',
    onShelfShort: '書架にあります',
    readOnline: 'インターネットで読む',
    readOnlineOf: (title: string) => `${title} をインターネットで読む`,
  },

  top: {
    lead: 'ひらがなでも、ローマ字でも。',
    advanced: 'くわしく探す',
    searchBooks: '本を探す',
    doors: '探しかた',
    newArrivals: '新着図書',
    newArrivalsLine: (days: number) => (days % 30 === 0 ? `この${days / 30}か月に入った本` : `この${days}日に入った本`),
    classes: '分類からさがす',
    classesLine: '0 総記から9 文学まで',
    children: 'こどもの本',
    childrenLine: 'ひらがなで探せます',
    calendar: '開館カレンダー',
    calendarLine: '休館日と移動図書館車の巡回',
    hoursToday: 'きょうの開館時間',
    closures: '臨時休館のお知らせ',
    fromTo: (from: string, until: string) => `${from}から${until}まで`,
    everywhere: 'すべての館',
    and: '、',
    because: (reason: string) => `（${reason}）`,
    newShelf: '新着図書の棚',
    allNew: '新着図書をすべて見る',
    noNew: 'いま、新しく入った本はありません。',
  },

  hours: {
    /** Opening hours are printed on every library's door in 24 hours. */
    clock: (time: Temporal.PlainTime) => (time.minute === 0 ? `${time.hour}時` : `${time.hour}時${time.minute}分`),
    fromTo: (opens: string, closes: string) => `${opens}から${closes}まで`,
    short: (opens: string, closes: string) => `${opens}〜${closes}`,
    open: (hours: string) => `${hours}（開館中）`,
    holiday: (name: string) => name,
    closedToday: (reason: string) => (reason ? `休館（${reason}）` : '休館'),
  },

  record: {
    by: (role: string) => ` ${role}`,
    published: '出版',
    classes: '分類',
    subjects: '件名',
    series: 'シリーズ',
    isbn: 'ISBN',
    issn: 'ISSN',
    extent: 'ページ・大きさ',
    kind: '資料種別',
    audience: '対象',
    contents: '内容',
    note: '内容紹介',
    language: 'ことば',
    link: 'インターネットで見る',
    more: 'くわしい書誌',
    /** Behind a list that is cut. */
    andMore: (count: number) => `ほかに${count}`,
    otherTitles: '別のタイトル',
    responsibility: '責任表示',
    where: 'どこにありますか',
    branch: '館',
    place: '場所・請求記号',
    placeLabel: '場所 ',
    barcode: '資料コード',
    barcodeLabel: '資料コード ',
    now: 'いま',
    notHeld: 'この資料は所蔵していません。',
    heldOnline: '電子資料です。インターネットで、いつでも読めます。',
    shelf: '同じ作品・前後の巻',
    numbers: 'この雑誌の号（新しい順）',
    allNumbers: 'この雑誌のすべての号を見る',
    thisOne: '見ている本',
    availableAt: (count: number) => `${count}館で貸出できます`,
    noneAvailable: 'いま、貸出できる資料はありません',
    inHouseOnly: '館内でごらんいただけます',
    coming: {
      onOrder: '発注中です。入荷しだい、予約の順にご用意します',
      inProcess: '整理中です。準備ができしだい、予約の順にご用意します',
      when: 'いつになるかは、まだ分かりません。',
    },
    waiting: (count: number) => `予約は${count}人待ちです。`,
    noWaiting: '予約して待っている人はいません。',
    about: (span: string) => `目安は${span}です。`,
    takenIn: (when: string, from: string, until: string) =>
      `予約は${when}${from}から${until}に受け付けます。お急ぎのときは、開館中に電話か窓口で。`,
    code: {
      title: 'スマートフォンで開く',
      why: 'カメラで読みとると、スマートフォンでこの資料のページが開きます。',
      alt: 'この資料のページのアドレスのQRコード',
    },
    keep: 'このページを残す',
    permalink: 'このページのアドレス',
    cite: '引用するとき',
    citeRis: 'RIS（文献管理ソフト）',
    citeFiles: '文献データ',
    formats: '書誌データ',
    hiddenTitle: 'この資料のページは、いま公開していません',
    hiddenBody:
      '予約している方と借りている方は、「Myライブラリ」でいままでどおりごらんいただけます。くわしくは図書館におたずねください。',
    goneTitle: 'この資料はなくなりました',
    goneBody: '図書館の資料からのぞかれました。同じ題名の本がほかにあるかもしれません。',
  },

  related: {
    title: 'ほかの版・関連する本',
    titleOf: (title: string) => `「${title}」のほかの版・関連する本`,
    link: 'ほかの版・関連する本を見る',
    editions: 'ほかの版',
    editionsOf: (count: number) => `ほかの版・巻（${count}件）`,
    byAuthor: (name: string) => `${name}の本`,
    about: (subject: string) => `「${subject}」の本`,
    all: 'すべて見る',
    allOf: (title: string) => `${title}をすべて見る`,
    none: 'ほかの版や関連する本は、見つかりませんでした。',
  },

  isbn: {
    title: (isbn: string) => `ISBN ${isbn}`,
    notHeldTitle: '所蔵していません',
    notHeldBody: (isbn: string, library: string) =>
      `ISBN ${isbn} の資料は、${library}にありません。題名や著者でさがすと、別の版が見つかることがあります。`,
    severalTitle: 'おなじISBNの資料がいくつかあります',
    invalidTitle: 'ISBNとして読めません',
    invalidBody: 'ISBNは13けたか10けたの番号です。ハイフンはあってもなくてもかまいません。',
  },

  calendar: {
    title: '開館カレンダー',
    month: (year: number, month: number) => `${year}年${month}月`,
    titleOf: (branch: string, year: number, month: number) => `${branch} ${year}年${month}月の開館カレンダー`,
    previous: '前の月',
    next: '次の月',
    show: '表示する',
    months: '月',
    branches: '館',
    hours: '開館時間',
    closed: '休館',
    notYet: 'まだ決まっていません',
    cancelled: (reason: string) => `中止（${reason}）`,
    noVisits: 'この月の巡回はありません。',
    weekdays: ['日', '月', '火', '水', '木', '金', '土'],
    today: 'きょう',
    phone: (number: string) => `電話 ${number}`,
    none: '館がまだ登録されていません。',
  },

  classes: {
    title: '分類からさがす',
    lead: '図書館の本は、内容で0から9に分けて並べています（日本十進分類法）。数字は件数です。',
    /** What stands in each of the ten classes, in everyday words (日本十進分類法 新訂10版, 第2次区分表). */
    examples: {
      0: '情報・図書館・百科事典',
      1: '心理・生きかた・宗教',
      2: '歴史・伝記・旅行',
      3: '政治・法律・経済・教育',
      4: '数学・星・生きもの・医学',
      5: '建築・機械・料理・手芸',
      6: '農業・園芸・商業・交通',
      7: '絵・音楽・スポーツ・まんが',
      8: '日本語・英語など',
      9: '小説・詩・随筆',
    } as Record<string, string>,
    titleOf: (notation: string, label: string | null) => (label ? `${notation} ${label}` : notation),
    up: '分類',
    all: (count: number) => `この分類の本をすべて見る（${grouped(count)}件）`,
    count: (count: number) => `${grouped(count)}件`,
    none: 'この分類の本は、まだありません。',
  },
}
