import type { Text } from '../text.ts'

export const forms: Text['forms'] = {
  fieldErrors: {
    missing: 'ここに 書いてください。',
    tooLong: '長すぎます。短く してください。',
    invalid: 'もう一度 よく 見てください。',
    unreadable: '読めない 字が あります。もう一度 書いてください。',
  },
  tooFastTitle: '少し 待ってください',
  tooFastBody: '短い 時間に たくさんの ページを 開きました。少し 待って、もう一度 開いてください。',
}
