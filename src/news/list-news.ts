import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { dayOf } from '#time/clock.ts'
import { loadAllNews, loadNewsOn } from './news-store.ts'
import type { ChangedNews } from './rules/news.ts'

/** What the library tells everybody today: what is important first, of that and of the rest the newest first. */
export function newsToday(library: Library): Promise<ChangedNews[]> {
  const today = dayOf(library.clock.now())
  return keptOr(library.kept, `news ${today}`, () => loadNewsOn(library.db, today))
}

/** So much of it a desk is shown. */
export const newsListMax = 200

/** What was written, for who writes it, what ends last first. */
export const allNews = (library: Library): Promise<ChangedNews[]> => loadAllNews(library.db, newsListMax)
