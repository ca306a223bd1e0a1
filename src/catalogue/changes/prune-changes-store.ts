import { type Database, sql } from '#database/database.ts'

/**
 * Forgets all but the newest rows of the change feed. Who follows it and was away for longer than they tell builds the
 * index anew, as it does at its first start.
 * @returns how many were forgotten
 */
export async function pruneChanges(db: Database, keep: number): Promise<number> {
  let pruned = 0
  for (;;) {
    const { rows } = await sql`
      delete from bib_change where seq in (
        select seq from bib_change where seq <= (select max(seq) from bib_change) - ${keep}::bigint order by seq limit 5000)
      returning 1`.execute(db)
    pruned += rows.length
    if (rows.length === 0) return pruned
  }
}
