import { forgetScans } from '#circulation/scans.ts'
import { expireShelf } from '#holds/expire-shelf.ts'
import { forgetReturnedLoans } from '#holds/forget-returned-loans.ts'
import { moveSeriesAndSetsOn } from '#holds/move-series-and-sets-on.ts'
import { takeInApplications } from '#holds/take-in-applications.ts'
import { takeInCancellations } from '#holds/take-in-cancellations.ts'
import type { Library } from '#library.ts'
import { registerMailAddresses } from '#notices/register-mail-addresses.ts'
import { writeReminders } from '#notices/write-reminders.ts'
import { tellArrivals } from '#saved-searches/tell-arrivals.ts'
import { countMorningLists } from './morning-lists.ts'
import type { Report } from './rules/report.ts'

/**
 * What a step is told: the business day, the instant, and how much to do at most in this batch.
 * `until`: the beginning of its window. What was applied for then or later is for the night after it, also when this one runs late.
 */
export type Batch = { day: Temporal.PlainDate; until: Temporal.Instant; now: Temporal.Instant; limit: number }

/** One batch of a step, in transactions of its own. It looks for work that is left to do; `did` is 0 when there is none. */
export type NightStep = (library: Library, batch: Batch) => Promise<Done>
export type Done = { did: number; report: Report }

/** The order of the night: cancellations make room before applications are judged, and what is taken in may move a series on. */
export const nightSteps: readonly (readonly [name: string, step: NightStep])[] = [
  ['takeInCancellations', takeInCancellations],
  ['expireShelf', expireShelf],
  ['takeInApplications', takeInApplications],
  ['moveSeriesAndSetsOn', moveSeriesAndSetsOn],
  ['registerMailAddresses', registerMailAddresses],
  ['writeReminders', writeReminders],
  ['tellArrivals', tellArrivals],
  ['forgetReturnedLoans', forgetReturnedLoans],
  ['forgetScans', forgetScans],
  ['morningLists', countMorningLists],
]
