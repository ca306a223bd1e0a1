/** What forms say when they are not taken. */
export const forms = {
  fieldErrors: {
    missing: '入力してください。',
    tooLong: '長すぎます。',
    invalid: '入力を確かめてください。',
    unreadable: '読めない文字がはいっています。入力しなおしてください。',
  },
  tooFastTitle: '少し間をあけてください',
  tooFastBody: '短い間にたくさんのページが開かれました。少し待ってから、もう一度お試しください。',
}
