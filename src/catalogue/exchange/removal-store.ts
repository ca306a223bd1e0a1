import { sql, type Tx } from '#database/database.ts'
import type { BibId } from '#ids.ts'

/** What became of a deletion that a list asks for. */
export type Removal = 'done' | 'alreadyDone' | 'unknown' | 'hasCopies' | 'inUse'

/** 削除: a bib leaves the catalogue, if no copy of it is left and nobody waits for it. */
export async function deleteBib(tx: Tx, sourceKey: string, now: Temporal.Instant): Promise<Removal> {
  const { rows } = await sql<{ id: BibId; deleted_at: Temporal.Instant | null; copies: number; holds: number }>`
    select id, deleted_at, (select count(*) from item where bib_id = bib.id and status <> 'withdrawn') as copies,
      (select count(*) from hold where bib_id = bib.id and state <> 'closed') as holds
    from bib where source_key = ${sourceKey} for update of bib`.execute(tx)
  const bib = rows[0]
  if (!bib) return 'unknown'
  if (bib.deleted_at) return 'alreadyDone'
  if (bib.copies > 0) return 'hasCopies'
  if (bib.holds > 0) return 'inUse'
  await tx.updateTable('bib').set({ deleted_at: now, changed_at: now }).where('id', '=', bib.id).execute()
  return 'done'
}
