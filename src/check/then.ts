import { sql } from '#database/database.ts'

/*
 * What is judged from histories is judged as it was then: a hold, and a copy, may have been another bib's or another patron's before
 * a merge (統合). Where it came from stands in the rows of the merge: 'bib 12' and 'patron 34' of a hold, '12 → 56' of a copy.
 */

/**
 * The CTE `stay`: on which bib each hold was, from just after one row of the histories (its number and instant) to the next; as
 * `stay.hold_id, bib_id, since, until, since_at, until_at`.
 */
export const stays = sql`
  gone as (
    select hold_id, id, at, substring(detail from 'bib (\\d+)')::bigint as bib_id,
      lag(id, 1, 0::bigint) over each_hold as since, lag(at, 1, '-infinity') over each_hold as since_at
    from hold_event where why = 'rebind' and detail ~ 'bib \\d+' window each_hold as (partition by hold_id order by id)),
  stay as materialized (
    select hold_id, bib_id, since, id as until, since_at, at as until_at from gone
    union all
    select h.id, h.bib_id, coalesce(last.id, 0), 9223372036854775807, coalesce(last.at, '-infinity'), 'infinity'
    from hold h left join (select distinct on (hold_id) hold_id, id, at from gone order by hold_id, id desc) last
      on last.hold_id = h.id)`

type Expression = ReturnType<typeof sql>

/** Whose a hold was when a row of its history was written. */
export const patronThen = (hold: Expression, event: Expression) => sql<number | null>`coalesce((
  select substring(r.detail from 'patron (\\d+)')::bigint from hold_event r
  where r.hold_id = ${hold}.id and r.why = 'rebind' and r.id > ${event} and r.detail ~ 'patron \\d+'
  order by r.id limit 1), ${hold}.patron_id)`

/** Of which bib the copy of a loan was when a row of its history was written. */
export const bibOfCopyThen = (loan: Expression, event: Expression) => sql<number>`coalesce((
  select split_part(r.detail, ' ', 1)::bigint from item_event r
  where r.item_id = ${loan}.item_id and r.why = 'moveToBib' and r.id > ${event}
  order by r.id limit 1), ${loan}.bib_id)`
