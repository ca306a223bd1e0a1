import { transact } from '#database/database.ts'
import type { NoteId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { deleteNote } from './note-store.ts'

/** A note that is not so any more goes, whoever wrote it. What has gone already has gone. */
export async function removeNote(
  library: Library,
  staff: { login: string },
  patronId: PatronId,
  id: NoteId,
): Promise<void> {
  await transact(library.db, async tx => {
    if (await deleteNote(tx, patronId, id))
      await writeAudit(tx, { at: library.clock.now(), staffLogin: staff.login, did: 'removeNote', patronId })
  })
}
