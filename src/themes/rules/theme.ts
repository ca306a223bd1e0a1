import type { BibId, BranchId, ThemeId } from '#ids.ts'
import type { News } from '#news/rules/news.ts'

/** 特集: titles that the library has chosen, with a few words of its own. */
export type Theme = Pick<News, 'ja' | 'easy' | 'en'> & {
  id: ThemeId
  /** Both included; null: since ever, or for ever. */
  shownFrom: Temporal.PlainDate | null
  shownUntil: Temporal.PlainDate | null
  /** Shown on the pages for children too. */
  forChildren: boolean
  /** Whose theme it is; null: of all branches. */
  branchId: BranchId | null
}

/** With the moment of its last change, be it of its titles. */
export type ChangedTheme = Theme & { changedAt: Temporal.Instant }

/** A title of a theme, and what the library says of it there. */
export type ThemeTitle = { bibId: BibId; line: string | null }

/** More than any library shows at a time. */
export const themesShownMax = 50
/** So many titles a theme may have. */
export const titlesMax = 100
/** So much may be said of one title. */
export const lineCharactersMax = 100

/** Where a theme stands on a day. */
export function standingOf(theme: Pick<Theme, 'shownFrom' | 'shownUntil'>, today: Temporal.PlainDate) {
  const { compare } = Temporal.PlainDate
  if (theme.shownFrom !== null && compare(theme.shownFrom, today) > 0) return 'ahead'
  return theme.shownUntil !== null && compare(theme.shownUntil, today) < 0 ? 'over' : 'now'
}

/** A line as it is kept: on one line, null when nothing was written. */
export const readLine = (typed: string): string | null => typed.replace(/[\s\p{Cc}]+/gu, ' ').trim() || null

/**
 * A row of the list as it was sent: where its title is to stand, counted from 1, what is said of it, or that it goes.
 */
export type ArrangedTitle = ThemeTitle & { place: number; off: boolean }

/**
 * The titles in their new order. Of two that are to stand at one place, the one that was moved there stands there; one
 * that came onto the list after the form was made stays behind the others.
 * @param now as they stand; what does not stand there any more does not come back
 */
export function arrange(now: readonly ThemeTitle[], wished: readonly ArrangedTitle[]): ThemeTitle[] {
  const byBib = new Map(wished.map(one => [one.bibId, one]))
  const rows = now.map((title, index) => {
    const wish = byBib.get(title.bibId)
    const to = wish?.place ?? now.length + 1 + index
    const moved = Math.sign(to - (index + 1))
    return { bibId: title.bibId, line: wish ? wish.line : title.line, off: wish?.off === true, to, moved }
  })
  return rows
    .filter(({ off }) => !off)
    .sort((one, other) => one.to - other.to || one.moved - other.moved)
    .map(({ bibId, line }) => ({ bibId, line }))
}
