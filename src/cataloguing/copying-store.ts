import { type Database, type Row, sql, type Tx } from '#database/database.ts'
import { storable } from '#database/incoming.ts'
import type { BibId, DraftId } from '#ids.ts'
import type { SourceAnswer } from './rules/answer.ts'
import { firstSources, type RecordSource } from './rules/source.ts'

/** The sources in their order; those that a new library begins with until it has changed them. */
export async function loadSources(db: Database): Promise<readonly RecordSource[]> {
  const row = await db.selectFrom('record_source_list').select('sources').executeTakeFirst()
  return row ? (row.sources as RecordSource[]) : firstSources
}

/** The same, for who changes them now: a second one waits. */
export async function lockSources(tx: Tx): Promise<readonly RecordSource[]> {
  await tx
    .insertInto('record_source_list')
    .values({ sources: JSON.stringify(firstSources) })
    .onConflict(conflict => conflict.column('single').doNothing())
    .execute()
  const row = await tx.selectFrom('record_source_list').select('sources').forUpdate().executeTakeFirstOrThrow()
  return row.sources as RecordSource[]
}

export async function saveSources(tx: Tx, sources: readonly RecordSource[]): Promise<void> {
  await tx
    .updateTable('record_source_list')
    .set({ sources: JSON.stringify(sources) })
    .execute()
}

/** 下書き: what the sources said, kept until somebody has chosen from it. */
export type Draft = {
  id: DraftId
  madeBy: string
  isbn: string | null
  answers: SourceAnswer[]
  savedBibId: BibId | null
}

export async function insertDraft(
  db: Database,
  draft: Omit<Draft, 'savedBibId'>,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into copied_draft (id, made_at, made_by, isbn, answers)
    values (${draft.id}, ${now}, ${draft.madeBy}, ${draft.isbn}, ${storable(draft.answers)}::jsonb)`.execute(db)
}

export async function loadDraft(db: Database, id: DraftId): Promise<Draft | null> {
  const row = await draftWhere(db, id).executeTakeFirst()
  return row ? toDraft(row) : null
}

/** For who saves from it now: a form sent twice waits for the first. */
export async function lockDraft(tx: Tx, id: DraftId): Promise<Draft | null> {
  const row = await draftWhere(tx, id).forUpdate().executeTakeFirst()
  return row ? toDraft(row) : null
}

const draftWhere = (db: Database, id: DraftId) => db.selectFrom('copied_draft').where('id', '=', id).selectAll()

const toDraft = (row: Row<'copied_draft'>): Draft => ({
  id: row.id,
  madeBy: row.made_by,
  isbn: row.isbn,
  answers: row.answers as SourceAnswer[],
  savedBibId: row.saved_bib_id,
})

export async function saveDraftDone(tx: Tx, id: DraftId, bibId: BibId): Promise<void> {
  await tx.updateTable('copied_draft').set({ saved_bib_id: bibId }).where('id', '=', id).execute()
}

/** Drafts are for the work of a day: what was made before goes, used or not. */
export async function deleteDrafts(db: Database, madeBefore: Temporal.Instant): Promise<void> {
  await db.deleteFrom('copied_draft').where('made_at', '<', madeBefore).execute()
}
