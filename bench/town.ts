import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Database, onOneConnection, sql } from '#database/database.ts'
import { removeEmbedded, startEmbedded } from '#database/embedded.ts'
import { migrate } from '#database/migrate.ts'
import type { Library } from '#library.ts'
import { defaultPolicy } from '#policy.ts'
import { openSecrets } from '#secrets/secrets.ts'
import { silentLog } from '#std/log.ts'
import { dayOf, stoppedClock } from '#time/clock.ts'

/** How large the library of a load run is. */
export type Sizes = { bibs: number; items: number; patrons: number; waiting: number; onLoan: number }

export const fullSizes: Sizes = {
  bibs: 1_000_000,
  items: 2_000_000,
  patrons: 300_000,
  waiting: 100_000,
  onLoan: 200_000,
}

export const scaled = (scale: number): Sizes => ({
  bibs: Math.round(fullSizes.bibs * scale),
  items: Math.round(fullSizes.items * scale),
  patrons: Math.round(fullSizes.patrons * scale),
  waiting: Math.round(fullSizes.waiting * scale),
  onLoan: Math.round(fullSizes.onLoan * scale),
})

/**
 * How skewed loans and holds are: a title's use falls with rank to the power of -0.85, the exponent that ratings of
 * real readers show (0.58–0.85 in five collections). Copies follow demand less steeply.
 */
export const demandExponent = 0.85
const copiesExponent = 0.6

export type BenchLibrary = Library & {
  clock: ReturnType<typeof stoppedClock>
  url: string
  /** Where a service of the same library finds its secrets and puts its mails. */
  dataDir: string
  close(): Promise<void>
}

/**
 * An embedded server as a library would run it (every commit on disk), with a migrated database, thrown away at the
 * end.
 * @param options.kept a directory in which the library stays for the next run: making a large town takes minutes
 */
export async function openBenchLibrary(options: {
  at: string
  connections: number
  url?: string
  kept?: string
}): Promise<BenchLibrary> {
  const dataDir = options.kept ?? mkdtempSync(join(tmpdir(), 'kago-bench-'))
  mkdirSync(dataDir, { recursive: true })
  const directory = join(dataDir, 'postgres')
  const isNew = !existsSync(directory)
  const server = options.url ? null : await startEmbedded(directory)
  const url = options.url ?? server!.url
  if (server && isNew) {
    const maintenance = connect(server.url.replace('/kago?', '/postgres?'), { connections: 1 })
    await sql`create database kago`.execute(maintenance)
    await maintenance.destroy()
  }
  const db = connect(url, { connections: options.connections })
  await migrate(db)
  return {
    db,
    readDb: db,
    clock: stoppedClock(options.at),
    policy: defaultPolicy,
    log: silentLog,
    // Holds and loans know nothing of the search index.
    index: {} as Library['index'],
    secrets: await openSecrets(db, { dataDir, fromEnvironment: null }),
    url,
    dataDir,
    async close() {
      await db.destroy()
      await server?.stop()
      if (!options.kept) removeEmbedded(dataDir)
    },
  }
}

/** True when the town was made by an earlier run. */
export async function isFilled(library: BenchLibrary): Promise<boolean> {
  const { rows } = await sql`select from branch limit 1`.execute(library.db)
  return rows.length > 0
}

/**
 * Fills the tables in SQL: branches with a calendar, bibs, copies, patrons, loans and a queue, with the skew of real
 * demand.
 */
export async function fillTown(library: BenchLibrary, sizes: Sizes): Promise<void> {
  const now = library.clock.now()
  await onOneConnection(library.db, async db => {
    const run = (query: ReturnType<typeof sql>) => query.execute(db)
    // Made rows need neither change feed nor reference checks while they are made: they are right by construction.
    await run(sql`set statement_timeout = 0`)
    await run(sql`set session_replication_role = replica`)
    await fillPlaces(db)
    await run(sql`
      insert into bib (source_key, kind, title, responsibility, added_at, changed_at)
      select 'bench:' || n, case when n % 20 = 0 then 'audiovisual' else 'book' end, '題名' || n, '著者' || n % 50000, ${now}, ${now}
      from generate_series(1, ${sizes.bibs}::int) n`)
    await run(sql`select setseed(0.42)`)
    await run(sql`
      insert into item (barcode, bib_id, home_branch_id, current_branch_id, call_number, joined_on)
      select lpad(n::text, 9, '0'), bib, 'b' || n % 8, 'b' || n % 8, '913.6', '2020-04-01'
      from (select n, case when n <= ${sizes.bibs} then n else ${zipf(sizes.bibs, copiesExponent)} end as bib
        from generate_series(1, ${sizes.items}::int) n) copies`)
    await run(sql`
      insert into patron (category, name, name_reading, birth_date, phone, mail, expires_on, created_at)
      select 'general', '利用者' || n, 'リヨウシャ', '1980-01-01', '0254-00-' || n, 'p' || n || '@example.jp', '2029-03-31', ${now}
      from generate_series(1, ${sizes.patrons}::int) n`)
    await run(sql`
      insert into card (number, patron_id, issued_on)
      select lpad(id::text, 8, '0'), id, '2026-04-01' from patron`)
    await run(sql`
      insert into loan (item_id, bib_id, patron_id, branch_id, lent_at, due_on)
      select id, bib_id, 1 + row_number() over (order by bib_id, id) % ${sizes.patrons}, home_branch_id, ${now.subtract({ hours: 100 })}, '2026-12-04'
      from (select * from item order by bib_id, id limit ${sizes.onLoan}) popular`)
    await run(sql`
      insert into lending (lent_on, branch_id, patron_category, of_group, age_group, item_category, kind, audience, counts)
      select (loan.lent_at at time zone 'Asia/Tokyo')::date, loan.branch_id, 'general', false, 40, item.loan_rule, bib.kind, bib.audience, 1
      from loan join item on item.id = loan.item_id join bib on bib.id = loan.bib_id`)
    await run(sql`update item set status = 'loan' from loan where loan.item_id = item.id`)
    await run(sql`
      insert into item_event (item_id, at, actor, branch_id, from_status, to_status, why)
      select item_id, lent_at, 'system', branch_id, 'shelf', 'loan', 'checkOut' from loan`)
    await fillHolds(db, sizes, { state: 'waiting', count: sizes.waiting, at: now.subtract({ hours: 200 }) })
    // The night of this day is over: a service that is started on the town has nothing to catch up.
    await run(sql`
      insert into nightly_run (day, started_at, finished_at)
      values (${dayOf(now)}, ${now.subtract({ hours: 7 })}, ${now.subtract({ hours: 6 })}) on conflict do nothing`)
    await run(sql`set session_replication_role = default`)
    await run(sql`analyze`)
    await run(sql`reset statement_timeout`)
  })
}

