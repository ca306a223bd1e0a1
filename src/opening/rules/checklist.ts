/** 開館までのチェックリスト: what must be so before the doors open, in the order in which one comes to it. */
export const checks = [
  ...(['branches', 'calendar', 'stops', 'mail', 'staffCodes', 'catalogue', 'patrons'] as const),
  ...(['backup', 'tls', 'clock', 'secrets'] as const),
] as const
export type Check = (typeof checks)[number]

/** What no machine can see: somebody says that they did it. The mail is said by the number that came with it. */
export const said = ['backup', 'secrets'] as const
export type Said = (typeof said)[number]

export type ChecklistFacts = {
  /**
   * Branches that are not closed for good, those of them with hours, and to which day all their calendars are laid out.
   */
  branches: number
  branchesWithHours: number
  laidOutUntil: Temporal.PlainDate | null
  /** Stops that are not closed for good, and those of them with a visit to come. */
  stops: number
  stopsWithVisits: number
  /** Administrators who can sign in, and those of them with a one-time code. */
  admins: number
  adminsWithCode: number
  items: number
  patrons: number
  publicAddress: string | undefined
  /** The newest instant that the library's own history knows. */
  newestEvent: Temporal.Instant | null
  done: ReadonlySet<string>
}

/** What is done and what is not. A library without a bookmobile has nothing to do for its stops. */
export function checklist(
  facts: ChecklistFacts,
  now: Temporal.Instant,
  today: Temporal.PlainDate,
): Record<Check, boolean> {
  const { laidOutUntil, newestEvent } = facts
  return {
    branches: facts.branches > 0 && facts.branchesWithHours === facts.branches,
    calendar: laidOutUntil !== null && Temporal.PlainDate.compare(laidOutUntil, today.add({ days: 365 })) >= 0,
    stops: facts.stopsWithVisits === facts.stops,
    mail: facts.done.has('mail'),
    staffCodes: facts.admins > 0 && facts.adminsWithCode === facts.admins,
    catalogue: facts.items > 0,
    patrons: facts.patrons > 0,
    backup: facts.done.has('backup'),
    tls: facts.publicAddress?.startsWith('https://') ?? false,
    // A clock that stands before what has happened already is wrong.
    clock: newestEvent === null || Temporal.Instant.compare(newestEvent, now.add({ minutes: 1 })) <= 0,
    secrets: facts.done.has('secrets'),
  }
}
