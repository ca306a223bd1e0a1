import { type Database, sql } from '#database/database.ts'
import { type AddressCount, ladderFailuresMax, ladderSeconds, yearDays, yearFailuresMax } from '../rules/attempts.ts'

/**
 * Counts a try on a card from a device that is not known, before it is made: one statement, so that of 200 tries at once
 * each is counted. Only a success takes it back (`clearOnCard`).
 * @returns null: the card waits or is stopped (or is none), and nothing is to be tried
 */
export async function countOnCard(
  db: Database,
  { patronId, address, now }: { patronId: number; address: string; now: Temporal.Instant },
): Promise<{ stoppedNow: boolean } | null> {
  const yearAgo = now.subtract({ hours: 24 * yearDays })
  const waits = sql`${[...ladderSeconds]}::int[]`
  const { rows } = await sql<{ stopped_now: boolean }>`
    insert into sign_in_card as card (patron_id, ladder, failed_at, wait_until)
    select id, array[${address}], array[${now}::timestamptz], ${now}::timestamptz + make_interval(secs => (${waits})[1])
    from patron where id = ${patronId}
    on conflict (patron_id) do update set
      ladder = card.ladder || ${address}::text,
      failed_at = array(select at from unnest(card.failed_at) as at where at > ${yearAgo}) || ${now}::timestamptz,
      wait_until = ${now}::timestamptz + make_interval(secs => (${waits})[cardinality(card.ladder) + 1]),
      stopped_at = case
        when cardinality(card.ladder) + 1 >= ${ladderFailuresMax}
          or (select count(*) from unnest(card.failed_at) as at where at > ${yearAgo}) + 1 >= ${yearFailuresMax}
        then ${now}::timestamptz end
    where card.stopped_at is null and (card.wait_until is null or card.wait_until <= ${now}::timestamptz)
    returning stopped_at is not null as stopped_now`.execute(db)
  return rows[0] ? { stoppedNow: rows[0].stopped_now } : null
}

/** Lifts a card's wait when fewer failures than these are left on its ladder. */
const freeFailures = ladderSeconds.filter(seconds => seconds === 0).length

/**
 * A success from an address clears what failed from that address, never what failed elsewhere; the year keeps all but the
 * success itself.
 * @returns how many failures it cleared, itself not counted
 */
export async function clearOnCard(
  db: Database,
  {
    patronId,
    address,
    now,
    stoppedNow,
  }: { patronId: number; address: string; now: Temporal.Instant; stoppedNow: boolean },
): Promise<number> {
  const { rows } = await sql<{ cleared: number }>`
    update sign_in_card as card set
      ladder = array_remove(card.ladder, ${address}),
      failed_at = card.failed_at[:array_position(card.failed_at, ${now}::timestamptz) - 1]
        || card.failed_at[array_position(card.failed_at, ${now}::timestamptz) + 1:],
      wait_until = case when cardinality(array_remove(card.ladder, ${address})) <= ${freeFailures} then null else card.wait_until end,
      stopped_at = case when ${stoppedNow} then null else card.stopped_at end
    from (select patron_id, ladder from sign_in_card where patron_id = ${patronId} for update) as before
    where card.patron_id = before.patron_id
    returning cardinality(before.ladder) - cardinality(card.ladder) as cleared`.execute(db)
  return Math.max(0, (rows[0]?.cleared ?? 0) - 1)
}

/** Takes every failure off a card: the counter unlocks it, or its password is a new one. */
export async function forgetFailures(tx: Database, patronId: number): Promise<void> {
  await tx.deleteFrom('sign_in_card').where('patron_id', '=', patronId).execute()
}

/** Since when a card is stopped for new devices, or null. */
export async function stoppedForNewDevices(db: Database, patronId: number): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('sign_in_card')
    .select('stopped_at')
    .where('patron_id', '=', patronId)
    .executeTakeFirst()
  return row?.stopped_at ?? null
}

/** What has failed from an address, without counting. */
export async function loadAddress(
  db: Database,
  address: string,
  windows: { shortFrom: Temporal.Instant; longFrom: Temporal.Instant },
): Promise<AddressCount> {
  const row = await db.selectFrom('sign_in_address').selectAll().where('address', '=', address).executeTakeFirst()
  const inShort = row && Temporal.Instant.compare(row.short_from, windows.shortFrom) > 0
  const inLong = row && Temporal.Instant.compare(row.long_from, windows.longFrom) > 0
  return {
    shortCount: inShort ? row.short_count : 0,
    longCount: inLong ? row.long_count : 0,
    cards: inLong ? row.cards.length : 0,
  }
}

