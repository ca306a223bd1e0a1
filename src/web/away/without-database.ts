import type { Context, MiddlewareHandler } from 'hono'
import type { RecordCopy } from '#catalogue/copy/record-copy.ts'
import { noDatabase } from '#database/no-database.ts'
import { DatabaseAway, type DatabaseWatch } from '#database/watch.ts'
import { libraryAsKnown } from '#in-force.ts'
import type { Library } from '#library.ts'
import type { Page } from '../page.ts'
import { rowAt } from '../path-table.ts'
import { lastToday, todayInForce } from '../today.ts'

export type Watch = Pick<DatabaseWatch, 'isAway' | 'isSilent' | 'heardMsAgo' | 'whileThere'>

/** So long a page is waited for while the database is silent; what only reads can be made without it then. */
const patienceMs = { reading: 400, other: 800 }

/**
 * While the database is away, everything that anybody may read goes on: from the index, the copy of the catalogue and
 * what is kept of places and calendar. Whatever needs the database all the same is told so at once, and nobody waits.
 */
export function goOnWithout(
  library: Library,
  { watch, copy, lag }: { watch: Watch; copy: () => RecordCopy | null; lag: () => number },
): MiddlewareHandler<Page> {
  return async (c, next) => {
    const isReading = isReadByAnyone(c)
    const isWithout = isSecondTry(c) || watch.isAway || (watch.isSilent && isReading)
    if (!isWithout) return watch.whileThere(next, isReading ? patienceMs.reading : patienceMs.other)
    const known = { ...libraryAsKnown(library), db: noDatabase, readDb: noDatabase }
    const copied = copy()
    const source = copied ? { ...known, copy: copied } : known
    c.set('library', source)
    // What is shown is as old as the index and the copy, which may have been behind when the database went away.
    const behindMs = Math.max(watch.heardMsAgo, lag() * 1_000)
    c.set('asOf', library.clock.now().subtract({ milliseconds: Math.round(behindMs) }))
    c.set('today', await todayInForce(source, c.get('language')).catch(() => lastToday(library, c.get('language'))))
    c.header('warning', '110 - "Response is Stale"')
    await next()
  }
}

/** Behind the guard: while the database is away, nobody signs in and nothing is changed. */
export const onlyReading: MiddlewareHandler<Page> = (c, next) => {
  if (c.get('asOf') !== null && !isReadByAnyone(c)) throw new DatabaseAway('the database is away')
  return next()
}

/** A request that failed because the database went away meanwhile is handed in once more, to be answered without it. */
export const secondTry = { isSecondTry: true }
export const isSecondTry = (c: Context<Page>): boolean => (c.env as typeof secondTry | undefined)?.isSecondTry === true
export const mayTryAgain = (c: Context<Page>): boolean =>
  (c.req.method === 'GET' || c.req.method === 'HEAD') && !isSecondTry(c) && c.get('asOf') === null

/** What has no reader of its own (an address of none of our pages) is read by anyone. */
function isReadByAnyone(c: Context<Page>): boolean {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return false
  const row = rowAt(c.req.path)
  return row === null || ((row.reader === 'anyone' || row.reader === 'machine') && row.lane !== 'door')
}
