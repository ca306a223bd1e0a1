import type { Overlay, Text } from '../text.ts'

/** The state of a reservation is said in easy words throughout. */
type WholeOfHolds = Pick<
  Text['holds'],
  | 'legend'
  | 'appliedLine'
  | 'intakeNow'
  | 'waitingLine'
  | 'waitingBlocked'
  | 'readyLine'
  | 'cancelAppliedLine'
  | 'fulfilledLine'
  | 'cancelledLine'
  | 'cancelledByStaffLine'
  | 'expiredLine'
  | 'refusedLine'
  | 'refusedUnknown'
  | 'refusedBecause'
>

export const holds: Overlay<Text['holds']> & WholeOfHolds = {
  appliedLine: (when, from, until) => `図書館は、${when}の${from}から${until}に受けます。`,
  intakeNow: '図書館が、いま受けています。',
  waitingBlocked: '順番は変わりません。でも、いまは準備できません。図書館に聞いてください。',
  cancelAppliedLine: (when, from, until) => `${when}の${from}から${until}に、予約をやめます。`,
  fulfilledLine: day => `${day}に借りました。`,
  cancelledLine: day => `${day}にやめました。`,
  cancelledByStaffLine: day => `${day}に、図書館がやめました。`,
  refusedLine: reason => `予約できませんでした。${reason}`,
  refusedUnknown: '図書館に聞いてください。',
  refusedBecause: {
    unknownBib: 'この本は、もう図書館の本の一覧にありません。',
    notHeld: 'この本は、図書館にありません。',
    notForLoan: '図書館の中で読む本です。',
    alreadyOnHold: 'もう予約しています。',
    alreadyOnLoan: 'もう借りています。',
    borrowedMeanwhile: '予約のあとで、あなたが借りました。',
    tooMany: '予約が多すぎます。',
    tooManyAudiovisual: 'CDやDVDの予約が多すぎます。',
    tooManyOfCategory: '同じ種類の予約が多すぎます。',
    mayNotHold: 'あなたのカードでは予約できません。',
    cardExpired: 'カードの日が終わっています。図書館に来てください。新しくします。',
    cardStopped: 'カードが使えません。図書館に聞いてください。',
    overdue: '返す日を過ぎた本があります。返すと、また予約できます。',
    pickupUnknown: 'その図書館では受け取れません。ほかの図書館で予約してください。',
    pickupClosed: 'その図書館では、もう受け取れません。ほかの図書館で予約してください。',
    contactNotRegistered: '電話番号かメールアドレスがありません。図書館に聞いてください。',
  },
  contact: { self: '自主確認（自分で見る）' },
  waitingLine: (place, about) =>
    about ? `あなたは${place}番目です。待つ時間は${about}です。` : `あなたは${place}番目です。`,
  suspendedLine: until => `${until}まで休みます。順番は変わりません。`,
  preparingSeries: position => `シリーズ予約の${position}冊目です。前の本のあとで、準備します。`,
  preparingSet: '全部の本がそろってから、いっしょに渡します。',
  inTransitLine: from => `${from}から、あなたが受け取る図書館に運んでいます。`,
  inTransitFromUnknown: 'ほかの図書館から、あなたが受け取る図書館に運んでいます。',
  readyLine: (where, until) => `${where}にあります。${until}までに取りに来てください。`,
  expiredLine: day => `取りに来なかったので、${day}にやめました。`,
  stuck: {
    placeEnded: 'この図書館では、もう受け取れません。ほかの図書館を選んでください。順番は変わりません。',
  },
  chooseAnotherPlace: 'ほかの図書館を選ぶ',
  list: {
    cancelByPhone: 'やめるときは電話か図書館で',
    emptyBody: '読みたい本をさがして「予約かごへ」を押してください。だれかが借りている本も予約できます。',
  },
  legend: {
    applied: '図書館は、まだ受け付けていません。急ぐときは、電話するか、図書館に来てください。',
    waiting: 'ほかの人が借りています。本が準備できたら「貸出可能」になります。',
    preparing: 'シリーズ予約の2番目からあとの本です。',
    inTransit: 'ほかの図書館にありました。いま、運んでいます。',
    ready: '準備ができました。書いてある日までに取りに来てください。その日を過ぎると、予約はなくなります。',
    cancelApplied: '図書館は、まだ取消を受け付けていません。受け付けると、予約はなくなります。',
  },
  cancel: {
    question: 'この予約をやめますか。',
    consequence: 'やめると、順番がなくなります。',
    ready: 'この本は準備ができています。ここではやめることができません。',
    readyNext: phone =>
      phone ? `電話してください（中央図書館 ${phone}）。図書館でも言えます。` : '電話するか、図書館で言ってください。',
  },
  refusal: {
    numbersUnreadable: '順番の 数字が 読めません。',
    numbersUnreadableNext: max => `1から${max}までの 数字を 書いて、「この番号の順にする」を 押してください。`,
    intakeWindow: 'いまは予約できません。',
    intakeWindowNext: (from, until) =>
      `${from}から${until}までは予約できません。${until}のあとで、もう一度押してください。予約かごの本は、なくなりません。`,
    nothingTicked: '本を選んでいません。',
    nothingTickedNext: '予約かごで、予約したい本にしるしをつけてください。',
    tooManyNext: '選ぶ本を少なくしてください。または、予約をやめてください。',
    tooManyAtOnceNext: '選ぶ本を少なくしてください。',
    overdueNext: '本を返すと、また予約できます。',
  },
}
