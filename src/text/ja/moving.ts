import type { Figure } from '#exchange/rules/figures.ts'
import type { FormName } from '#exchange/rules/forms.ts'
import type { Want } from '#exchange/rules/want.ts'

const fileOf = { families: '世帯', patrons: '利用者', items: '資料', bibs: '書誌' }
const list = (names: readonly string[]) => names.join('、')

/** 引っ越し: what is said of a row that cannot be used, and the report of a moving. */
export const moving = {
  /** What would be right, or what was done instead. */
  want: (want: Want): string => {
    switch (want.is) {
      case 'filled':
        return '必ず入れてください。'
      case 'day':
        return '日付として読めません。2026-04-01、S55.3.12、昭和55年3月12日のように書きます。'
      case 'instant':
        return '日時として読めません。2026-04-01 または 2026-04-01T10:00:00 のように書きます。'
      case 'count':
        return '数字で書きます。'
      case 'flag':
        return 'yes か no（1 か 0）で書きます。'
      case 'card':
        return '利用者カード番号は、20けたまでの数字と英字です。'
      case 'branch':
        return '設定にある館の名前かコードを書きます。'
      case 'json':
        return 'JSON として読めません。'
      case 'oneOf':
        return `次のどれかです：${list(want.values)}`
      case 'once':
        return `同じ番号が${want.firstLine}行目にあります。一つの番号は一度だけ書きます。`
      case 'takenIn':
        return `この番号の${fileOf[want.of]}がないか、取り込めませんでした。`
      case 'file':
        return 'このファイルがありません。'
      case 'closedQuote':
        return '引用符（"）が閉じていません。'
      case 'used':
        return 'この列は使われません。使わないのなら、move-in.yaml の unused に書きます。'
      case 'fileUsed':
        return 'このファイルは読み込まれません。ファイルの名前が正しいか、お確かめください。'
      case 'code':
        return 'move-in.yaml のコード表にない値です。'
      case 'readable':
        return `読めない文字があります（${want.encoding}）。`
      case 'ownCharacter':
        return `外字 ${want.code} です。move-in.yaml の gaiji に、あたる文字を書きます。`
      case 'cells':
        return `見出しには${want.wanted}列ありますが、この行は${want.found}列です。`
      case 'bytes':
        return `${want.wanted}バイト必要ですが、この行は${want.found}バイトです。`
      case 'columnOfFile':
        return `このファイルの列ではありません。列：${list(want.names)}`
      case 'columnOfForm':
        return `取り込める項目ではありません。項目：${list(want.names)}`
      case 'stateHas':
        return `状態が ${want.state} のときは、必ず入れてください。`
      case 'stateHasNot':
        return `状態が ${want.state} のときは、空にします。`
      case 'neededBy':
        return `${want.column} を書くときは、ここも必ず入れてください。`
      case 'freeItem':
        return 'この資料は、ほかの貸出・予約・回送に使われています。'
      case 'ofItsRecord':
        return 'この資料は、この行の書誌（record）のものではありません。'
      case 'ofOnePatron':
        return '一つの番号の申込やリストは、一人の利用者のものです。'
      case 'oneCardInUse':
        return '使えるカードは一人に一枚です。古いカードには、やめた日（retired_on）を入れます。'
      case 'oneOpenHold':
        return 'この利用者は、同じ本をもう予約しています。'
      case 'oneOpenLoan':
        return 'この資料は、もう貸し出されています。'
      case 'oneSearch':
        return 'この利用者は、同じ検索をもう保存しています。'
      case 'oneWish':
        return 'この本は、もうこのリストにあります。'
      case 'isbn':
        return 'ISBN は、978か979から始まる13けたの数字です。'
      case 'shorter':
        return `${want.max}文字までです。`
      case 'checkDigit':
        return `チェックデジット（${want.by}）が合いません。番号のまちがいか、読みまちがいです。`
      case 'stopOfBranch':
        return '設定にあるステーションのコードを書きます。館と合っていることも確かめてください。'
      case 'knownCategory':
        return '設定にある区分を書きます。'
      case 'earlierPassword':
        return '4けたの数字、8文字以上、または {sha256:before:SALT}HEX の形で書きます。'
      case 'ourSecrets':
        return 'このフォルダーを書き出した Kago の secrets.json を、先に DATA_DIR に置いてください。'
      case 'record':
        return want.reason
      case 'database':
        return `データベースが受け付けませんでした（${want.says}）。`
      case 'madeMissing':
        return `「${want.was}」とありますが、その貸出や回送がありません。「不明」として取り込みました。`
      case 'leftEmpty':
        return want.of === 'phone'
          ? '電話番号として読めません。空にして取り込みました。'
          : 'メールアドレスとして読めません。空にして取り込みました。'
      case 'birthDate':
        return '生年月日としてありえない日です。きょうより前、130年以内の日を書きます。'
      case 'goneSinceBase':
        return 'リハーサルで残した書誌ですが、いまのファイルにはありません。取り除きました。'
      case 'staysSinceBase':
        return 'リハーサルで残した書誌で、いまのファイルにはありませんが、資料か予約があるため残しました。'
      case 'onItsWay':
        return `予約は回送中ですが、回送の行がありません。${want.from}から送られたものとして取り込みました。`
      default:
        return want satisfies never
    }
  },
  table: {
    items: '資料',
    families: '世帯',
    patrons: '利用者',
    cards: '利用者カード',
    hidden: '非公開の資料',
    notes: '申し送り',
    passwords: 'パスワード',
    loans: '貸出',
    holds: '予約',
    transits: '回送',
    'saved-searches': '保存した検索',
    wishes: '読みたい本',
    requests: 'リクエスト',
  } satisfies Record<FormName, string>,
  figure: {
    patrons: '利用者（区分ごと）',
    items: '資料（所蔵館ごと）',
    cards: '利用者カード',
    loans: '貸出中（館と、返却期限の週ごと。週は月曜日の日付）',
    holds: '予約（受取館と状態ごと）',
    requests: 'リクエスト（状態ごと）',
    queue: '予約の多い書誌（順番も同じか）',
  } satisfies Record<Figure | 'queue', string>,
  report: {
    title: '引っ越しの報告',
    rehearsal: 'これはリハーサルです。何も残していません。',
    takenIn: 'すべて取り込みました。',
    refused:
      '使えない行があるため、利用者・貸出・予約は取り込みませんでした。直すか、--leave-out を付けてやり直してください。',
    agrees: '元のファイルと Kago の件数は、説明のつかない違いがなく合っています。',
    differs: (count: number) => `説明のつかない違いが${count}件あります。開館の前に調べてください。`,
    tables: '読んだ行と、使えなかった行',
    file: 'ファイル',
    read: '読んだ行',
    leftOut: '使えなかった行',
    reconciliation: '件数の照合',
    key: '内訳',
    inFiles: '元のファイル',
    inKago: 'Kago',
    unexplained: '説明のつかない違い',
    lines: '使えなかった行の番号',
    problems: '一行ずつの理由',
    line: '行',
    column: '列',
    value: '値',
    why: '正しい形、または行ったこと',
    none: 'ありません。',
    more: (count: number, file: string) => `ほかに${count}件あります。すべては ${file} にあります。`,
  },
}
