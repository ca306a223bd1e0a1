/** How many are kept: the newest of each of so many days, weeks (from Monday) and months in which there is one. */
const retention = { days: 7, weeks: 5, months: 12 }

/** Which of the backups, by their days, may go. One that is the newest of any day, week or month that counts stays. */
export function superfluous<Backup extends { at: Temporal.PlainDateTime }>(backups: readonly Backup[]): Backup[] {
  const newestFirst = backups.toSorted((a, b) => Temporal.PlainDateTime.compare(b.at, a.at))
  const kept = new Set<Backup>()
  const keep = (periods: number, periodOf: (at: Temporal.PlainDateTime) => string) => {
    const seen = new Set<string>()
    for (const backup of newestFirst) {
      const period = periodOf(backup.at)
      if (seen.has(period)) continue
      if (seen.size >= periods) break
      seen.add(period)
      kept.add(backup)
    }
  }
  keep(retention.days, at => at.toPlainDate().toString())
  keep(retention.weeks, at => `${at.yearOfWeek} ${at.weekOfYear}`)
  keep(retention.months, at => at.toPlainDate().toPlainYearMonth().toString())
  return newestFirst.filter(backup => !kept.has(backup))
}
