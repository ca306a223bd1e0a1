import { type Database, sql } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import {
  type AddressCount,
  type AddressLimits,
  birthDatesPerYearMax,
  ladderFailuresMax,
  ladderSeconds,
  yearDays,
  yearFailuresMax,
} from '../rules/attempts.ts'

/** What is about to be compared, and so which counter of the card it uses up. */
export type Guess = 'password' | 'temporary' | 'birthDate' | 'nothing'

export type Try = {
  /** 0: a card that nobody has. */
  patronId: PatronId
  guess: Guess
  temporaryTriesMax: number
  /** Keyed hashes. `common`: of a password that everybody tries first, else null. */
  address: string
  card: string
  common: string | null
  limits: AddressLimits
  now: Temporal.Instant
  /** Windows of the address that began before these are over. */
  shortFrom: Temporal.Instant
  longFrom: Temporal.Instant
}

export type Counted = {
  address: AddressCount
  /**
   * Whether the card still takes such a guess, and whether this one is its last; null: it does not, and nothing may be
   * compared.
   */
  card: { stoppedNow: boolean } | null
  commonFailures: number
  /** Failures of the whole library, those in progress among them. */
  alarm: { hourCount: number; dayCount: number }
}

/**
 * Counts a try from a device that is not known: on the address, the card and the whole library, before anything is
 * compared. One statement, so that of 200 tries at once each is counted. It locks address, card, password, alarm, in
 * this order. Only what turns out right is taken back. A try from an address that may not try any more counts nowhere
 * else.
 */
export async function countTry(db: Database, one: Try): Promise<Counted> {
  const { now } = one
  const yearAgo = now.subtract({ hours: 24 * yearDays })
  const waits = sql`${[...ladderSeconds]}::int[]`
  const counts = (guess: Guess) => sql`${one.guess === guess}::boolean`
  const inYear = (column: 'failed_at' | 'birth_dates_at') =>
    sql`array(select at from unnest(card.${sql.raw(column)}) as at where at > ${yearAgo})`
  const mayTry = sql`card.stopped_at is null and (card.wait_until is null or card.wait_until <= ${now}::timestamptz)`
  const { rows } = await sql<{
    short_count: number
    long_count: number
    cards: number
    card: boolean | null
    common: number | null
    hour_count: number | null
    day_count: number | null
  }>`
    with address as (${countOnAddressQuery(one)}),
    free as (
      select from address
      where short_count <= ${one.limits.shortMax} and long_count <= ${one.limits.longMax} and cards <= ${one.limits.cardsMax}
    ),
    by_password as (
      insert into sign_in_card as card (patron_id, ladder, failed_at, wait_until)
      select id, array[${one.address}], array[${now}::timestamptz], ${now}::timestamptz + make_interval(secs => (${waits})[1])
      from patron, free where id = ${one.patronId} and (${counts('password')} or ${counts('temporary')})
      on conflict (patron_id) do update set
        ladder = card.ladder || ${one.address}::text,
        failed_at = ${inYear('failed_at')} || ${now}::timestamptz,
        wait_until = ${now}::timestamptz + make_interval(secs => (${waits})[cardinality(card.ladder) + 1]),
        stopped_at = case
          when cardinality(card.ladder) + 1 >= ${ladderFailuresMax}
            or cardinality(${inYear('failed_at')}) + 1 >= ${yearFailuresMax}
          then ${now}::timestamptz end
      where ${mayTry}
      returning stopped_at is not null as stopped_now
    ),
    by_temporary as (
      update patron_secret set temporary_tries = temporary_tries + 1
      where patron_id = ${one.patronId} and kind = 'temporary' and ${counts('temporary')}
        and temporary_tries < ${one.temporaryTriesMax} and temporary_until > ${now}
        and exists (select from by_password)
      returning patron_id
    ),
    by_birth_date as (
      insert into sign_in_card as card (patron_id, birth_dates_at)
      select id, array[${now}::timestamptz] from patron, free where id = ${one.patronId} and ${counts('birthDate')}
      on conflict (patron_id) do update set birth_dates_at = ${inYear('birth_dates_at')} || ${now}::timestamptz
      where ${mayTry} and cardinality(${inYear('birth_dates_at')}) < ${birthDatesPerYearMax}
      returning false as stopped_now
    ),
    on_card as (
      select stopped_now from by_password where ${counts('password')} or exists (select from by_temporary)
      union all select stopped_now from by_birth_date
    ),
    common as (
      insert into password_guess as one (password, year_from, failures)
      select ${one.common ?? ''}::text, ${now}::timestamptz, 1 from free, (select count(*) from on_card) as after
      where ${one.common !== null}::boolean
      on conflict (password) do update set
        year_from = case when one.year_from > ${yearAgo} then one.year_from else excluded.year_from end,
        failures = case when one.year_from > ${yearAgo} then least(one.failures + 1, 1000000) else 1 end
      returning failures
    ),
    alarm as (
      insert into sign_in_alarm as alarm (hour_from, hour_count, day_from, day_count)
      -- Both are asked for: a password that is not common takes no lock there, and the card's would be taken after the alarm's.
      select ${now}::timestamptz, 1, ${now}::timestamptz, 1
      from free, (select count(*) from on_card) as after_card, (select count(*) from common) as after_common
      on conflict (only_row) do update set ${addToAlarm(now, 1)}
      returning hour_count, day_count
    )
    select address.*, (select stopped_now from on_card) as card, (select failures from common) as common,
      alarm.hour_count, alarm.day_count
    from address left join alarm on true`.execute(db)
  const row = rows[0]!
  return {
    address: { shortCount: row.short_count, longCount: row.long_count, cards: row.cards },
    card: row.card === null ? null : { stoppedNow: row.card },
    commonFailures: row.common ?? 0,
    alarm: { hourCount: row.hour_count ?? 0, dayCount: row.day_count ?? 0 },
  }
}

