import { type Database, type Row, sql, type Tx } from '#database/database.ts'
import type { BranchId, NewsId } from '#ids.ts'
import { type ChangedNews, type News, newsShownMax } from './rules/news.ts'
import { columnsOfTexts, textsOfColumns } from './text-columns.ts'

/** Of which branches a piece of news tells, in the order in which a library lists them. */
const branchIds = sql<BranchId[]>`array(
  select b.id from news_branch nb join branch b on b.id = nb.branch_id where nb.news_id = news.id
  order by b.list_order)`.as('branch_ids')

/** What is told on this day: what is important first, of that and of the rest the newest first. */
export async function loadNewsOn(db: Database, day: Temporal.PlainDate): Promise<ChangedNews[]> {
  const rows = await db
    .selectFrom('news')
    .where('shown_from', '<=', day)
    .where('shown_until', '>=', day)
    .selectAll()
    .select(branchIds)
    .orderBy('important', 'desc')
    .orderBy('shown_from', 'desc')
    .orderBy('written_at', 'desc')
    .limit(newsShownMax)
    .execute()
  return rows.map(toNews)
}

/** Everything that was written, what ends last first. */
export async function loadAllNews(db: Database, limit: number): Promise<ChangedNews[]> {
  const rows = await db
    .selectFrom('news')
    .selectAll()
    .select(branchIds)
    .orderBy('shown_until', 'desc')
    .orderBy('written_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toNews)
}

/** Locks one that is to change; null when there is none. */
export async function lockNews(tx: Tx, id: NewsId): Promise<ChangedNews | null> {
  const row = await tx
    .selectFrom('news')
    .where('id', '=', id)
    .selectAll()
    .select(branchIds)
    .forUpdate()
    .executeTakeFirst()
  return row ? toNews(row) : null
}

/** Writes a new one, or a known one anew. */
export async function saveNews(tx: Tx, news: News, now: Temporal.Instant): Promise<void> {
  const row = {
    shown_from: news.shownFrom,
    shown_until: news.shownUntil,
    ...columnsOfTexts(news),
    important: news.important,
    changed_at: now,
  }
  await tx
    .insertInto('news')
    .values({ id: news.id, written_at: now, ...row })
    .onConflict(conflict => conflict.column('id').doUpdateSet(row))
    .execute()
  await tx.deleteFrom('news_branch').where('news_id', '=', news.id).execute()
  if (news.branchIds.length > 0)
    await tx
      .insertInto('news_branch')
      .values(news.branchIds.map(branch_id => ({ news_id: news.id, branch_id })))
      .execute()
}

/** Gives the title of what is gone now; null when it was gone already. */
export async function deleteNews(tx: Tx, id: NewsId): Promise<string | null> {
  const row = await tx.deleteFrom('news').where('id', '=', id).returning('title').executeTakeFirst()
  return row?.title ?? null
}

const toNews = (row: Row<'news'> & { branch_ids: BranchId[] }): ChangedNews => ({
  id: row.id,
  shownFrom: row.shown_from,
  shownUntil: row.shown_until,
  ...textsOfColumns(row),
  important: row.important,
  branchIds: row.branch_ids,
  changedAt: row.changed_at,
})
