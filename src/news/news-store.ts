import type { Database, Row, Tx } from '#database/database.ts'
import type { NewsId } from '#ids.ts'
import type { News } from './rules/news.ts'
import { columnsOfTexts, textsOfColumns } from './text-columns.ts'

/** More than any library tells at a time. */
const shownMax = 10
const listedMax = 200

/** What is told on this day, the newest first. */
export async function loadNewsOn(db: Database, day: Temporal.PlainDate): Promise<News[]> {
  const rows = await db
    .selectFrom('news')
    .where('shown_from', '<=', day)
    .where('shown_until', '>=', day)
    .selectAll()
    .orderBy('shown_from', 'desc')
    .orderBy('written_at', 'desc')
    .limit(shownMax)
    .execute()
  return rows.map(toNews)
}

/** Everything that was written, what ends last first. */
export async function loadAllNews(db: Database): Promise<News[]> {
  const rows = await db
    .selectFrom('news')
    .selectAll()
    .orderBy('shown_until', 'desc')
    .orderBy('written_at', 'desc')
    .limit(listedMax)
    .execute()
  return rows.map(toNews)
}

/** Writes a new one, or a known one anew. */
export async function saveNews(tx: Tx, news: News, now: Temporal.Instant): Promise<void> {
  const row = {
    shown_from: news.shownFrom,
    shown_until: news.shownUntil,
    ...columnsOfTexts(news),
    changed_at: now,
  }
  await tx
    .insertInto('news')
    .values({ id: news.id, written_at: now, ...row })
    .onConflict(conflict => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** Gives the title of what is gone now; null when it was gone already. */
export async function deleteNews(tx: Tx, id: NewsId): Promise<string | null> {
  const row = await tx.deleteFrom('news').where('id', '=', id).returning('title').executeTakeFirst()
  return row?.title ?? null
}

const toNews = (row: Row<'news'>): News => ({
  id: row.id,
  shownFrom: row.shown_from,
  shownUntil: row.shown_until,
  ...textsOfColumns(row),
})
