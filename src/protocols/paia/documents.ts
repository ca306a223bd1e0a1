import type { MyLoan } from '#circulation/loans/loans-of-patron.ts'
import type { MyHold } from '#holds/lists/my-holds.ts'
import type { ShownStatus } from '#holds/rules/hold.ts'
import { BibId, HoldId } from '#ids.ts'
import { dayOf } from '#time/clock.ts'
import { paths } from '#web/paths.ts'

/** A document of PAIA: one loan, or one hold. */
export type PaiaDocument = Record<string, unknown> & { status: number }

/** Days, without an hour: some clients show nothing for an instant. */
const day = (instant: Temporal.Instant): string => dayOf(instant).toString()

export const editionUri = (origin: string, bibId: BibId): string => `${origin}${paths.bib(bibId)}`
export const itemUri = (origin: string, bibId: BibId, barcode: string): string =>
  `${editionUri(origin, bibId)}#${encodeURIComponent(barcode)}`

/**
 * By what a client names a loan or a hold. A hidden title has no address that leads anywhere: it is named by the
 * patron's own loan or hold of it.
 */
type Name = { edition?: string; item?: string }
const loanName = (origin: string, { bibId, barcode, hidden }: MyLoan): Name =>
  hidden
    ? { item: `${origin}${paths.loans}#${encodeURIComponent(barcode)}` }
    : { item: itemUri(origin, bibId, barcode), edition: editionUri(origin, bibId) }
export const holdName = (origin: string, { bibId, id, hidden }: MyHold): Name =>
  hidden ? { item: `${origin}${paths.hold(id)}` } : { edition: editionUri(origin, bibId) }

/** What a client means: a title, with a copy or not, or by its own name a loan (its copy) or a hold of a hidden one. */
export type Meant = { bibId: BibId; barcode: string | null } | { barcode: string } | { holdId: HoldId }

/** Reads what a client sends back; null for what is no such address. */
export function readUri(uri: unknown): Meant | null {
  if (typeof uri !== 'string' || uri.length > 500) return null
  const found = /\/(bib|my\/holds)\/([1-9]\d{0,14})(?:#(.+))?$/.exec(uri)
  const ofLoan = /\/my\/loans#(.+)$/.exec(uri)
  try {
    if (ofLoan) return { barcode: decodeURIComponent(ofLoan[1]!) }
    if (!found) return null
    if (found[1] !== 'bib') return { holdId: HoldId(Number(found[2])) }
    return { bibId: BibId(Number(found[2])), barcode: found[3] === undefined ? null : decodeURIComponent(found[3]) }
  } catch {
    return null
  }
}

export const loanDocument = (origin: string, loan: MyLoan): PaiaDocument => ({
  status: 3,
  ...loanName(origin, loan),
  about: loan.title,
  starttime: day(loan.lentAt),
  endtime: loan.dueOn.toString(),
  renewals: loan.renewals,
  canrenew: loan.notRenewable.length === 0,
  cancancel: false,
  storage: loan.branchName,
})

/** A hold, from the application on; what has ended is no document any more, but for what was refused. */
export function holdDocument(origin: string, hold: MyHold): PaiaDocument | null {
  const status = statusOf(hold.status)
  if (status === null) return null
  return {
    status,
    ...holdName(origin, hold),
    ...(hold.hidden ? {} : { requested: editionUri(origin, hold.bibId) }),
    about: hold.title,
    starttime: day(hold.appliedAt),
    ...(hold.pickUpBy ? { endtime: hold.pickUpBy.toString() } : {}),
    ...(hold.place === null ? {} : { queue: hold.place }),
    canrenew: false,
    // A ready one is cancelled at the counter (M40).
    cancancel: hold.mayCancel,
    storage: hold.pickupName,
  }
}

/** 1 reserved, 2 ordered, 4 provided, 5 rejected. */
function statusOf(status: ShownStatus): 1 | 2 | 4 | 5 | null {
  switch (status) {
    case 'applied':
    case 'waiting':
    case 'preparing':
      return 1
    case 'inTransit':
      return 2
    case 'ready':
      return 4
    case 'refused':
      return 5
    case 'cancelApplied':
    case 'fulfilled':
    case 'cancelled':
    case 'expired':
      return null
    default:
      return status satisfies never
  }
}
