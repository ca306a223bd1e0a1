// How long a check, a backup and a restore of a large library take: node --import tsx bench/safekeeping.ts
// [applications] [bibs]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backUp } from '#backup/back-up.ts'
import { restore } from '#backup/restore.ts'
import { layOutCalendar } from '#calendar/lay-out-calendar.ts'
import { checkLibrary } from '#check/check-library.ts'
import { connect, sql } from '#database/database.ts'
import { removeEmbedded, startEmbedded } from '#database/embedded.ts'
import { migrate } from '#database/migrate.ts'
import type { Library } from '#library.ts'
import { runNight } from '#nightly/run.ts'
import { defaultPolicy } from '#policy.ts'
import { silentLog } from '#std/log.ts'
import { dayOf, stoppedClock } from '#time/clock.ts'
import { givenTown } from '../test/given-night.ts'

const [applications = 10_000, bibs = 200_000] = process.argv.slice(2).map(Number)
const directory = mkdtempSync(join(tmpdir(), 'kago-bench-'))
const server = startEmbedded(join(directory, 'postgres'))
const url = (await server).url.replace('/kago?', '/postgres?')
const db = connect(url, { connections: 5 })
await migrate(db)
const clock = stoppedClock('2026-11-25T03:00:00')
const known: Partial<Library> = { db, clock, policy: defaultPolicy, log: silentLog }
const library = known as Library
const today = dayOf(clock.now())

await givenTown(db)
await layOutCalendar(db, today.subtract({ days: 30 }), today.add({ days: 100 }))
const patrons = Math.ceil(applications / 5)
await sql`insert into bib (source_key, kind, title, added_at, changed_at)
  select 'bench:' || n, 'book', 'ベンチの本 ' || n, '2026-01-01', '2026-01-01' from generate_series(1, ${bibs}::int) n`.execute(
  db,
)
await sql`insert into item (barcode, bib_id, home_branch_id, current_branch_id, joined_on)
  select 'B' || id, id, 'chuo', 'chuo', '2026-01-01' from bib`.execute(db)
await sql`insert into patron (category, name, name_reading, birth_date, phone, mail, expires_on, created_at)
  select 'general', 'ベンチ', 'ベンチ', '1970-01-01', '0254-99-0000', 'p' || n || '@example.jp', '2029-03-31', '2026-04-01'
  from generate_series(1, ${patrons}::int) n`.execute(db)
await sql`insert into hold_order (id, patron_id, kind, channel, placed_at)
  select gen_random_uuid(), id, 'ordinary', 'web', '2026-11-24' from patron`.execute(db)
await sql`insert into hold (patron_id, bib_id, order_id, order_position, kind, channel, state, pickup_branch_id, contact, applied_at)
  select o.patron_id, 1 + (o.patron_id * 5 + n) % ${bibs}::int, o.id, n, 'ordinary', 'web', 'applied', 'chuo', 'mail', '2026-11-24'
  from hold_order o, generate_series(1, 5) n`.execute(db)
await sql`insert into hold_event (hold_id, at, actor, to_state, why) select id, applied_at, 'patron', 'applied', 'apply' from hold`.execute(
  db,
)
await sql`analyze`.execute(db)

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const value = await work()
  process.stdout.write(`${what}: ${((performance.now() - begun) / 1000).toFixed(1)} s\n`)
  return value
}

await timed(`night with ${applications} applications`, () => runNight(library, today))
const violations = await timed(`check of ${bibs} bibs, items and ${applications} holds`, () =>
  checkLibrary(db, defaultPolicy, today),
)
const file = join(directory, 'bench.kago')
const { rows, bytes } = await timed('backup', () => backUp(url, file, clock.now()))
await sql`create database restored template template0`.execute(db)
await timed('restore with its check', () => restore(url.replace('/postgres?', '/restored?'), file, { today }))
process.stdout.write(`${rows} rows, ${(bytes / 1e6).toFixed(1)} MB, ${violations.length} violations\n`)
await db.destroy()
await (await server).stop()
removeEmbedded(join(directory, 'postgres'))
rmSync(directory, { recursive: true, force: true })
