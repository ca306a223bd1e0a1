import type { Overlay, Text } from '../text.ts'

export const calendars: Overlay<Text['calendars']> = {
  madeOn: day => `${day}に 作りました。`,
  subscribeWhy: 'カレンダーが 開かないときは、アドレスを コピーして、カレンダーの「URLで追加」などに 入れてください。',
  renewWhy: '前の アドレスでは、見ることが できなくなります。カレンダーに、新しい アドレスを 入れてください。',
  endWhy: 'カレンダーの 日付が 消えるまで、時間が かかることが あります。',
  atHome:
    'カレンダーの アドレスは、自分の パソコンか スマートフォンで 作ってください。図書館の 機械では 見ることが できません。',
  placeHint: '休みの日や バスの 図書館の 日が 変わると、カレンダーも あとで 変わります。',
  due: (count: number) => `本を 返す日 ${count}点`,
  ready: (count: number, place: string) => `予約の 本を とりに いく さいごの日 ${count}点：${place}`,
  why: 'あなたの カレンダーに、本を 返す日と、予約の 本を とりに いく さいごの日が 入ります。',
  secretWhy: 'この アドレスを 知っている 人は、日付を 見ることが できます。ほかの人に 教えないで ください。',
  contains: '名前や カードの 番号は 入りません。',
  titlesOff: '本の 名前は 入れて いません。',
  titlesOn: '本の 名前も 入れて います。カレンダーを いっしょに 使う 人にも 見えます。',
}
