import type { Overlay, Text } from '../../text.ts'

export const register: Overlay<Text['register']> = {
  wayTitle: '利用者カードが ないとき',
  why: days =>
    `ここで 申し込むと、図書館で 早く カードが できます。${days}日の 間に 図書館に 来てください。名前と 住所が わかる もの（在留カードなど）を 持って 来てください。`,
  kept: '書いたことは、カードを 作るためだけに 使います。来ないときは、自動で なくなります。',
  agreed: '利用規約（図書館の きまり）',
  agree: '図書館の きまりを 読みました。きまりを 守ります',
  faults: {
    nameMissing: '書いてください。',
    impossibleBirthDate: '生まれた 日を 8つの 数字で 書いてください。',
    impossiblePhone: '電話番号の 形では ありません。',
    impossibleMail: 'メールアドレスの 形では ありません。',
    addressMissing: '書いてください。',
    notAgreed: '読んでください。きまりを 守る 人は、□に しるしを つけてください。',
    termsChanged: 'きまりが 新しく なりました。もう一度 読んで、□に しるしを つけてください。',
    noWay: '電話番号か メールアドレスを 書いてください。',
  },
  wayHint: '電話番号と メールアドレスは、1つだけでも いいです。',
  tooManyFromHere: '何回も 申し込んだので、今は できません。あした もう一度 やるか、図書館に 来てください。',
  tooMany: '申し込みが 多いので、今は できません。図書館に 来てください。',
  done: until =>
    `${until}までに、名前と 住所が わかる ものを 持って、図書館に 来てください。この 番号を 言ってください。`,
  over: 'この 申し込みは、もう 終わりました。',
}
