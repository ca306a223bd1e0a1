import type { Wants } from '#settings/rules/wants.ts'

/** Words of the description of a library, for staff: in Japanese alone. */
export const settings = {
  title: '設定',
  why: '図書館がきめたことです。変えるまえに、どう変わるかをたしかめてから使いはじめます。まえの設定は履歴に残ります。',
  sections: {
    identity: '図書館',
    branches: '館',
    stops: '移動図書館車のステーション',
    patronCategories: '利用者区分',
    itemCategories: '資料区分',
    rules: '貸出と予約の規則',
    services: '行うサービス',
    policy: '予約・お知らせ・パスワードなど',
    holds: '予約',
    loans: '貸出',
    cards: '利用者カード',
    calendar: 'カレンダー',
    intakeWindow: '受付処理',
    notices: 'お知らせ',
    staff: '職員',
    passwords: 'パスワード',
    savedSearches: '保存した検索',
    newArrivalDays: '新着とする日数',
    codes: 'バーコードの形',
    requests: 'リクエスト',
    family: '家族',
    covers: '書影',
  } as Record<string, string>,
  fields: {
    code: '記号',
    'name.ja': '名前',
    'name.kana': 'よみ',
    'name.en': '英語の名前',
    address: '住所',
    telephone: '電話番号',
    mailSender: 'メールの差出人',
    publicAddress: 'このサービスのアドレス',
    colour: '図書館の色',
    kind: '種類',
    shortName: '短い名前',
    central: '中央図書館',
    pickup: '予約の受け取り',
    closedForGoodFrom: '閉館する日（この日から）',
    'hours.monday': '月曜日',
    'hours.tuesday': '火曜日',
    'hours.wednesday': '水曜日',
    'hours.thursday': '木曜日',
    'hours.friday': '金曜日',
    'hours.saturday': '土曜日',
    'hours.sunday': '日曜日',
    holidays: '祝日',
    closings: '毎月・毎年の休館日',
    branch: '館',
    place: '停車する場所',
    visits: '巡回する日',
    'ages.from': '年齢（何歳から）',
    'ages.until': '年齢（何歳まで）',
    validYears: 'カードの有効年数',
    newestStays: '雑誌の最新号は館内のみ',
    patron: '利用者区分',
    item: '資料区分',
    loans: '館ごとの貸出点数',
    loansInAll: '全館での貸出点数',
    days: '貸出の日数',
    renewals: '延長の回数',
    mayBeHeld: '予約',
    holds: '予約の点数',
    blockedFromOverdueDays: '貸出と予約を止める延滞の日数',
    seriesHolds: 'シリーズ予約',
    holdsOnShelf: '書架にある資料の、Webからの予約',
    phoneContact: '予約連絡方法の「電話」',
    kiosk: '館内の端末と自動貸出機',
    savedSearches: '保存した検索',
    requests: 'リクエスト',
    wishLists: '読みたい本',
    rankings: 'よく読まれている本',
    children: 'こどものページ',
  } as Record<string, string>,
  choices: {
    library: '図書館',
    room: '図書室',
    network: 'ネットワーク館',
    bookmobile: '移動図書館車',
    yes: 'はい',
    no: 'いいえ',
    asUsual: 'いつもどおり開ける',
    closed: '休館する',
    swap: '定休日と重なれば開けて、つぎの平日に休む',
    unsaid: '（きめない）',
  } as Record<string, string>,
  hints: {
    code: '英小文字・数字・ハイフン。あとから変えられません。',
    hours: '例：09:30-19:00　空欄は定休日',
    closings: '1行に1つ。例：最終金曜 館内整理日／12-28〜01-04 年末年始／毎月15日 休館日',
    visits:
      '1行に1つ。例：2週ごと 2026-12-01から 10:00-10:40／第2・第4火曜 2026-12-01から 13:30-14:00／2026-12-01,2026-12-15 10:00-10:40',
    day: '例：2027-04-01',
    colour: '例：#1f3f77',
    rule: '空欄は、より広い規則のとおりになります。',
  } as Record<string, string>,
  all: 'すべて',
  add: (section: string) => `${section}を加える`,
  remove: (name: string) => `${name} を消す`,
  preview: '変わることをたしかめる',
  planTitle: '変わること',
  nothingChanges: '変わることはありません。',
  does: 'いまある予約・貸出・カレンダーへの影響',
  doesNothing: 'いまある予約や貸出は変わりません。',
  cannot: 'このままでは使いはじめられません',
  reason: '変える理由（履歴に残ります）',
  from: '使いはじめる日（空欄なら、いますぐ）',
  fromHint: '例：2027-04-01　その日の夜間処理から使います。影響は、いまの予約・貸出でみたものです。',
  fromWrong: {
    unreadable: '使いはじめる日を「2027-04-01」のように入力してください。',
    dayNotAhead: '使いはじめる日は、あすより後の日にしてください。すぐに使うときは空欄にしてください。',
    dayTooFar: '使いはじめる日は、3年先までにしてください。',
  },
  planned: {
    title: '予定',
    line: (day: string, by: string) => `${day}から　${by}`,
    takeBack: '予定を取り消す',
    takeBackOf: (day: string) => `${day}からの予定を取り消す`,
    noted: '予定に入れました。',
    unplanned: '予定を取り消しました。',
    failed: 'この日に使いはじめられませんでした。設定は変わっていません。もう一度やりなおしてください。',
    unfit: (change: string) => `${change}（そのあと、別の値に変わっています）`,
    refused: {
      problems: 'ほかの設定と合わなくなりました。',
      stranded: '使われているものが残っていたため、消せませんでした。',
    } as Record<string, string>,
  },
  apply: '使いはじめる',
  cancel: 'やめる',
  applied: '使いはじめました。',
  changedMeanwhile: (by: string) =>
    `まえの画面を開いたあとに、${by} が設定を変えました。何も変えていません。いまの設定を見て、もう一度やりなおしてください。`,
  history: '履歴',
  historyNone: 'まだ変えたことはありません。',
  version: (version: number, at: string, by: string) => `第${version}版　${at}　${by}`,
  takeBack: (version: number) => `第${version}版のまえにもどす`,
  takenBack: (version: number) => `第${version}版のまえにもどす`,
  changesUnknown: 'まえの版がないため、変わったことは出せません。',
  notThere: '（なし）',
  file: '設定のファイル（YAML）',
  fileWhy: 'ぜんぶの設定を1つのファイルに書き出し、書きなおして、読みこめます。',
  download: 'ファイルを書き出す',
  upload: 'ファイルの中身',
  uploadWhy: '書きなおしたファイルの中身を、ここにはりつけてください。',
  line: (line: number) => `${line}行目`,
  order: '並び順',
  checklist: {
    title: '開館までのチェックリスト',
    why: 'ぜんぶそろうまで、カウンターに出ます。',
    done: 'できています',
    open: 'まだです',
    all: 'すべてそろいました。',
    sayDone: 'できました',
    sayDoneOf: (item: string) => `できました：${item}`,
    left: (count: number) => `開館までに、あと${count}つのことがあります。`,
    items: {
      branches: '館と開館時間',
      calendar: '1年先までの開館カレンダー',
      stops: 'ステーションの巡回日',
      mail: 'メール（テストメールの確認）',
      staffCodes: '管理者の確認コード（認証アプリ）',
      catalogue: '目録',
      patrons: '利用者',
      backup: 'バックアップと、復元のためし',
      tls: 'https のアドレス',
      clock: '時計',
      secrets: '秘密の鍵の保管',
    },
    next: {
      branches: '「設定」の「館」で、館と開館時間を入れてください。',
      calendar: '「設定」の「カレンダー」で「何日先まで作るか」を365日以上にしてください。サービスが1日に1回作ります。',
      stops: '「設定」のステーションに、巡回する日を入れてください。',
      mail: 'kago doctor --mail アドレス でテストメールを送り、届いた確認番号を入れてください。',
      staffCodes: '管理者のログインに、認証アプリの確認コードをつけてください（kago staff add … --with-code）。',
      catalogue: 'kago import FILE で目録を取りこんでください。',
      patrons: '利用者を登録するか、まえのシステムから移してください。',
      backup: 'kago backup FILE で書き出し、kago drill FILE で、別のデータベースにもどせることを一度ためしてください。',
      tls: '前に置くサーバーで https にし、「設定」の「図書館」に https:// のアドレスを入れてください。',
      clock: 'このコンピューターの時計を合わせてください。',
      secrets: '鍵（secrets.json）を、バックアップとは別の場所に控えてください。',
    },
  },
  setUp: {
    title: '図書館をひらく',
    step: (step: number, of: number) => `${step}／${of}`,
    next: 'つぎへ',
    back: 'もどる',
    nameTitle: '図書館の名前',
    placesTitle: '館と開館時間',
    placesWhy: '1つ目の館が中央図書館になります。あとから増やせます。',
    placesNone: 'まだ館がありません。館を1つ入れてください。',
    addBranch: '館を加える',
    addStop: 'ステーションを加える',
    orFile: 'YAMLのファイルから入れる',
    rulesTitle: '貸出と予約のきまり',
    rulesWhy: 'はじめの値が入っています。あとから「設定」で、利用者区分や資料区分ごとに変えられます。',
    mailTitle: 'メール',
    mailWhy: 'テストメールを送ります。届いたメールの確認番号を入れてください。',
    mailTo: 'テストメールを受けとるアドレス',
    mailSend: 'テストメールを送る',
    mailSent: (to: string) => `${to} に送りました。届いた確認番号を入れてください。`,
    mailFailed: '送れませんでした。メールサーバーの設定（SMTP_URL、MAIL_FROM）を確かめてください。',
    mailCode: '確認番号',
    mailWrong: '確認番号が違います。',
    mailConfirm: '確認する',
    mailConfirmed: 'メールが届くことを確かめました。',
    mailLater: 'あとで確かめる',
    mailSubject: 'テストメール',
    mailBody: (code: string) => `このメールは、図書館をひらく準備のためのテストメールです。\n\n確認番号 ${code}\n`,
    adminTitle: '最初の管理者',
    adminWhy: 'パスワードと、認証アプリの確認コードでログインします。',
    login: '職員ID',
    loginHint: '英小文字ではじまる英数字',
    name: '名前',
    password: 'パスワード（12文字以上）',
    secret: (secret: string) => `認証アプリに、この鍵を入れてください：${secret}`,
    code: '認証アプリに出た6けたの数字',
    codeWrong: '確認コードが違います。認証アプリの数字を入れてください。',
    open: '図書館をひらく',
    doneTitle: 'ひらきました',
    done: '職員ログインから、はじめてください。',
    goToLogin: '職員ログインへ',
    secretWrong: 'このアドレスでは準備をはじめられません。サービスを始めた画面に出たアドレスを開いてください。',
  },
  can: {
    title: 'この人はこの資料を…',
    why: '利用者カード番号と資料コードを入れると、借りられるか・予約できるかと、どの規則によるかが出ます。',
    card: '利用者カード番号',
    barcode: '資料コード',
    show: '調べる',
    unknownCard: 'このカード番号の利用者はいません。',
    unknownItem: 'この資料コードの資料はありません。',
    borrow: '貸出',
    hold: '予約',
    can: 'できます',
    cannot: 'できません',
    byRow: (row: number) => `規則の表の${row}行目`,
    byBase: '館のきまり（はじめの値）',
    rows: {
      loans: '館ごとの貸出点数',
      loansOfCategory: 'そのうち、この資料区分',
      loansInAll: '全館での貸出点数',
      loansInAllOfCategory: 'そのうち、この資料区分',
      days: '貸出の日数',
      renewals: '延長の回数',
      mayBeHeld: '予約',
      holds: '予約の点数',
      holdsOfCategory: 'そのうち、この資料区分',
      blockedFromOverdueDays: '貸出と予約を止める延滞の日数',
    },
    what: 'きまり',
    value: '値',
    now: 'いま',
    row: 'もとになる規則',
    noLimit: 'きまりなし',
  },
  effects: {
    daysClosed: (count: number) => `開館日のうち${count}日（館ごとに数えて）が休館日になります`,
    daysOpened: (count: number) => `休館日のうち${count}日（館ごとに数えて）が開館日になります`,
    visitsGone: (count: number) => `移動図書館車の巡回が${count}回なくなります`,
    visitsNew: (count: number) => `移動図書館車の巡回が${count}回増えます`,
    holdsMoved: (count: number) => `取り置きの最後の日が変わる予約が${count}件あります`,
    loansMoved: (count: number) => `返却日が休館日になる貸出が${count}件あり、つぎの開館日に移ります`,
    patronsAboveHolds: (count: number) => `予約の上限をこえる利用者が${count}人増えます（いまの予約はそのままです）`,
    patronsAboveLoans: (count: number) => `貸出の上限をこえる利用者が${count}人増えます（いまの貸出はそのままです）`,
    seriesLeft: (count: number) => `シリーズ予約が${count}件あり、終わるまで続きます`,
    phoneLeft: (count: number) => `電話で連絡する予約が${count}件あり、終わるまで電話で連絡します`,
    savedSearchesHidden: (count: number) =>
      `検索を保存している利用者が${count}人います（見えなくなり、また行うと、もとのまま見えます）`,
    wishListsHidden: (count: number) =>
      `「読みたい本」をつくっている利用者が${count}人います（見えなくなり、また行うと、もとのまま見えます）`,
    holdsStuck: (count: number) => `受け取る館がないか、使える資料がない予約が${count}件増えます`,
  },
  uses: {
    item: '資料',
    patron: '利用者',
    staff: '職員',
    hold: '予約',
    loan: '貸出',
    stop: 'ステーション',
    terminal: '端末',
  } as Record<string, string>,
  strandedPlace: (code: string, use: string) =>
    `「${code}」は、${use}があるため消せません。「閉館する日」を入れて、閉館にしてください。`,
  strandedPatrons: (code: string, count: number) =>
    `利用者区分「${code}」には${count}人の利用者がいます。先にほかの区分に移してください。`,
  strandedItems: (code: string, count: number) =>
    `資料区分「${code}」には${count}点の資料があります。先にほかの区分に移してください。`,
  strandedService: {
    kiosk: (count: number) => `登録されている端末が${count}台あります。先に「館内端末」で登録を取り消してください。`,
    requests: (count: number) =>
      `まだ終わっていないリクエストが${count}件あります。先に「リクエスト」で、お返事をしてください。`,
  },
  count: (word: string, count: number) => `${word}${count}件`,
  otherRows: 'ほかの記録',
}

