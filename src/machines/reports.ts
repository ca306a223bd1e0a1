import { transact } from '#database/database.ts'
import type { ReportId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { loadOpenReports, settleReportRow } from './report-store.ts'
import type { OpenReport } from './rules/report.ts'

/** So many are shown; as they are settled, the next ones come up. */
export const reportsMax = 500

/**
 * The list for people. A report whose taking in was cut off is on it after ten minutes, if the machine has not sent it
 * again.
 */
export const openReports = (library: Library): Promise<OpenReport[]> =>
  loadOpenReports(library.db, library.clock.now().subtract({ minutes: 10 }), reportsMax)

/** Somebody has put it right, or found that nothing is to be done; whom and what it was about is forgotten. */
export async function settleReport(
  library: Library,
  by: { login: string },
  id: ReportId,
): Promise<Outcome<null, { why: 'notFound' }>> {
  const at = library.clock.now()
  return transact(library.db, async tx => {
    const settled = await settleReportRow(tx, id, { login: by.login, at })
    if (settled === 'none') return refused({ why: 'notFound' })
    // Somebody else was faster.
    if (settled === 'already') return done(null)
    await writeAudit(tx, { at, staffLogin: by.login, did: 'settleReport', patronId: null, detail: { report: id } })
    return done(null)
  })
}