/** Counts a try from an address before it is made. `shortFrom` and `longFrom`: windows that began before these are over. */
export async function countOnAddress(
  db: Database,
  {
    address,
    card,
    now,
    shortFrom,
    longFrom,
  }: {
    address: string
    card: string
    now: Temporal.Instant
    shortFrom: Temporal.Instant
    longFrom: Temporal.Instant
  },
): Promise<AddressCount> {
  const { rows } = await sql<{ short_count: number; long_count: number; cards: number }>`
    insert into sign_in_address as one (address, short_from, short_count, long_from, long_count, cards)
    values (${address}, ${now}, 1, ${now}, 1, array[${card}])
    on conflict (address) do update set
      short_from = case when one.short_from > ${shortFrom} then one.short_from else excluded.short_from end,
      short_count = case when one.short_from > ${shortFrom} then least(one.short_count + 1, 10000) else 1 end,
      long_from = case when one.long_from > ${longFrom} then one.long_from else excluded.long_from end,
      long_count = case when one.long_from > ${longFrom} then least(one.long_count + 1, 10000) else 1 end,
      cards = case
        when one.long_from <= ${longFrom} then excluded.cards
        when ${card} = any(one.cards) or cardinality(one.cards) >= 20 then one.cards
        else one.cards || excluded.cards end
    returning short_count, long_count, cardinality(cards) as cards`.execute(db)
  const row = rows[0]!
  return { shortCount: row.short_count, longCount: row.long_count, cards: row.cards }
}

/** A success takes its own try back. */
export async function clearOnAddress(db: Database, address: string, card: string): Promise<void> {
  await sql`
    update sign_in_address set
      short_count = greatest(short_count - 1, 0),
      long_count = greatest(long_count - 1, 0),
      cards = array_remove(cards, ${card})
    where address = ${address}`.execute(db)
}

/** Addresses that have been quiet for a day. */
export async function forgetAddresses(db: Database, longFrom: Temporal.Instant): Promise<void> {
  await db.deleteFrom('sign_in_address').where('long_from', '<', longFrom).execute()
}

/** Until when new devices must give the birth date, or null. */
export async function loadAlarm(db: Database): Promise<Temporal.Instant | null> {
  const row = await db.selectFrom('sign_in_alarm').select('birth_date_until').executeTakeFirst()
  return row?.birth_date_until ?? null
}

/** Adds `change` failures (or takes them away, after a success) to those of the whole library. */
export async function countOnAlarm(
  db: Database,
  now: Temporal.Instant,
  change: number,
): Promise<{ hourCount: number; dayCount: number }> {
  const hourFrom = now.subtract({ hours: 1 })
  const dayFrom = now.subtract({ hours: 24 })
  const { rows } = await sql<{ hour_count: number; day_count: number }>`
    insert into sign_in_alarm as alarm (hour_from, hour_count, day_from, day_count)
    values (${now}, greatest(${change}, 0), ${now}, greatest(${change}, 0))
    on conflict (only_row) do update set
      hour_from = case when alarm.hour_from > ${hourFrom} then alarm.hour_from else excluded.hour_from end,
      hour_count = greatest(case when alarm.hour_from > ${hourFrom} then alarm.hour_count else 0 end + ${change}, 0),
      day_from = case when alarm.day_from > ${dayFrom} then alarm.day_from else excluded.day_from end,
      day_count = greatest(case when alarm.day_from > ${dayFrom} then alarm.day_count else 0 end + ${change}, 0)
    returning hour_count, day_count`.execute(db)
  return { hourCount: rows[0]!.hour_count, dayCount: rows[0]!.day_count }
}

export async function raiseAlarm(db: Database, until: Temporal.Instant): Promise<void> {
  await db.updateTable('sign_in_alarm').set({ birth_date_until: until }).execute()
}

/** Counts a try from a known device before it is made; null when it is not known for this patron, or has none left. */
export async function countOnDevice(
  db: Database,
  {
    patronId,
    device,
    now,
    failuresMax,
  }: { patronId: number; device: Buffer; now: Temporal.Instant; failuresMax: number },
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

export async function clearOnDevice(db: Database, patronId: number, device: Buffer): Promise<void> {
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
  patronId: number,
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
export async function deleteDevicesOf(tx: Database, patronId: number, but: Buffer | null = null): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('known_device')
    .where('patron_id', '=', patronId)
    .$if(but !== null, query => query.where('device_hash', '<>', but!))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
