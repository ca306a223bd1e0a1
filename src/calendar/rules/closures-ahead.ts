import type { BranchId } from '#ids.ts'

/** A day on which staff closed a branch. */
export type ClosedDay = { branchId: BranchId; day: Temporal.PlainDate; reason: string }

/** 臨時休館: branches that are closed for one reason on the same days, from the first to the last, both included. */
export type ClosureAhead = {
  branchIds: BranchId[]
  from: Temporal.PlainDate
  until: Temporal.PlainDate
  reason: string
}

/**
 * Gathers closed days as a notice at the door has them: days that follow each other are one closure, and branches that
 * are closed on the same days for the same reason stand together. The next one first.
 * @param days of every branch in the order of the days, branches in the order in which they are to be named
 */
export function closuresAhead(days: readonly ClosedDay[]): ClosureAhead[] {
  const ofBranch: ClosureAhead[] = []
  for (const { branchId, day, reason } of days) {
    const open = ofBranch.find(
      one => one.branchIds[0] === branchId && one.reason === reason && one.until.add({ days: 1 }).equals(day),
    )
    if (open) open.until = day
    else ofBranch.push({ branchIds: [branchId], from: day, until: day, reason })
  }
  const together: ClosureAhead[] = []
  for (const one of ofBranch) {
    const same = together.find(
      other => other.reason === one.reason && other.from.equals(one.from) && other.until.equals(one.until),
    )
    if (same) same.branchIds.push(...one.branchIds)
    else together.push(one)
  }
  return together
}
