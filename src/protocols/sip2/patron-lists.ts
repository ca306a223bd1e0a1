import { loansOfPatron } from '#circulation/loans/loans-of-patron.ts'
import { holdsOfPatron } from '#holds/lists/holds-of-patron.ts'
import type { PatronAtMachine } from '#patrons/patron-at-machine.ts'
import { holdRuleOf, loanRuleOf } from '#settings/rules/rule-table.ts'
import { type Field, fieldOf } from './rules/message.ts'
import { fourDigits } from './rules/write-message.ts'
import type { Asked } from './talk.ts'

/** No answer lists more at once; BP and BQ ask for the rest. */
const listMax = 100

/**
 * How many holds and loans a patron has, the limits, and the list that the summary asks for: copies by their codes,
 * holds that have none yet by their titles. Nothing of anybody who is not known.
 */
export async function patronLists(
  { talk, machine, message }: Pick<Asked<'63'>, 'talk' | 'machine' | 'message'>,
  patron: PatronAtMachine | null,
) {
  if (!patron) return { counts: countsOf(0, 0, 0, 0), fields: [] }
  const { library } = talk
  const [loans, holds] = await Promise.all([
    loansOfPatron(library, patron.patronId),
    holdsOfPatron(library, patron.patronId),
  ])
  const ready = holds.filter(hold => hold.status === 'ready')
  const notYet = holds.filter(hold => hold.status !== 'ready')
  const overdue = loans.filter(loan => loan.overdueDays > 0)
  const codes = (tag: string, all: readonly { barcode: string | null; title: string }[]) =>
    page(message, all).map(({ barcode, title }): Field => [tag, barcode ?? title])
  const lists: Record<number, () => Field[]> = {
    0: () => codes('AS', ready),
    1: () => codes('AT', overdue),
    2: () => codes('AU', loans),
    5: () => page(message, notYet).map(({ title }): Field => ['CD', title]),
  }
  const usual = { patron: patron.category, item: 'normal', branch: machine.branchId }
  const limits: Field[] = [
    ['BZ', fourDigits(holdRuleOf(library.policy, usual).holds.all.value)],
    ['CB', fourDigits(loanRuleOf(library.policy, usual).loans.all.value)],
  ]
  const listed = lists[message.fixed.summary.indexOf('Y')]?.() ?? []
  return {
    counts: countsOf(ready.length, overdue.length, loans.length, notYet.length),
    fields: [...limits, ...listed],
  }
}

const countsOf = (holds: number, overdue: number, charged: number, unavailableHolds: number) => ({
  holds: fourDigits(holds),
  overdue: fourDigits(overdue),
  charged: fourDigits(charged),
  fines: '0000',
  recalls: '0000',
  unavailableHolds: fourDigits(unavailableHolds),
})

/** From BP to BQ, both counted from 1 and both in it. */
function page<T>(message: Asked<'63'>['message'], all: readonly T[]): readonly T[] {
  const from = numberOf(fieldOf(message, 'BP')) ?? 1
  const to = numberOf(fieldOf(message, 'BQ')) ?? all.length
  return all.slice(from - 1, Math.min(to, from - 1 + listMax))
}

function numberOf(text: string | null): number | null {
  const number = text !== null && /^\d{1,6}$/.test(text) ? Number(text) : 0
  return number > 0 ? number : null
}
