import { type Database, sql, type Tx } from '#database/database.ts'
import type { BibId } from '#ids.ts'
import type { BibKind } from './rules/bib.ts'

export type BibSide = { id: BibId; gone: boolean; mergedInto: BibId | null; audiovisual: boolean }

/**
 * Locks bibs that are to be merged, and what they go by the name of already, in the order of their numbers; nobody may
 * refer to them meanwhile.
 */
export async function lockBibSides(tx: Tx, bibIds: readonly BibId[]): Promise<Map<BibId, BibSide>> {
  const { rows } = await sql<BibSide>`
    select id, deleted_at is not null as gone, merged_into as "mergedInto", kind = 'audiovisual' as audiovisual
    from bib where id = any(${[...bibIds]}::bigint[]) order by id for update`.execute(tx)
  const targets = rows.flatMap(row => row.mergedInto ?? [])
  return targets.every(id => bibIds.includes(id))
    ? new Map(rows.map(row => [row.id, row]))
    : lockBibSides(tx, [...bibIds, ...targets])
}

/** The number of a bib by the number in its source; null when there is none. */
export async function findBySourceKey(db: Database, sourceKey: string): Promise<BibId | null> {
  const row = await db.selectFrom('bib').where('source_key', '=', sourceKey).select('id').executeTakeFirst()
  return row?.id ?? null
}

/**
 * From now on the one goes by the name of the other; so do those that went by its name. The change feed hears of both.
 */
export async function saveMerged(tx: Tx, from: BibId, into: BibId, now: Temporal.Instant): Promise<void> {
  await sql`
    update bib set merged_into = ${into}, changed_at = ${now} where id = ${from} or merged_into = ${from}`.execute(tx)
  await sql`update bib set changed_at = ${now} where id = ${into}`.execute(tx)
}

/** A record as a desk recognises it. */
export type BibFacts = {
  id: BibId
  gone: boolean
  mergedInto: BibId | null
  title: string
  volume: string | null
  kind: BibKind
  responsibility: string | null
  publisher: string | null
  published: string | null
  isbns: string[]
  copies: number
  /** Of them, those that are not 非公開. */
  shownCopies: number
  /** 非公開. */
  hidden: boolean
}

export async function loadBibFacts(db: Database, bibIds: readonly BibId[]): Promise<Map<BibId, BibFacts>> {
  const { rows } = await sql<BibFacts>`
    select id, deleted_at is not null as gone, merged_into as "mergedInto", concat_ws(' ', title, volume) as title,
      volume, kind, responsibility, publisher, published, isbns, hidden_at is not null as hidden,
      (select count(*)::int from item where bib_id = bib.id and status <> 'withdrawn') as copies,
      (select count(*)::int from item where bib_id = bib.id and status <> 'withdrawn' and item.hidden_at is null)
        as "shownCopies"
    from bib where id = any(${[...bibIds]}::bigint[])`.execute(db)
  return new Map(rows.map(row => [row.id, row]))
}