/**
 * A right birth date is taken back and the password counted instead, again before that is compared; a wrong one stays.
 * It takes as long either way.
 * @returns null: it was wrong, or the card waits or is stopped by now, and nothing is to be compared
 */
export async function countAfterBirthDate(
  db: Database,
  { patronId, address, now, isRight }: Pick<Try, 'patronId' | 'address' | 'now'> & { isRight: boolean },
): Promise<{ stoppedNow: boolean } | null> {
  const yearAgo = now.subtract({ hours: 24 * yearDays })
  const waits = sql`${[...ladderSeconds]}::int[]`
  const { rows } = await sql<{ counted: boolean; stopped_now: boolean }>`
    with before as (
      select patron_id, ${isRight}::boolean and stopped_at is null and (wait_until is null or wait_until <= ${now}::timestamptz) as may_try,
        array(select at from unnest(failed_at) as at where at > ${yearAgo}) as in_year
      from sign_in_card where patron_id = ${patronId} for update
    )
    update sign_in_card as card set
      birth_dates_at = case when ${isRight}::boolean then ${without('birth_dates_at', now)} else card.birth_dates_at end,
      ladder = case when may_try then card.ladder || ${address}::text else card.ladder end,
      failed_at = case when may_try then in_year || ${now}::timestamptz else card.failed_at end,
      wait_until = case when may_try
        then ${now}::timestamptz + make_interval(secs => (${waits})[cardinality(card.ladder) + 1])
        else card.wait_until end,
      stopped_at = case
        when may_try and (cardinality(card.ladder) + 1 >= ${ladderFailuresMax} or cardinality(in_year) + 1 >= ${yearFailuresMax})
        then ${now}::timestamptz else card.stopped_at end
    from before where card.patron_id = before.patron_id
    returning may_try as counted, card.stopped_at is not null as stopped_now`.execute(db)
  const row = rows[0]
  return row?.counted ? { stoppedNow: row.stopped_now } : null
}

/** Takes one moment out of an array of them; the others stay. */
export const without = (column: 'failed_at' | 'birth_dates_at', now: Temporal.Instant) => {
  const all = sql.raw(`card.${column}`)
  return sql`case when array_position(${all}, ${now}::timestamptz) is null then ${all}
    else ${all}[:array_position(${all}, ${now}::timestamptz) - 1] || ${all}[array_position(${all}, ${now}::timestamptz) + 1:] end`
}

/** Counts a try from an address alone. */
export async function countOnAddress(
  db: Database,
  one: Pick<Try, 'address' | 'card' | 'now' | 'shortFrom' | 'longFrom'>,
): Promise<AddressCount> {
  type Row = { short_count: number; long_count: number; cards: number }
  const row = (await countOnAddressQuery(one).execute(db)).rows[0] as Row
  return { shortCount: row.short_count, longCount: row.long_count, cards: row.cards }
}

const countOnAddressQuery = ({
  address,
  card,
  now,
  shortFrom,
  longFrom,
}: Pick<Try, 'address' | 'card' | 'now' | 'shortFrom' | 'longFrom'>) => sql`
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
  returning short_count, long_count, cardinality(cards) as cards`

/** Adds `change` failures to those of the whole library, or takes them away. */
export const addToAlarm = (now: Temporal.Instant, change: number) => {
  const hourFrom = now.subtract({ hours: 1 })
  const dayFrom = now.subtract({ hours: 24 })
  return sql`
    hour_from = case when alarm.hour_from > ${hourFrom} then alarm.hour_from else ${now}::timestamptz end,
    hour_count = greatest(case when alarm.hour_from > ${hourFrom} then alarm.hour_count else 0 end + ${change}, 0),
    day_from = case when alarm.day_from > ${dayFrom} then alarm.day_from else ${now}::timestamptz end,
    day_count = greatest(case when alarm.day_from > ${dayFrom} then alarm.day_count else 0 end + ${change}, 0)`
}
