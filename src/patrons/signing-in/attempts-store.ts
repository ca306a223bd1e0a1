import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import { type AddressCount, ladderSeconds } from '../rules/attempts.ts'
import { without } from './try-store.ts'

/** Lifts a card's wait when fewer failures than these are left on its ladder. */
const freeFailures = ladderSeconds.filter(seconds => seconds === 0).length

/**
 * A success from an address clears what failed from that address, never what failed elsewhere; the year keeps all but
 * the success itself.
 * @returns how many failures it cleared, itself not counted
 */
export async function clearOnCard(
  db: Database,
  {
    patronId,
    address,
    now,
    stoppedNow,
  }: { patronId: PatronId; address: string; now: Temporal.Instant; stoppedNow: boolean },
): Promise<number> {
  const { rows } = await sql<{ cleared: number }>`
    update sign_in_card as card set
      ladder = array_remove(card.ladder, ${address}),
      failed_at = ${without('failed_at', now)},
      wait_until = case when cardinality(array_remove(card.ladder, ${address})) <= ${freeFailures} then null else card.wait_until end,
      stopped_at = case when ${stoppedNow} then null else card.stopped_at end
    from (select patron_id, ladder from sign_in_card where patron_id = ${patronId} for update) as before
    where card.patron_id = before.patron_id
    returning cardinality(before.ladder) - cardinality(card.ladder) as cleared`.execute(db)
  return Math.max(0, (rows[0]?.cleared ?? 0) - 1)
}

/** Takes every failure off a card: the counter unlocks it, or its password is a new one. */
export async function forgetFailures(tx: Tx, patronId: PatronId): Promise<void> {
  await tx.deleteFrom('sign_in_card').where('patron_id', '=', patronId).execute()
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

/**
 * Takes a try back from an address: after a success, or because nothing was compared.
 * @param card that did not fail after all; null: it stays among those that did
 */
export async function clearOnAddress(db: Database, address: string, card: string | null): Promise<void> {
  await sql`
    update sign_in_address set
      short_count = greatest(short_count - 1, 0),
      long_count = greatest(long_count - 1, 0),
      cards = array_remove(cards, ${card}::text)
    where address = ${address}`.execute(db)
}

/** Addresses that have been quiet for a day. */
export async function forgetAddresses(db: Database, longFrom: Temporal.Instant): Promise<void> {
  await db.deleteFrom('sign_in_address').where('long_from', '<', longFrom).execute()
}
