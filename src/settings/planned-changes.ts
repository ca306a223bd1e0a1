import { deskOf } from '#acting.ts'
import { type Tx, transact } from '#database/database.ts'
import type { PlannedChangeId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { type ChangeRefusal, changeDescription, changedMeanwhile, planDescription } from './change-description.ts'
import { loadDescription, lockVersion } from './description-store.ts'
import {
  endPlanned,
  findDuePlanned,
  findWaiting,
  insertPlanned,
  loadPlanned,
  loadWaiting,
  type PlannedChange,
  type PlannedFailure,
} from './planned-store.ts'
import { applyChanges, changesThatMake, firstClash } from './rules/apply-changes.ts'
import type { Change } from './rules/changes.ts'

export type { PlannedChange } from './planned-store.ts'

export type PlanRefusal =
  /** The day is today or past, or further away than a plan can be trusted. */
  | { why: 'dayNotAhead' }
  | { why: 'dayTooFar' }
  /** Another plan changes the same: whichever comes later would find another value than it was made for. */
  | { why: 'plannedAlready'; change: Change; fromDay: Temporal.PlainDate; by: string }

/** How far ahead a change may be planned, in years. */
const yearsAhead = 3

/**
 * Notes a change that is to be in force from a day. What stands against it is told now as it would be at once; on its
 * day it is judged again.
 * @param basedOn the version that whoever planned it saw
 */
export async function planChange(
  library: Library,
  staff: { login: string },
  document: unknown,
  { basedOn, fromDay, why = null }: { basedOn: number; fromDay: Temporal.PlainDate; why?: string | null },
): Promise<Outcome<{ id: PlannedChangeId | null }, ChangeRefusal | PlanRefusal>> {
  const desk = deskOf(library, { is: 'staff', login: staff.login })
  if (Temporal.PlainDate.compare(fromDay, desk.today) <= 0) return refused({ why: 'dayNotAhead' })
  if (Temporal.PlainDate.compare(fromDay, desk.today.add({ years: yearsAhead })) > 0)
    return refused({ why: 'dayTooFar' })
  const plan = await planDescription(library, desk.actor, document)
  if (!plan.ok) return plan
  const { stranded, next } = plan.value
  if (stranded.length > 0) return refused({ why: 'stranded', stranded })
  return transact(library.db, async tx => {
    const version = await lockVersion(tx)
    if (version !== basedOn) return refused(await changedMeanwhile(tx, version))
    const changes = changesThatMake((await loadDescription(tx)).description, next)
    if (changes.length === 0) return done({ id: null })
    for (const waiting of await loadWaiting(tx)) {
      const change = firstClash(changes, waiting.changes)
      if (change) return refused({ why: 'plannedAlready', change, fromDay: waiting.fromDay, by: waiting.by })
    }
    const id = await insertPlanned(tx, { fromDay, changes, at: desk.now, by: staff.login, why })
    const detail = { planned: id, from: `${fromDay}` }
    await writeAudit(tx, { at: desk.now, staffLogin: staff.login, did: 'changePolicy', patronId: null, detail })
    return done({ id })
  })
}

/** More than anybody plans ahead: so many are listed. */
export const plannedMax = 100

/** What is planned, and what could not be put into force within the last thirty days. */
export const plannedChanges = (library: Pick<Library, 'db' | 'clock'>): Promise<PlannedChange[]> =>
  loadPlanned(library.db, library.clock.now().subtract({ hours: 30 * 24 }), plannedMax)

/** How many have failed on their day, and nobody has seen to them since. */
export const countFailedPlans = async (library: Pick<Library, 'db' | 'clock'>): Promise<number> =>
  (await plannedChanges(library)).filter(({ failure }) => failure !== null).length

/** Takes a plan back before its day, or off the list when it has failed on it. */
export async function takePlannedBack(
  library: Library,
  staff: { login: string },
  id: PlannedChangeId,
): Promise<Outcome<null, { why: 'notWaiting' }>> {
  const at = library.clock.now()
  return transact(library.db, async tx => {
    if (!(await endPlanned(tx, id, { state: 'takenBack', at }))) return refused({ why: 'notWaiting' })
    const detail = { plannedTakenBack: id }
    await writeAudit(tx, { at, staffLogin: staff.login, did: 'changePolicy', patronId: null, detail })
    return done(null)
  })
}

/**
 * A step of the night: puts into force what is planned from this day on, laid over what is in force now. What does not
 * fit any more, or would strand something, changes nothing and stands among the plans with its reason. A change and its
 * mark are one: what was taken back is not in force, and what is in force cannot be taken back.
 */
export async function enactPlanned(
  library: Library,
  { day, now, limit }: { day: Temporal.PlainDate; now: Temporal.Instant; limit: number },
): Promise<{ did: number; report: { settingsChanged: number; settingsFailed: number } }> {
  const ids = await findDuePlanned(library.db, day, limit)
  const report = { settingsChanged: 0, settingsFailed: 0 }
  for (const id of ids) {
    const enacted = await enactOne(library, id, now)
    if (enacted === 'done') report.settingsChanged += 1
    else if (enacted !== 'gone' && (await endPlanned(library.db, id, { state: 'failed', at: now, failure: enacted })))
      report.settingsFailed += 1
  }
  return { did: ids.length, report }
}

/** @returns why it could not be put into force; gone: it waits no more */
async function enactOne(
  library: Library,
  id: PlannedChangeId,
  at: Temporal.Instant,
): Promise<PlannedFailure | 'done' | 'gone'> {
  const planned = await findWaiting(library.db, id)
  if (!planned) return 'gone'
  const { by: login, why } = planned
  const alongside = async (tx: Tx) => {
    if (!(await endPlanned(tx, id, { state: 'done', at }))) throw new Gone()
  }
  try {
    for (;;) {
      const { description, version } = await loadDescription(library.db)
      const { document, unfit } = applyChanges(description, planned.changes)
      if (unfit.length > 0) return { unfit }
      const changed = await changeDescription(library, { login }, document, { basedOn: version, why, alongside })
      if (changed.ok) return 'done'
      if (changed.refusal.why !== 'changedMeanwhile') return { refused: changed.refusal.why }
    }
  } catch (error) {
    if (error instanceof Gone) return 'gone'
    throw error
  }
}

/** Taken back, or put into force by somebody else, at the last moment. */
class Gone extends Error {}
