import { listBranches } from '#branches/list-branches.ts'
import { transact } from '#database/database.ts'
import type { ThemeId } from '#ids.ts'
import type { Library } from '#library.ts'
import { judgeNews, type NewsRefusal } from '#news/rules/news.ts'
import { judgeSeen } from '#news/rules/seen.ts'
import { isSameJson } from '#news/same-json.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { wordsMark } from './marks.ts'
import type { ChangedTheme, Theme } from './rules/theme.ts'
import { deleteTheme, lockTheme, saveTheme } from './theme-store.ts'

export type ThemeRefusal =
  | { why: 'wrong'; whys: NewsRefusal[] }
  /** Somebody else has changed it since the form was made. */
  | { why: 'changedMeanwhile'; now: ChangedTheme }
  /** Somebody else has taken it away: it does not come back without its titles. */
  | { why: 'gone' }

/**
 * Makes a theme, or changes what is said of it. The id comes with the form: pressed twice it is one.
 * @param seen the mark (`wordsMark`) of what whoever changes it saw; null: they make a new one
 */
export async function writeTheme(
  library: Library,
  by: { login: string },
  theme: Theme,
  seen: string | null = null,
): Promise<Outcome<Theme, ThemeRefusal>> {
  const at = library.clock.now()
  const whys = judgeNews(theme, dayOf(at))
  if (theme.branchId !== null && !(await listBranches(library)).some(({ id }) => id === theme.branchId))
    whys.push({ field: 'branch', why: 'unknownBranch' })
  if (whys.length > 0) return refused({ why: 'wrong', whys })
  return transact(library.db, async (tx): Promise<Outcome<Theme, ThemeRefusal>> => {
    const now = await lockTheme(tx, theme.id)
    const judged = judgeSeen(now && wordsMark(now), seen, now !== null && saysSame(now, theme))
    if (judged === 'gone') return refused({ why: 'gone' })
    if (judged === 'changedMeanwhile') return refused({ why: 'changedMeanwhile', now: now! })
    if (judged === 'asItIs') return done(theme)
    await saveTheme(tx, theme, at)
    const detail = { title: theme.ja.title, from: `${theme.shownFrom ?? ''}`, until: `${theme.shownUntil ?? ''}` }
    await writeAudit(tx, { at, staffLogin: by.login, did: 'writeTheme', patronId: null, detail })
    return done(theme)
  })
}

const saysSame = ({ changedAt: _at, ...now }: ChangedTheme, theme: Theme) => isSameJson(now, theme)

/** A theme is no more, with its list. What is gone already is gone. */
export async function removeTheme(library: Library, by: { login: string }, id: ThemeId): Promise<void> {
  await transact(library.db, async tx => {
    const title = await deleteTheme(tx, id)
    if (title === null) return
    const line = { at: library.clock.now(), staffLogin: by.login, patronId: null, detail: { title } }
    await writeAudit(tx, { ...line, did: 'removeTheme' })
  })
}
