import type { Database } from '#database/database.ts'
import type { BibId, PatronId } from '#ids.ts'

export type PastLoan = {
  bibId: BibId
  title: string
  /** 非公開: the title has no page for now. */
  hidden: boolean
  lentAt: Temporal.Instant
  returnedAt: Temporal.Instant
}

/** The returned loans of a patron who keeps a history; null for one who does not. */
export async function loadPastLoans(db: Database, patronId: PatronId, limit: number): Promise<PastLoan[] | null> {
  const patron = await db
    .selectFrom('patron')
    .where('id', '=', patronId)
    .select('keeps_history')
    .executeTakeFirstOrThrow()
  if (!patron.keeps_history) return null
  const rows = await db
    .selectFrom('loan')
    .innerJoin('bib', 'bib.id', 'loan.bib_id')
    .where('patron_id', '=', patronId)
    .where('returned_at', 'is not', null)
    .select(['loan.bib_id', 'title', 'volume', 'hidden_at', 'lent_at', 'returned_at'])
    .orderBy('returned_at', 'desc')
    .orderBy('loan.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    bibId: row.bib_id,
    title: [row.title, row.volume].filter(Boolean).join(' '),
    hidden: row.hidden_at !== null,
    lentAt: row.lent_at,
    returnedAt: row.returned_at!,
  }))
}
