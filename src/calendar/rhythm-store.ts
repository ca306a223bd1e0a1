import { sql, type Tx } from '#database/database.ts'
import { BranchId, StopId } from '#ids.ts'
import type { Week } from './rules/opening.ts'
import type { StopSchedule } from './rules/visits.ts'

/** Writes when a branch is open in an ordinary week; the calendar is to be laid out again after that. */
export async function saveWeek(tx: Tx, branchId: BranchId, week: Week): Promise<void> {
  await tx.deleteFrom('weekly_hours').where('branch_id', '=', branchId).execute()
  if (week.size === 0) return
  await tx
    .insertInto('weekly_hours')
    .values([...week].map(([weekday, { opens, closes }]) => ({ branch_id: branchId, weekday, opens, closes })))
    .execute()
}

export type Schedule = StopSchedule & { arrives: Temporal.PlainTime; leaves: Temporal.PlainTime }

/**
 * Writes by what rules the bookmobile comes to a stop. Visits to come that the rules before this made are taken away;
 * cancelled ones stay, for they were told. The visits are to be laid out again after that.
 * @param from the first day whose visits may go
 */
export async function saveSchedules(
  tx: Tx,
  stopId: StopId,
  schedules: readonly Schedule[],
  from: Temporal.PlainDate,
): Promise<void> {
  await tx.deleteFrom('stop_schedule').where('stop_id', '=', stopId).execute()
  await tx
    .deleteFrom('stop_visit')
    .where('stop_id', '=', stopId)
    .where('day', '>=', from)
    .where('cancelled_because', 'is', null)
    .execute()
  if (schedules.length === 0) return
  await tx
    .insertInto('stop_schedule')
    .values(
      schedules.map(({ firstDay, lastDay, rhythm, arrives, leaves }) => ({
        stop_id: stopId,
        first_day: firstDay,
        last_day: lastDay,
        every_weeks: 'everyWeeks' in rhythm ? rhythm.everyWeeks : null,
        weeks_of_month: 'weeksOfMonth' in rhythm ? [...rhythm.weeksOfMonth] : null,
        days: 'days' in rhythm ? [...rhythm.days] : null,
        arrives,
        leaves,
      })),
    )
    .execute()
}

/** Takes away how places were open, and the days that were laid out for them: they are to be removed. */
export async function removeRhythms(tx: Tx, gone: { branches: string[]; stops: string[] }): Promise<void> {
  for (const table of ['stop_visit', 'stop_schedule'] as const)
    if (gone.stops.length > 0) await tx.deleteFrom(table).where('stop_id', 'in', gone.stops.map(StopId)).execute()
  for (const table of ['calendar_day', 'weekly_hours'] as const)
    if (gone.branches.length > 0)
      await tx.deleteFrom(table).where('branch_id', 'in', gone.branches.map(BranchId)).execute()
}

/** The days and visits that stand ahead, to see what a change of the rhythms changes. */
export async function loadCalendarAhead(
  tx: Tx,
  from: Temporal.PlainDate,
): Promise<{ open: Set<string>; closed: Set<string>; visits: Set<string> }> {
  const { rows } = await sql<{ kind: string; key: string }>`
    select case when opens is null then 'closed' else 'open' end as kind, concat(branch_id, ' ', day) as key
    from calendar_day where day >= ${from}
    union all
    select 'visit', concat(stop_id, ' ', day) from stop_visit where day >= ${from} and cancelled_because is null`.execute(
    tx,
  )
  const keys = (kind: string) => new Set(rows.filter(row => row.kind === kind).map(row => row.key))
  return { open: keys('open'), closed: keys('closed'), visits: keys('visit') }
}
