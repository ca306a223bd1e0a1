import type { NewsText } from './rules/news.ts'

/** What is written once in each language: Japanese always, the others where somebody has. */
type Texts = { ja: NewsText; easy: NewsText | null; en: NewsText | null }

/** The columns of a table in which such texts lie. */
type TextColumns = {
  title: string
  body: string
  easy_title: string | null
  easy_body: string | null
  en_title: string | null
  en_body: string | null
}

export const columnsOfTexts = ({ ja, easy, en }: Texts): TextColumns => ({
  title: ja.title,
  body: ja.body,
  easy_title: easy?.title ?? null,
  easy_body: easy?.body ?? null,
  en_title: en?.title ?? null,
  en_body: en?.body ?? null,
})

export const textsOfColumns = (row: TextColumns): Texts => ({
  ja: { title: row.title, body: row.body },
  easy: textOf(row.easy_title, row.easy_body),
  en: textOf(row.en_title, row.en_body),
})

const textOf = (title: string | null, body: string | null): NewsText | null =>
  title === null ? null : { title, body: body ?? '' }
