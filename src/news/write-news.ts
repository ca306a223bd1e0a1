import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { saveNews } from './news-store.ts'
import { judgeNews, type News, type NewsRefusal } from './rules/news.ts'

/** Tells something, or changes what is told. The id comes with the form: pressed twice it is one. */
export async function writeNews(
  library: Library,
  by: { login: string },
  news: News,
): Promise<Outcome<News, { whys: NewsRefusal[] }>> {
  const at = library.clock.now()
  const whys = judgeNews(news, dayOf(at))
  if (whys.length > 0) return refused({ whys })
  await transact(library.db, async tx => {
    await saveNews(tx, news, at)
    const detail = { title: news.ja.title, from: `${news.shownFrom}`, until: `${news.shownUntil}` }
    await writeAudit(tx, { at, staffLogin: by.login, did: 'writeNews', patronId: null, detail })
  })
  return done(news)
}
