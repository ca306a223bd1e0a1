/** 利用者カード on the screen of a telephone. */
export const card = {
  title: '利用者カード',
  why: 'カウンターで、この画面をお見せください。カードのかわりになります。',
  number: '利用者カード番号',
  barcodeOf: (number: string) => `利用者カード番号 ${number} のバーコード`,
  validUntil: (day: string) => `有効期限 ${day}`,
  ended: (day: string) => `有効期限が${day}に切れています。図書館の窓口で更新できます。`,
  bright: '読み取れないときは、画面を明るくしてください。',
  offline: '一度この画面を開くと、電波の届かない所でも、この端末で開けます。ログアウトすると、この端末から消えます。',
  print: '印刷すると、財布に入る大きさになります。',
  none: '使える利用者カードがありません。図書館の窓口でおたずねください。',
}