const forms: Record<string, string> = {
  hours: '「09:30-19:00」のように入力してください',
  hoursOrder: 'おわりの時刻を、はじまりより後にしてください',
  day: '「2026-12-01」のように入力してください',
  monthDay: '「12-29」のように入力してください',
  monthly: '「第3木曜」「最終金曜」「月末」「毎月15日」のように入力してください',
  monthlyVisit: '「第2・第4火曜」のように入力してください',
  closing: '「最終金曜 館内整理日」か「12-28〜01-04 年末年始」のように入力してください',
  visit: '「2週ごと 2026-12-01から 10:00-10:40」のように入力してください',
  code: '英小文字・数字・ハイフンで、英小文字からはじめてください',
  weekday: '曜日の名前ではありません',
  readable: '読み取れない文字があります',
  email: 'メールアドレスを入力してください',
  url: '「https://」からはじまるアドレスを入力してください',
  regex: '使えない形です。例を見て入力してください',
}

const sizes = { number: '', text: '文字', list: '個' }

/** What would be right at a place of the description. */
export function wantsWords(wants: Wants): string {
  switch (wants.is) {
    case 'present':
      return '入力してください'
    case 'known':
      return `「${wants.names.join('」「')}」という設定はありません`
    case 'type':
      return wants.type === 'number' || wants.type === 'int' ? '数字で入力してください' : '使えない値です'
    case 'oneOf':
      return `${wants.options.join('、')} のどれかにしてください`
    case 'atLeast':
      return wants.of === 'text' && wants.min === 1
        ? '入力してください'
        : `${wants.min}${sizes[wants.of]}以上にしてください`
    case 'atMost':
      return `${wants.max}${sizes[wants.of]}以下にしてください`
    case 'form':
      return forms[wants.form] ?? '使えない値です'
    case 'another':
      return '同じものがもうあります'
    case 'oneCentral':
      return '中央図書館を1つだけにしてください'
    case 'containing':
      return `「${wants.codes.join('」「')}」は消せません`
    case 'widerRow':
      return `この値は、${wants.names.map(name => settings.fields[name]).join('と')}のほかを指定した行には入れられません`
    case 'somethingSaid':
      return '何もきめていない行です'
    case 'contrast':
      return `白い紙の上で読みにくい色です（コントラスト比${wants.has}。${wants.needs}以上にしてください）`
    case 'later':
      return 'はじまりより後の時刻にしてください'
    default:
      return wants satisfies never
  }
}
