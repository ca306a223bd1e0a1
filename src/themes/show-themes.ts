import { type BibFacts, loadBibFacts } from '#catalogue/merged-bib-store.ts'
import { onlineAddress } from '#catalogue/rules/availability.ts'
import { type FoundBib, showFound } from '#catalogue/search-catalogue.ts'
import type { ThemeId } from '#ids.ts'
import type { Library } from '#library.ts'
import { keptOr } from '#std/kept.ts'
import { dayOf } from '#time/clock.ts'
import { type ChangedTheme, standingOf, type Theme, type ThemeTitle } from './rules/theme.ts'
import { loadAllThemes, loadTheme, loadThemesOn, loadThemeTitles } from './theme-store.ts'

/** What the library shows today, the newest first. */
export function themesToday(library: Library): Promise<ChangedTheme[]> {
  const today = dayOf(library.clock.now())
  return keptOr(library.kept, `themes ${today}`, () => loadThemesOn(library.db, today))
}

/** Titles of a theme on one page, as lists of results have them. */
export const titlesOnPage = 20

/** A title of a theme as a reader sees it. */
export type FoundTitle = FoundBib & { line: string | null }

export type ShownTheme =
  /** None, or one whose first day is to come. */
  | { is: 'unknown' }
  | { is: 'over'; theme: Theme }
  | { is: 'shown'; theme: Theme; titles: FoundTitle[]; total: number; page: number; pages: number }

/** A theme for everybody. What has been taken out of the catalogue, or has no copy any more, is left out. */
export async function showTheme(
  library: Library,
  current: readonly Theme[],
  id: ThemeId,
  page: number,
): Promise<ShownTheme> {
  const theme = current.find(one => one.id === id)
  if (!theme) {
    const known = await loadTheme(library.db, id)
    const isOver = known !== null && standingOf(known, dayOf(library.clock.now())) === 'over'
    return isOver ? { is: 'over', theme: known } : { is: 'unknown' }
  }
  const titles = await keptOr(library.kept, `theme ${id}`, () => loadThemeTitles(library.db, id))
  const lineOf = new Map(titles.map(({ bibId, line }) => [bibId, line]))
  const all = await showFound(library, [...lineOf.keys()])
  const found = all.filter(({ bib, availability }) => availability.holdability !== 'notHeld' || onlineAddress(bib))
  return {
    is: 'shown',
    theme,
    titles: found
      .slice((page - 1) * titlesOnPage, page * titlesOnPage)
      .map(one => ({ ...one, line: lineOf.get(one.bib.id) ?? null })),
    total: found.length,
    page,
    pages: Math.max(1, Math.ceil(found.length / titlesOnPage)),
  }
}

/** So many of them a desk is shown. */
export const themeListMax = 300

/** What was made, for who makes it, and how many titles each has; what ends last first. */
export const allThemes = (library: Library): Promise<(Theme & { titles: number })[]> =>
  loadAllThemes(library.db, themeListMax)

/** A title as a desk sees it: its record, also one that readers do not see. */
export type DeskTitle = ThemeTitle & { bib: BibFacts }

/** A theme at the desk, with all its titles; null when there is none. */
export async function themeAtDesk(
  library: Library,
  id: ThemeId,
): Promise<{ theme: ChangedTheme; titles: DeskTitle[] } | null> {
  const theme = await loadTheme(library.db, id)
  if (!theme) return null
  const titles = await loadThemeTitles(library.db, id)
  const facts = await loadBibFacts(
    library.db,
    titles.map(({ bibId }) => bibId),
  )
  return { theme, titles: titles.map(title => ({ ...title, bib: facts.get(title.bibId)! })) }
}
