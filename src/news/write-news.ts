import { listBranches } from '#branches/list-branches.ts'
import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { lockNews, saveNews } from './news-store.ts'
import { type ChangedNews, judgeNews, type News, type NewsRefusal } from './rules/news.ts'
import { judgeSeen } from './rules/seen.ts'
import { isSameJson } from './same-json.ts'

export type WriteRefusal =
  | { why: 'wrong'; whys: NewsRefusal[] }
  /** Somebody else has written it anew since the form was made. */
  | { why: 'changedMeanwhile'; now: ChangedNews }
  /** Somebody else has taken it away. */
  | { why: 'gone' }

/**
 * Tells something, or changes what is told. The id comes with the form: pressed twice it is one.
 * @param seenAt the last change that whoever rewrites it saw; null: they write something new
 */
export async function writeNews(
  library: Library,
  by: { login: string },
  news: News,
  seenAt: string | null = null,
): Promise<Outcome<News, WriteRefusal>> {
  const at = library.clock.now()
  const open = (await listBranches(library)).map(({ id }) => id)
  return transact(library.db, async (tx): Promise<Outcome<News, WriteRefusal>> => {
    const now = await lockNews(tx, news.id)
    const whys = judgeNews(news, dayOf(at))
    // What already tells of a branch may go on telling of it when that is closed for good.
    const known = new Set([...open, ...(now?.branchIds ?? [])])
    if (news.branchIds.some(id => !known.has(id))) whys.push({ field: 'branch', why: 'unknownBranch' })
    if (whys.length > 0) return refused({ why: 'wrong', whys })
    const judged = judgeSeen(now && `${now.changedAt}`, seenAt, now !== null && saysSame(now, news))
    if (judged === 'gone') return refused({ why: 'gone' })
    if (judged === 'changedMeanwhile') return refused({ why: 'changedMeanwhile', now: now! })
    if (judged === 'asItIs') return done(news)
    await saveNews(tx, news, at)
    const detail = { title: news.ja.title, from: `${news.shownFrom}`, until: `${news.shownUntil}` }
    await writeAudit(tx, { at, staffLogin: by.login, did: 'writeNews', patronId: null, detail })
    return done(news)
  })
}

function saysSame({ changedAt: _at, ...now }: ChangedNews, news: News): boolean {
  const sorted = (one: News) => ({ ...one, branchIds: [...one.branchIds].sort() })
  return isSameJson(sorted(now), sorted(news))
}
