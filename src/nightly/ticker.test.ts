import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { transact } from '#database/database.ts'
import { openMailer } from '#delivery/mailer.ts'
import { BranchId, StopId } from '#ids.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { openDaysOf, visitDaysOf } from '../../test/calendar-days.ts'
import { day, givenCopy, givenHold, givenPatron, givenTown, readyNotice } from '../../test/given-night.ts'
import { openLibrary } from '../../test/library.ts'
import { lastNights } from './night-report.ts'
import { runNight } from './run.ts'
import { startTicker } from './ticker.ts'

test('the service by itself: the missed nights in their order, the mails, the days ahead; and it stops when it is told to', async () => {
  const library = await openLibrary({ at: '2026-11-22T03:00:00' })
  await givenTown(library.db)
  await runNight(library, day('2026-11-22'))
  const patronId = await givenPatron(library.db, { mail: 'hanako@example.jp' })
  const applied = await givenCopy(library.db)
  await givenHold(library.db, { patronId, bibId: applied.bibId, state: 'applied' })
  const { bibId, itemId, title } = await givenCopy(library.db)
  const holdId = await givenHold(library.db, { patronId, bibId, itemId, state: 'ready', contact: 'mail' })
  library.clock.set('2026-11-24T10:00:00')
  await transact(library.db, tx =>
    writeNotices(tx, { now: library.clock.now(), policy: library.policy }, [readyNotice(patronId, holdId, title)]),
  )
  library.clock.set('2026-11-24T11:00:00')
  const mailer = openMailer({
    smtpUrl: null,
    from: 'kago@lib.example.jp',
    directory: mkdtempSync(join(tmpdir(), 'kago-mail-')),
  })

  const ticker = startTicker(library, mailer, { beatMs: 20 })
  const nights = async () => (await lastNights(library, 9)).filter(run => run.finishedAt).map(run => run.day.toString())
  await expect.poll(nights, { timeout: 20_000 }).toEqual(['2026-11-24', '2026-11-23', '2026-11-22'])
  const holds = () => library.db.selectFrom('hold').select(['state', 'notified_at']).orderBy('id').execute()
  await expect
    .poll(async () => (await holds()).map(hold => hold.state), { timeout: 20_000 })
    .toEqual(['waiting', 'ready'])
  await expect.poll(async () => (await holds())[1]!.notified_at !== null, { timeout: 20_000 }).toBe(true)
  await expect
    .poll(() => visitDaysOf(library.db, StopId('yoshiura'), day('2027-11-24'), 1), { timeout: 20_000 })
    .toHaveLength(1)
  await ticker.stop()
  expect(await openDaysOf(library.db, BranchId('chuo'), day('2027-12-20'), 1)).toHaveLength(1)

  library.clock.set('2026-11-25T03:00:00')
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(await nights()).not.toContain('2026-11-25')
})

test('a ticker of a library whose database is gone keeps trying and stops at once', async () => {
  const library = await openLibrary()
  const errors: string[] = []
  library.log = { info() {}, warn() {}, error: event => errors.push(event) }
  const mailer = openMailer({ smtpUrl: null, from: 'kago@lib.example.jp', directory: tmpdir() })
  await library.close()
  const ticker = startTicker(library, mailer, { beatMs: 20 })
  await expect.poll(() => errors.length).toBeGreaterThanOrEqual(3)
  await ticker.stop()
})
