import { type Database, sql } from '#database/database.ts'
import type { Trouble, TroubleKind } from './rules/machine.ts'

/** Counts a trouble of a day, and forgets those of long ago. */
export async function countTrouble(
  db: Database,
  trouble: { day: Temporal.PlainDate; machine: string; address: string; kind: TroubleKind; at: Temporal.Instant },
): Promise<void> {
  const { day, machine, address, kind, at } = trouble
  await sql`
    with old as (delete from machine_trouble where day < ${day.subtract({ days: 90 })})
    insert into machine_trouble (day, machine, address, kind, last_at)
    values (${day}, ${machine}, ${address}, ${kind}, ${at})
    on conflict (day, machine, address, kind)
    do update set times = machine_trouble.times + 1, last_at = excluded.last_at`.execute(db)
}

export async function loadTroubles(db: Database, from: Temporal.PlainDate, limit: number): Promise<Trouble[]> {
  const rows = await db
    .selectFrom('machine_trouble')
    .where('day', '>=', from)
    .selectAll()
    .orderBy('last_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ last_at, kind, ...row }) => ({ ...row, kind: kind as TroubleKind, lastAt: last_at }))
}
