import { sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'

export type LentLine = { patronId: PatronId; title: string; dueOn: Temporal.PlainDate }

/**
 * Takes the loans that are to be told now, at most those of `limit` patrons: of who wants 貸出レシート and has an address,
 * lent since `lentAfter` and still out. Nobody is taken who has borrowed something after `quietSince`: their visit goes
 * on. What is taken counts as told; the caller writes the mail in the same transaction.
 */
export async function takeLentToTell(
  tx: Tx,
  { lentAfter, quietSince, limit }: { lentAfter: Temporal.Instant; quietSince: Temporal.Instant; limit: number },
): Promise<LentLine[]> {
  const untold = sql`l.patron_id = p.id and l.returned_at is null and not l.receipt_told and l.lent_at > ${lentAfter}`
  const { rows } = await sql<LentLine>`
    with who as (
      select p.id from patron p
      where p.wants_receipts and coalesce(p.mail, '') <> '' and exists (select from loan l where ${untold})
        and not exists (select from loan l where ${untold} and l.lent_at > ${quietSince})
      order by p.id limit ${limit} for update skip locked),
    told as (
      update loan l set receipt_told = true from who p where ${untold} returning l.id, l.patron_id, l.bib_id, l.due_on)
    select told.patron_id as "patronId", concat_ws(' ', b.title, b.volume) as title, told.due_on as "dueOn"
    from told join bib b on b.id = told.bib_id order by told.patron_id, told.id`.execute(tx)
  return rows
}
