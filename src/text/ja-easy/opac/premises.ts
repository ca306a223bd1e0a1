import type { Overlay, Text } from '../../text.ts'

export const premises: Overlay<Text['premises']> = {
  title: '行き方と、ここに ある もの',
  standsAt: 'バスの 図書館が 止まる 場所',
  mapOf: name => `${name}の 場所を 地図で 見る（ほかの ページが 開きます）`,
  facilities: 'ここに ある もの',
  names: {
    stepFree: '入口に 高い ところが ありません（車いすで 入ることが できます）',
    accessibleToilet: '車いすで 使える トイレ',
    ostomate: 'オストメイトの トイレ',
    nursingRoom: '赤ちゃんに ミルクを あげる 部屋',
    babyChanging: '赤ちゃんの おむつを かえる 台',
    wheelchair: '車いすを 借りることが できます',
    parking: '車を 止める 場所',
    accessibleParking: '車いすの 人の 車を 止める 場所',
    tactilePaving: '目の 見えない 人の ための 点字ブロック',
    readingAloud: '本を 声で 読んで もらうことが できます',
    magnifier: '字を 大きく して 読む 機械',
    writtenTalk: '字を 書いて 話すことが できます',
    hearingLoop: '補聴器の 人の ための 磁気ループ',
  },
  stops: 'バスの 図書館の 場所と 日',
  stop: 'バスの 図書館が 止まる 所',
  days: '来る 日',
  noDays: 'この 月は 来ません。',
  link: '地図・ある もの',
  linkOf: name => `${name}の 行き方と、ある もの`,
}
