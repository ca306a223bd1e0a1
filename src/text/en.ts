import { dates } from './en/dates.ts'
import { holds } from './en/holds.ts'
import { myLibrary } from './en/my-library.ts'
import { parts } from './en/parts.ts'
import type { Text } from './language.ts'

export const en: Text = {
  parts,
  dates,
  holds,
  myLibrary,
}
