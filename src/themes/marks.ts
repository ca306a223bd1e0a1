import { createHash } from 'node:crypto'
import type { ChangedTheme, ThemeTitle } from './rules/theme.ts'

/**
 * What a theme says of itself, as a mark that a form carries: another one as soon as anything of it is another. Its
 * titles are not in it, for they are changed by other forms.
 */
export const wordsMark = ({ changedAt: _, ...words }: ChangedTheme): string => markOf(words)

/** The same of its titles, their order and their lines. */
export const titlesMark = (titles: readonly ThemeTitle[]): string =>
  markOf(titles.map(({ bibId, line }) => [bibId, line]))

const markOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)
