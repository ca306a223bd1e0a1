import { expect, test } from 'vitest'
import { BranchId, NewsId } from '#ids.ts'
import { judgeNews, type News, newsIn, newsLanguage, tellsOf } from './news.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const today = day('2026-11-24')
const ja = { title: '読書会', body: '土曜日です。' }
const news = (changed: Partial<News> = {}): News => ({
  id: NewsId('6f1c2b1a-0000-4000-8000-1234567890ab'),
  shownFrom: today,
  shownUntil: day('2026-12-01'),
  ja,
  easy: null,
  en: null,
  important: false,
  branchIds: [],
  ...changed,
})

test.each<[Partial<News>, string[]]>([
  [{}, []],
  [{ shownUntil: today }, []],
  [{ shownFrom: day('2026-12-01') }, []],
  [{ shownFrom: day('2026-12-02') }, ['until untilBeforeFrom']],
  [{ shownFrom: day('2026-11-01'), shownUntil: day('2026-11-23') }, ['until untilPast']],
  [
    { easy: { title: '', body: 'x' }, en: { title: '', body: 'x' } },
    ['easyTitle titleMissing', 'enTitle titleMissing'],
  ],
])('%j: %j', (changed, expected) => {
  expect(judgeNews(news(changed), today).map(({ field, why }) => `${field} ${why}`)).toEqual(expected)
})

test('each reads it in their own language, where it was written in it', () => {
  const en = { title: 'Reading circle', body: '' }
  expect(newsIn(news({ en }), 'en')).toBe(en)
  expect(newsIn(news(), 'en')).toBe(ja)
  expect(newsIn(news({ en }), 'ja-easy')).toBe(ja)
  expect(newsIn(news({ easy: en }), 'ja-easy')).toBe(en)
  expect(newsIn(news({ easy: en, en }), 'ja')).toBe(ja)
  expect(newsIn(news({ en }), 'zh')).toBe(en)
  expect(newsIn(news(), 'zh')).toBe(ja)
  expect(newsLanguage(news({ en }), 'zh')).toBe('en')
  expect(newsLanguage(news(), 'zh')).toBe('ja')
  expect(newsLanguage(news({ easy: en, en }), 'ja-easy')).toBe('ja')
})

test.each<[string[], boolean]>([
  [[], true],
  [['asahi'], true],
  [['chuo', 'asahi'], true],
  [['chuo'], false],
])('what tells of %j: a reader at asahi is told it: %s', (codes, expected) => {
  expect(tellsOf(news({ branchIds: codes.map(BranchId) }), BranchId('asahi'))).toBe(expected)
})
