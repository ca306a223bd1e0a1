/**
 * Whether what others' eyes must not see is closed to a patron, since the password came by mail a moment ago.
 * @param until null: it did not
 */
export const isUnderVeil = (until: Temporal.Instant | null, now: Temporal.Instant): boolean =>
  until !== null && Temporal.Instant.compare(now, until) < 0
