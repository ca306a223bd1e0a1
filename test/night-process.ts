// A process of its own that does one piece of the night on a given database and can be killed on the way
// (KAGO_CRASH_AT):
//   night-process.ts night <database> <instant> <day>
//   night-process.ts send <database> <instant> <smtp url>
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { loadIndexedFrom } from '#catalogue/index-store.ts'
import { connect } from '#database/database.ts'
import { openMailer } from '#delivery/mailer.ts'
import { sendDueNotices } from '#delivery/send-due-notices.ts'
import type { Library } from '#library.ts'
import { runNight } from '#nightly/run.ts'
import { defaultPolicy } from '#policy.ts'
import { silentLog } from '#std/log.ts'
import { stoppedClock } from '#time/clock.ts'

const [what = '', url = '', at = '', argument = ''] = process.argv.slice(2)
const db = connect(url, { connections: 5 })
// No page is served and nobody signs in here: the rest of a library is never asked for.
const clock = stoppedClock(at)
const index = buildIndex(what === 'night' ? await loadIndexedFrom(db, 0, Number.MAX_SAFE_INTEGER, clock.now()) : [])
const policy = { ...defaultPolicy, cards: { ...defaultPolicy.cards, forgottenAfterYears: 5 } }
const known: Partial<Library> = { db, clock, policy, log: silentLog, index }
const library = known as Library
const outcome =
  what === 'night'
    ? await runNight(library, Temporal.PlainDate.from(argument))
    : await sendDueNotices(
        library,
        openMailer({ smtpUrl: argument, from: 'kago@lib.example.jp', directory: '/nowhere' }),
        { limit: 100 },
      )
process.stdout.write(`${JSON.stringify(outcome)}\n`)
await db.destroy()