/** Adds holds in a state, spread over patrons evenly and over bibs by demand. */
export async function fillHolds(
  db: Database,
  sizes: Sizes,
  { state, count, at }: { state: 'waiting' | 'applied' | 'cancelApplied'; count: number; at: Temporal.Instant },
): Promise<void> {
  const place = state === 'applied' ? sql`null` : sql`nextval('hold_place')`
  await sql`
    with wanted as materialized (
      select gen_random_uuid() as order_id, patron_id, bib_id, n from (
        select distinct on (patron_id, bib_id) patron_id, bib_id, n from (
          select n, 1 + (n * 7919::bigint) % ${sizes.patrons} as patron_id, ${zipf(sizes.bibs, demandExponent)} as bib_id
          from generate_series(1, ${count}::int) n) drawn
        where not exists (select from hold h where h.patron_id = drawn.patron_id and h.bib_id = drawn.bib_id and h.state <> 'closed')
          and not exists (select from loan l where l.patron_id = drawn.patron_id and l.bib_id = drawn.bib_id and l.returned_at is null)
      ) once order by n
    ), orders as (
      insert into hold_order (id, patron_id, kind, channel, placed_at) select order_id, patron_id, 'ordinary', 'web', ${at} from wanted
    ), holds as (
      insert into hold (patron_id, bib_id, order_id, order_position, kind, channel, state, place, pickup_branch_id, contact, applied_at)
      select patron_id, bib_id, order_id, 1, 'ordinary', 'web', ${state}, ${place}, 'b' || patron_id % 8,
        (array['mail', 'phone', 'self'])[1 + n % 3], ${at}::timestamptz + n * interval '1 millisecond'
      from wanted returning id, state, applied_at)
    insert into hold_event (hold_id, at, actor, from_state, to_state, why)
    select id, applied_at, 'system', from_state, to_state, why from (
      select id, applied_at, 1 as nth, null as from_state, replace(state, 'cancelApplied', 'waiting') as to_state, 'place' as why from holds
      union all select id, applied_at, 2, 'waiting', 'cancelApplied', 'applyCancel' from holds where state = 'cancelApplied') told
    order by id, nth`.execute(db)
}

/** A rank drawn by Zipf's law with an exponent below 1, by inverting its distribution. */
const zipf = (max: number, exponent: number) =>
  sql`floor(power(1 + random() * ${max ** (1 - exponent) - 1}::float8, ${1 / (1 - exponent)}::float8))::bigint`

/** The same for one draw here. */
export const drawRank = (max: number, exponent: number): number =>
  Math.floor((1 + Math.random() * (max ** (1 - exponent) - 1)) ** (1 / (1 - exponent)))

/** Copies that stand on their shelves, or are on loan, in no order that a reader would see; without a limit all. */
export async function copiesThatAre(
  db: Database,
  status: 'loan' | 'shelf',
  limit: number | null = null,
): Promise<{ barcode: string; branch: string }[]> {
  const { rows } = await sql<{ barcode: string; branch: string }>`
    select barcode, home_branch_id as branch from item where status = ${status} order by hashint8(id) limit ${limit}`.execute(
    db,
  )
  return rows
}

async function fillPlaces(db: Database): Promise<void> {
  await sql`
    insert into branch (id, kind, name, short_name, phone, is_central, list_order)
    select 'b' || n, 'library', '図書館' || n, '館' || n, '0254-53-7511', n = 0, n from generate_series(0, 7) n`.execute(
    db,
  )
  // Closed on Mondays. A service that is started on the town lays its calendar out again from these hours.
  await sql`
    insert into weekly_hours (branch_id, weekday, opens, closes)
    select 'b' || n, weekday, time '09:30', time '19:00' from generate_series(0, 7) n, generate_series(0, 6) weekday where weekday <> 1`.execute(
    db,
  )
  await sql`
    insert into calendar_day (branch_id, day, opens, closes)
    select 'b' || n, day::date, case when extract(dow from day) <> 1 then time '09:30' end,
      case when extract(dow from day) <> 1 then time '19:00' end
    from generate_series(0, 7) n, generate_series(timestamp '2026-10-01', timestamp '2027-06-30', interval '1 day') day`.execute(
    db,
  )
}
