import type { Creator } from '#catalogue/rules/bib.ts'
import { type Database, sql } from '#database/database.ts'
import type { BibId, LoanId, PatronId } from '#ids.ts'

/** One line of a 読書記録. */
export type Reading = {
  loanId: LoanId
  bibId: BibId
  title: string
  /** 非公開: the title has no page for now. */
  hidden: boolean
  creators: Creator[]
  responsibility: string | null
  publisher: string | null
  isbns: string[]
  branchName: string
  lentAt: Temporal.Instant
  /** Null: still on loan. */
  returnedAt: Temporal.Instant | null
  note: string | null
}

const readings = sql`
  select l.id as "loanId", l.bib_id as "bibId", concat_ws(' ', b.title, b.volume) as title,
    b.hidden_at is not null as hidden, b.creators, b.responsibility, b.publisher,
    b.isbns, br.name as "branchName", l.lent_at as "lentAt", l.returned_at as "returnedAt", l.own_note as note
  from loan l join bib b on b.id = l.bib_id join branch br on br.id = l.branch_id join patron p on p.id = l.patron_id`

/** Whether a patron has asked for a record of what they returned. */
export async function keepsRecord(db: Database, patronId: PatronId): Promise<boolean> {
  const row = await db.selectFrom('patron').where('id', '=', patronId).select('keeps_history').executeTakeFirstOrThrow()
  return row.keeps_history
}

/** What a patron who keeps a record has returned, the latest first. */
export async function loadReadings(
  db: Database,
  patronId: PatronId,
  { offset, limit }: { offset: number; limit: number },
): Promise<Reading[]> {
  const { rows } = await sql<Reading>`
    ${readings} where l.patron_id = ${patronId} and l.returned_at is not null and p.keeps_history
    order by l.returned_at desc, l.id desc offset ${offset} limit ${limit}`.execute(db)
  return rows
}

export async function countReadings(db: Database, patronId: PatronId): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from loan l join patron p on p.id = l.patron_id
    where l.patron_id = ${patronId} and l.returned_at is not null and p.keeps_history`.execute(db)
  return rows[0]!.count
}

/**
 * What is on loan now, and for a patron who keeps a record also what was, borrowed within a span; the earliest first.
 */
export async function loadBorrowed(
  db: Database,
  patronId: PatronId,
  span: { from: Temporal.Instant; until: Temporal.Instant },
  limit: number,
): Promise<Reading[]> {
  const { rows } = await sql<Reading>`
    ${readings} where l.patron_id = ${patronId} and (l.returned_at is null or p.keeps_history)
      and l.lent_at >= ${span.from} and l.lent_at < ${span.until}
    order by l.lent_at, l.id limit ${limit}`.execute(db)
  return rows
}

/** When the first of those was borrowed; null when there is none. */
export async function firstBorrowed(db: Database, patronId: PatronId): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`
    select min(l.lent_at) as at from loan l join patron p on p.id = l.patron_id
    where l.patron_id = ${patronId} and (l.returned_at is null or p.keeps_history)`.execute(db)
  return rows[0]!.at
}

/** One line of a patron's own record; null when it is not there. */
export async function loadReading(db: Database, patronId: PatronId, loanId: LoanId): Promise<Reading | null> {
  const { rows } = await sql<Reading>`
    ${readings} where l.id = ${loanId} and l.patron_id = ${patronId} and l.returned_at is not null and p.keeps_history`.execute(
    db,
  )
  return rows[0] ?? null
}
