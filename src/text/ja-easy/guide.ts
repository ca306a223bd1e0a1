import type { ja } from '../ja.ts'
import type { Overlay } from '../text.ts'

export const guide: Overlay<(typeof ja)['guide']> = {
  title: '図書館の 使い方',
  lead: 'インターネットで 図書館を 使う 方法です。',
  which: {
    title: '予約できる もの',
    paragraphs: [
      '市の 図書館に ある 本を 予約できます。図書館に ない 本は 予約できません。',
      '図書館の 中で 読む 本は 予約できません。',
    ],
  },
  window: {
    title: '予約できない 時間',
    paragraphs: (from, until) => [
      `${from}から${until}は 予約できません。さがすことは できます。`,
      'インターネットの 予約は、毎日 この 時間に 図書館が 受けます。',
      '急ぐ 人は、図書館が あいている 時間に 電話するか、来てください。',
    ],
  },
  shelf: {
    title: '本を とっておく 日',
    paragraphs: days => [
      `本の 用意が できたら、知らせます。その 日から ${days}日、とっておきます。そのあと 予約は なくなります。`,
      '予約を やめる 人は、「予約取消」を 押してください。「貸出可能」の 本は、図書館に 電話するか 来てください。',
    ],
  },
}
