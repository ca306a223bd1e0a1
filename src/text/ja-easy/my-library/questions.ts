import type { Overlay, Text } from '../../text.ts'

export const questions: Overlay<Text['questions']> = {
  title: '調べもの相談',
  door: '図書館の 人が 調べます',
  why: '知りたいことを 書いて 送ってください。図書館の 人が 本などで 調べて、このページで 答えます。',
  whyNotAlways: '病気や 法律の こと、宿題の 答えは、答えることが できません。調べかたを 教えます。',
  privacy: days =>
    `質問と 答えは、あなたと 調べる 人だけが 見ます。答えてから ${days}日で なくなります。自分で 消すことも できます。`,
  mail: 'メールアドレスを 登録した 人には、答えたことを メールで 知らせます。答えは メールに 書きません。',
  empty: '相談は ありません。',
  emptyBody: '町の ことや、ことばの ことなど、何でも 聞いてください。',
  sent: '相談が 届きました。',
  removed: '相談を 消しました。',
  form: {
    title: '調べもの相談を する',
    asks: '知りたいこと',
    asksHint: '何を 知りたいかを 書いてください。1000文字までです。',
    lookedAt: 'もう 調べた 本（あれば）',
    lookedAtHint: '本の 名前などを 書いてください。500文字までです。',
    wantedBy: 'いつまでに（決まっていれば）',
    wantedByHint: '急ぐ ときは、図書館に 来るか、電話で 聞いてください。',
    send: 'この内容で送る',
  },
  refused: {
    tooManyToday: max => `相談は 1日に ${max}件までです。あした もう一度 送ってください。`,
    wantedByPast: '知りたい 日が、もう すぎています。',
  },
}
