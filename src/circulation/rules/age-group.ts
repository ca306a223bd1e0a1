/**
 * 年齢層, by the youngest of each, in whole years: the ages of the schools, then by tens. The trigger that counts a loan
 * has the same.
 */
export const ageGroups = [0, 7, 13, 16, 19, 23, 30, 40, 50, 60, 70, 80] as const

/** The oldest of a group; null: no end. */
export function oldestOf(youngest: number): number | null {
  const next = ageGroups.find(group => group > youngest)
  return next === undefined ? null : next - 1
}

/** 児童 in the yearly figures: the groups up to the end of primary school. */
export const childUntil = 12
