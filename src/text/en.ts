import { parts } from './en/parts.ts'
import type { Text } from './language.ts'

export const en: Text = {
  parts,
}
