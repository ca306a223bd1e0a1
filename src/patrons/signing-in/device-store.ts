import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'

/** Counts a try from a known device before it is made; null when it is not known for this patron, or has none left. */
export async function countOnDevice(
  db: Database,
  {
    patronId,
    device,
    now,
    failuresMax,
  }: { patronId: PatronId; device: Buffer; now: Temporal.Instant; failuresMax: number },
): Promise<true | null> {
  const counted = await db
    .updateTable('known_device')
    .set(eb => ({ failures: eb('failures', '+', 1), last_used_at: now }))
    .where('device_hash', '=', device)
    .where('patron_id', '=', patronId)
    .where('failures', '<', failuresMax)
    .returning('patron_id')
    .executeTakeFirst()
  return counted ? true : null
}

export async function clearOnDevice(db: Database, patronId: PatronId, device: Buffer): Promise<void> {
  await db
    .updateTable('known_device')
    .set({ failures: 0 })
    .where('device_hash', '=', device)
    .where('patron_id', '=', patronId)
    .execute()
}

/** Remembers that this patron has signed in with this browser; ten are enough for anyone, the oldest goes. */
export async function insertDevice(
  db: Database,
  patronId: PatronId,
  device: Buffer,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .insertInto('known_device')
    .values({ device_hash: device, patron_id: patronId, known_since: now, last_used_at: now })
    .onConflict(conflict =>
      conflict.columns(['device_hash', 'patron_id']).doUpdateSet({ failures: 0, known_since: now, last_used_at: now }),
    )
    .execute()
  await sql`
    delete from known_device where patron_id = ${patronId} and device_hash not in
      (select device_hash from known_device where patron_id = ${patronId} order by last_used_at desc limit 10)`.execute(
    db,
  )
}

/** Forgets every known device of a patron, but perhaps one. */
export async function deleteDevicesOf(tx: Tx, patronId: PatronId, but: Buffer | null = null): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('known_device')
    .where('patron_id', '=', patronId)
    .$if(but !== null, query => query.where('device_hash', '<>', but!))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
