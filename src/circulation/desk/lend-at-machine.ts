import type { BranchId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { findCopy } from '../lists/show-item.ts'
import { loansOfPatron } from '../loans/loans-of-patron.ts'
import { type CheckOutRefusal, checkOut } from './check-out.ts'
import { type RenewRefusal, renew } from './renew.ts'

/**
 * So long a loan of the same copy to the same patron is the same loan, sent again after a broken connection or a second
 * press.
 */
const sameLoanMinutes = 10

export type MachineLoan = { title: string; dueOn: Temporal.PlainDate; isRenewal: boolean }

export type MachineRefusal =
  | { of: 'loan'; refusal: CheckOutRefusal }
  /** They have it already, and it cannot be renewed. */
  | { of: 'renewal'; refusal: RenewRefusal }

/**
 * A patron lends a copy to themself at a machine, whether it speaks SIP2 or is a page of ours. A copy that they have
 * already is, after a while, renewed.
 * @param mayRenew whether the machine renews what is scanned again
 */
export async function lendAtMachine(
  library: Library,
  machine: { name: string; branchId: BranchId },
  { barcode, patronId, mayRenew }: { barcode: string; patronId: PatronId; mayRenew: boolean },
): Promise<Outcome<MachineLoan, MachineRefusal & { title: string | null }>> {
  const actor = { is: 'machine', name: machine.name } as const
  const lent = await checkOut(library, { actor, branchId: machine.branchId, barcode, patronId })
  if (lent.ok) return done({ title: lent.value.title, dueOn: lent.value.dueOn, isRenewal: false })
  const { refusal } = lent
  if (refusal.why !== 'onLoan' || !refusal.toThisPatron)
    return refused({ of: 'loan', refusal, title: (await findCopy(library, barcode))?.title ?? null })

  const loan = (await loansOfPatron(library, patronId)).find(one => one.barcode === barcode)
  if (!loan) return refused({ of: 'renewal', refusal: { why: 'notFound' }, title: null })
  const { title } = loan
  const lentAgo = library.clock.now().since(loan.lentAt).total('minutes')
  if (lentAgo < sameLoanMinutes) return done({ title, dueOn: loan.dueOn, isRenewal: false })
  if (!mayRenew) return refused({ of: 'loan', refusal, title })
  const renewed = await renew(library, actor, loan.id)
  return renewed.ok
    ? done({ title, dueOn: renewed.value.dueOn, isRenewal: true })
    : refused({ of: 'renewal', refusal: renewed.refusal, title })
}
