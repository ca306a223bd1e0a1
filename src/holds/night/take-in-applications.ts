import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { Report } from '#nightly/rules/report.ts'
import type { Batch, BatchDone } from '#nightly/rules/step.ts'
import { blockOf } from '#patrons/rules/block.ts'
import type { Policy } from '#policy.ts'
import { crashPoint } from '#std/crash-point.ts'
import { type HoldChange, saveTransition } from '../hold-store.ts'
import { tellClosed } from '../queue/tell-closed.ts'
import { brokenHoldLimits, type IntakeRefusal, type OpenHolds, withMore } from '../rules/order.ts'
import { whyUnholdable } from '../rules/title.ts'
import { type Application, findApplied, lockApplications } from './application-store.ts'

/**
 * 受付処理 (M41): the applications from before its window are taken in, oldest first; each joins the queue in that order.
 * What no longer can be reserved is refused, and its patron is told. Counter holds of the day stand before them (M42):
 * they joined when they were placed.
 */
export async function takeInApplications(library: Library, batch: Batch): Promise<BatchDone> {
  // A night that runs late judges by its own day: who was refused or taken in then is now.
  const desk = { ...deskOf(library, { is: 'night' }, batch.now), today: batch.day }
  return transact(library.db, async tx => {
    const applications = await lockApplications(tx, desk, await findApplied(tx, batch.until, batch.limit))
    const judged = judgeApplications(library.policy, applications, desk.today)
    const changes = judged.map(
      ({ application: { hold }, refusal }): HoldChange =>
        refusal
          ? { hold, to: { is: 'closed', why: 'refused' }, why: 'refuse', refusal }
          : { hold, to: { is: 'waiting' }, why: 'takeIn' },
    )
    await saveTransition(tx, desk, changes)
    const refused = judged.filter(one => one.refusal !== null)
    await tellClosed(
      tx,
      desk,
      refused.map(({ application, refusal }) => ({ hold: application.hold, reason: refusal! })),
    )
    crashPoint('takeInApplications:saved')
    return { did: judged.length, report: countReasons(judged.length, refused) }
  })
}

type Judged = { application: Application; refusal: IntakeRefusal | null }

/** Judges a batch in its order; a patron's earlier applications count against the limit of the later ones. */
function judgeApplications(policy: Policy, applications: readonly Application[], today: Temporal.PlainDate): Judged[] {
  const taken = new Map<PatronId, OpenHolds>()
  return applications.map(application => {
    const patronId = application.hold.patronId!
    const before = taken.get(patronId) ?? application.before
    const refusal = judgeApplication(policy, application, before, today)
    if (!refusal) taken.set(patronId, withMore(before, [application.title.category]))
    return { application, refusal }
  })
}

function judgeApplication(
  policy: Policy,
  application: Application,
  before: OpenHolds,
  today: Temporal.PlainDate,
): IntakeRefusal | null {
  const { hold, title } = application
  const unholdable = whyUnholdable(hold.bibId, title)
  if (unholdable) return unholdable.why
  if (application.onLoan) return 'alreadyOnLoan'
  if (application.borrowedMeanwhile) return 'borrowedMeanwhile'
  if (!application.pickupOpen) return 'pickupClosed'
  const block = blockOf(application, today, policy)
  if (block) return block.why
  if (application.beyondLimit) return null
  return brokenHoldLimits(policy, application.category, before, [title.category])[0]?.why ?? null
}

function countReasons(all: number, refused: Judged[]): Report {
  const refusedBecause: Record<string, number> = {}
  for (const { refusal } of refused) refusedBecause[refusal!] = (refusedBecause[refusal!] ?? 0) + 1
  return { takenIn: all - refused.length, refused: refused.length, refusedBecause }
}
