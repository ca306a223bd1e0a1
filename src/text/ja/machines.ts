import type { Names } from '#policy.ts'
/** What a self-check machine or a return sorter shows (AF) or prints (AG). A line has no more than 255 characters. */
export const machines = {
  welcome: (library: string) => `${library}へようこそ。`,
  signIn: {
    refused: 'カード番号かパスワードが違います。お困りのときは、窓口におたずねください。',
    passwordNeeded: 'パスワードを入力してください。',
    temporary: '仮パスワードは、ここでは使えません。ホームページか館内の端末で、パスワードを変更してください。',
    merged: 'このカードは、いまは使われていません。新しいカードをお使いください。',
    later: '少し待ってから、もう一度お試しください。',
  },
  /** Why is not said where others can read it. */
  blocked: 'このカードでは、いま貸出・延長・予約ができません。窓口におたずねください。',
  checkOut: {
    done: (day: string) => `${day}までにお返しください。`,
    unknownItem: 'この資料は登録が見つかりません。窓口にお持ちください。',
    notForLoan: 'この資料は、館内でお読みください。',
    newestStays: '雑誌の最新号です。つぎの号が入るまで、館内でお読みください。',
    withdrawn: 'この資料は貸出できません。窓口にお持ちください。',
    onLoan: 'この資料は、ほかの方の貸出になっています。窓口にお持ちください。',
    onLoanToYou: 'この資料は、もう借りています。',
    heldForAnother: 'この資料には予約が入っています。窓口にお持ちください。',
    tooManyLoans: (max: number) => `この館で借りられるのは${max}点までです。`,
  },
  renew: {
    notFound: 'この資料の貸出が見つかりません。',
    othersWait: 'ほかの方の予約が入っているため、延長できません。',
    noRenewalsLeft: (max: number) => `延長は${max}回までです。`,
    alreadyOverdue: '返却日を過ぎているため、延長できません。',
    tooEarly: 'まだ延長できません。返却日が近くなってからお試しください。',
    all: (renewed: number, unrenewed: number) =>
      unrenewed === 0 ? `${renewed}点を延長しました。` : `${renewed}点を延長しました。${unrenewed}点は延長できません。`,
  },
  checkIn: {
    holdShelf: '予約の資料です。',
    holdShelfFor: (cardLast4: string) => `予約の資料です（カードの下4けた ${cardLast4}）。`,
    send: (branch: string) => `回送します：${branch}`,
    unknownItem: 'この資料は登録が見つかりません。窓口にお持ちください。',
    stop: 'この資料は窓口にお持ちください。',
  },
  hold: {
    done: (place: string, contact: string) =>
      `予約を申し込みました。受取館は${place}、連絡方法は${contact}です。翌朝に受け付けます。`,
    contacts: { phone: '電話', mail: 'メール', self: '自主確認' },
    cancelled: '予約の取消を申し込みました。',
    changed: '受取館を変えました。',
    notFound: '予約が見つかりません。',
    ready: '用意ができている予約は、窓口で取り消してください。',
    intakeWindow: (from: string, until: string) => `${from}から${until}は予約できません。`,
    unknownItem: 'この資料は登録が見つかりません。',
    notHeld: 'この資料は図書館にないため、予約できません。',
    notForLoan: '館内で読む資料のため、予約できません。',
    mayNotHold: 'お使いのカードの区分では、予約できない資料です。',
    tooManyOfCategory: (category: Names, max: number) => `${category.ja}の予約は${max}点までです。`,
    alreadyOnHold: 'もう予約しています。',
    alreadyOnLoan: 'いま借りています。',
    tooMany: (max: number) => `予約できるのは${max}点までです。`,
    tooManyAudiovisual: (max: number) => `視聴覚資料の予約は${max}点までです。`,
    pickup: 'この館では受け取れません。',
    contact: '連絡先の登録がありません。',
  },
  report: {
    known: '記録ずみです。',
    leftToPeople: '記録しました。職員が確かめます。',
    kept: 'カードをお預かりしました。窓口におたずねください。',
  },
  notHere: 'この機械ではできません。窓口におたずねください。',
  day: (month: number, day: number) => `${month}月${day}日`,
}
