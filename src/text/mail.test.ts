import { expect, test } from 'vitest'
import type { NoticeKind } from '#notices/rules/notice.ts'
import { mailWords } from './mail.ts'

const library = { name: '村上市立図書館', phone: '0254-53-7511' }
const facts = { titles: ['こころ', '三四郎'], pickup: 'BM/吉浦', pickUpBy: '2026-12-01', dueOn: '2026-11-26' }

test('M26 the mail of a ready book says what, where and until when, as a letter does', () => {
  expect(mailWords('ready', facts, library)).toEqual({
    subject: '【村上市立図書館】予約の資料が用意できました',
    text: [
      '予約いただいた以下の資料が用意できました。',
      '',
      '・こころ',
      '・三四郎',
      '',
      '受取館：BM/吉浦',
      '取り置き期限：2026年12月1日（火）',
      '',
      '取り置き期限までに、利用者カードをお持ちになってお越しください。期限を過ぎますと予約は取り消しになります。',
      '',
      '----------------------------------------',
      '村上市立図書館',
      '電話 0254-53-7511',
      'このメールは自動でお送りしています。ご返信いただいてもお答えできません。',
      '',
    ].join('\n'),
  })
})

test.each<[NoticeKind, string | undefined, string]>([
  ['orderPlaced', undefined, '予約を受け付けました'],
  ['mailRegistered', undefined, 'メールアドレスの登録が完了しました'],
  ['closed', 'expired', '取り置き期限が過ぎました'],
  ['closed', 'cancelled', '予約を取り消しました'],
  ['closed', 'tooMany', '理由：予約できる冊数を超えているため'],
  ['closed', 'a code nobody has written words for', 'お受けできませんでした'],
  ['dueSoon', undefined, '返却期限：2026年11月26日（木）'],
  ['overdue', undefined, '返却期限が過ぎています'],
  ['shelfEnding', undefined, '取り置き期限：2026年12月1日（火）'],
  ['arrivals', undefined, '「こころ」に'],
  ['borrowable', undefined, '取り置きはしておりません'],
  ['accountChanged', 'password', 'パスワードが変更されました'],
  ['accountChanged', 'mail', '新しいメールアドレス'],
])('%s (%s) says %s', (kind, reason, words) => {
  const { subject, text } = mailWords(kind, { ...facts, ...(reason ? { reason } : {}) }, library)
  expect(`${subject}\n${text}`).toContain(words)
  expect(text).not.toContain('a code nobody')
})

test('a title cannot begin a line of its own or forge a header', () => {
  const { text } = mailWords('ready', { titles: ['こころ\r\nBcc: x@example.jp\u2028続き'] }, library)
  expect(text).toContain('・こころ Bcc: x@example.jp 続き\n')
})
