import { type Database, sql, type Tx } from '#database/database.ts'
import type { NoteId, PatronId } from '#ids.ts'
import type { PatronNote } from '../patron-view.ts'

/** The oldest first. */
export async function loadNotes(db: Database, patronId: PatronId): Promise<PatronNote[]> {
  const { rows } = await sql<PatronNote>`
    select n.id, n.words, coalesce(s.name, n.written_by) as "writtenBy", n.written_at as "writtenAt"
    from patron_note n left join staff s on s.login = n.written_by
    where n.patron_id = ${patronId} order by n.written_at, n.id`.execute(db)
  return rows
}

/** A note that is there already stays as it is: the form was sent twice. */
export async function insertNote(
  tx: Tx,
  note: { id: NoteId; patronId: PatronId; words: string; writtenBy: string; writtenAt: Temporal.Instant },
): Promise<boolean> {
  const made = await tx
    .insertInto('patron_note')
    .values({
      id: note.id,
      patron_id: note.patronId,
      words: note.words,
      written_by: note.writtenBy,
      written_at: note.writtenAt,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .execute()
  return made.length > 0
}

/** What was written of either registration holds for the one who stays. */
export async function moveNotes(tx: Tx, from: PatronId, into: PatronId): Promise<void> {
  await tx.updateTable('patron_note').set({ patron_id: into }).where('patron_id', '=', from).execute()
}

/** @returns false when there is no such note of this patron (any more) */
export async function deleteNote(tx: Tx, patronId: PatronId, id: NoteId): Promise<boolean> {
  const gone = await tx
    .deleteFrom('patron_note')
    .where('patron_id', '=', patronId)
    .where('id', '=', id)
    .returning('id')
    .execute()
  return gone.length > 0
}
