import { sql } from '#database/database.ts'

/*
 * What is judged from histories is judged as it was then: a hold, and a copy, may have been another bib's or another
 * patron's before a merge (統合). Where it was before stands in columns of the row that moved it.
 */

/**
 * The CTE `stay`: on which bib each hold was, from just after one row of the histories (its number and instant) to the
 * next; as `stay.hold_id, bib_id, since, until, since_at, until_at`.
 */
export const stays = sql`
  gone as (
    select hold_id, id, at, from_bib_id as bib_id,
      lag(id, 1, 0::bigint) over each_hold as since, lag(at, 1, '-infinity') over each_hold as since_at
    from hold_event where from_bib_id is not null window each_hold as (partition by hold_id order by id)),
  stay as materialized (
    select hold_id, bib_id, since, id as until, since_at, at as until_at from gone
    union all
    select h.id, h.bib_id, coalesce(last.id, 0), 9223372036854775807, coalesce(last.at, '-infinity'), 'infinity'
    from hold h left join (select distinct on (hold_id) hold_id, id, at from gone order by hold_id, id desc) last
      on last.hold_id = h.id)`

type Expression = ReturnType<typeof sql>

/** Whose a hold was when a row of its history was written. */
export const patronThen = (hold: Expression, event: Expression) => sql<number | null>`coalesce((
  select r.from_patron_id from hold_event r
  where r.hold_id = ${hold}.id and r.why = 'rebind' and r.id > ${event} and r.from_patron_id is not null
  order by r.id limit 1), ${hold}.patron_id)`

/** At which place of its queue a hold was when a row of its history was written. */
export const placeThen = (hold: Expression, event: Expression) => sql<string>`coalesce((
  select r.from_place from hold_event r
  where r.hold_id = ${hold}.id and r.id > ${event} and r.from_place is not null order by r.id limit 1), ${hold}.place)`

/** Which copy a hold had just after a row of a history was written; null when none. */
export const copyThen = (hold: Expression, event: Expression) => sql<number | null>`(
  select case when r.id is null then ${hold}.item_id else r.had_item_id end
  from (select) one left join lateral (
    select id, had_item_id from hold_event r where r.hold_id = ${hold}.id and r.id > ${event} order by r.id limit 1) r on true)`

/** Of which bib the copy of a loan was when a row of its history was written. */
export const bibOfCopyThen = (loan: Expression, event: Expression) => sql<number>`coalesce((
  select r.from_bib_id from item_event r
  where r.item_id = ${loan}.item_id and r.why = 'moveToBib' and r.from_bib_id is not null and r.id > ${event}
  order by r.id limit 1), ${loan}.bib_id)`
