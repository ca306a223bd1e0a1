import { loadDescribedPlaces } from '#branches/place-store.ts'
import { loadWeeks } from '#calendar/calendar-store.ts'
import { writeMonthly } from '#calendar/rules/monthly.ts'
import type { Week } from '#calendar/rules/opening.ts'
import { loadSchedules, type ScheduledStop } from '#calendar/visit-store.ts'
import { type Database, sql, type Tx } from '#database/database.ts'
import { BranchId, StopId } from '#ids.ts'
import { weekdays } from '#policy.ts'
import { readPolicy } from '#policy-before.ts'
import { loadPolicy } from '#policy-store.ts'
import type { Branch, Description, Stop, VisitRule } from './description.ts'

/** The description in force, composed from the policy and the places, and its version (0: nothing was decided yet). */
export async function loadDescription(db: Database): Promise<{ description: Description; version: number }> {
  const { policy, version } = await loadPolicy(db)
  return { description: { ...policy, ...(await loadPlaces(db)) }, version }
}

export type Places = Pick<Description, 'branches' | 'stops'>

async function loadPlaces(db: Database): Promise<Places> {
  const { branches, stops } = await loadDescribedPlaces(db)
  const weeks = new Map((await loadWeeks(db)).map(week => [week.branchId, week]))
  const schedules = Map.groupBy(await loadSchedules(db), ({ stopId }) => stopId)
  return {
    branches: branches.map((branch): Branch => {
      const { week, closings, onHolidays } = weeks.get(BranchId(branch.code))!
      const { closedForGoodFrom, address, coordinates, access, vanDays, ...rest } = branch
      return {
        ...rest,
        ...said({ address, coordinates, access, vanDays }),
        ...(closedForGoodFrom === null ? {} : { closedForGoodFrom: `${closedForGoodFrom}` }),
        hours: hoursOf(week),
        ...(onHolidays === null ? {} : { holidays: onHolidays }),
        closings,
      }
    }),
    stops: stops.map((stop): Stop => {
      const { closedForGoodFrom, place, coordinates, access, ...rest } = stop
      return {
        ...rest,
        ...said({ place, coordinates, access }),
        ...(closedForGoodFrom === null ? {} : { closedForGoodFrom: `${closedForGoodFrom}` }),
        visits: (schedules.get(StopId(stop.code)) ?? []).map(visitOf),
      }
    }),
  }
}

/** Without what is not said. */
const said = <T extends object>(parts: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as never

const span = (from: Temporal.PlainTime, until: Temporal.PlainTime) =>
  [from, until].map(time => time.toString({ smallestUnit: 'minute' })).join('-')

/** In the week of tables 0 is Sunday; in that of ISO 8601 it is the seventh day. */
const hoursOf = (week: Week): Branch['hours'] =>
  Object.fromEntries(
    weekdays.flatMap((name, nth) => {
      const hours = week.get((nth + 1) % 7)
      return hours ? [[name, span(hours.opens, hours.closes)]] : []
    }),
  )

function visitOf({ firstDay, lastDay, rhythm, arrives, leaves }: ScheduledStop): VisitRule {
  const hours = span(arrives, leaves)
  if ('days' in rhythm) return { days: rhythm.days.map(String), hours }
  const while_ = { from: `${firstDay}`, ...(lastDay === null ? {} : { until: `${lastDay}` }), hours }
  return 'everyWeeks' in rhythm
    ? { everyWeeks: rhythm.everyWeeks, ...while_ }
    : {
        monthly: writeMonthly({ is: 'weeks', weeks: [...rhythm.weeksOfMonth], weekday: firstDay.dayOfWeek }),
        ...while_,
      }
}

/** Nobody else puts a version into force until the end of the transaction. @returns the version in force */
export async function lockVersion(tx: Tx): Promise<number> {
  await sql`lock table policy in share row exclusive mode`.execute(tx)
  const { rows } = await sql<{ version: number }>`select coalesce(max(version), 0)::int as version from policy`.execute(
    tx,
  )
  return rows[0]!.version
}

export type StoredVersion = { version: number; at: Temporal.Instant; by: string; why: string | null }

/**
 * The versions so far, newest first; `description` null: it cannot be read any more. Places of old versions were not
 * kept.
 */
export async function loadVersions(
  db: Database,
  limit: number,
): Promise<(StoredVersion & { description: Description | null; placesKept: boolean })[]> {
  const rows = await db.selectFrom('policy').selectAll().orderBy('version', 'desc').limit(limit).execute()
  const now = await loadPlaces(db)
  return rows.map(row => {
    const policy = readPolicy(row.document).data
    const places = (row.places as Places | null) ?? now
    return {
      version: row.version,
      at: row.entered_at,
      by: row.entered_by,
      why: row.why,
      description: policy ? { ...policy, ...places } : null,
      placesKept: row.places !== null,
    }
  })
}

/** Makes the categories those of the description. @throws the constraint's error when one that goes is in use */
export async function saveCategories(tx: Tx, { patronCategories, itemCategories }: Description): Promise<void> {
  for (const [table, codes] of [
    ['patron_category', patronCategories.map(({ code }) => code)],
    ['item_category', itemCategories.map(({ code }) => code)],
  ] as const) {
    await sql`insert into ${sql.table(table)} (code) select unnest(${codes}::text[]) on conflict do nothing`.execute(tx)
    await sql`delete from ${sql.table(table)} where code <> all(${codes}::text[])`.execute(tx)
  }
}

/** How many patrons or copies are of a category. */
export async function loadUseOfCategory(tx: Tx, kind: 'patron' | 'item', code: string): Promise<number> {
  const { rows } =
    kind === 'patron'
      ? await sql<{ count: number }>`select count(*)::int as count from patron where category = ${code}`.execute(tx)
      : await sql<{ count: number }>`select count(*)::int as count from item where loan_rule = ${code}`.execute(tx)
  return rows[0]!.count
}
