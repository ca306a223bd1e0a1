import { sql, type Tx } from '#database/database.ts'

/** What became of a deletion or a merge that a list asks for. */
export type Removal = 'done' | 'alreadyDone' | 'unknown' | 'unknownTarget' | 'hasCopies' | 'inUse' | 'circle'

/** 削除: a bib leaves the catalogue, if no copy of it is left and nobody waits for it. */
export async function deleteBib(tx: Tx, sourceKey: string, now: Temporal.Instant): Promise<Removal> {
  const bib = await lockBib(tx, sourceKey)
  if (!bib) return 'unknown'
  if (bib.deleted_at) return 'alreadyDone'
  if (bib.copies > 0) return 'hasCopies'
  if (bib.holds > 0) return 'inUse'
  await tx.updateTable('bib').set({ deleted_at: now, changed_at: now }).where('id', '=', bib.id).execute()
  return 'done'
}

/**
 * 統合: two records of one title become one; the copies go over. Refused while somebody waits for the old one or has a copy of it, for
 * a loan and a hold name the bib.
 */
export async function mergeBib(tx: Tx, sourceKey: string, into: string, now: Temporal.Instant): Promise<Removal> {
  const bib = await lockBib(tx, sourceKey)
  const named = await lockBib(tx, into)
  if (!bib) return 'unknown'
  if (!named || named.deleted_at) return 'unknownTarget'
  const target = named.merged_into ?? named.id
  if (target === bib.id) return 'circle'
  if (bib.merged_into === target) return 'alreadyDone'
  if (bib.holds > 0 || bib.copiesInUse > 0) return 'inUse'
  await tx.updateTable('item').set({ bib_id: target }).where('bib_id', '=', bib.id).execute()
  await tx
    .updateTable('bib')
    .set({ merged_into: target, changed_at: now })
    .where(bibs => bibs.or([bibs('id', '=', bib.id), bibs('merged_into', '=', bib.id)]))
    .execute()
  await tx.updateTable('bib').set({ changed_at: now }).where('id', '=', target).execute()
  return 'done'
}

type LockedBib = {
  id: number
  deleted_at: Temporal.Instant | null
  merged_into: number | null
  copies: number
  copiesInUse: number
  holds: number
}

async function lockBib(tx: Tx, sourceKey: string): Promise<LockedBib | null> {
  const { rows } = await sql<LockedBib>`
    select id, deleted_at, merged_into,
      (select count(*) from item where bib_id = bib.id and status <> 'withdrawn') as copies,
      (select count(*) from item where bib_id = bib.id and status in ('loan', 'holdShelf', 'transit')) as "copiesInUse",
      (select count(*) from hold where bib_id = bib.id and state <> 'closed') as holds
    from bib where source_key = ${sourceKey} for update of bib`.execute(tx)
  return rows[0] ?? null
}
