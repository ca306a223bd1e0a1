import type { BranchId, NewsId } from '#ids.ts'

/** お知らせ: what the library tells everybody on its top page, from a day until a day, both included. */
export type News = {
  id: NewsId
  shownFrom: Temporal.PlainDate
  shownUntil: Temporal.PlainDate
  ja: NewsText
  /** The same in やさしい日本語 and in English, where the library has written it. */
  easy: NewsText | null
  en: NewsText | null
  /** 重要: it stands first, and is called so. */
  important: boolean
  /** Of which branches it tells; none: of all. */
  branchIds: readonly BranchId[]
}

/** More than any library tells at a time. */
export const newsShownMax = 50

/** With the moment of its last change. */
export type ChangedNews = News & { changedAt: Temporal.Instant }

/** The body may be empty; it is plain text with line breaks. */
export type NewsText = { title: string; body: string }

/** Why a piece of news cannot be written, by the field at which it is said. */
export type NewsRefusal = {
  field: 'until' | 'easyTitle' | 'enTitle' | 'branch'
  why: 'untilBeforeFrom' | 'untilPast' | 'titleMissing' | 'unknownBranch'
}

/** As it is written in a form: a day that cannot be read is null, and is said by whoever reads the form. */
export type NewsAsTyped = Pick<News, 'ja' | 'easy' | 'en'> &
  Record<'shownFrom' | 'shownUntil', Temporal.PlainDate | null>

/** Everything that is wrong at once; empty: it can be written. */
export function judgeNews(news: NewsAsTyped, today: Temporal.PlainDate): NewsRefusal[] {
  const { shownFrom, shownUntil } = news
  const { compare } = Temporal.PlainDate
  const whys: NewsRefusal[] = []
  if (shownUntil && shownFrom && compare(shownUntil, shownFrom) < 0)
    whys.push({ field: 'until', why: 'untilBeforeFrom' })
  else if (shownUntil && compare(shownUntil, today) < 0) whys.push({ field: 'until', why: 'untilPast' })
  if (news.easy && news.easy.title === '') whys.push({ field: 'easyTitle', why: 'titleMissing' })
  if (news.en && news.en.title === '') whys.push({ field: 'enTitle', why: 'titleMissing' })
  return whys
}

/** Whether a reader at this branch is told it. */
export const tellsOf = ({ branchIds }: Pick<News, 'branchIds'>, branchId: BranchId): boolean =>
  branchIds.length === 0 || branchIds.includes(branchId)

/**
 * What a reader of this language is shown: who reads no Japanese the English, and everybody the Japanese where there is
 * nothing else.
 */
export const newsIn = (news: Texts, language: string): NewsText => {
  switch (language) {
    case 'ja':
      return news.ja
    case 'ja-easy':
      return news.easy ?? news.ja
    default:
      return news.en ?? news.ja
  }
}

/** The language of what `newsIn` shows. It is seldom that of a reader of another language than these two. */
export const newsLanguage = (news: Texts, language: string): 'ja' | 'en' =>
  language !== 'ja' && language !== 'ja-easy' && news.en ? 'en' : 'ja'

type Texts = Pick<News, 'ja' | 'easy' | 'en'>
