import { forgetScans } from '#circulation/scans/scans.ts'
import { expireShelf } from '#holds/night/expire-shelf.ts'
import { forgetReturnedLoans } from '#holds/night/forget-returned-loans.ts'
import { moveSeriesAndSetsOn } from '#holds/night/move-series-and-sets-on.ts'
import { takeInApplications } from '#holds/night/take-in-applications.ts'
import { takeInCancellations } from '#holds/night/take-in-cancellations.ts'
import type { Library } from '#library.ts'
import { forgetEndedCards } from '#merging/forget-ended-cards.ts'
import { forgetMistakes } from '#mistakes/settle-mistake.ts'
import { registerMailAddresses } from '#notices/addresses/register-mail-addresses.ts'
import { writeReminders } from '#notices/write-reminders.ts'
import { endGuardianships } from '#patrons/family/end-link.ts'
import { forgetPreRegistrations } from '#patrons/pre-registration/pre-registrations.ts'
import { forgetAnswered } from '#questions/answer-question.ts'
import { forgetRequests, lookForRequested } from '#requests/look-for-requested.ts'
import { tellArrivals } from '#saved-searches/tell-arrivals.ts'
import { enactPlanned } from '#settings/planned-changes.ts'
import { tellBorrowable } from '#wish-lists/tell-borrowable.ts'
import { countMorningLists } from './morning-lists.ts'
import type { Batch, BatchDone } from './rules/step.ts'

/**
 * One batch of a step, in transactions of its own. It looks for work that is left to do; `did` is 0 when there is none.
 */
export type NightStep = (library: Library, batch: Batch) => Promise<BatchDone>

/**
 * The order of the night: settings that are in force from this day; then cancellations make room before applications
 * are judged, and what is taken in may move a series on.
 */
export const nightSteps: readonly (readonly [name: string, step: NightStep])[] = [
  ['enactPlanned', enactPlanned],
  ['takeInCancellations', takeInCancellations],
  ['expireShelf', expireShelf],
  ['takeInApplications', takeInApplications],
  ['moveSeriesAndSetsOn', moveSeriesAndSetsOn],
  ['lookForRequested', lookForRequested],
  ['registerMailAddresses', registerMailAddresses],
  ['writeReminders', writeReminders],
  ['tellArrivals', tellArrivals],
  ['tellBorrowable', tellBorrowable],
  ['forgetReturnedLoans', forgetReturnedLoans],
  ['forgetScans', forgetScans],
  ['forgetRequests', forgetRequests],
  ['forgetAnswered', forgetAnswered],
  ['endGuardianships', endGuardianships],
  ['forgetPreRegistrations', forgetPreRegistrations],
  ['forgetMistakes', forgetMistakes],
  ['forgetEndedCards', forgetEndedCards],
  ['morningLists', countMorningLists],
]
