import { listBranches } from '#branches/list-branches.ts'
import { transact } from '#database/database.ts'
import type { ThemeId } from '#ids.ts'
import type { Library } from '#library.ts'
import { judgeNews, type NewsRefusal } from '#news/rules/news.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import type { Theme } from './rules/theme.ts'
import { deleteTheme, lockTheme, saveTheme } from './theme-store.ts'

/** As of a piece of news, and a branch that there is not. */
export type ThemeRefusal = NewsRefusal | { field: 'branch'; why: 'unknownBranch' }

/**
 * Makes a theme, or changes what is said of it. The id comes with the form: pressed twice it is one.
 * @param isKnown the form was that of a theme that there was: one that is gone meanwhile does not come back without its
 *   titles, but is `notFound`
 */
export async function writeTheme(
  library: Library,
  by: { login: string },
  theme: Theme,
  isKnown = false,
): Promise<Outcome<Theme, { whys: ThemeRefusal[] } | 'notFound'>> {
  const at = library.clock.now()
  const whys: ThemeRefusal[] = judgeNews(theme, dayOf(at))
  if (theme.branchId !== null && !(await listBranches(library)).some(({ id }) => id === theme.branchId))
    whys.push({ field: 'branch', why: 'unknownBranch' })
  if (whys.length > 0) return refused({ whys })
  return transact(library.db, async tx => {
    if (isKnown && !(await lockTheme(tx, theme.id))) return refused('notFound')
    await saveTheme(tx, theme, at)
    const detail = { title: theme.ja.title, from: `${theme.shownFrom ?? ''}`, until: `${theme.shownUntil ?? ''}` }
    await writeAudit(tx, { at, staffLogin: by.login, did: 'writeTheme', patronId: null, detail })
    return done(theme)
  })
}

/** A theme is no more, with its list. What is gone already is gone. */
export async function removeTheme(library: Library, by: { login: string }, id: ThemeId): Promise<void> {
  await transact(library.db, async tx => {
    const title = await deleteTheme(tx, id)
    if (title === null) return
    const line = { at: library.clock.now(), staffLogin: by.login, patronId: null, detail: { title } }
    await writeAudit(tx, { ...line, did: 'removeTheme' })
  })
}
