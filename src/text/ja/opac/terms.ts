/** 利用規約: its page, and what a patron reads of their own agreement. */
export const terms = {
  title: '利用規約',
  lead: '図書館をお使いになるときのきまりです。',
  since: (day: string) => `${day}から、この規約です。`,
  former: (day: string) => `${day}から使われた、まえの規約です。いまの規約とはちがいます。`,
  toPresent: 'いまの規約を読む',
  unknown: 'この規約のことばは、ここには残っていません。',
  agreed: (day: string) => `${day}に、いまの規約に同意いただきました。`,
  agreedToFormer: (day: string) => `${day}に同意いただいたあと、規約が新しくなりました。`,
  notYet: '同意いただいた記録は、まだありません。',
  readAgreed: '同意した規約を読む',
  unknownAgreed: '同意いただいた規約のことばは、ここには残っていません。',
}
