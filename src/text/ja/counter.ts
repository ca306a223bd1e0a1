import type { StaffRefusal } from '#staff/sign-in-staff.ts'

/** Words of the staff pages, which are in Japanese alone. */
export const counter = {
  counter: 'カウンター',
  skipToContent: '本文へ',
  duties: '業務',
  loginTitle: '職員ログイン',
  login: '職員ID',
  password: 'パスワード',
  code: '確認コード',
  codeHint: '認証アプリを使う方だけ、6けたの数字を入力してください。',
  logIn: 'ログイン',
  logOut: 'ログアウト',
  loginRefused: {
    wrong:
      '職員ID、パスワード、確認コードのどれかが違います。まちがいが続いたときは、しばらく待ってからお試しください。',
    codeNeeded: '確認コードも入力してください。',
    busy: '混み合っています。少し待ってからお試しください。',
  } satisfies Record<StaffRefusal['why'], string>,
  checkIn: '返却',
  checkOut: '貸出',
  barcode: '資料コード',
}
