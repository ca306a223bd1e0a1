import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { type AuditLine, loadAudit } from './audit-read-store.ts'
import { writeAudit } from './write-audit.ts'

export type AuditAnswer = {
  lines: AuditLine[]
  more: boolean
  /** Every patron whose data was seen or changed, once each. */
  patronIds: PatronId[]
}

export type AuditQuestion = {
  /** Of one account; null: of any. */
  login: string | null
  /** With one patron, under every number they have; null: with anybody. */
  patronIds: readonly PatronId[] | null
  from: Temporal.Instant
  until: Temporal.Instant
}

/** Whose data did this account see between two instants, or who saw that patron's? Asking is itself written down. */
export async function readAudit(
  library: Library,
  staff: { login: string },
  asked: AuditQuestion,
): Promise<AuditAnswer> {
  const found = await loadAudit(library.db, asked, linesMax + 1)
  const lines = found.slice(0, linesMax)
  const { login, patronIds: about } = asked
  const detail = { login, ...(about ? { about } : {}), from: `${asked.from}`, until: `${asked.until}` }
  const at = library.clock.now()
  await writeAudit(library.db, { at, staffLogin: staff.login, did: 'readAudit', patronId: null, detail })
  const patronIds = [...new Set(lines.flatMap(line => line.patronIds))].sort((a, b) => a - b)
  return { lines, more: found.length > linesMax, patronIds }
}

const linesMax = 1000
