import type { Overlay, Text } from '../../text.ts'

export const mails: Overlay<Text['mails']> = {
  door: 'どの お知らせを メールで もらうかを えらぶことが できます。',
  why: 'メールアドレスを 図書館に 教えた 人に 送る お知らせです。',
  always: '予約した本の 準備が できたことや、返す日を 過ぎたことは、いつも お知らせします。',
  done: 'お知らせの メールを 変えました。',
  notOffered: 'この 図書館では、えらぶことが できません。',
  stopWhy: kind => `「${kind}」の メールを、これから 送りません。`,
  stopped: kind => `「${kind}」の メールを 止めました。`,
  stoppedNext: 'また もらいたいときは、ログインして えらんでください。',
  unknown: 'この アドレスでは 止めることが できません。Myライブラリで えらんでください。',
}
