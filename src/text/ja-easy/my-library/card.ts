import type { Overlay, Text } from '../../text.ts'

export const card: Overlay<Text['card']> = {
  title: '図書館の カード',
  why: '図書館の 人に、この 画面を 見せてください。カードの かわりに なります。',
  number: 'カードの 番号',
  validUntil: day => `${day}まで つかえます`,
  ended: day => `このカードは ${day}で おわりました。図書館で 新しく できます。`,
  bright: 'うまく いかないときは、画面を 明るく してください。',
  offline: '一度 ひらくと、インターネットが ない ところでも 見ることが できます。ログアウトすると 消えます。',
  print: '紙に 出すと、さいふに 入る 大きさに なります。',
  renewal: {
    title: 'カードを 新しく する',
    why: '住所と 電話番号が 同じなら、ここで カードを 新しく できます。',
    same: '住所と 電話番号は 同じです',
    otherwise: '変わった 人は、名前と 住所が わかる ものを 持って、図書館に 来てください。',
    press: '新しく する',
    done: until => `カードは ${until}まで つかえます。`,
    link: 'カードを 新しく する',
    refusal: {
      switchedOff: 'インターネットでは、カードを 新しく できません。',
      notYet: from => `${from}から 新しく できます。`,
      notYetNext: 'その日までは、いまの カードを つかってください。',
      tooLate: until => `インターネットで できるのは ${until}まででした。`,
      atCounter: '図書館に 来てください。図書館で 新しく できます。',
      notConfirmed: '「住所と 電話番号は 同じです」に しるしが ありません。',
      notConfirmedNext: '同じなら、しるしを つけて、もう一度「新しく する」を 押してください。',
    },
  },
  none: 'つかえる カードが ありません。図書館で 聞いてください。',
}
