import { buildIndex } from '#catalogue/index/memory-index.ts'
import { connect } from '#database/database.ts'
import { moveIn } from '#exchange/moving/move-in.ts'
import { defaultPolicy } from '#policy.ts'
import { silentLog } from '#std/log.ts'
import { stoppedClock } from '#time/clock.ts'

// A moving as a program of its own: `move-in-process.ts <database> <folder> [<moment>]`, with KAGO_CRASH_AT saying
// where it dies.
const [, , url, folder, at = '2026-11-24T10:00:00'] = process.argv
if (!url || !folder) throw new Error('Usage: move-in-process.ts <database> <folder> [<moment>]')
// Whoever starts it again has the same keys.
const key = (nth: number) => Buffer.alloc(32, nth)
const db = connect(url, { connections: 4 })
const moved = await moveIn(
  {
    db,
    readDb: db,
    clock: stoppedClock(at),
    policy: defaultPolicy,
    log: silentLog,
    index: buildIndex([]),
    secrets: { pepper: key(1), cookieKey: key(2), popularityKey: key(3) },
  },
  folder,
  { leaveOut: true },
)
process.stdout.write(moved.ok ? (moved.value.before ? 'before' : 'moved') : moved.refusal.why)
await db.destroy()
