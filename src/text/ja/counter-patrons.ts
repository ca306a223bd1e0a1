import type { CheckOutRefusal } from '#circulation/check-out.ts'
import type { RenewRefusal } from '#circulation/renew.ts'
import type { Block } from '#patrons/rules/block.ts'
import { dates } from './dates.ts'

/** Words of the staff pages about patrons and their loans. */
export const counterPatrons = {
  block: (block: Block): string => {
    switch (block.why) {
      case 'cardStopped':
        return '利用を停止しています。'
      case 'cardExpired':
        return `カードの有効期限が${dates.longDay(block.on)}に切れています。`
      case 'overdue':
        return `返却日を${block.days}日過ぎた資料があります。`
      default:
        return block satisfies never
    }
  },

  checkOut: {
    cardFirst: 'まず利用者カードを読みとってください。',
    start: '貸出をはじめる',
    unknownCard: 'このカード番号は登録がありません。',
    retiredCard: 'このカードは使えません（再発行ずみ）。新しいカードを読みとってください。',
    patron: '利用者',
    loansOut: (count: number) => `貸出中 ${count}点`,
    ready: '用意ができている予約',
    readyLine: (where: string, until: string) => `${where}で${until}まで`,
    readyHere: 'ここの予約棚にあります',
    lend: '貸出',
    next: 'つぎの利用者',
    receipt: '貸出票を印刷',
    stop: 'ステーション',
    override: '理由を書いて貸し出す',
    overrideOf: (barcode: string) => `${barcode} を、きまりによらず貸し出します。理由は記録に残ります。`,
    reason: '理由',
    refusal: (refusal: CheckOutRefusal): string => {
      switch (refusal.why) {
        case 'unknownPatron':
          return '利用者が見つかりません。'
        case 'unknownItem':
          return 'この資料コードは登録がありません。'
        case 'notForLoan':
          return '禁帯出の資料です。'
        case 'withdrawn':
          return '除籍した資料です。'
        case 'inRepair':
          return '修理中の資料です。'
        case 'onLoan':
          return refusal.toThisPatron
            ? 'もうこの方に貸し出しています。つづけて借りるときは「延長」へ。'
            : 'ほかの方に貸出中のままです。先に「返却」で読みとってください。'
        case 'heldForAnother':
          return 'ほかの方の予約のために取り置いた資料です。「返却」で読みとると、行き先が出ます。'
        case 'tooManyLoans':
          return `この館で借りられるのは${refusal.max}点までです。いま${refusal.open}点を貸出中です。`
        case 'cardStopped':
        case 'cardExpired':
        case 'overdue':
          return counterPatrons.block(refusal)
        default:
          return refusal satisfies never
      }
    },
  },

  receipt: {
    title: '貸出票',
    lines: 'きょう貸し出した資料',
    due: '返却日',
    none: 'きょうの貸出はありません。',
    thanks: 'どの館でも返せます。',
  },

  renew: {
    why: '貸出中の資料を読みとると、返却日を延長します。',
    notOnLoan: 'この資料は貸出中ではありません。',
    refusal: (refusal: RenewRefusal): string => {
      switch (refusal.why) {
        case 'notFound':
          return 'この貸出は、もう終わっています。'
        case 'othersWait':
          return 'つぎに待っている方がいるため、延長できません。'
        case 'noRenewalsLeft':
          return `延長は${refusal.max}回までです。`
        case 'alreadyOverdue':
          return '返却日を過ぎているため、延長できません。'
        case 'tooEarly':
          return 'いま延長しても返却日が変わりません。'
        case 'cardStopped':
        case 'cardExpired':
        case 'overdue':
          return counterPatrons.block(refusal)
        default:
          return refusal satisfies never
      }
    },
  },

  find: {
    title: '利用者をさがす',
    label: 'カード番号・名前・よみ',
    hint: 'カードを読みとるか、名前の一部、よみのはじめを入力してください。',
    button: 'さがす',
    results: (count: number, more: boolean) => (more ? `${count}人より多く見つかりました` : `${count}人見つかりました`),
    more: 'よみをもう少し入力して、しぼりこんでください。',
    none: '見つかりません。読みかたや番号を確かめてください。',
    register: '新しく登録する',
    name: '名前',
    reading: 'よみ',
    cardNumber: 'カード番号',
    birthDate: '生年月日',
    stopped: '停止中',
    noCard: 'カードなし',
  },

  patron: {
    checkOut: '貸出',
    order: '予約する',
    change: '登録内容を変える',
    contact: '連絡先',
    card: 'カード',
    cardNumber: '利用者カード番号',
    expiresOn: '有効期限',
    category: '区分',
    categories: { general: '一般', child: '児童', group: '団体' },
    birthDate: '生年月日',
    phone: '電話番号',
    mail: 'メールアドレス',
    mailAppliedFor: (address: string) => `${address}（翌日の午前中に登録）`,
    address: '住所',
    postalCode: '郵便番号',
    homeBranch: '登録した館',
    password: 'パスワード',
    passwordOwn: '本パスワード（職員には見えません）',
    passwordTemporary: (until: string) => `仮パスワード＝生年月日（${until}まで）`,
    passwordRunOut: '仮パスワードの期限か回数が切れています。初期化が必要です。',
    passwordNone: 'まだありません。初期化が必要です。',
    signInStopped: 'まちがいが続いたため、ログインを停止しています。',
    unlock: 'ログイン停止を解除する',
    reset: 'パスワード初期化',
    none: 'なし',
    holds: '予約',
    holdsNone: '予約はありません。',
    loans: '貸出中の資料',
    loansNone: '貸出中の資料はありません。',
    dueOn: '返却日',
    overdue: (days: number) => `${days}日延滞`,
    renew: '延長',
    renewOf: (title: string) => `${title} の延長`,
    blocked: 'いまは貸出と予約ができません',
    stop: '利用停止',
    stopWhy: '停止すると、貸出と予約ができなくなります。理由は利用者に伝えるときに使います。',
    stopReason: '停止の理由',
    stopButton: '停止する',
    unstopButton: '停止を解除する',
    extend: '有効期限を更新する',
    reissue: 'カード再発行',
    reissueWhy: '新しいカードを読みとると、いまのカードは使えなくなります。',
    newCardNumber: '新しいカード番号',
    reissueButton: '再発行する',
    retireButton: '紛失：いまのカードを止める',
    manage: 'カードと利用の手続き',
    done: {
      registered: '登録しました。仮パスワードは生年月日の西暦8桁です。',
      changed: '登録内容を変えました。',
      card: 'カードを再発行しました。いままでのカードは使えません。',
      retired: 'カードを止めました。',
      extended: '有効期限を更新しました。',
      stopped: '利用を停止しました。',
      unstopped: '停止を解除しました。',
      unlocked: 'ログイン停止を解除しました。',
      reset: 'パスワードを初期化しました。生年月日の西暦8桁が、また仮パスワードです。',
      renewed: '延長しました。',
      placed: '予約しました。',
      series: 'シリーズ予約にしました。',
      cancelled: '予約を取り消しました。',
    } as Record<string, string>,
  },

  resetPage: {
    title: 'パスワード初期化',
    question: (name: string) => `${name} さんのパスワードを初期化しますか。`,
    why: [
      'ご本人か、カードや生年月日などで確かめてください。',
      '初期化すると、生年月日の西暦8桁（例：19700101）が、また仮パスワードになります。',
      'いままでのパスワードは使えなくなり、ログイン中の機器からはログアウトします。',
      'パスワードそのものは、職員には見えず、入力することもありません。',
    ],
    reason: '初期化の理由',
    reasonHint: '例：忘れたと電話があった。記録に残ります。',
    button: 'パスワード初期化',
    back: 'もどる',
  },

  form: {
    registerTitle: '利用者登録',
    changeTitle: '登録内容の変更',
    cardNumber: '利用者カード番号',
    cardHint: '新しいカードを読みとってください。',
    name: '名前',
    nameReading: 'よみ（カタカナ）',
    birthDate: '生年月日',
    birthDateHint: '西暦8桁（例：19700101）',
    phone: '電話番号',
    mail: 'メールアドレス',
    mailHint: 'ご本人が紙で届けたときだけ入力してください。',
    postalCode: '郵便番号',
    address: '住所',
    category: '区分',
    homeBranch: '登録した館',
    noBranch: '（なし）',
    register: '登録する',
    change: '変更する',
    temporary: '登録すると、生年月日の西暦8桁が仮パスワードになります。',
    errors: {
      notACardNumber: 'カード番号として読めません。',
      cardTaken: 'この番号は、ほかの方のカードです（使わなくなった番号も、二度と使えません）。',
      nameMissing: '名前とよみを入力してください。',
      impossibleBirthDate: '生年月日を確かめてください。',
      impossiblePhone: '電話番号は、9から11けたの数字で入力してください。',
      impossibleMail: 'メールアドレスを確かめてください。',
    } as Record<string, string>,
  },
}
