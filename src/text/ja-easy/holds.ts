import type { Overlay, Text } from '../text.ts'

export const holds: Overlay<Text['holds']> = {
  contact: { self: '自主確認（自分で見る）' },
  waitingLine: (place, about) =>
    about ? `あなたは${place}番目です。待つ時間は${about}くらいです。` : `あなたは${place}番目です。`,
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
    intakeWindow: 'いまは予約できません。',
    intakeWindowNext: (from, until) =>
      `${from}から${until}までは予約できません。${until}のあとで、もう一度押してください。予約かごの本は、なくなりません。`,
    nothingTicked: '本を選んでいません。',
    nothingTickedNext: '予約かごで、予約したい本にしるしをつけてください。',
    tooManyNext: '選ぶ本を少なくしてください。または、予約をやめてください。',
    overdueNext: '本を返すと、また予約できます。',
  },
}
