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
  await sql`
    with remembered as (
      insert into known_device (device_hash, patron_id, known_since, last_used_at)
      values (${device}, ${patronId}, ${now}, ${now})
      on conflict (device_hash, patron_id) do update set failures = 0, known_since = ${now}, last_used_at = ${now}
    )
    delete from known_device where patron_id = ${patronId} and device_hash in (
      select device_hash from known_device where patron_id = ${patronId} and device_hash <> ${device}
      order by last_used_at desc offset 9)`.execute(db)
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
