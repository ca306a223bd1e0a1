import { type Database, sql, type Tx } from '#database/database.ts'
import type { BranchId } from '#ids.ts'
import type { ClosedDay } from './rules/closures-ahead.ts'
import type { ClosingRules, Opening, Week } from './rules/opening.ts'

/** A closing that comes again, by month and day or by the day of the month. */
export type Closing = { reason: string } & ({ from: string; until: string } | { monthly: string })

export type BranchWeek = {
  branchId: BranchId
  kind: string
  closedForGoodFrom: Temporal.PlainDate | null
  week: Week
  closings: Closing[]
  /** Null: as everywhere in the library. */
  onHolidays: ClosingRules['onHolidays'] | null
}

/** Every branch with its week as it usually is. */
export async function loadWeeks(db: Database): Promise<BranchWeek[]> {
  const branches = await db
    .selectFrom('branch')
    .select(['id', 'kind', 'closed_for_good_from', 'closings', 'on_holidays'])
    .orderBy('id')
    .execute()
  const hours = await db.selectFrom('weekly_hours').selectAll().execute()
  return branches.map(branch => ({
    branchId: branch.id,
    kind: branch.kind,
    closedForGoodFrom: branch.closed_for_good_from,
    closings: branch.closings as Closing[],
    onHolidays: branch.on_holidays,
    week: new Map(hours.filter(row => row.branch_id === branch.id).map(row => [row.weekday, row])),
  }))
}

export type CalendarDay = { day: Temporal.PlainDate; opening: Opening }

/** Lays days out; what staff entered stays, and so does what is the same already. Gives how many were written. */
export async function saveLaidOutDays(db: Database, branchId: BranchId, days: CalendarDay[]): Promise<number> {
  if (days.length === 0) return 0
  const written = await db
    .insertInto('calendar_day')
    .values(days.map(({ day, opening }) => ({ branch_id: branchId, day, ...opening })))
    .onConflict(conflict =>
      conflict
        .columns(['branch_id', 'day'])
        .doUpdateSet(eb => ({
          opens: eb.ref('excluded.opens'),
          closes: eb.ref('excluded.closes'),
          reason: eb.ref('excluded.reason'),
        }))
        .where('calendar_day.entered_by_staff', '=', false)
        .where(
          sql<boolean>`(calendar_day.opens, calendar_day.closes, calendar_day.reason)
            is distinct from (excluded.opens, excluded.closes, excluded.reason)`,
        ),
    )
    .returning('day')
    .execute()
  return written.length
}

/** Closes branches by hand, from one day to another, both included. */
export async function saveClosure(
  tx: Tx,
  closure: { branchIds: BranchId[]; from: Temporal.PlainDate; until: Temporal.PlainDate; reason: string },
): Promise<void> {
  await sql`
    insert into calendar_day (branch_id, day, reason, entered_by_staff)
    select branch_id, day::date, ${closure.reason}, true
    from unnest(${closure.branchIds}::text[]) branch_id,
      generate_series(${closure.from}::date::timestamp, ${closure.until}::date::timestamp, interval '1 day') day
    on conflict (branch_id, day) do update
      set opens = null, closes = null, reason = excluded.reason, entered_by_staff = true`.execute(tx)
}

/**
 * The days on which staff have closed a branch, from a day until another, both included; in the order in which branches
 * are named.
 */
export async function loadClosedByStaff(
  db: Database,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<ClosedDay[]> {
  const rows = await db
    .selectFrom('calendar_day')
    .innerJoin('branch', 'branch.id', 'calendar_day.branch_id')
    .where('entered_by_staff', '=', true)
    .where('opens', 'is', null)
    .where('day', '>=', from)
    .where('day', '<=', until)
    .where(eb => eb.or([eb('closed_for_good_from', 'is', null), eb('closed_for_good_from', '>', eb.ref('day'))]))
    .select(['branch.id as branchId', 'day', 'reason'])
    .orderBy('day')
    .orderBy('list_order')
    .orderBy('branch.id')
    .execute()
  return rows.map(row => ({ ...row, reason: row.reason ?? '' }))
}

/** Forgets what staff closed by hand: the days are laid out again. @returns them, in order */
export async function forgetClosure(
  tx: Tx,
  closure: { branchIds: BranchId[]; from: Temporal.PlainDate; until: Temporal.PlainDate },
): Promise<{ branchId: BranchId; day: Temporal.PlainDate }[]> {
  const rows = await tx
    .updateTable('calendar_day')
    .set({ entered_by_staff: false })
    .where('branch_id', 'in', closure.branchIds)
    .where('day', '>=', closure.from)
    .where('day', '<=', closure.until)
    .where('entered_by_staff', '=', true)
    .where('opens', 'is', null)
    .returning(['branch_id as branchId', 'day'])
    .execute()
  return rows.sort((one, other) => Temporal.PlainDate.compare(one.day, other.day))
}

/** Which of these branches there are. */
export async function knownBranches(tx: Tx, branchIds: BranchId[]): Promise<string[]> {
  const rows = await tx.selectFrom('branch').where('id', 'in', branchIds).select('id').execute()
  return rows.map(row => row.id)
}

export type BranchOpening = {
  branchId: BranchId
  kind: string
  name: string
  shortName: string
  phone: string
  opening: Opening
}

/** Every branch that is not closed for good, with its hours of a day. */
export async function loadOpenings(db: Database, day: Temporal.PlainDate): Promise<BranchOpening[]> {
  const rows = await db
    .selectFrom('branch')
    .leftJoin('calendar_day', join => join.onRef('branch_id', '=', 'branch.id').on('day', '=', day))
    .where(eb => eb.or([eb('closed_for_good_from', 'is', null), eb('closed_for_good_from', '>', day)]))
    .select(['branch.id', 'kind', 'name', 'short_name', 'phone', 'opens', 'closes', 'reason'])
    .orderBy('list_order')
    .orderBy('branch.id')
    .execute()
  return rows.map(row => ({
    branchId: row.id,
    kind: row.kind,
    name: row.name,
    shortName: row.short_name,
    phone: row.phone,
    opening: toOpening(row),
  }))
}

/** The days of a branch from one day to another that are laid out. */
export async function loadCalendarDays(
  db: Database,
  branchId: BranchId,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<CalendarDay[]> {
  const rows = await db
    .selectFrom('calendar_day')
    .where('branch_id', '=', branchId)
    .where('day', '>=', from)
    .where('day', '<=', until)
    .select(['day', 'opens', 'closes', 'reason'])
    .orderBy('day')
    .execute()
  return rows.map(row => ({ day: row.day, opening: toOpening(row) }))
}

const toOpening = (row: {
  opens: Temporal.PlainTime | null
  closes: Temporal.PlainTime | null
  reason: string | null
}): Opening =>
  row.opens && row.closes
    ? { opens: row.opens, closes: row.closes, reason: null }
    : { opens: null, closes: null, reason: row.reason ?? '' }
