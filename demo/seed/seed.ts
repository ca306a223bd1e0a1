import { readFileSync } from 'node:fs'
import { layOutCalendar } from '#calendar/lay-out-calendar.ts'
import { layOutVisits } from '#calendar/lay-out-visits.ts'
import { type Database, sql, transact } from '#database/database.ts'
import type { Mailer } from '#delivery/mailer.ts'
import { sendDueNotices } from '#delivery/send-due-notices.ts'
import { markAsDemo } from '#demo-store.ts'
import { isIntakeTime } from '#holds/rules/intake-window.ts'
import type { Library } from '#library.ts'
import { runNight } from '#nightly/run.ts'
import { changeDescription } from '#settings/change-description.ts'
import { readLibraryFile } from '#settings/file/library-file.ts'
import { assert } from '#std/assert.ts'
import { silentLog } from '#std/log.ts'
import type { Progress } from '#std/progress.ts'
import { dayOf, instantAt, timeOf } from '#time/clock.ts'
import { readDemoCatalogue } from '../catalogue.ts'
import { seedCatalogue } from './catalogue.ts'
import { seedPatrons, seedStaff } from './people.ts'
import { Stage } from './stage.ts'
import { story } from './story.ts'

/** True for a library that has nothing yet, or only what a demo left that was cut off in the making. */
export async function isEmpty({ db }: Pick<Library, 'db'>): Promise<boolean> {
  const { rows } = await sql`select 1 from branch limit 1`.execute(db)
  return rows.length === 0 || (await isUnfinished(db))
}

/**
 * Fills an empty library with the demo: the places and works, made-up patrons and staff, and the weeks up to now,
 * played by the actions of the house with its clock set back. All dates follow from the clock.
 */
export async function seedDemo(library: Library, onProgress: (progress: Progress) => void = () => {}): Promise<void> {
  const now = library.clock.now()
  const newestNight = newestNightBefore(library, now)
  const firstDay = newestNight.subtract({ days: 40 })
  const bibs = readDemoCatalogue()
  await begin(library.db)
  await markAsDemo(library.db, now)
  await openLibraryOfFile(library, firstDay, newestNight)
  await seedCatalogue(library.db, bibs, dayOf(now), now)
  onProgress({ done: bibs.length, share: 0.2 })
  await seedStaff(library)
  const stage = await Stage.open(library.db, await seedPatrons(library))
  onProgress({ done: bibs.length, share: 0.4 })

  for (let ago = 34; ago >= 0; ago--) {
    const day = newestNight.subtract({ days: ago })
    const at = (time: string): Library => ({ ...library, log: silentLog, clock: { now: () => instantAt(day, time) } })
    const past = story.filter(event => event.day === -ago).sort((a, b) => a.time.localeCompare(b.time))
    await runNight(at('03:10'), day)
    if (isPast(day, '09:30', now)) await sendDueNotices(at('09:30'), gone, { limit: 1000 })
    for (const { time, happens } of past) await happens(at(time), stage)
    if (isPast(day, '12:30', now)) await sendDueNotices(at('12:30'), gone, { limit: 1000 })
    onProgress({ done: bibs.length, share: 1 - (ago / 34) * 0.6 })
  }
  await sql`comment on table branch is null`.execute(library.db)
}

/** The demo library is a file like any other's: it comes in through the same door, on the morning of its first day. */
async function openLibraryOfFile(
  library: Library,
  firstDay: Temporal.PlainDate,
  newestNight: Temporal.PlainDate,
): Promise<void> {
  const file = readLibraryFile(readFileSync(new URL('../library.yaml', import.meta.url), 'utf8'))
  assert(file.ok, 'the demo library is a library file')
  const then = { ...library, clock: { now: () => instantAt(firstDay, '00:00') } }
  const opened = await changeDescription(then, { login: 'demo' }, file.document, { basedOn: 0 })
  assert(opened.ok, `the demo library can be opened: ${JSON.stringify(opened)}`)
  library.policy = then.policy
  const until = newestNight.add({ days: library.policy.calendar.laidOutDays })
  await transact(library.db, async tx => {
    await layOutCalendar(tx, firstDay, until, library.policy)
    await layOutVisits(tx, firstDay, until)
  })
}

/** What stands at the table of branches while a demo is in the making. */
const inTheMaking = 'the demo library is being filled'

async function isUnfinished(db: Database): Promise<boolean> {
  const { rows } = await sql<{ remark: string | null }>`select obj_description('branch'::regclass) as remark`.execute(
    db,
  )
  return rows[0]?.remark === inTheMaking
}

/** Takes away what a demo left that was cut off, and marks that one is being made. */
async function begin(db: Database): Promise<void> {
  if (await isUnfinished(db)) {
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables
      where schemaname = current_schema() and tablename not in ('migration', 'secrets_fingerprint')`.execute(db)
    await sql`truncate ${sql.join(rows.map(({ name }) => sql.table(name)))} restart identity`.execute(db)
  }
  await sql`comment on table branch is ${sql.lit(inTheMaking)}`.execute(db)
}

/** The mails of the weeks before the demo began: nobody reads them any more. */
const gone: Mailer = { send: async () => ({ is: 'accepted' }), close() {} }

/** The day of the newest night that has ended: today's from four in the morning on, else yesterday's. */
function newestNightBefore({ policy }: Library, now: Temporal.Instant): Temporal.PlainDate {
  const today = dayOf(now)
  const isBeforeNight = Temporal.PlainTime.compare(timeOf(now), Temporal.PlainTime.from(policy.intakeWindow.until)) < 0
  return isBeforeNight || isIntakeTime(policy.intakeWindow, now) ? today.subtract({ days: 1 }) : today
}

const isPast = (day: Temporal.PlainDate, time: string, now: Temporal.Instant) =>
  Temporal.Instant.compare(instantAt(day, time), now) <= 0
