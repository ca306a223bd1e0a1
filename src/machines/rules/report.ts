import type { BranchId, PatronId, ReportId } from '#ids.ts'

/** What a machine did while it was cut off, or with a card. */
export type ReportedWhat = 'checkOut' | 'checkIn' | 'renew' | 'keepCard'

export type Reported = {
  what: ReportedWhat
  /** By the clock of the machine. */
  at: Temporal.Instant
  cardNumber: string | null
  barcode: string | null
}

/** What is told later than this is no report of a day on which the service was away: a clock is wrong. */
export const toldWithinDays = 90

/** One thing by which the same report is known again, however often it is sent. */
export const reportKey = (machine: string, { what, at, cardNumber, barcode }: Reported): string =>
  [machine, what, at.epochMilliseconds, cardNumber ?? '', barcode ?? ''].join('\0')

/** What of the story of a copy matters to who takes a report in. */
export type CopyNow = {
  onLoanTo: number | null
  /** Its history, the newest first. */
  story: readonly { at: Temporal.Instant; actor: string; why: string }[]
}

/**
 * Whether a report can still be carried out on a copy as it is now. What the same machine did since does not stand
 * against it: it tells its own day in order. What anybody else did with the copy since does: the report is older than
 * what is known.
 * @returns 'carryOut', 'alreadySo' when it is as the report says, or 'changedSince' for people to settle
 */
export function judgeReport(
  reported: Pick<Reported, 'what' | 'at'>,
  copy: CopyNow,
  by: { actor: string; patronId: PatronId | null },
): 'carryOut' | 'alreadySo' | 'changedSince' {
  const isChanged = copy.story.some(
    line => line.actor !== by.actor && line.why !== 'moveDate' && Temporal.Instant.compare(line.at, reported.at) > 0,
  )
  switch (reported.what) {
    case 'checkOut':
      if (copy.onLoanTo !== null && copy.onLoanTo === by.patronId) return 'alreadySo'
      return isChanged ? 'changedSince' : 'carryOut'
    case 'checkIn':
      if (!isChanged) return 'carryOut'
      return copy.onLoanTo === null ? 'alreadySo' : 'changedSince'
    case 'renew':
      return isChanged ? 'changedSince' : 'carryOut'
    case 'keepCard':
      return 'carryOut'
    default:
      return reported.what satisfies never
  }
}

/** What was told afterwards and is for people to settle: it could not be carried out, or there is more to be done. */
export type OpenReport = {
  id: ReportId
  /** The name of the machine, or of who scanned it at a counter. */
  reporter: string
  branchId: BranchId
  what: ReportedWhat
  happenedAt: Temporal.Instant
  /** The code of what stands against it. */
  why: string
  barcode: string | null
  patronId: PatronId | null
  /** The card, where it is nobody's. */
  cardNumber: string | null
}
