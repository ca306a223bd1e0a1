import { type Database, sql } from '#database/database.ts'
import type { ChecklistFacts } from './rules/checklist.ts'

export async function loadChecklistFacts(
  db: Database,
  today: Temporal.PlainDate,
): Promise<Omit<ChecklistFacts, 'publicAddress'>> {
  const { rows } = await sql<Omit<ChecklistFacts, 'publicAddress' | 'done'>>`
    with living as (select id from branch where closed_for_good_from is null or closed_for_good_from > ${today}),
      served as (select s.id from stop s join living on living.id = s.branch_id
        where s.abolished_from is null or s.abolished_from > ${today}),
      admins as (select totp_secret from staff where role = 'admin' and disabled_at is null)
    select (select count(*) from living)::int as branches,
      (select count(*) from living where id in (select branch_id from weekly_hours))::int as "branchesWithHours",
      (select min(d.until) from living left join lateral (
        select max(day) as until from calendar_day c where c.branch_id = living.id) d on true) as "laidOutUntil",
      (select count(*) from served)::int as stops,
      (select count(*) from served where id in (
        select stop_id from stop_visit where day >= ${today} and cancelled_because is null))::int as "stopsWithVisits",
      (select count(*) from admins)::int as admins,
      (select count(*) from admins where totp_secret is not null)::int as "adminsWithCode",
      (select count(*) from (select from item limit 1) i)::int as items,
      (select count(*) from (select from patron limit 1) p)::int as patrons,
      greatest((select max(entered_at) from policy), (select at from item_event order by id desc limit 1),
        (select at from hold_event order by id desc limit 1)) as "newestEvent"`.execute(db)
  const done = await db.selectFrom('opening_done').select('what').execute()
  return { ...rows[0]!, done: new Set(done.map(({ what }) => what)) }
}

/** Marks something as done; the first time counts. */
export async function saveDone(
  db: Database,
  done: { what: 'mail' | 'backup' | 'secrets' | 'opened'; at: Temporal.Instant; by: string },
): Promise<void> {
  await db
    .insertInto('opening_done')
    .values(done)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** Whether this library was never opened: no set-up has ended and nobody can sign in. */
export async function isUnopened(db: Database): Promise<boolean> {
  const { rows } = await sql<{ unopened: boolean }>`
    select not exists (select from opening_done where what = 'opened') and not exists (select from staff)
      and not exists (select from item) and not exists (select from patron) as unopened`.execute(db)
  return rows[0]!.unopened
}
