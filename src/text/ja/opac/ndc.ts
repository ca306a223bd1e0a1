import { ndcClasses, ndcLabel } from '#catalogue/rules/ndc.ts'

/**
 * 分類名: the names of the ten main classes, and that of a class or division by its notation; null for what has none here.
 */
export const ndc: { classes: readonly string[]; label: (notation: string) => string | null } = {
  classes: ndcClasses,
  label: ndcLabel,
}
