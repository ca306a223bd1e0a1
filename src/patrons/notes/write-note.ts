import { transact } from '#database/database.ts'
import type { NoteId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { writeAudit } from '#staff/write-audit.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { lockPatronRow } from '../patron-store.ts'
import { judgeNote, type NoteRefusal } from '../rules/note.ts'
import { insertNote, loadNotes } from './note-store.ts'

/** 申し送り: writes down what a desk should know of a patron. Pressed twice, it is one note. */
export async function writeNote(
  library: Library,
  staff: { login: string },
  patronId: PatronId,
  { id, words }: { id: NoteId; words: string },
): Promise<Outcome<null, NoteRefusal | { why: 'unknownPatron' }>> {
  const now = library.clock.now()
  return transact(library.db, async tx => {
    if (!(await lockPatronRow(tx, patronId))) return refused({ why: 'unknownPatron' })
    const notes = await loadNotes(tx, patronId)
    if (notes.some(note => note.id === id)) return done(null)
    const refusal = judgeNote(words, notes.length)
    if (refusal) return refused(refusal)
    if (await insertNote(tx, { id, patronId, words, writtenBy: staff.login, writtenAt: now }))
      await writeAudit(tx, { at: now, staffLogin: staff.login, did: 'writeNote', patronId })
    return done(null)
  })
}
