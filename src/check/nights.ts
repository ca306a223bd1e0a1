import { sql } from '#database/database.ts'
import { caughtUpDaysMax } from '#nightly/rules/schedule.ts'
import type { Invariant } from './invariant.ts'

/** What must be true of the nights. */
export const nightInvariants: Invariant[] = [
  {
    number: 18,
    name: 'the nights have no gap',
    // A day without its night is broken once a later one has run: until then the service was off, and makes up for it
    // when it starts.
    query: (_policy, today) => sql`
      select format('the night of %s has not run, although that of %s has', gap::date,
        (select min(day) from nightly_run where finished_at is not null and day > gap)) as sentence
      from generate_series(
        greatest((select min(day) from nightly_run where finished_at is not null), ${today}::date - ${caughtUpDaysMax}::int),
        ${today}::date - 1, interval '1 day') gap
      where exists (select from nightly_run where finished_at is not null and day > gap)
        and not exists (select from nightly_run where finished_at is not null and day = gap)`,
  },
  {
    number: 18,
    name: 'no night runs before its day',
    query: (_policy, today) => sql`
      select format('the night of %s has run, and its day has not come', day) as sentence
      from nightly_run where day > ${today}::date and not ran_ahead`,
  },
]
