import type { NotThisCopy, OrderRefusal } from '#holds/rules/order.ts'
import type { BibId } from '#ids.ts'
import { counterPatrons } from './patrons.ts'

const notThisCopy: Record<NotThisCopy, string> = {
  otherCopy: 'ほかの資料のものです',
  notForLoan: '禁帯出',
  mayNotHold: 'この方の区分では予約できません（規則の表）',
  withdrawn: '除籍',
  missing: '不明',
  inRepair: '修理中',
  notHereYet: '発注中・整理中',
  leftBehind: '閉館した館にあります',
  hidden: '非公開',
}

const showAgain = '非公開の資料は、「非公開の資料」の画面で公開にもどすと予約できます。'

/** Words of the staff pages about holds and what stands on the hold shelf. */
export const counterHolds = {
  title: '資料',
  place: '順番',
  status: '状態',
  pickup: '予約受取館',
  pickupChoose: '受取館を選んでください',
  contact: '連絡方法',
  kind: '予約のしかた',
  open: 'ひらく',
  openOf: (title: string, id: number) => `${title} の予約（${id}）をひらく`,
  nth: (place: number) => `${place}番目`,
  until: (day: string) => `${day}まで`,
  /** Not told yet: what is told may be later, never earlier. */
  untilAtLeast: (day: string) => `少なくとも${day}まで`,
  visits: (visits: readonly string[]) => `巡回 ${visits.join('・')}`,
  formerCard: (last4: string) => `（前のカード ${last4}）`,
  position: (position: number, of: number) => `${position}/${of}`,
  cardLast4: (last4: string) => `カード下4けた ${last4}`,

  find: {
    title: '予約：資料をさがす',
    label: '資料コード・書名・著者・ISBN',
    button: 'さがす',
    none: '見つかりません。',
    waiting: (count: number) => (count === 0 ? '予約なし' : `予約${count}件`),
    queue: '予約の順番を見る',
    queueOf: (title: string) => `${title} の予約の順番を見る`,
    choose: 'えらぶ',
    chooseOf: (title: string) => `${title} をえらぶ`,
    found: (count: number) => `${count}件`,
  },

  bib: {
    queue: '予約の順番',
    count: (count: number) => `予約は全部で${count}件です。`,
    none: '予約はありません。',
    copies: '所蔵',
    forPatron: 'この資料を予約する',
    forPatronButton: 'この方の予約へ',
    unknownCard: 'このカード番号は登録がありません。',
  },

  order: {
    title: '予約する',
    chosen: '予約する資料',
    chosenNone: '資料を読みとるか、さがして「えらぶ」を押してください。',
    drop: 'はずす',
    dropOf: (title: string) => `${title} をはずす`,
    kind: '予約のしかた',
    kinds: {
      ordinary: '通常予約：用意できた本から順に',
      series: 'シリーズ予約：この順に1冊ずつ',
      set: '揃い予約：揃ってから貸出',
    },
    only: 'この1冊だけ（資料コード）',
    onlyHint: '寄贈の初版など、その1冊でなければならないときだけ。1点の予約で使います。',
    onlyUnknown: 'この資料コードは、えらんだ資料のものではありません。',
    place: '予約する',
    noPlaces: '受け取れる館がないため、予約できません。',
    override: 'きまりによらず予約する理由',
    overrideHint: '点数の上限や利用停止をこえるときだけ書きます。記録に残ります。',
    refusedTitle: 'このままでは予約できません',
  },

  hold: {
    title: '予約の内容',
    patron: '利用者',
    appliedOn: '申込日',
    queue: 'この資料の予約の順番',
    slip: '予約票を印刷',
    transitSlip: '回送票を印刷',
    cancel: '予約を取り消す',
    cancelWhy:
      '用意ができている予約も、ここで取り消せます。確保した資料は、つぎの方へ回ります。選んだ理由は利用者に伝わります。',
    reason: '理由',
    cancelReasons: {
      byPhone: '利用者からの電話',
      atCounter: '利用者が窓口で',
      copyGone: '資料の不明・汚破損',
      placeEnds: '受取館の都合',
      other: 'そのほか（利用者には伝えません）',
    },
    cancelButton: '予約取消',
    move: '順番を変える',
    moveBefore: 'どこへ',
    moveLast: 'いちばん後ろへ',
    numbered: (place: number) => `${place}番`,
    moveTo: (place: string, last4: string) => `${place}（カード下4けた ${last4}）の前へ`,
    moveButton: '順番を変える',
    change: '受取館・連絡方法を変える',
    changeButton: '変更する',
    toTitle: '別の資料の予約に変える',
    toTitleWhy:
      '別の版や巻、またはほかの1冊の予約にします。その資料の資料コードを読みとってください。申し込んだ順は変わりません。',
    toTitleOnly: 'この1冊だけ',
    toTitleButton: '別の資料に変える',
    ordinary: 'シリーズ・揃いからはずす',
    ordinaryWhy: '通常予約にします。順番は変わりません。',
    ordinaryButton: '通常予約に変える',
    story: '経過',
    byStaff: (login: string) => `職員 ${login}`,
    byMachine: (name: string) => `機械 ${name}`,
    by: { patron: '利用者', night: '夜間処理', system: 'システム' } as Record<string, string>,
    done: {
      cancelled: '予約を取り消しました。',
      moved: '順番を変えました。',
      changed: '受取館・連絡方法を変えました。',
      ordinary: '通常予約に変えました。',
      toTitle: '別の資料の予約に変えました。',
    } as Record<string, string>,
    refused: {
      notFound: '予約が見つかりません。',
      unknownItem: 'この資料コードは登録がありません。',
      isCard: 'これは利用者カードです。ここでは資料コードを読みとってください。',
      notHeld: 'その資料は、貸し出せるものがありません。',
      notForLoan: 'その資料は禁帯出です。',
      hidden: 'その資料は非公開です。公開にもどすと、その資料の予約に変えられます。',
      alreadyOnHold: 'この方は、その資料をもう予約しています。',
      alreadyOnLoan: 'この方は、その資料を借りています。',
      ended: 'この予約は、もう終わっています。',
      notWaiting: '確保待ちの予約だけ、順番を変えられます。',
      reasonMissing: '理由を入力してください。',
      ready: '用意ができています。',
      cancelApplied: '取消の申込みがあります。',
      pickupMissing: '受取館を選んでください。',
      pickupUnknown: 'その受取館は登録がありません。',
      pickupBookmobile: '移動図書館車は、ステーションを選んでください。',
      pickupClosed: 'その館では受け取れません。',
      contactNotRegistered: 'その連絡方法は登録されていません。',
    } as Record<string, string>,
  },

  pull: {
    title: '在架予約リスト',
    why: '棚にある資料です。持ってきて読みとると、予約棚か回送へ案内します。',
    count: (count: number) => `全部で${count}点です。`,
    none: '取りに行く資料はありません。',
    shelf: '場所',
    callNumber: '請求記号',
    for: '受取館',
    claim: '取りに行く',
    claimOf: (title: string) => `${title} を取りに行く`,
    claimed: (who: string) => `${who} が取りに行っています`,
    notFound: '棚にない',
    notFoundOf: (title: string) => `${title} は棚にない`,
    act: '操作',
    refused: { notFound: 'この行は、もうリストにありません。', claimed: 'ほかの職員が取りに行っています。' },
    mine: '自分が取りに行っています',
    onlyThis: 'この1冊だけの予約',
    scan: '見つけた資料を読みとる',
    found: 'あった',
    onHoldShelf: '予約棚',
    printed: (at: string, branch: string) => `${branch}　${at}現在`,
  },

  stuck: {
    title: '止まっている予約',
    why: 'このままでは用意できない予約です。利用者に連絡して、受取館を変える、別の資料に変える、または取り消してください。',
    none: '止まっている予約はありません。',
    reason: '理由',
    reasons: {
      placeEnded: '受取館がなくなった',
      copyGone: '指定の1冊がなくなった',
      noCopies: '貸し出せる資料がなくなった',
      partnerGone: '揃い予約のほかの資料がなくなった',
    },
    next: {
      placeEnded: '「受取館・連絡方法を変える」で、別の受取館にしてください。',
      copyGone: '「別の資料の予約に変える」で、ほかの1冊にするか、取り消してください。',
      noCopies: '「別の資料の予約に変える」で、ほかの版や巻にするか、取り消してください。',
      partnerGone: '「シリーズ・揃いからはずす」で、この資料だけ用意するか、取り消してください。',
    },
  },

  errands: {
    title: '予約棚で処理する資料',
    why: '予約棚にあって、手をかける必要のある資料です。おろして読みとると行き先が出て、この一覧から消えます。',
    none: '予約棚で処理する資料はありません。',
    send: (to: string) => `回送 → ${to}`,
    shelve: '棚へもどす',
    slip: '予約票を替える',
    what: 'すること',
    place: 'もどす場所',
    now: (where: string, what: string) => `この資料は、いま${where}の予約棚にあります。つぎにすること：${what}。`,
    toList: '予約棚で処理する資料の一覧へ',
  },

  transits: {
    title: '回送',
    incoming: '届く資料',
    outgoing: 'ここから送る資料',
    outgoingNone: 'ここから送る資料はありません。',
    outgoingWhy: '予約棚にあります。おろして読みとると、回送中になります。',
    nextVan: (day: string) => `次の便：${day}`,
    late: '送ったまま届いていない資料',
    lateWhy: (days: number) =>
      `送ってから${days}日を過ぎても、届け先で読みとられていません。届け先にたずね、見つからないときは「資料の状態」で不明にしてください。`,
    to: 'どこへ',
    why: '届いた資料を読みとってください。',
    arrived: '到着',
    none: '届く予定の資料はありません。',
    from: 'どこから',
    sentAt: '送った日時',
    forHold: '予約',
    home: '所蔵館へもどす',
  },

  shelf: {
    title: '予約棚',
    none: '予約棚に資料はありません。',
    expired: '取り置き期限切れ',
    expiredWhy: '今夜の処理で取り消されます。明日の朝「予約棚で処理する資料」に出ます。',
    told: '連絡済み',
    untold: 'まだ連絡していません',
    set: '揃い待ち',
    last4: 'カード下4けた',
    until: 'お取り置き',
  },

  calls: {
    title: '電話連絡リスト',
    why: 'ご本人以外が出たときは、資料の名前を伝えないでください。',
    none: '電話をかける相手はいません。',
    called: '連絡済み',
    calledOf: (name: string, what: string) => `${name} さんに${what}を連絡済み`,
    notReached: 'つながらない',
    notReachedOf: (name: string) => `${name} さんはつながらない`,
    times: (count: number) => `つながらなかった回数 ${count}`,
    mailFailed: 'メールが届きませんでした',
    since: (at: string) => `${at}から`,
    what: {
      ready: '用意できました',
      closed: '取り消しになりました',
      borrowable: '読みたい本が借りられます',
      shelfMoved: '取り置き期限が延びました',
      unavailable: 'お知らせした資料がご用意できなくなりました',
      overdue: '返却日を過ぎています',
      requestAnswered: 'リクエストのお返事',
      questionAnswered: '調べもの相談の回答',
    } as Record<string, string>,
    until: (day: string) => `${day}まで`,
    dueOn: (day: string) => `返却日 ${day}`,
    madeToday: 'きょう連絡済みにしたもの',
    takeBack: '連絡済みを取り消す',
    takeBackOf: (name: string) => `${name} さんの連絡済みを取り消す`,
    refused: {
      callTooOld: '連絡済みを取り消せるのは、その日のうちだけです。',
      unknownCall: 'この連絡は見つかりません。',
      callNotNeeded: 'この連絡は、もういりません。',
    },
  },

  letters: {
    title: '手紙で知らせる方',
    why: '電話番号もメールアドレスも登録されていない方です。はがきは家族の方なども読めるため、資料の名前を入れません。',
    none: '手紙で知らせる相手はいません。',
    noAddress: '住所の登録もありません。利用者のページで連絡先を確かめてください。',
    postcard: 'はがきを印刷',
    postcardTo: (name: string) => `${name} さんへのはがきを印刷`,
    sealed: '封書を印刷（資料名入り）',
    sealedTo: (name: string) => `${name} さんへの封書を印刷（資料名入り）`,
    written: '書きました',
    writtenTo: (name: string, what: string) => `${name} さんに${what}を書きました`,
    madeToday: 'きょう「書きました」にしたもの',
    takeBack: '「書きました」を取り消す',
    takeBackOf: (name: string) => `${name} さんの「書きました」を取り消す`,
    to: (name: string) => `${name} 様`,
    phone: (number: string) => `電話 ${number}`,
    refused: {
      callTooOld: '「書きました」を取り消せるのは、その日のうちだけです。',
      unknownCall: 'このお知らせは見つかりません。',
      callNotNeeded: 'このお知らせは、もういりません。手紙を出す前に、利用者のページを確かめてください。',
    },
  },

  loading: {
    title: '移動図書館車 積み込みリスト',
    day: '日',
    show: '表示する',
    none: 'この日の巡回はありません。',
    empty: '積む資料はありません。',
    stop: (name: string, time: string) => `${name}　${time}`,
  },

  refusal: (refusal: OrderRefusal | { why: 'notFound' }, titleOf: (bibId: BibId) => string): string => {
    switch (refusal.why) {
      case 'notFound':
        return '利用者が見つかりません。'
      case 'intakeWindow':
        return 'いまは夜間処理の時間です。'
      case 'nothingTicked':
        return '資料がえらばれていません。'
      case 'tooFewForSeries':
        return 'シリーズ予約と揃い予約は、2点以上のときに使えます。'
      case 'unknownBib':
        return '目録にない資料です。'
      case 'notHeld':
        return refusal.hiddenCopies
          ? `『${titleOf(refusal.bibId)}』の資料は、どれも非公開です。${showAgain}`
          : `『${titleOf(refusal.bibId)}』は、どの館にもありません。`
      case 'notForLoan':
        return refusal.hiddenCopies
          ? `『${titleOf(refusal.bibId)}』は、公開している資料が禁帯出だけです。${showAgain}`
          : `『${titleOf(refusal.bibId)}』は、禁帯出の資料しかありません。`
      case 'alreadyOnHold':
        return `『${titleOf(refusal.bibId)}』は、この方がもう予約しています。`
      case 'cancelApplied':
        return `『${titleOf(refusal.bibId)}』は、この方が取消を申し込んでいます。今夜までは、取消をやめて続けられます。`
      case 'copyCannotServe':
        return `『${titleOf(refusal.bibId)}』のその1冊は使えません（${notThisCopy[refusal.because]}）。`
      case 'alreadyOnLoan':
        return `『${titleOf(refusal.bibId)}』は、この方に貸出中です。`
      case 'tooMany':
        return `予約は${refusal.max}点までです。いま${refusal.open}点を予約しています。`
      case 'tooManyToday':
        return `予約は1日に${refusal.max}点までです。きょうは${refusal.today}点を予約しています。`
      case 'tooManyAudiovisual':
        return `CD・DVDなどの予約は${refusal.max}点までです。いま${refusal.open}点を予約しています。`
      case 'tooManyOfCategory':
        return `${refusal.category.ja}の予約は${refusal.max}点までです。いま${refusal.open}点を予約しています。`
      case 'hidden':
        return `『${titleOf(refusal.bibId)}』は非公開のため、新しい予約はできません。公開にもどすと予約できます。`
      case 'mayNotHold':
        return refusal.hiddenCopies
          ? `『${titleOf(refusal.bibId)}』は、公開している資料をこの方の区分では予約できません（規則の表）。${showAgain}`
          : `『${titleOf(refusal.bibId)}』は、この方の区分では予約できません（規則の表）。`
      case 'onShelf':
        return `『${titleOf(refusal.bibId)}』は書架にあります。書架にある資料のWebからの予約は、行っていません。`
      case 'notOffered':
        return refusal.service === 'seriesHolds'
          ? 'シリーズ予約は行っていません（設定）。'
          : '電話での連絡は行っていません（設定）。'
      case 'enoughUnknown':
        return '何点借りられればよいかが読み取れませんでした。'
      case 'pickupMissing':
        return '予約受取館を選んでください。'
      case 'pickupUnknown':
        return 'その受取館は登録がありません。'
      case 'pickupBookmobile':
        return '移動図書館車は、ステーションを選んでください。'
      case 'pickupClosed':
        return 'その館では受け取れません。'
      case 'contactNotRegistered':
        return 'その連絡方法は登録されていません。'
      case 'cardStopped':
      case 'cardExpired':
      case 'overdue':
        return counterPatrons.block(refusal)
      default:
        return refusal satisfies never
    }
  },
}
