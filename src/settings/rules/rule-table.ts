import type { Policy, Rule } from '#policy.ts'

/** What a row of the rules can say. */
export type RuleField = Exclude<keyof Rule, 'patron' | 'item' | 'branch'>

/** For whom, for what and where a rule is asked. */
export type RuleCase = { patron: string; item: string; branch: string }

/**
 * A value, and the row of the rules it comes from: its place in `policy.rules`; null: what holds where no row speaks.
 */
export type Ruled<T> = { value: T; row: number | null }

/** What holds where no row speaks; null: nothing. */
const base = {
  loans: (policy: Policy) => policy.loans.perBranchMax,
  loansInAll: () => null,
  days: (policy: Policy) => policy.loans.days,
  renewals: (policy: Policy) => policy.loans.renewalsMax,
  mayBeHeld: () => true,
  holds: (policy: Policy) => policy.holds.openHoldsMax,
  blockedFromOverdueDays: (policy: Policy) => policy.loans.blockedFromOverdueDays,
} satisfies Record<RuleField, (policy: Policy) => number | boolean | null>

type ValueOf<Field extends RuleField> = ReturnType<(typeof base)[Field]>

export const baseOf = <Field extends RuleField>(policy: Policy, field: Field): ValueOf<Field> =>
  base[field](policy) as ValueOf<Field>

/**
 * A row that names the item category stands above one that does not; then one that names the patrons; then one of a
 * branch.
 */
const weight = (row: Rule) =>
  (row.item === undefined ? 0 : 4) + (row.patron === undefined ? 0 : 2) + (row.branch === undefined ? 0 : 1)

/** A row that says something of a field, with its place in the table. */
export type SayingRow<Field extends RuleField> = { row: Rule & Record<Field, NonNullable<Rule[Field]>>; nth: number }

/** The rows that say something of a field, the most specific first. No two are for the same. */
export const rowsOn = <Field extends RuleField>(policy: Policy, field: Field): SayingRow<Field>[] =>
  policy.rules
    .map((row, nth) => ({ row, nth }))
    .filter((one): one is SayingRow<Field> => one.row[field] !== undefined)
    .sort((one, other) => weight(other.row) - weight(one.row) || one.nth - other.nth)

const isFor = (row: Rule, asked: RuleCase): boolean =>
  (row.patron ?? asked.patron) === asked.patron &&
  (row.item ?? asked.item) === asked.item &&
  (row.branch ?? asked.branch) === asked.branch

/** The most specific value of a field. */
function ruled<Field extends RuleField>(
  policy: Policy,
  field: Field,
  asked: RuleCase,
  which: (row: Rule) => boolean = () => true,
): Ruled<ValueOf<Field>> {
  let found: { row: Rule; nth: number } | null = null
  // The first of `rowsOn`, without putting all of them in order: it is asked for every copy of a list.
  for (const [nth, row] of policy.rules.entries()) {
    if (row[field] === undefined || !isFor(row, asked) || !which(row)) continue
    if (!found || weight(row) > weight(found.row)) found = { row, nth }
  }
  return { value: (found?.row[field] ?? baseOf(policy, field)) as ValueOf<Field>, row: found?.nth ?? null }
}

const ofEverything = (row: Rule) => row.item === undefined
const ofCategory = (row: Rule) => row.item !== undefined

/** Limits of how many: for everything, and for the item category alone where a row names it. */
export type Limits<T> = { all: Ruled<T>; category: Ruled<number> | null }

function limits<Field extends 'loans' | 'loansInAll' | 'holds'>(policy: Policy, field: Field, asked: RuleCase) {
  const category = ruled(policy, field, asked, ofCategory)
  return {
    all: ruled(policy, field, asked, ofEverything),
    category: category.row === null ? null : (category as Ruled<number>),
  }
}

/** How a copy is lent to a patron at a branch. */
export type LoanRule = {
  loans: Limits<number>
  loansInAll: Limits<number | null>
  days: Ruled<number>
  renewals: Ruled<number>
}

export const loanRuleOf = (policy: Policy, asked: RuleCase): LoanRule => ({
  loans: limits(policy, 'loans', asked),
  loansInAll: limits(policy, 'loansInAll', asked),
  days: ruled(policy, 'days', asked),
  renewals: ruled(policy, 'renewals', asked),
})

/** How long a copy of a category is lent where no row names the patrons or the branch: what a wait is reckoned by. */
export const usualLoanDays = (policy: Policy, item: string): number =>
  ruled(policy, 'days', { patron: '', item, branch: '' }).value

/** Whether and how many of an item category a patron may reserve. `branch` is the one to which the copy belongs. */
export type HoldRule = { mayBeHeld: Ruled<boolean>; holds: Limits<number> }

export const holdRuleOf = (policy: Policy, asked: RuleCase): HoldRule => ({
  mayBeHeld: ruled(policy, 'mayBeHeld', asked),
  holds: limits(policy, 'holds', asked),
})

/** From how many overdue days on a patron of a category gets nothing: a matter of the patron alone. */
export const blockedFromOverdueDays = (policy: Policy, patron: string): Ruled<number> =>
  ruled(policy, 'blockedFromOverdueDays', { patron, item: '', branch: '' })

/** For how many years a card of a category is good. */
export const cardYears = (policy: Policy, patron: string): number =>
  policy.patronCategories.find(({ code }) => code === patron)?.validYears ?? policy.cards.validYears
