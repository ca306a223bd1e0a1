import type { LoanRule, Ruled } from '#settings/rules/rule-table.ts'

/** What a patron has on loan, of everything and of the item category in question: from one branch, and from all. */
export type OpenLoans = { here: number; hereOfCategory: number; inAll: number; inAllOfCategory: number }

export type LimitRefusal = { why: 'tooManyLoans'; max: number; open: number }

/** The first limit that one more loan would break, with the row it comes from; null: none. */
export function brokenLimit(rule: LoanRule, open: OpenLoans): (LimitRefusal & { row: number | null }) | null {
  const limits: [Ruled<number | null> | null, number][] = [
    [rule.loans.all, open.here],
    [rule.loans.category, open.hereOfCategory],
    [rule.loansInAll.all, open.inAll],
    [rule.loansInAll.category, open.inAllOfCategory],
  ]
  for (const [limit, count] of limits) {
    if (limit !== null && limit.value !== null && count >= limit.value)
      return { why: 'tooManyLoans', max: limit.value, open: count, row: limit.row }
  }
  return null
}
