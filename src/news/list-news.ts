import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { dayOf } from '#time/clock.ts'
import { loadAllNews, loadNewsOn } from './news-store.ts'
import type { News } from './rules/news.ts'

/** What the library tells everybody today, the newest first. */
export function newsToday(library: Library): Promise<News[]> {
  const today = dayOf(library.clock.now())
  return keptOr(library.kept, `news ${today}`, () => loadNewsOn(library.db, today))
}

/** Everything that was written, for who writes it. */
export const allNews = (library: Library): Promise<News[]> => loadAllNews(library.db)
