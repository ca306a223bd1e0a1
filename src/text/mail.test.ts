import { describe, expect, test } from 'vitest'
import type { NoticeContent, NoticeKind } from '#notices/rules/notice.ts'
import { isJapanese, type Language, languages } from './language.ts'
import { letterWords, mailWords as wordsFor } from './mail.ts'

const library = {
  name: '村上市立図書館',
  phone: '0254-53-7511',
  service: 'https://lib.example.jp/',
  page: 'https://lib.example.jp/my/holds',
}
const english: Record<string, string> = { 'BM/吉浦': 'Bookmobile: Yoshiura' }
const reader = (language: Language) => ({
  language,
  givenName: '花子',
  placeName: (name: string) => (isJapanese(language) ? name : (english[name] ?? name)),
})
const mailWords = (notice: NoticeContent, sender = library) => wordsFor(notice, reader('ja'), sender)
const facts = { titles: ['こころ', '三四郎'], pickup: 'BM/吉浦', pickUpBy: '2026-12-01', dueOn: '2026-11-26' }
/** A notice with the facts of every kind: each says its own. */
const arrived = { count: 3, newest: [] as string[] }
const every = { ...facts, reason: 'expired', arrived: [arrived, arrived], half: '', dueEach: ['2026-12-08'] }

test('M26 the mail of a ready book says what, where and until when, as a letter does', () => {
  expect(mailWords({ kind: 'ready', facts })).toEqual({
    subject: '【村上市立図書館】予約の資料が用意できました',
    text: [
      '花子 様',
      '',
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
      'くわしくはこちら：https://lib.example.jp/my/holds',
      '',
      '----------------------------------------',
      '村上市立図書館',
      '電話 0254-53-7511',
      'インターネットのサービス：https://lib.example.jp/',
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
  ['closed', 'tooMany', '理由：予約できる数を超えているためです。'],
  ['closed', 'a code nobody has written words for', 'お受けできませんでした'],
  ['dueSoon', undefined, '返却期限：2026年11月26日（木）'],
  ['overdue', undefined, '返却期限が過ぎています'],
  ['shelfEnding', undefined, '取り置き期限：2026年12月1日（火）'],
  ['arrivals', undefined, '「こころ」に3件'],
  ['requestAnswered', 'ordered', '注文しました'],
  ['requestAnswered', 'a code nobody has written words for', '状況が変わりました'],
  ['questionAnswered', undefined, '質問も回答も書いていません'],
  ['borrowable', undefined, '取り置きはしておりません'],
  ['lent', undefined, '・こころ\n　返却期限：2026年12月8日（火）\n・三四郎'],
  ['accountChanged', 'password', 'パスワードが変更されました'],
  ['accountChanged', 'passwordByMail', '24時間'],
  ['accountChanged', 'cardRenewed', '有効期限が更新されました'],
  ['accountChanged', 'passkeyAdded', 'パスキーが加えられました'],
  ['accountChanged', 'passkeyRemoved', 'パスキーが消されました'],
  ['passwordLink', undefined, '1回だけ使えます'],
  ['accountChanged', 'mail', '新しいメールアドレス'],
])('%s (%s) says %s', (kind, reason, words) => {
  const { subject, text } = mailWords({ kind, facts: { ...every, ...(reason ? { reason } : {}) } })
  expect(`${subject}\n${text}`).toContain(words)
  expect(text).not.toContain('a code nobody')
})

test('a title cannot begin a line of its own or forge a header', () => {
  const titles = ['こころ\r\nBcc: x@example.jp\u2028続き']
  const { text } = mailWords({ kind: 'ready', facts: { titles, pickup: '' } })
  expect(text).toContain('・こころ Bcc: x@example.jp 続き\n')
})

type Further = Exclude<Language, 'ja' | 'ja-easy' | 'en'>
/** What each kind says first of all, in each language: the subject. */
const subjects: Record<NoticeKind, Record<Exclude<Language, Further>, string>> = {
  orderPlaced: { ja: '予約を受け付けました', 'ja-easy': '予約の お知らせ', en: 'We have received your reservation' },
  ready: {
    ja: '予約の資料が用意できました',
    'ja-easy': '予約した本の 準備が できました',
    en: 'Your reservation is ready',
  },
  shelfMoved: { ja: '取り置き期限が延びました', 'ja-easy': '本を 取りに 来る日が 変わりました', en: 'kept longer' },
  unavailable: {
    ja: 'ご用意できなくなりました',
    'ja-easy': '渡すことが できなくなりました',
    en: 'not available after all',
  },
  mailRegistered: { ja: '登録が完了しました', 'ja-easy': '登録が できました', en: 'address is registered' },
  closed: { ja: '予約の取り消しについて', 'ja-easy': '予約が なくなりました', en: 'A reservation was cancelled' },
  dueSoon: { ja: '返却期限のお知らせ', 'ja-easy': 'もうすぐ 本を 返す日です', en: 'A loan is due soon' },
  overdue: { ja: '返却のお願い', 'ja-easy': '本を 返してください', en: 'Please return a loan' },
  shelfEnding: { ja: '取り置き期限のお知らせ', 'ja-easy': '取りに 来てください', en: 'The last day' },
  arrivals: { ja: '保存した検索に', 'ja-easy': '新しい本が 入りました', en: 'New titles' },
  accountChanged: { ja: '登録内容が変更されました', 'ja-easy': '変わったことが あります', en: 'account was changed' },
  passwordLink: { ja: '新しいパスワードを決める', 'ja-easy': '新しい パスワード', en: 'choose a new password' },
  requestAnswered: { ja: 'リクエストのお返事', 'ja-easy': 'リクエストの 返事', en: 'Your request' },
  questionAnswered: { ja: 'お答えしました', 'ja-easy': '答えました', en: 'question is answered' },
  borrowable: { ja: '読みたい本が借りられる', 'ja-easy': '読みたい本を 借りる', en: 'can be borrowed' },
  lent: { ja: '貸出レシート', 'ja-easy': '借りた 本', en: 'What you have borrowed' },
}
const kinds = Object.keys(subjects) as NoticeKind[]
const furtherSubjects: Record<Further, Record<NoticeKind, string>> = {
  zh: {
    orderPlaced: '已收到您的预约',
    ready: '您预约的资料可以取了',
    shelfMoved: '保留期限已延长',
    unavailable: '预约的资料暂时无法提供',
    mailRegistered: '邮箱地址登记完成',
    closed: '预约已取消',
    dueSoon: '应还日期临近',
    overdue: '请归还资料',
    shelfEnding: '保留期限临近',
    arrivals: '已保存的检索有新资料',
    accountChanged: '您的登记内容已更改',
    passwordLink: '设定新密码的网页',
    requestAnswered: '关于您的荐购申请',
    questionAnswered: '您的咨询已有答复',
    borrowable: '您想读的书可以借了',
    lent: '借阅回执',
  },
  ko: {
    orderPlaced: '예약 신청을 받았습니다',
    ready: '예약하신 자료가 준비되었습니다',
    shelfMoved: '보관 기한이 연장되었습니다',
    unavailable: '드릴 수 없게 되었습니다',
    mailRegistered: '메일 주소 등록이 완료되었습니다',
    closed: '예약이 취소되었습니다',
    dueSoon: '반납일이 가까워졌습니다',
    overdue: '자료를 반납해 주세요',
    shelfEnding: '보관 기한이 가까워졌습니다',
    arrivals: '저장한 검색에 새 자료가 들어왔습니다',
    accountChanged: '등록 내용이 변경되었습니다',
    passwordLink: '새 비밀번호를 정하는 페이지',
    requestAnswered: '희망 도서 신청에 대하여',
    questionAnswered: '참고 질문에 답변했습니다',
    borrowable: '읽고 싶은 책을 대출할 수 있습니다',
    lent: '대출 영수증',
  },
  pt: {
    orderPlaced: 'Recebemos sua reserva',
    ready: 'Sua reserva está pronta',
    shelfMoved: 'fica guardada por mais tempo',
    unavailable: 'não está mais disponível',
    mailRegistered: 'Seu e-mail está cadastrado',
    closed: 'Uma reserva foi cancelada',
    dueSoon: 'Um empréstimo vence em breve',
    overdue: 'Devolva um empréstimo',
    shelfEnding: 'O último dia da sua reserva está próximo',
    arrivals: 'Novos títulos para sua busca salva',
    accountChanged: 'Seu cadastro foi alterado',
    passwordLink: 'escolher uma nova senha',
    requestAnswered: 'Seu pedido de livro',
    questionAnswered: 'Sua pergunta foi respondida',
    borrowable: 'pode ser emprestado',
    lent: 'o que você pegou emprestado',
  },
}
const isFurther = (language: Language): language is Further => language in furtherSubjects
const subjectOf = (kind: NoticeKind, language: Language) =>
  isFurther(language) ? furtherSubjects[language][kind] : subjects[kind][language]

describe.each(languages)('in %s', language => {
  const titled: typeof every = isJapanese(language) ? every : { ...every, titles: ['Kokoro', 'Sanshiro'] }
  const said = (kind: NoticeKind, reason = 'expired') => {
    const to = { ...reader(language), givenName: 'Hanako' }
    const facts = { ...titled, reason }
    return wordsFor({ kind, facts }, to, { ...library, name: 'Library' })
  }

  test.each(kinds)('the mail %s is said', kind => {
    const { subject, text } = said(kind)
    expect(subject).toContain(subjectOf(kind, language))
    const lines = text.split('\n')
    expect(lines[0]).toContain('Hanako')
    expect(text).toContain('https://lib.example.jp/my/holds')
    expect(text).not.toMatch(/undefined|\n\n\n|\[object/)
    if (kind !== 'arrivals') expect(lines).toContain(`・${titled.titles[0]}`)
    if (language === 'en')
      expect(subject + text.replaceAll('・', '')).not.toMatch(/[\p{Script=Han}\p{Script=Hiragana}]/u)
  })

  test.each(['ready', 'shelfMoved', 'shelfEnding'] as const)('%s says where and until when', kind => {
    const { text } = said(kind)
    expect(text).toContain(isJapanese(language) ? 'BM/吉浦' : 'Bookmobile: Yoshiura')
    expect(text).toMatch(/2026/)
  })

  test('why the night refused is said in the words of the page', () => {
    const words: Record<Language, string> = {
      ja: '予約できる数を超えている',
      'ja-easy': '予約が多すぎます',
      en: 'as many items as you can',
      zh: '已达到上限件数',
      pt: 'o máximo de itens',
      ko: '예약할 수 있는 점수를 모두',
    }
    expect(said('closed', 'tooMany').text.toLowerCase().replaceAll(' ', '')).toContain(
      words[language].replaceAll(' ', ''),
    )
  })

  test('a postcard counts the titles', () => {
    const { lines } = letterWords({ kind: 'ready', facts: titled }, reader(language), {
      ...library,
      namesTitles: false,
    })
    expect(lines.join('\n')).not.toContain(titled.titles[0])
    expect(lines.join('\n')).toContain('2')
  })

  test.each(kinds)('a postcard of %s names no title, no search, and nothing that staff wrote', kind => {
    const secret = {
      titles: ['秘1', '秘2'],
      half: '秘6',
      answer: '秘3',
      arrived: [arrived, { count: 3, newest: ['秘4', '秘5'] }],
    }
    const { subject, lines } = letterWords({ kind, facts: { ...every, ...secret } }, reader(language), {
      ...library,
      namesTitles: false,
    })
    expect(`${subject}\n${lines.join('\n')}`).not.toContain('秘')
  })
})

test('who has no given name of their own is not named, and a service without an address says none', () => {
  const { text } = wordsFor(
    { kind: 'ready', facts },
    { ...reader('ja'), givenName: null },
    { name: '図書館', phone: '' },
  )
  expect(text.startsWith('予約いただいた')).toBe(true)
  expect(text).not.toMatch(/様|http|電話/)
})

test('the words of the library come before those of the service, in the one language in which it has some', () => {
  const own = {
    ready: { ja: { subject: '{library}より、用意ができました', after: 'お電話は {phone} へ。\nお待ちしています。' } },
  }
  const said = (language: Language, sender: Parameters<typeof wordsFor>[2]) =>
    wordsFor({ kind: 'ready', facts }, reader(language), sender)
  const ours = said('ja', { ...library, own })
  expect(ours.subject).toContain(`${library.name}より、用意ができました`)
  expect(ours.text).toContain(`お電話は ${library.phone} へ。\nお待ちしています。`)
  expect(ours.text).toContain('予約いただいた以下の資料が用意できました。')
  expect(ours.text).toContain('・三四郎')
  expect(said('en', { ...library, own })).toEqual(said('en', library))
})
