import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect, type Database, sql } from '#database/database.ts'
import { checkAfterNight, checkDeeds } from './check-history.ts'
import type { History } from './history.ts'
import { begins, type Open } from './open-cluster.ts'
import { kagos } from './places.ts'

const nextMorning = '2026-11-26T09:00:00+09:00'
const night = '2026-11-26'

/**
 * When everybody has gone: what they were told against what is there; then the night and its mails, and the rest.
 * @returns a sentence for each thing that is wrong
 */
export async function settle(
  { cluster, turnTo }: Open,
  history: History,
  tell: (line: string) => void,
): Promise<string[]> {
  await cluster.becomesWhole()
  const wrong = await withDatabase(await cluster.urlOf('postgres'), db => checkDeeds(db, history.deeds, begins))
  for (const { service } of cluster.kagos.values()) await service.end('SIGTERM')
  tell('what they were told is compared')
  turnTo(nextMorning)
  // What was missed by then is made up for: first the night, then the mails, those too that a killed process had begun.
  for (const { service } of cluster.kagos.values()) service.start()
  await cluster.becomesWhole()
  tell('both Kagos serve on the next morning')
  const mails = kagos.map(name => join(cluster.folder, 'kago', name, 'mail'))
  const later = await withDatabase(await cluster.urlOf('postgres'), async db => {
    await comesToRest(db)
    return checkAfterNight(db, history.deeds, mails)
  })
  wrong.push(...later)
  tell('night and mails are over')
  const { code, out } = cluster.runKago(['check'], nextMorning)
  tell('kago check has ended')
  if (code !== 0) wrong.push(`kago check: ${out.trim()}`)
  return wrong
}

async function withDatabase<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = connect(url, { connections: 2 })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

/** Until the night has run and no confirmation waits. What never goes out is found by the checks. */
async function comesToRest(db: Database): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; await pause(500)) {
    const { rows } = await sql<{ left: number }>`
      select (select count(*) from notice where state = 'due' and kind = 'orderPlaced')
        + (select count(*) from hold where state = 'applied')
        + (select count(*) from (select) one where not exists
          (select from nightly_run where day = ${night} and finished_at is not null)) as left`.execute(db)
    if (rows[0]!.left === 0) return
  }
}
