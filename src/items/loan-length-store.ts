import { sql } from '#database/database.ts'

/**
 * How long a copy of a bib was really away from loan to return, lately, in days, as an expression; null when none has
 * come back yet.
 */
export const meanLoanDaysOf = (bibId: ReturnType<typeof sql>) => sql<number | null>`(
  select avg(extract(epoch from l.returned_at - l.lent_at)) / 86400
  from (select * from loan where bib_id = ${bibId} and returned_at is not null order by lent_at desc limit 50) l)::float8`
