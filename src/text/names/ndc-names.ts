import { plainNotation } from '#catalogue/rules/ndc.ts'
import type { Text } from '../text.ts'

/**
 * The main classes of the Nippon Decimal Classification and their divisions in another language, asked as `ndcLabel` is
 * in Japanese.
 * @param classes the ten main classes with `|` between them
 * @param divisions the divisions x1 to x9 of each class, as `classes` has them
 */
export function ndcFrom(classes: string, divisions: readonly string[]): Text['ndc'] {
  const names = classes.split('|')
  const label = (notation: string): string | null => {
    const digits = /^\d{1,2}/.exec(plainNotation(notation) ?? notation)?.[0]
    if (digits === undefined) return null
    if (digits.length === 1 || digits[1] === '0') return names[Number(digits[0])]!
    return divisions[Number(digits[0])]!.split('|')[Number(digits[1]) - 1] ?? null
  }
  return { classes: names, label }
}
